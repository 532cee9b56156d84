package io.liren.web.door;

import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.derivation.Derivations;
import io.liren.exchange.Courier;
import io.liren.exchange.OpenAddresses;
import io.liren.exchange.Webhooks;
import io.liren.journal.Journal;
import io.liren.journal.Keys;
import io.liren.register.Facts;
import io.liren.sql.Database;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/** Webhooks: the facts tell the outbox, and the outbox is emptied every few seconds. */
@Configuration
@EnableScheduling
class DoorConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(DoorConfiguration.class);

    @Bean
    OpenAddresses openAddresses(@Value("${liren.webhooks.private:false}") boolean own) {
        return new OpenAddresses(own);
    }

    @Bean
    Webhooks webhooks(
            Database database,
            Edition edition,
            Derivations derivations,
            Facts facts,
            Journal journal,
            Keys keys,
            Today today,
            OpenAddresses addresses) {
        Webhooks webhooks = new Webhooks(database, edition, derivations, journal, keys, today, addresses);
        facts.onWrite(webhooks::written);
        webhooks.begin();
        return webhooks;
    }

    @Bean
    Round round(Webhooks webhooks, Today today) {
        return new Round(webhooks, today);
    }

    /** Goes round. What goes wrong is noted, and the next round goes on. */
    static class Round {
        private final Webhooks webhooks;
        private final Today today;
        private final Courier courier = new Courier();
        private final AtomicReference<LocalDate> last = new AtomicReference<>(LocalDate.MIN);

        Round(Webhooks webhooks, Today today) {
            this.webhooks = webhooks;
            this.today = today;
        }

        @Scheduled(initialDelay = 10_000, fixedDelay = 5_000)
        void go() {
            try {
                LocalDate day = today.today();
                if (!day.equals(last.getAndSet(day))) {
                    webhooks.dayPassed();
                }
                webhooks.deliver(courier);
            } catch (RuntimeException e) {
                LOG.warn("webhooks were not told: {}", e.toString());
            }
        }
    }
}

package io.liren.web;

import io.liren.access.Overseers;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.consent.Consents;
import io.liren.derivation.Derivations;
import io.liren.document.Documents;
import io.liren.effect.Pictures;
import io.liren.exchange.InspectorFile;
import io.liren.intake.Intakes;
import io.liren.journal.Journal;
import io.liren.journal.Keys;
import io.liren.journal.Signing;
import io.liren.ledger.Ledgers;
import io.liren.notice.Notices;
import io.liren.notice.PublicNotices;
import io.liren.payment.Payments;
import io.liren.reason.Reasons;
import io.liren.register.Attachments;
import io.liren.register.Facts;
import io.liren.register.Holdings;
import io.liren.register.Records;
import io.liren.register.Registers;
import io.liren.report.Sheets;
import io.liren.sample.Samples;
import io.liren.sql.Database;
import io.liren.urgent.Urgents;
import io.liren.web.frame.Effects;
import io.liren.web.frame.Titles;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What several pages are made with. */
@Configuration
class Parts {
    @Bean
    Effects effects(
            Edition edition, Records records, Derivations derivations, Ledgers ledgers, Titles titles, Today today) {
        return new Effects(edition, new Pictures(edition, records, derivations, ledgers, today), titles);
    }

    @Bean
    Notices notices(Database database, Edition edition, Facts facts, Records records, Today today) {
        return new Notices(database, edition, facts, records, today);
    }

    @Bean
    PublicNotices publicNotices(Database database, Edition edition, Facts facts, Registers registers, Today today) {
        return new PublicNotices(database, edition, facts, registers, today);
    }

    @Bean
    Intakes intakes(Database database, Edition edition, Facts facts, Records records, Today today) {
        return new Intakes(database, edition, facts, records, today);
    }

    @Bean
    Urgents urgents(Edition edition, Records records, Facts facts, Today today) {
        return new Urgents(edition, records, facts, today);
    }

    @Bean
    Documents documents(
            Database database,
            Edition edition,
            Facts facts,
            Records records,
            Attachments attachments,
            Today today,
            @Qualifier("templates") Path templates) {
        return new Documents(database, edition, facts, records, attachments, today, templates);
    }

    @Bean
    Consents consents(Edition edition, Facts facts, Records records, Today today) {
        return new Consents(edition, facts, records, today);
    }

    @Bean
    Holdings holdings(Records records) {
        return new Holdings(records);
    }

    @Bean
    Reasons reasons(Edition edition, Records records, Today today) {
        return new Reasons(edition, records, today);
    }

    @Bean
    Payments payments(Records records, Edition edition, Today today) {
        return new Payments(records, edition, today);
    }

    @Bean
    Samples samples(Database database, Edition edition, Facts facts, Records records, Journal journal, Today today) {
        return new Samples(database, edition, facts, records, journal, today);
    }

    @Bean
    InspectorFile inspections(
            Database database,
            Edition edition,
            Derivations derivations,
            Records records,
            Sheets sheets,
            Journal journal,
            Keys keys,
            Today today) {
        return new InspectorFile(database, edition, derivations, records, sheets, journal, new Signing(keys), today);
    }

    @Bean
    Attachments attachments(Database database, Today today) {
        return new Attachments(database, today);
    }

    @Bean
    Overseers overseers(Database database) {
        return new Overseers(database);
    }
}

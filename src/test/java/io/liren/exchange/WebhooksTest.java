package io.liren.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.liren.access.Viewer;
import io.liren.testing.Town;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is told to other programs: signed, once written down for good, tried again, and never to where it must not go. */
class WebhooksTest {
    private static final String BOOK = """
            ---
            rulebook: hall
            title: 办件制度 | The hall
            posts: {clerk: 经办人 | Clerk}
            ---
            ## 1 办件 | Cases
            十日内受理。
            ```register
            matter:
              label: 办件 | Matter
              title: [what]
              happened: on
              enter: [clerk]
              fields:
                what: {label: 事由 | What, type: text, required: true}
                on:   {label: 日期 | Date, type: date, required: true}
            look:
              label: 查看 | Look
              happened: on
              enter: [clerk]
              fields:
                matter: {label: 办件 | Matter, type: reference, to: matter, required: true}
                on:     {label: 日期 | Date, type: date, required: true}
            ```
            ```duty
            looked-at:
              label: 查看 | Looked at
              for: matter
              after: matter.on
              within: 10 days
              met-by: look where look.matter == matter
              owed-by: clerk
            ```
            ```procedure
            handling:
              label: 办理 | Handling
              of: matter
              start: new
              states:
                new: 新到 | New
                taken: {label: 已受理 | Taken, final: true}
              steps:
                take: {label: 受理 | Take, from: [new], to: taken, by: [clerk]}
            ```
            """;

    /** Another program, on this machine. */
    private static final class Listener implements AutoCloseable {
        private final HttpServer server;
        private final AtomicInteger answer = new AtomicInteger(204);
        private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
        private final List<String> hosts = Collections.synchronizedList(new ArrayList<>());
        private final List<String> signatures = Collections.synchronizedList(new ArrayList<>());

        Listener() throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/hook", exchange -> {
                bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                signatures.add(exchange.getRequestHeaders().getFirst("Liren-Signature"));
                hosts.add(exchange.getRequestHeaders().getFirst("Host"));
                exchange.sendResponseHeaders(answer.get(), -1);
                exchange.close();
            });
            server.start();
        }

        String address() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @Test
    void dutiesAndStepsAreToldSignedAndTriedAgain() throws IOException {
        try (Town town = Town.under(BOOK).on("2026-03-10");
                Listener listener = new Listener()) {
            Viewer clerk = town.someone("经办", "hall.clerk");
            Webhooks hooks = hooks(town, true);
            town.facts.onWrite(hooks::written);
            Courier courier = new Courier();
            UUID before = town.enter(clerk, "hall.matter", Map.of("what", "早先", "on", "2026-03-01"));
            Webhooks.Made made = hooks.make(clerk, "平台", listener.address(), EnumSet.allOf(Webhooks.Event.class));
            UUID matter = town.enter(clerk, "hall.matter", Map.of("what", "漏水", "on", "2026-03-09"));
            hooks.deliver(courier);
            assertThat(listener.bodies).as("nothing was met or overdue yet").isEmpty();

            // A refused write tells nothing: it never was.
            assertThat(town.refused(clerk, "hall.look", Map.of("matter", matter)))
                    .isNotEmpty();
            hooks.deliver(courier);
            assertThat(listener.bodies).isEmpty();

            // The other side is down: nothing is lost, and it is tried again later.
            listener.answer.set(503);
            town.enter(clerk, "hall.look", Map.of("matter", matter, "on", "2026-03-10"));
            hooks.deliver(courier);
            assertThat(listener.bodies).hasSize(1);
            Webhooks.Delivery waiting =
                    hooks.deliveries(clerk, made.webhook().id(), 5).getFirst();
            assertThat(waiting.status()).hasValue(503);
            assertThat(waiting.deliveredAt()).isEmpty();
            hooks.deliver(courier);
            assertThat(listener.bodies).as("not before its time").hasSize(1);
            listener.answer.set(204);
            town.on("2026-03-11");
            hooks.deliver(courier);
            assertThat(listener.bodies).hasSize(2);
            assertThat(listener.bodies.get(1))
                    .isEqualTo(listener.bodies.get(0))
                    .contains("duty.met", "hall.looked-at", matter.toString())
                    .doesNotContain("漏水");
            assertThat(hooks.deliveries(clerk, made.webhook().id(), 5)
                            .getFirst()
                            .deliveredAt())
                    .isPresent();
            String[] parts = listener.signatures.get(1).split(",v1=");
            assertThat(parts[1])
                    .isEqualTo(Courier.signature(
                            HexFormat.of().parseHex(made.secret()), parts[0].substring(2), listener.bodies.get(1)));

            // A step, and a duty that a day has made overdue; each is told once.
            town.enter(clerk, "hall.handling_step", Map.of("case", matter, "step", "take", "on", "2026-03-11"));
            hooks.deliver(courier);
            assertThat(listener.bodies).hasSize(3);
            assertThat(listener.bodies.get(2)).contains("step.taken", "hall.handling", "take");
            town.on("2026-03-20");
            town.occurrences(clerk, "hall.looked-at");
            hooks.dayPassed();
            hooks.dayPassed();
            hooks.deliver(courier);
            hooks.deliver(courier);
            assertThat(listener.bodies).hasSize(4);
            assertThat(listener.bodies.get(3)).contains("duty.overdue", before.toString());

            // Ended, it is told no more; next door nothing is known of it.
            assertThat(hooks.all(Town.nextDoor(clerk))).isEmpty();
            assertThat(hooks.end(Town.nextDoor(clerk), made.webhook().id())).isFalse();
            assertThat(hooks.end(clerk, made.webhook().id())).isTrue();
            town.enter(clerk, "hall.look", Map.of("matter", before, "on", "2026-03-20"));
            hooks.deliver(courier);
            assertThat(listener.bodies).hasSize(4);
        }
    }

    @Test
    void onlyAddressesThatAnyoneCouldReachAreTold() throws IOException {
        OpenAddresses open = new OpenAddresses(false);
        for (String address : List.of(
                "https://127.0.0.1/x",
                "https://localhost/x",
                "https://[::1]/x",
                "https://[::ffff:10.0.0.1]/x",
                "https://10.1.2.3/x",
                "https://172.16.0.1/x",
                "https://192.168.1.1/x",
                "https://169.254.169.254/latest",
                "https://100.64.0.1/",
                "https://0.0.0.0/",
                "https://[fd00::1]/",
                "https://[fe80::1]/",
                "http://8.8.8.8/plain",
                "https://user@8.8.8.8/",
                "ftp://8.8.8.8/",
                "file:///etc/passwd",
                "nonsense")) {
            assertThat(open.wrong(address)).as(address).isPresent();
        }
        assertThat(open.wrong("https://8.8.8.8/hook")).isEmpty();
        try (Town town = Town.under(BOOK).on("2026-03-10");
                Listener listener = new Listener()) {
            Viewer clerk = town.someone("经办", "hall.clerk");
            // The address is asked of again each time: a name may have come to mean another machine.
            Webhooks hooks = hooks(town, false);
            town.facts.onWrite(hooks::written);
            Webhooks.Made made = hooks.make(clerk, "平台", listener.address(), Set.of(Webhooks.Event.DUTIES));
            UUID matter = town.enter(clerk, "hall.matter", Map.of("what", "漏水", "on", "2026-03-09"));
            town.enter(clerk, "hall.look", Map.of("matter", matter, "on", "2026-03-10"));
            hooks.deliver(new Courier());
            assertThat(listener.bodies).isEmpty();
            assertThat(hooks.deliveries(clerk, made.webhook().id(), 5)
                            .getFirst()
                            .said())
                    .contains("https");
        }
    }

    @Test
    void theMachineThatWasLookedAtIsTheOneThatIsTold() throws IOException {
        InetAddress here = InetAddress.getLoopbackAddress();
        InetAddress open = InetAddress.getByAddress(new byte[] {8, 8, 8, 8});
        try (Town town = Town.under(BOOK).on("2026-03-10");
                Listener listener = new Listener()) {
            Viewer clerk = town.someone("经办", "hall.clerk");
            // A name that no one but this resolver knows: it is reached, so nobody else was asked for it.
            AtomicInteger asked = new AtomicInteger();
            Webhooks known = hooks(town, new OpenAddresses(true, host -> {
                asked.incrementAndGet();
                return List.of(here);
            }));
            town.facts.onWrite(known::written);
            known.make(
                    clerk,
                    "平台",
                    listener.address().replace("127.0.0.1", "hook.invalid"),
                    Set.of(Webhooks.Event.DUTIES));
            UUID matter = town.enter(clerk, "hall.matter", Map.of("what", "漏水", "on", "2026-03-09"));
            town.enter(clerk, "hall.look", Map.of("matter", matter, "on", "2026-03-10"));
            known.deliver(new Courier());
            assertThat(listener.bodies).hasSize(1);
            assertThat(listener.hosts).singleElement().asString().startsWith("hook.invalid:");
            assertThat(asked).hasValue(1);

            // A name that stood for an open machine when the webhook was made, and for this one when it is told.
            Iterator<List<InetAddress>> changing =
                    List.of(List.of(open), List.of(here), List.of(open, here)).iterator();
            OpenAddresses addresses = new OpenAddresses(false, host -> changing.next());
            assertThat(addresses.wrong("https://hook.invalid/x")).isEmpty();
            assertThat(addresses.wrong("https://hook.invalid/x")).isPresent();
            assertThat(addresses.wrong("https://hook.invalid/x"))
                    .as("one of several")
                    .isPresent();
        }
    }

    private static Webhooks hooks(Town town, boolean own) {
        return hooks(town, new OpenAddresses(own));
    }

    private static Webhooks hooks(Town town, OpenAddresses addresses) {
        return new Webhooks(
                town.database, town.edition, town.derivations, town.journal, town.keys, town.today(), addresses);
    }
}

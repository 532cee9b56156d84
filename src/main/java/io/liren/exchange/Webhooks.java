package io.liren.exchange;

import io.liren.access.Viewer;
import io.liren.block.Derivation;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.derivation.Derivations;
import io.liren.journal.Canonical;
import io.liren.journal.Entry;
import io.liren.journal.Journal;
import io.liren.journal.Keys;
import io.liren.procedure.Procedure;
import io.liren.schema.Ids;
import io.liren.sql.Database;
import io.liren.sql.Row;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells other programs (推送) when a duty is met or overdue and when a step is taken: ids and states, nothing about people. What is to be
 * told is written down in the transaction of the fact itself, so that nothing is told that was taken back, and nothing is lost.
 */
public final class Webhooks {
    /** What the journal calls a webhook that was made or ended. */
    public static final String REGISTER = "webhook";

    private static final int SECRET_BYTES = 32;
    private static final int MOST_ATTEMPTS = 8;
    private static final int BATCH = 20;
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final int FACTOR = 4;
    private final Database database;
    private final Edition edition;
    private final Derivations derivations;
    private final Journal journal;
    private final Keys keys;
    private final Today today;
    private final Addresses addresses;
    private final SecureRandom random = new SecureRandom();
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();

    /** Which addresses may be told. */
    public interface Addresses {
        /** Which machines an address stands for at this moment, and whether they may be told. */
        Reach reach(String address);
    }

    /** Whether an address may be told. */
    public sealed interface Reach {
        /** It may: at one of these machines, and at no other. */
        record Open(URI address, List<InetAddress> machines) implements Reach {
            public Open {
                machines = List.copyOf(machines);
            }
        }

        /** It may not. */
        record Closed(Label why) implements Reach {}
    }

    /** Over the facts; {@code addresses} is asked when a webhook is made and each time before it is told. */
    public Webhooks(
            Database database,
            Edition edition,
            Derivations derivations,
            Journal journal,
            Keys keys,
            Today today,
            Addresses addresses) {
        this.database = database;
        this.edition = edition;
        this.derivations = derivations;
        this.journal = journal;
        this.keys = keys;
        this.today = today;
        this.addresses = addresses;
    }

    /** What a webhook is told of. */
    public enum Event {
        /** Duties that were met or are overdue. */
        DUTIES,
        /** Steps of procedures. */
        STEPS;

        /** The word in the register. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A webhook. */
    public record Webhook(UUID id, String label, String address, Set<String> events, Instant madeAt) {}

    /** A webhook and the secret it signs with, which is never shown again. */
    public record Made(Webhook webhook, String secret) {}

    /**
     * One thing that is told.
     *
     * @param status the last answer's, empty if there was none yet
     * @param said what the last attempt came to, in words
     */
    public record Delivery(
            UUID id,
            String event,
            String about,
            Instant madeAt,
            int attempts,
            Optional<Integer> status,
            String said,
            Optional<Instant> deliveredAt,
            Optional<Instant> givenUpAt) {}

    /** Makes one. The address is to be asked of {@link Addresses} before. */
    public Made make(Viewer viewer, String label, String address, Set<Event> events) {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        Instant now = today.now();
        Set<String> words = new TreeSet<>();
        events.forEach(event -> words.add(event.word()));
        Webhook webhook = new Webhook(Ids.fresh(now), label, address, words, now);
        UUID community = viewer.community();
        database.inTransaction(Scope.of(community), transaction -> {
            transaction.update(Sql.of("""
                    insert into webhook (community_id, id, label, address, events, wrapped, made_by, made_at)
                    values ({community}, {id}, {label}, {address}, {events}, {wrapped}, {by}, {at})""")
                    .value("community", community)
                    .value("id", webhook.id())
                    .value("label", label)
                    .value("address", address)
                    .value("events", words.toArray(String[]::new))
                    .value("wrapped", keys.wrap(community, place(webhook.id()), bytes))
                    .value("by", viewer.user())
                    .value("at", now));
            note(transaction, viewer, webhook.id(), Map.of("label", label, "address", address));
            return true;
        });
        busy.add(community);
        return new Made(webhook, HexFormat.of().formatHex(bytes));
    }

    private static String place(UUID webhook) {
        return "webhook|" + webhook;
    }

    private void note(Transaction transaction, Viewer viewer, UUID id, Map<String, ?> after) {
        journal.append(
                transaction,
                viewer.community(),
                List.of(new Entry(
                        today.now(),
                        viewer.user(),
                        "",
                        Entry.Kind.SETTING,
                        REGISTER,
                        id,
                        Canonical.write(Map.of("after", after)),
                        "")));
    }

    /** Those of the viewer's community, the newest first. */
    public List<Webhook> all(Viewer viewer) {
        return database.inTransaction(
                Scope.of(viewer.community()),
                transaction -> transaction.rows(
                        Sql.of("""
                                select id, label, address, events, made_at from webhook
                                 where community_id = {community} and ended_at is null
                                 order by made_at desc, id desc""").value("community", viewer.community()),
                        row -> new Webhook(
                                row.uuid("id"),
                                row.text("label"),
                                row.text("address"),
                                Set.copyOf(row.texts("events")),
                                row.instant("made_at"))));
    }

    /** Ends one; whether there was such a one. What was not told yet is not told any more. */
    public boolean end(Viewer viewer, UUID id) {
        return database.inTransaction(Scope.of(viewer.community()), transaction -> {
            boolean ended = transaction.update(Sql.of("""
                            update webhook set ended_at = {now}
                             where community_id = {community} and id = {id} and ended_at is null""")
                            .value("now", today.now())
                            .value("community", viewer.community())
                            .value("id", id))
                    == 1;
            if (ended) {
                note(transaction, viewer, id, Map.of("ended", true));
            }
            return ended;
        });
    }

    /** What a webhook was told last, the newest first. */
    public List<Delivery> deliveries(Viewer viewer, UUID webhook, int most) {
        return database.inTransaction(
                Scope.of(viewer.community()),
                transaction -> transaction.rows(
                        Sql.of("""
                                select id, event, about, made_at, attempts, status, said, delivered_at, given_up_at
                                  from webhook_delivery
                                 where community_id = {community} and webhook_id = {webhook}
                                 order by made_at desc, id desc limit {most}""")
                                .value("community", viewer.community())
                                .value("webhook", webhook)
                                .value("most", most),
                        Webhooks::delivery));
    }

    private static Delivery delivery(Row row) {
        return new Delivery(
                row.uuid("id"),
                row.text("event"),
                row.text("about"),
                row.instant("made_at"),
                (int) row.whole("attempts"),
                Optional.ofNullable(row.decimalOrNull("status")).map(BigDecimal::intValue),
                row.text("said"),
                Optional.ofNullable(row.instantOrNull("delivered_at")),
                Optional.ofNullable(row.instantOrNull("given_up_at")));
    }

    // ---- the outbox

    /** Writes down what a write sets off; inside its transaction, after the derivations were told of it. */
    public void written(Transaction transaction, UUID community, Set<String> registers) {
        if (!any(transaction, community)) {
            return;
        }
        Set<Derivation> duties = new LinkedHashSet<>();
        registers.forEach(register -> duties.addAll(edition.derivationsReading(register)));
        int told = duties(transaction, community, duties);
        for (Procedure procedure : edition.all(Procedure.class)) {
            if (registers.contains(procedure.stepRegister())) {
                told += steps(transaction, community, procedure);
            }
        }
        if (told > 0) {
            busy.add(community);
        }
    }

    private static boolean any(Transaction transaction, UUID community) {
        return transaction.any(
                Sql.of("select 1 from webhook where community_id = {community} and ended_at is null limit 1")
                        .value("community", community));
    }

    /** A duty is told once as met and once as overdue, from the day on which the webhook was made. */
    private int duties(Transaction transaction, UUID community, Collection<Derivation> duties) {
        derivations.settle(transaction, community, duties);
        Instant now = today.now();
        return transaction.update(Sql.of("""
                        insert into webhook_delivery (community_id, id, webhook_id, event, about, body, made_at, due_at)
                        select o.community_id, gen_random_uuid(), h.id, e.event,
                               o.duty || ' ' || o.subject_id || ' ' || o.period_key,
                               json_build_object('event', e.event, 'duty', o.duty, 'subject', o.subject_id,
                                                 'period', o.period_key, 'due_on', o.due_on, 'met_on', o.met_on)::text,
                               {now}, {now}
                          from occurrence o
                         cross join lateral (
                            select case when o.met_on is not null then 'duty.met'
                                        when not o.paused and (o.due_on < {day} or o.due_at < {now})
                                             and not exists (select 1 from duty_waiver w
                                                              where w.community_id = o.community_id and w.duty = o.duty
                                                                and w.subject_id = o.subject_id
                                                                and w.period_key = o.period_key) then 'duty.overdue'
                                   end as event) e
                          join webhook h on h.community_id = o.community_id and h.ended_at is null
                               and h.events @> array['duties']
                         where o.community_id = {community} and o.duty = any({duties}) and e.event is not null
                           and case e.event when 'duty.met' then o.met_entered_on else o.due_on end
                               >= (h.made_at at time zone {zone})::date
                            on conflict do nothing""")
                .value("now", now)
                .value("day", today.today())
                .value("community", community)
                .value("duties", duties.stream().map(Derivation::id).toArray(String[]::new))
                .value("zone", today.zone().getId()));
    }

    private int steps(Transaction transaction, UUID community, Procedure procedure) {
        Instant now = today.now();
        return transaction.update(Sql.of("""
                        insert into webhook_delivery (community_id, id, webhook_id, event, about, body, made_at, due_at)
                        select s.community_id, gen_random_uuid(), h.id, 'step.taken', s.id::text,
                               json_build_object('event', 'step.taken', 'procedure', {procedure}::text, 'step', s.step,
                                                 'case', s.case_id, 'on', s."on")::text,
                               {now}, {now}
                          from {steps} s
                          join webhook h on h.community_id = s.community_id and h.ended_at is null
                               and h.events @> array['steps']
                         where s.community_id = {community} and s.voided_at is null
                           and s.entered_at >= greatest(h.made_at, {since})
                            on conflict do nothing""")
                .value("procedure", procedure.id())
                .name("steps", procedure.stepTable())
                .value("community", community)
                .value("now", now)
                .value("since", now.minus(Duration.ofHours(1))));
    }

    /** Writes down which duties became overdue because a day has passed. */
    public void dayPassed() {
        for (UUID community : communities()) {
            database.inTransaction(
                    Scope.of(community),
                    transaction ->
                            any(transaction, community) ? duties(transaction, community, edition.derivations()) : 0);
            busy.add(community);
        }
    }

    private List<UUID> communities() {
        return database.inTransaction(
                Scope.platform(),
                transaction -> transaction.rows(
                        Sql.of("select id from area where kind = 'community' order by id"), row -> row.uuid("id")));
    }

    // ---- telling

    private record Claimed(UUID id, UUID webhook, String address, byte[] wrapped, String body, int attempts) {}

    /** Tells what is due. Each is told at least once; who is told may find the same delivery twice, by its id. */
    public void deliver(Courier courier) {
        for (UUID community : List.copyOf(busy)) {
            busy.remove(community);
            List<Claimed> claimed = claimed(community);
            claimed.forEach(one -> deliver(community, one, courier));
            if (!claimed.isEmpty() || waits(community)) {
                busy.add(community);
            }
        }
    }

    private List<Claimed> claimed(UUID community) {
        Instant now = today.now();
        return database.inTransaction(
                Scope.of(community),
                transaction -> transaction.rows(
                        Sql.of("""
                                with due as (
                                  select d.community_id, d.id from webhook_delivery d
                                    join webhook h on h.community_id = d.community_id and h.id = d.webhook_id
                                         and h.ended_at is null
                                   where d.community_id = {community} and d.due_at <= {now}
                                     and d.delivered_at is null and d.given_up_at is null
                                   order by d.due_at, d.id limit {most} for update of d skip locked)
                                update webhook_delivery d set due_at = {lease}, attempts = attempts + 1
                                  from due, webhook h
                                 where d.community_id = due.community_id and d.id = due.id
                                   and h.community_id = d.community_id and h.id = d.webhook_id
                                returning d.id, d.webhook_id, h.address, h.wrapped, d.body, d.attempts""")
                                .value("community", community)
                                .value("now", now)
                                .value("most", BATCH)
                                .value("lease", now.plus(LEASE)),
                        row -> new Claimed(
                                row.uuid("id"),
                                row.uuid("webhook_id"),
                                row.text("address"),
                                row.bytes("wrapped"),
                                row.text("body"),
                                (int) row.whole("attempts"))));
    }

    private boolean waits(UUID community) {
        return database.inTransaction(
                Scope.of(community), transaction -> transaction.any(Sql.of("""
                        select 1 from webhook_delivery d
                          join webhook h on h.community_id = d.community_id and h.id = d.webhook_id and h.ended_at is null
                         where d.community_id = {community} and d.delivered_at is null and d.given_up_at is null limit 1""").value("community", community)));
    }

    private void deliver(UUID community, Claimed claimed, Courier courier) {
        Instant now = today.now();
        Courier.Answer answer = switch (addresses.reach(claimed.address())) {
            case Reach.Closed(Label why) -> new Courier.Answer(null, why.toString());
            case Reach.Open open ->
                courier.tell(
                        open,
                        claimed.id(),
                        now,
                        claimed.body(),
                        keys.unwrap(community, place(claimed.webhook()), claimed.wrapped()));
        };
        boolean delivered = answer.isGood();
        boolean last = claimed.attempts() >= MOST_ATTEMPTS;
        database.inTransaction(
                Scope.of(community),
                transaction -> transaction.update(Sql.of("""
                                update webhook_delivery
                                   set status = {status}::integer, said = {said}, due_at = {due},
                                       delivered_at = {delivered}::timestamptz, given_up_at = {given}::timestamptz
                                 where community_id = {community} and id = {id}""")
                        .value(
                                "status",
                                answer.status() == null ? null : answer.status().toString())
                        .value("said", answer.said())
                        .value("due", now.plus(wait(claimed.attempts())))
                        .value("delivered", delivered ? now : null)
                        .value("given", !delivered && last ? now : null)
                        .value("community", community)
                        .value("id", claimed.id())));
    }

    /** Half a minute, then four times as long each time: eight attempts in about a week. */
    static Duration wait(int attempts) {
        Duration wait = FIRST_WAIT;
        for (int i = 1; i < attempts; i++) {
            wait = wait.multipliedBy(FACTOR);
        }
        return wait;
    }

    /** Begins with every community, as after a start. */
    public void begin() {
        busy.addAll(communities());
    }
}

package io.liren.derivation;

import io.liren.access.Viewer;
import io.liren.block.Derivation;
import io.liren.block.DerivationScope;
import io.liren.block.Edition;
import io.liren.calendar.Today;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs what kinds compiled. What is derived is kept in the table {@code occurrence} as a cache, never as the truth:
 * dropped and derived again it is the same.
 *
 * <p>A write only notes which duties it touches ({@code derived.stale}), however many writes there are; whoever asks for
 * some of them derives those first. A writer holds the note's row until it commits, and so does whoever derives: no fact
 * is missed between them.
 */
public final class Derivations {
    private static final int YEARS_BACK = 1;
    private final Database database;
    private final Edition edition;
    private final Today today;
    private final Optional<String> program;
    private final Map<UUID, LocalDate> derivedOn = new ConcurrentHashMap<>();
    private final Map<Written, String[]> touched = new ConcurrentHashMap<>();

    private record Written(Set<String> added, Set<String> changed) {}

    /** Ready to run an edition's duties; what was derived before is not relied on. */
    public Derivations(Database database, Edition edition, Today today) {
        this(database, edition, today, Optional.empty());
    }

    /** @param program by which program and rulebooks, so that what was derived today need not be derived again */
    public Derivations(Database database, Edition edition, Today today, Optional<String> program) {
        this.database = database;
        this.edition = edition;
        this.today = today;
        this.program = program;
    }

    /** Derives all duties of communities again, one statement a duty for all of them. */
    public void derive(Collection<UUID> communities) {
        List<UUID> all = communities.stream().distinct().sorted().toList();
        database.inTransaction(Scope.deriving(), transaction -> {
            // First, so that whoever writes meanwhile waits, or is waited for.
            noted(transaction, all);
            transaction.planEach();
            derive(transaction, all, edition.derivations());
            return all.size();
        });
        all.forEach(community -> derivedOn.put(community, today.today()));
    }

    /** Derives the duties of those communities for which that was not done today, by this program and these rulebooks. */
    public void deriveLacking(Collection<UUID> communities) {
        List<UUID> lacking = communities.stream().filter(c -> !isDerived(c)).toList();
        if (!lacking.isEmpty()) {
            derive(lacking);
        }
    }

    private void noted(Transaction transaction, List<UUID> communities) {
        transaction.batch(communities.stream()
                .map(community -> Sql.of("""
                        insert into derived (community_id, day, edition) values ({community}, {day}, {edition})
                        on conflict (community_id)
                        do update set day = excluded.day, edition = excluded.edition, stale = '{{}}'""")
                        .value("community", community)
                        .value("day", today.today())
                        .value("edition", program.orElse("")))
                .toList());
    }

    private boolean isDerived(UUID community) {
        if (today.today().equals(derivedOn.get(community))) {
            return true;
        }
        boolean known = program.isPresent()
                && database.inTransaction(
                        Scope.of(community),
                        transaction -> transaction.any(Sql.of("""
                                select 1 from derived
                                 where community_id = {community} and day = {day} and edition = {edition}""")
                                .value("community", community)
                                .value("day", today.today())
                                .value("edition", program.get())));
        if (known) {
            derivedOn.put(community, today.today());
        }
        return known;
    }

    /**
     * After a write, in the same transaction: notes that what depends on its registers, in its community, is stale.
     *
     * @param added the registers that got new records, full ids
     * @param changed the registers of which records that were there are no longer as they were
     */
    public void written(Transaction transaction, UUID community, Set<String> added, Set<String> changed) {
        String[] stale = touched.computeIfAbsent(new Written(Set.copyOf(added), Set.copyOf(changed)), this::touched);
        if (stale.length > 0) {
            transaction.update(Sql.of("""
                    insert into derived (community_id, day, edition, stale)
                    values ({community}, '-infinity', '', {touched})
                    on conflict (community_id)
                    do update set stale = array(select distinct unnest(derived.stale || excluded.stale))
                     where not derived.stale @> excluded.stale""").value("community", community).value("touched", stale));
        }
    }

    private String[] touched(Written written) {
        Set<String> known = edition.names().traits().withTouched(written.added(), written.changed());
        return edition.derivations().stream()
                .filter(d -> d.reads().stream().anyMatch(known::contains)
                        || d.looksThrough().stream().anyMatch(written.added()::contains))
                .map(Derivation::id)
                .toArray(String[]::new);
    }

    /** Derives those of some duties that writes have touched, this transaction's own too. */
    public void settle(Transaction transaction, UUID community, Collection<Derivation> duties) {
        Optional<List<String>> stale = transaction.optional(
                Sql.of("""
                        select stale from derived
                         where community_id = {community} and stale && {duties} for update""").value("community", community).value("duties", ids(duties)), row -> row.texts("stale"));
        if (stale.isEmpty()) {
            return;
        }
        Set<String> noted = Set.copyOf(stale.get());
        List<Derivation> due =
                duties.stream().filter(d -> noted.contains(d.id())).toList();
        // Planning takes longer than deriving for one community, and the plans are the same for each.
        transaction.planOnce();
        derive(transaction, List.of(community), due);
        transaction.update(Sql.of("""
                        update derived set stale = array(select unnest(stale) except select unnest({done}::text[]))
                         where community_id = {community}""").value("community", community).value("done", ids(due)));
    }

    private static String[] ids(Collection<Derivation> duties) {
        return duties.stream().map(Derivation::id).toArray(String[]::new);
    }

    private void derive(Transaction transaction, List<UUID> communities, List<Derivation> duties) {
        if (duties.isEmpty() || communities.isEmpty()) {
            return;
        }
        transaction.update(
                Sql.of("delete from occurrence where community_id = any({communities}) and duty = any({duties})")
                        .value("communities", communities.toArray(UUID[]::new))
                        .value("duties", ids(duties)));
        DerivationScope scope = scope(communities, today.today(), today.zone());
        for (Derivation duty : duties) {
            transaction.update(insert(duty, scope));
        }
    }

    /** The statement that keeps a duty's occurrences. */
    public static Sql insert(Derivation duty, DerivationScope scope) {
        return Sql.of("""
                insert into occurrence (community_id, duty, subject_id, period_key, opens_on, due_on, needed, found,
                                        met_on, met_entered_on, evidence, due_at, met_at, paused)
                select d.community_id, {duty}, d.subject_id, d.period_key, d.opens_on, d.due_on, d.needed, d.found,
                       d.met_on, d.met_entered_on, coalesce(d.evidence, '{{}}'::uuid[]), d.due_at, d.met_at, d.paused
                  from ({statement}) d""")
                .value("duty", duty.id())
                .part("statement", duty.statement().apply(scope));
    }

    /** What is derived on a day: the periods since the beginning of last year. */
    public static DerivationScope scope(List<UUID> communities, LocalDate day, ZoneId zone) {
        return DerivationScope.of(communities, from(day), day, zone);
    }

    /** The first day of the first period that is derived on a day. */
    public static LocalDate from(LocalDate day) {
        return day.minusYears(YEARS_BACK).withDayOfYear(1);
    }

    /** The occurrences of some duties as the viewer's day shows them. */
    public List<Occurrence> occurrences(Viewer viewer, Collection<Derivation> duties) {
        if (duties.isEmpty()) {
            return List.of();
        }
        return inViewersTime(
                viewer,
                duties,
                (transaction, day) -> Occurrences.rows(
                        transaction,
                        Sql.of("select * from ({states}) a order by a.due_on, a.duty, a.period_key, a.subject_id")
                                .part(
                                        "states",
                                        Occurrences.withState(source(viewer, duties, day), day, moment(viewer)))));
    }

    /** How many occurrences of each duty stand how, as the viewer's day shows them. */
    public Map<String, Map<State, Long>> tally(Viewer viewer) {
        Map<String, Map<State, Long>> tally = new HashMap<>();
        inViewersTime(
                viewer,
                edition.derivations(),
                (transaction, day) -> transaction.rows(
                        Sql.of("select a.duty, a.state, count(*) as times from ({states}) a group by a.duty, a.state")
                                .part(
                                        "states",
                                        Occurrences.withState(
                                                source(viewer, edition.derivations(), day), day, moment(viewer))),
                        row -> tally.computeIfAbsent(row.text("duty"), duty -> new EnumMap<>(State.class))
                                .put(State.of(row.text("state")), row.whole("times"))));
        return tally;
    }

    /** The occurrences that a record counts for, or that arise for it, as the viewer's day shows them; by the day they are due. */
    public List<Occurrence> about(Viewer viewer, Collection<Derivation> duties, UUID record) {
        if (duties.isEmpty()) {
            return List.of();
        }
        return inViewersTime(
                viewer,
                duties,
                (transaction, day) -> Occurrences.rows(
                        transaction,
                        Sql.of("""
                                select * from ({states}) a
                                 where a.subject_id = {record} or a.evidence @> array[{same}::uuid]
                                 order by a.due_on, a.duty, a.period_key, a.subject_id""")
                                .part("states", Occurrences.withState(source(viewer, duties, day), day, moment(viewer)))
                                .value("record", record)
                                .value("same", record)));
    }

    /** The occurrences of some duties inside a transaction that is already open, as they stand today. */
    public List<Occurrence> occurrences(Transaction transaction, UUID community, Collection<Derivation> duties) {
        if (duties.isEmpty()) {
            return List.of();
        }
        settle(transaction, community, duties);
        return Occurrences.rows(
                transaction, Occurrences.withState(cached(community, duties), today.today(), today.now()));
    }

    /** What is still owed: open and overdue occurrences, and those that open within the days ahead. */
    public List<Occurrence> owed(Viewer viewer, Collection<Derivation> duties) {
        return occurrences(viewer, duties).stream()
                .filter(o -> o.state().isOwed())
                .toList();
    }

    /** The moment that a viewer asks about: now, or the end of a past day. */
    private Instant moment(Viewer viewer) {
        return viewer.asOf()
                .map(day -> day.plusDays(1).atStartOfDay(today.zone()).toInstant())
                .orElseGet(today::now);
    }

    private interface OnDay<T> {
        T read(Transaction transaction, LocalDate day);
    }

    private <T> T inViewersTime(Viewer viewer, Collection<Derivation> duties, OnDay<T> reading) {
        if (viewer.asOf().isEmpty()) {
            upToDate(viewer.community());
        }
        return database.inTransaction(Scope.of(viewer.community()), transaction -> {
            LocalDate day = viewer.asOf().orElse(today.today());
            if (viewer.asOf().isPresent()) {
                // Facts as they were known at the end of that day: the past's views carry the tables' names.
                transaction.useSchema("past");
                transaction.update(Sql.trusted("set local liren.known_at to '"
                        + day.plusDays(1).atStartOfDay(today.zone()).toInstant() + "'"));
            } else {
                settle(transaction, viewer.community(), duties);
            }
            return reading.read(transaction, day);
        });
    }

    /** A new day opens new periods. */
    private void upToDate(UUID community) {
        deriveLacking(List.of(community));
    }

    private Sql source(Viewer viewer, Collection<Derivation> duties, LocalDate day) {
        return viewer.asOf().isEmpty()
                ? cached(viewer.community(), duties)
                : live(List.of(viewer.community()), duties, day);
    }

    private static Sql cached(UUID community, Collection<Derivation> duties) {
        return Sql.of("select * from occurrence where community_id = {community} and duty = any({duties})")
                .value("community", community)
                .value("duties", ids(duties));
    }

    private Sql live(List<UUID> communities, Collection<Derivation> duties, LocalDate day) {
        DerivationScope scope = scope(communities, day, today.zone());
        return Sql.join(
                "\n union all \n",
                duties.stream()
                        .map(d -> Sql.of("select {duty}::text as duty, d.* from ({statement}) d")
                                .value("duty", d.id())
                                .part("statement", d.statement().apply(scope)))
                        .toList());
    }
}

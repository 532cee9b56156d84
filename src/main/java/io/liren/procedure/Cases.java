package io.liren.procedure;

import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where cases (办件) stand: the way they have come, and what is missing for the next step. */
public final class Cases {
    private Cases() {}

    /** A step that was taken. */
    public record Taken(UUID id, String step, LocalDate on, UUID by, Instant at, Optional<String> note) {}

    /**
     * A condition, and whether it holds.
     *
     * @param way where it is met
     */
    public record Check(Label says, boolean met, Procedure.Way way) {}

    /**
     * A step that may come next.
     *
     * @param suggestions what speaks for it; whether it is taken is for people to decide
     */
    public record Next(Procedure.Step step, List<Check> checks, List<Label> suggestions) {
        /** Whether everything it needs is there. */
        public boolean isOpen() {
            return checks.stream().allMatch(Check::met);
        }
    }

    /**
     * Where a case stands.
     *
     * @param procedure as the text says that holds for the case
     * @param state the state's name
     * @param taken the steps taken, first to last
     * @param next the steps possible from here
     * @param version the earlier text of the rulebook that holds for the case; empty: today's
     */
    public record Standing(
            Procedure procedure,
            String state,
            List<Taken> taken,
            List<Next> next,
            Optional<Procedure.Version> version) {}

    /** A case that is not over: where it stands, and since when. */
    public record Open(UUID id, String state, LocalDate since) {}

    /** The cases that are not over, those that have stood longest first. */
    public static List<Open> open(Transaction transaction, Procedure procedure, UUID community, int most) {
        return transaction.rows(
                Sql.of("""
                        select o.id, o.state, o.since
                          from (select c.id, {state} as state,
                                       coalesce((select max(s."on") from {steps} s
                                                  where s.community_id = c.community_id and s.case_id = c.id
                                                    and s.voided_at is null), c.entered_on) as since
                                  from {cases} c
                                 where c.community_id = {community} and c.voided_at is null) o
                         where o.state <> all({over})
                         order by o.since, o.id
                         limit {most}""")
                        .part("state", procedure.state(Sql.of("c.community_id"), Sql.of("c.id"), Sql.empty()))
                        .name("steps", procedure.stepTable())
                        .name("cases", procedure.caseTable())
                        .value("community", community)
                        .value("over", procedure.finalStates().toArray(String[]::new))
                        .value("most", most),
                row -> new Open(row.uuid("id"), row.text("state"), row.date("since")));
    }

    /** In which states some cases stand, by record. */
    public static Map<UUID, String> states(
            Transaction transaction, Procedure procedure, UUID community, Collection<UUID> records) {
        Map<UUID, String> states = new HashMap<>();
        transaction.rows(
                Sql.of("""
                        select c.id, {state} as state
                          from {cases} c
                         where c.community_id = {community} and c.id = any({records}) and c.voided_at is null""")
                        .part("state", procedure.state(Sql.of("c.community_id"), Sql.of("c.id"), Sql.empty()))
                        .name("cases", procedure.caseTable())
                        .value("community", community)
                        .value("records", records.toArray(UUID[]::new)),
                row -> states.put(row.uuid("id"), row.text("state")));
        return states;
    }

    /**
     * How many cases that are not over are how old.
     *
     * @param begun the column with the day on which a case came in
     * @param bands the first day of each band but the first, in days, rising
     * @return one number more than there are bands
     */
    public static List<Long> ages(
            Transaction transaction,
            Procedure procedure,
            UUID community,
            String begun,
            LocalDate day,
            List<Integer> bands) {
        List<Long> counts = new ArrayList<>(Collections.nCopies(bands.size() + 1, 0L));
        transaction.rows(
                Sql.of("""
                        select width_bucket(({day}::date - o.begun)::integer, {bands}) as band, count(*) as n
                          from (select c.{begun} as begun, {state} as state
                                  from {cases} c
                                 where c.community_id = {community} and c.voided_at is null) o
                         where o.state <> all({over}) and o.begun <= {day2}
                         group by 1""")
                        .value("day", day)
                        .value("day2", day)
                        .value("bands", bands.toArray(Integer[]::new))
                        .name("begun", begun)
                        .part("state", procedure.state(Sql.of("c.community_id"), Sql.of("c.id"), Sql.empty()))
                        .name("cases", procedure.caseTable())
                        .value("community", community)
                        .value("over", procedure.finalStates().toArray(String[]::new)),
                row -> counts.set((int) row.whole("band"), row.whole("n")));
        return counts;
    }

    /**
     * Where one case stands; empty if there is no such case.
     *
     * @param asking whoever would take the next step may be barred from it
     */
    public static Optional<Standing> standing(
            Transaction transaction, Procedure procedure, UUID community, UUID record, Procedure.Asking asking) {
        Optional<Now> found = transaction.optional(
                Sql.of("""
                        select {state} as state, {key} as key
                          from {cases} c
                         where c.community_id = {community} and c.id = {record} and c.voided_at is null""")
                        .part("state", procedure.state(Sql.of("c.community_id"), Sql.of("c.id"), Sql.empty()))
                        .part(
                                "key",
                                procedure.versions().isEmpty()
                                        ? Sql.of("''")
                                        : procedure.route().key(Sql.of("c.community_id"), Sql.of("c.id"), Sql.empty()))
                        .name("cases", procedure.caseTable())
                        .value("community", community)
                        .value("record", record),
                row -> new Now(row.text("state"), row.text("key")));
        return found.map(now -> {
            List<Taken> taken = taken(transaction, procedure, community, record);
            Optional<Procedure.Version> version = procedure.versions().stream()
                    .filter(v -> v.key().equals(now.key()))
                    .findFirst();
            Optional<Procedure> own = procedure.under(version);
            List<Next> next = new ArrayList<>();
            own.ifPresent(p -> next.addAll(next(transaction, p, community, record, now.state(), taken, asking)));
            version.filter(v -> !procedure.finalStates().contains(now.state()))
                    .ifPresent(v -> next.add(movingOn(procedure, now.state())));
            return new Standing(own.orElse(procedure), now.state(), taken, List.copyOf(next), version);
        });
    }

    private record Now(String state, String key) {}

    private static Next movingOn(Procedure procedure, String state) {
        boolean known = procedure.states().stream().anyMatch(s -> s.name().equals(state));
        List<Check> checks =
                known ? List.of() : List.of(new Check(Rules.NO_SUCH_STATE, false, new Procedure.Way.Nowhere()));
        return new Next(procedure.movingOn(), checks, List.of());
    }

    private static List<Taken> taken(Transaction transaction, Procedure procedure, UUID community, UUID record) {
        return transaction.rows(
                Sql.of("""
                        select s.id, s.step, s."on" as taken_on, s.entered_by, s.entered_at, s.note
                          from {steps} s
                         where s.community_id = {community} and s.case_id = {record} and s.voided_at is null
                         order by s.entered_at, s.id""")
                        .name("steps", procedure.stepTable())
                        .value("community", community)
                        .value("record", record),
                row -> new Taken(
                        row.uuid("id"),
                        row.text("step"),
                        row.date("taken_on"),
                        row.uuid("entered_by"),
                        row.instant("entered_at"),
                        Optional.ofNullable(row.textOrNull("note"))));
    }

    private static List<Next> next(
            Transaction transaction,
            Procedure procedure,
            UUID community,
            UUID record,
            String state,
            List<Taken> taken,
            Procedure.Asking asking) {
        List<Next> next = new ArrayList<>();
        for (Procedure.Step step : procedure.steps()) {
            if (step.from().contains(state)) {
                List<Check> checks = new ArrayList<>();
                for (Procedure.Need need : step.needs()) {
                    boolean missing = isBroken(
                            transaction,
                            procedure,
                            community,
                            record,
                            need.broken().apply(asking));
                    checks.add(new Check(need.says(), !missing, need.way()));
                }
                asking.actor()
                        .filter(who -> !step.otherThan().isEmpty())
                        .map(who ->
                                taken.stream().anyMatch(t -> step.otherThan().contains(t.step()) && t.by().equals(who)))
                        .ifPresent(
                                same -> checks.add(new Check(Procedure.ANOTHER, !same, new Procedure.Way.Nowhere())));
                List<Label> suggestions = step.suggests().stream()
                        .filter(s -> !isBroken(
                                transaction,
                                procedure,
                                community,
                                record,
                                s.absent().apply(asking)))
                        .map(Procedure.Suggestion::says)
                        .toList();
                next.add(new Next(step, checks, suggestions));
            }
        }
        return next;
    }

    private static boolean isBroken(
            Transaction transaction, Procedure procedure, UUID community, UUID record, Procedure.Broken broken) {
        return transaction.any(Sql.of("""
                select 1
                  from {cases} c{joins}
                 where c.community_id = {community} and c.id = {record} and ({broken})""")
                .name("cases", procedure.caseTable())
                .part("joins", broken.joins())
                .value("community", community)
                .value("record", record)
                .part("broken", broken.condition()));
    }
}

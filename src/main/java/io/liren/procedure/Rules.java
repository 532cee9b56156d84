package io.liren.procedure;

import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which text of its rulebook holds for which case (办件所依的制度): the one that ran when the case was entered, or when it was
 * last moved on.
 *
 * @param ages what the procedure said one time after the other; the last is today's
 */
record Rules(List<Age> ages) {
    /** The step that moves a case on to today's text. */
    static final String MOVE_ON = "move_on";

    static final Label OUT_OF_USE = new Label(
            "这个办件所依的制度已经不能运行，先「按新制度办理」",
            "The rulebook that holds for this case can't be run any more; move the case on first");
    static final Label NEWEST = new Label("这个办件已经按现行制度办理", "Today's rulebook holds for this case already");
    static final Label OVER = new Label("办结的办件不再转到新制度", "A case that is over is not moved on");
    static final Label NO_SUCH_STATE = new Label(
            "现行制度里没有这个办件现在的状态，先在原制度下走完这一段",
            "Today's rulebook has no such state; take the case further under its own first");
    static final Label MOVING_ON = new Label("按新制度办理", "Move on to the new rulebook");

    /**
     * What the procedure said for a time.
     *
     * @param key equal if the same was said
     * @param until to when; empty: it holds today
     * @param said as written then; empty if it can't be read any more, or is today's
     */
    record Age(String key, Procedure.Text text, Optional<Instant> until, Optional<ProcedureBlock> said) {}

    /** Today's. */
    Optional<Age> today() {
        return ages.isEmpty() ? Optional.empty() : Optional.of(ages.getLast());
    }

    /** Those that said something else than today's, each once, oldest first. */
    List<Age> earlier() {
        return today().stream()
                .flatMap(today -> ages.stream().filter(age -> !age.key().equals(today.key())))
                .filter(age -> ages.stream()
                        .filter(a -> a.key().equals(age.key()))
                        .findFirst()
                        .filter(age::equals)
                        .isPresent())
                .toList();
    }

    /** What they said, as far as it can still be read. */
    Stream<ProcedureBlock> said() {
        return earlier().stream().flatMap(age -> age.said().stream());
    }

    /** The key of the text that holds for a case; {@code which} narrows the acts of moving on, over the alias {@code m}. */
    Sql key(String stepTable, String caseTable, Sql community, Sql record, Sql which) {
        Sql times = Sql.join(" ", times().toList());
        return Sql.of("""
                (select case {times} else {today} end
                   from (select coalesce((select max(m.entered_at)
                                            from {steps} m
                                           where m.community_id = {community} and m.case_id = {record}
                                             and m.voided_at is null and m.step = {move}{which}),
                                         (select k.entered_at
                                            from {cases} k
                                           where k.community_id = {community} and k.id = {record})) as at) ruled)""")
                .part("times", times)
                .value("today", ages.getLast().key())
                .name("steps", stepTable)
                .name("cases", caseTable)
                .part("community", community)
                .part("record", record)
                .value("move", MOVE_ON)
                .part("which", which);
    }

    private Stream<Sql> times() {
        return ages.stream()
                .filter(age -> age.until().isPresent())
                .map(age -> Sql.of("when ruled.at < {until} then {key}")
                        .value("until", age.until().get())
                        .value("key", age.key()));
    }
}

package io.liren.procedure;

import io.liren.sql.Sql;
import java.util.List;
import java.util.Map;

/** What the steps taken say of a case, in SQL over the row of an alias. */
final class Ways {
    private Ways() {}

    /** Where the step {@code p} leads. */
    static Sql target(Map<String, String> ways) {
        Sql cases = Sql.join(
                " ",
                ways.entrySet().stream()
                        .map(w -> Sql.of("when {step} then {to}")
                                .value("step", w.getKey())
                                .value("to", w.getValue()))
                        .toList());
        return Sql.of("case p.step {cases} end").part("cases", cases);
    }

    /** The state that the steps of a case lead to; {@code which} narrows them, over the alias {@code p}. Moving on leads nowhere else. */
    static Sql state(String stepTable, Sql target, Sql start, Sql community, Sql record, Sql which) {
        return Sql.of("""
                coalesce((select {target}
                            from {steps} p
                           where p.community_id = {community} and p.case_id = {record} and p.voided_at is null
                             and p.step <> {move}{which}
                           order by p.entered_at desc, p.id desc
                           limit 1), {start})""")
                .part("target", target)
                .name("steps", stepTable)
                .part("community", community)
                .part("record", record)
                .value("move", Rules.MOVE_ON)
                .part("which", which)
                .part("start", start);
    }

    /** The last day on which a step was taken ({@code on}), or the last moment at which it was entered ({@code entered_at}). */
    static Sql lastTaken(String stepTable, String step, String when, String alias) {
        return Sql.of("""
                (select max(p.{when})
                   from {steps} p
                  where p.community_id = {row}.community_id and p.case_id = {row}.id
                    and p.voided_at is null and p.step = {step})""")
                .name("when", when)
                .name("steps", stepTable)
                .name("row", alias)
                .value("step", step);
    }

    /** What was recorded when a step was last taken; {@code entered_at} is the moment itself. */
    static Sql recorded(String stepTable, String step, String column, String alias) {
        return Sql.of("""
                (select p.{column}
                   from {steps} p
                  where p.community_id = {row}.community_id and p.case_id = {row}.id
                    and p.voided_at is null and p.step = {step}
                  order by p.entered_at desc, p.id desc
                  limit 1)""")
                .name("column", column)
                .name("steps", stepTable)
                .name("row", alias)
                .value("step", step);
    }

    /**
     * From when to when a case stood in a state in which clocks stand still.
     *
     * @param fromStart whether the first state is one
     * @param into the steps that lead to one
     */
    static Sql pauses(String stepTable, List<String> into, boolean fromStart, String alias) {
        Sql beginning = fromStart ? Sql.of("""
                             union all
                            select {row}.entered_on, '-infinity'::timestamptz, {row}.id, true""").name("row", alias) : Sql.empty();
        return Sql.of("""
                select w.from_on, w.until_on, w.from_at, w.until_at
                  from (select k.on_day as from_on, lead(k.on_day) over way as until_on,
                               k.at as from_at, lead(k.at) over way as until_at, k.pauses
                          from (select p."on" as on_day, p.entered_at as at, p.id, p.step = any({into}) as pauses
                                  from {steps} p
                                 where p.community_id = {row}.community_id and p.case_id = {row}.id
                                   and p.voided_at is null and p.step <> {move}{beginning}) k
                        window way as (order by k.at, k.id)) w
                 where w.pauses""")
                .value("into", into.toArray(String[]::new))
                .value("move", Rules.MOVE_ON)
                .name("steps", stepTable)
                .name("row", alias)
                .part("beginning", beginning);
    }
}

package io.liren.sample;

import io.liren.block.GuardScope;
import io.liren.block.Names;
import io.liren.block.Selection;
import io.liren.calendar.Today;
import io.liren.expression.Shape;
import io.liren.sql.Sql;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What a sample asks of the entries it draws from, in one statement for all their registers. */
final class SampleSql {
    private SampleSql() {}

    /** The day on which a finding's entry was first changed or declared void since it was checked. */
    static Sql correctedOn(SampleBlock block, Names names, String finding) {
        List<Sql> each = new ArrayList<>();
        for (Shape entries : entries(block, names)) {
            each.add(Sql.of("""
                    select (put_version.known_to at time zone {zone})::date as changed_on
                      from {entries} put_entry
                      join {versions} put_version on put_version.community_id = put_entry.community_id
                           and put_version.id = put_entry.id and put_version.known_to <= put_entry.changed_at
                     where put_entry.community_id = put_pick.community_id and put_pick.entry = {register}
                       and put_entry.id = case when put_pick.record ~ '^[0-9a-f-]{{36}}$' then put_pick.record::uuid end""")
                    .value("zone", Today.SHANGHAI.getId())
                    .name("entries", entries.table())
                    .name("versions", entries.table() + "_version")
                    .value("register", entries.register()));
        }
        if (each.isEmpty()) {
            return Sql.of("null::date");
        }
        return Sql.of("""
                (select min(put_on.changed_on)
                   from {picks} put_pick
                  cross join lateral ({each}) put_on
                  where put_pick.community_id = {finding}.community_id and put_pick.id = {finding}.pick_id
                    and put_on.changed_on >= {finding}."on")""")
                .name(
                        "picks",
                        names.shape(block.picks().place().id()).orElseThrow().table())
                .part("each", Sql.join("\n union all\n", each))
                .name("finding", finding);
    }

    /** The registers whose records tell whether a finding was put right. */
    static Set<String> corrects(SampleBlock block, Names names) {
        Set<String> reads = new LinkedHashSet<>();
        reads.add(block.picks().place().id());
        entries(block, names).forEach(shape -> reads.add(shape.register()));
        return reads;
    }

    private static List<Shape> entries(SampleBlock block, Names names) {
        return block.of().stream()
                .map(Selection::register)
                .flatMap(register -> names.registerNamed(block.place().rulebook(), register.text()).stream())
                .flatMap(id -> names.shape(id).stream())
                .distinct()
                .toList();
    }

    /** A finding by whoever entered the entry it is about. */
    static Sql byOneself(Sample sample, GuardScope scope) {
        List<Sql> each = sample.of().stream()
                .map(Sample.From::register)
                .distinct()
                .map(entries -> Sql.of("""
                                exists (select 1 from {entries} e
                                         where e.community_id = f.community_id and p.entry = {register}
                                           and e.id::text = p.record and e.entered_by = f.entered_by)""").name("entries", entries.table()).value("register", entries.register()))
                .toList();
        return Sql.of("""
                        select 1
                          from {findings} f
                          join {picks} p on p.community_id = f.community_id and p.id = f.pick_id
                         where f.community_id = {community} and f.id = {record} and ({each})""")
                .name("findings", sample.findings().table())
                .name("picks", sample.picks().table())
                .value("community", scope.community())
                .value("record", scope.record())
                .part("each", Sql.join("\n or ", each));
    }
}

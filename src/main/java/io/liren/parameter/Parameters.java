package io.liren.parameter;

import io.liren.access.Staff;
import io.liren.access.Viewer;
import io.liren.block.Edition;
import io.liren.journal.Canonical;
import io.liren.journal.Entry;
import io.liren.journal.Journal;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The values of parameters (参数) as they are kept: those of the rulebooks for the topmost area, and what areas set. */
public final class Parameters {
    private final Edition edition;

    /** Of an edition's rulebooks. */
    public Parameters(Edition edition) {
        this.edition = edition;
    }

    /**
     * A value of some time.
     *
     * @param area who sets it
     * @param setBy the user; empty if it came with the rulebook
     */
    public record Past(
            String name,
            UUID area,
            String areaName,
            LocalDate from,
            String json,
            String source,
            Optional<UUID> setBy) {}

    private record Dated(String name, LocalDate from) {}

    /** Keeps what the rulebooks bring, for the area above all others. Done again it changes nothing. */
    public void load(Transaction transaction, UUID topmost, Instant at) {
        Map<Dated, JsonNode> last = new HashMap<>();
        transaction.rows(
                Sql.of("""
                        select name, from_on, value::text as value from parameter_value
                         where area_id = {area} order by set_at""").value("area", topmost),
                row -> last.put(new Dated(row.text("name"), row.date("from_on")), json(row.text("value"))));
        List<Sql> lacking = new ArrayList<>();
        for (Parameter parameter : edition.all(Parameter.class)) {
            for (ParameterBlock.Value value : parameter.values()) {
                if (!json(value.json()).equals(last.get(new Dated(parameter.id(), value.from())))) {
                    lacking.add(Sql.of("""
                            insert into parameter_value (area_id, name, from_on, value, source, set_by, set_at)
                            values ({area}, {name}, {from}, {value}::jsonb, {source}, null, {at})""")
                            .value("area", topmost)
                            .value("name", parameter.id())
                            .value("from", value.from())
                            .value("value", value.json())
                            .value("source", value.source().toString())
                            .value("at", at));
                }
            }
        }
        if (!lacking.isEmpty()) {
            transaction.batch(lacking);
        }
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }

    /** All values that bear on a community, the nearest area and the latest day first. */
    public List<Past> values(Transaction transaction, UUID community) {
        return transaction.rows(
                Sql.of("""
                        select v.name, v.area_id, a.name_zh as area_name, v.from_on, v.value::text as value, v.source, v.set_by
                          from parameter_value v
                          join area_path p on p.ancestor_id = v.area_id and p.area_id = {community}
                          join area a on a.id = v.area_id
                         order by v.name, p.depth, v.from_on desc, v.set_at desc""").value("community", community),
                row -> new Past(
                        row.text("name"),
                        row.uuid("area_id"),
                        row.text("area_name"),
                        row.date("from_on"),
                        row.text("value"),
                        row.text("source"),
                        Optional.ofNullable(row.uuidOrNull("set_by"))));
    }

    /**
     * Sets a value for the viewer's community from a day on, and notes it in the journal; what stood before stays on
     * record. Duties are not derived again by this.
     *
     * @param json a number, a text in quotes, or bands
     */
    public void set(
            Transaction transaction,
            Journal journal,
            Viewer viewer,
            Parameter parameter,
            LocalDate from,
            String json,
            String source,
            Instant at) {
        UUID area = viewer.community();
        transaction.update(Sql.of("""
                insert into parameter_value (area_id, name, from_on, value, source, set_by, set_at)
                select {area}::uuid, {name}::text, {from}::date, {value}::jsonb, {source}::text, {by}::uuid,
                       greatest({at}::timestamptz, max(p.set_at) + interval '1 microsecond')
                  from parameter_value p
                 where p.area_id = {area} and p.name = {name} and p.from_on = {from}""")
                .value("area", area)
                .value("name", parameter.id())
                .value("from", from)
                .value("value", json)
                .value("source", source)
                .value("by", viewer.user())
                .value("at", at));
        // What was derived under the old value counts as derived no more.
        transaction.update(
                Sql.of("delete from derived where community_id = {community}").value("community", area));
        String content = Canonical.write(Map.of("after", Map.of("from", from, "value", json, "source", source)));
        journal.append(
                transaction,
                area,
                List.of(new Entry(
                        at,
                        viewer.user(),
                        Staff.ADMINISTRATOR,
                        Entry.Kind.SETTING,
                        parameter.id(),
                        area,
                        content,
                        "")));
    }
}

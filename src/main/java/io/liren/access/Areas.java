package io.liren.access;

import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Areas (辖区): a tree from the country down to the community. Each knows all those above it. */
public final class Areas {
    private Areas() {}

    /** The area above all others, made if it is not there. */
    public static UUID topmost(Transaction owner, UUID fresh) {
        Optional<UUID> there = owner.optional(
                Sql.of("select id from area where parent_id is null order by id limit 1"), row -> row.uuid("id"));
        if (there.isPresent()) {
            return there.get();
        }
        make(owner, fresh, Optional.empty(), "country", "全国", "Nationwide");
        return fresh;
    }

    /** Makes an area below another. */
    public static void make(
            Transaction owner, UUID id, Optional<UUID> above, String kind, String nameZh, String nameEn) {
        owner.update(Sql.of("""
                insert into area (id, parent_id, kind, name_zh, name_en)
                values ({id}, {above}::uuid, {kind}, {zh}, {en})""")
                .value("id", id)
                .value("above", above.map(UUID::toString).orElse(null))
                .value("kind", kind)
                .value("zh", nameZh)
                .value("en", nameEn));
        owner.update(Sql.of("insert into area_path (ancestor_id, area_id, depth) values ({id}, {id}, 0)")
                .value("id", id));
        above.ifPresent(parent -> owner.update(Sql.of("""
                insert into area_path (ancestor_id, area_id, depth)
                select p.ancestor_id, {id}::uuid, p.depth + 1 from area_path p where p.area_id = {parent}""").value("id", id).value("parent", parent)));
        if (kind.equals("community")) {
            owner.update(Sql.of("insert into community (id) values ({id})").value("id", id));
        }
    }

    /** A community as its residents know it, with the area above. */
    public record Named(UUID id, Label name, Label above) {}

    /** The communities by name, for pages that anyone may open. */
    public static List<Named> named(Transaction transaction) {
        return transaction.rows(
                Sql.of("""
                        select a.id, a.name_zh, a.name_en, coalesce(u.name_zh, '') as above_zh, coalesce(u.name_en, '') as above_en
                          from area a
                          left join area u on u.id = a.parent_id
                         where a.kind = 'community'
                         order by a.name_zh, a.id"""),
                row -> new Named(
                        row.uuid("id"),
                        new Label(row.text("name_zh"), row.text("name_en")),
                        new Label(row.text("above_zh"), row.text("above_en"))));
    }

    /** All communities. */
    public static List<UUID> communities(Transaction owner) {
        return owner.rows(Sql.of("select id from community order by id"), row -> row.uuid("id"));
    }
}

package io.liren.access;

import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Who looks on from above (上级): holds the post {@link #POST} in an area, takes in what its communities send, and sees
 * numbers there, never persons.
 */
public final class Overseers {
    /** The post, as it stands in {@code user_post}; no rulebook names it. */
    public static final String POST = "overseer";

    private final Database database;

    /** Over the shared tables. */
    public Overseers(Database database) {
        this.database = database;
    }

    /** An area with its name in both languages. */
    public record Area(UUID id, String nameZh, String nameEn) {}

    /** An area looked on, with the communities below it, by name. */
    public record Seat(Area area, List<Area> communities) {}

    /** The area a user looks on; empty if none. */
    public Optional<Seat> seat(UUID user) {
        return database.inTransaction(
                Scope.platform(),
                transaction -> transaction
                        .optional(Sql.of("""
                                select a.id, a.name_zh, a.name_en
                                  from user_post u
                                  join area a on a.id = u.area_id
                                 where u.user_id = {user} and u.post = {post}
                                 order by a.name_zh limit 1""").value("user", user).value("post", POST), Overseers::area)
                        .map(area -> new Seat(
                                area, transaction.rows(Sql.of("""
                                        select c.id, c.name_zh, c.name_en
                                          from area_path p
                                          join area c on c.id = p.area_id and c.kind = 'community'
                                         where p.ancestor_id = {area}
                                         order by c.name_zh, c.id""").value("area", area.id()), Overseers::area))));
    }

    private static Area area(io.liren.sql.Row row) {
        return new Area(row.uuid("id"), row.text("name_zh"), row.text("name_en"));
    }
}

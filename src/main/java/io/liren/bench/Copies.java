package io.liren.bench;

import io.liren.access.Areas;
import io.liren.block.Edition;
import io.liren.schema.Ids;
import io.liren.schema.Table;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Makes more communities of one: the same records under another community, a statement for each table. */
final class Copies {
    private final Database owner;
    private final Edition edition;
    private final UUID original;

    /** @param owner the owner of a database that is thrown away: references are not checked while copying */
    Copies(Database owner, Edition edition, UUID original) {
        this.owner = owner;
        this.edition = edition;
        this.original = original;
    }

    /** Makes so many; returns their ids. */
    List<UUID> make(int count, Instant now) {
        List<UUID> fresh = new ArrayList<>();
        if (count == 0) {
            return fresh;
        }
        return owner.inTransaction(Scope.platform(), transaction -> {
            UUID above = transaction.one(
                    Sql.of("select parent_id from area where id = {id}").value("id", original),
                    row -> row.uuid("parent_id"));
            for (int i = 0; i < count; i++) {
                UUID id = Ids.fresh(now);
                Areas.make(transaction, id, Optional.of(above), "community", "复制 " + id, "Copy " + id);
                fresh.add(id);
            }
            // What is copied is whole already; checking each reference again would take most of the time.
            transaction.update(Sql.of("set local session_replication_role = replica"));
            edition.tables().forEach(table -> copy(transaction, table, fresh));
            return fresh;
        });
    }

    private void copy(Transaction transaction, Table table, List<UUID> fresh) {
        List<Sql> columns = new ArrayList<>();
        Table.BASE.stream().skip(1).forEach(c -> columns.add(Sql.identifier(c.name())));
        table.columns().forEach(c -> columns.add(Sql.identifier(c.name())));
        Sql all = Sql.join(", ", columns);
        transaction.update(Sql.of("""
                insert into {table} (community_id, {columns})
                select copied.community, {columns}
                  from {table}
                 cross join unnest({fresh}) as copied (community)
                 where community_id = {original}
                 order by copied.community""")
                .name("table", table.name())
                .part("columns", all)
                .value("fresh", fresh.toArray(UUID[]::new))
                .value("original", original));
    }
}

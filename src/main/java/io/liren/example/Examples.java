package io.liren.example;

import io.liren.block.Edition;
import io.liren.rulebook.Findings;
import io.liren.schema.Migration;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Runs examples (示例) on real tables in a schema of their own, in one transaction that is taken back. */
public final class Examples {
    private static final String SCHEMA = "liren_example";

    private Examples() {}

    /** What became of an example. */
    public record Result(Example example, boolean passed) {}

    /**
     * Runs all examples of an edition; each failure is a finding at its line.
     *
     * @param owner opens transactions of the tables' owner
     * @param prepare puts in place what examples stand on, such as the parameters' values, for the topmost area
     */
    public static List<Result> run(
            Edition edition, Database owner, BiConsumer<Transaction, UUID> prepare, Findings findings) {
        List<Example> examples = edition.all(Example.class);
        return owner.inTransaction(Scope.platform(), transaction -> {
            transaction.rollbackOnly();
            Migration.create(edition.tables(), SCHEMA, transaction);
            transaction.useSchema(SCHEMA);
            UUID topmost = new UUID(0x7000, 0x8000_0000_0000_0001L);
            UUID community = new UUID(0x7000, 0x8000_0000_0000_0002L);
            area(transaction, topmost, topmost, "country", 0);
            area(transaction, community, topmost, "community", 1);
            transaction.update(
                    Sql.of("insert into community (id) values ({id})").value("id", community));
            prepare.accept(transaction, topmost);
            List<Result> results = new ArrayList<>();
            for (Example example : examples) {
                boolean passed = transaction.tried(
                        () -> new World(edition, owner, transaction, community, example.block(), findings).run());
                results.add(new Result(example, passed));
            }
            return results;
        });
    }

    private static void area(Transaction transaction, UUID id, UUID above, String kind, int depth) {
        transaction.update(Sql.of("""
                insert into area (id, parent_id, kind, name_zh, name_en)
                values ({id}, {above}, {kind}, '示例', 'Example')""")
                .value("id", id)
                .value("above", depth == 0 ? id : above)
                .value("kind", kind));
        Sql path = Sql.of("insert into area_path (ancestor_id, area_id, depth) values ({above}, {id}, {depth})");
        transaction.update(path.value("above", id).value("id", id).value("depth", 0));
        if (depth > 0) {
            transaction.update(path.value("above", above).value("id", id).value("depth", depth));
        }
    }
}

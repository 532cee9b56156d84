package io.liren.block;

import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.SqlWriter;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.Optional;

/** A condition on each record of a register as a guard (条件): whoever writes a record that breaks it is told. */
public final class Must {
    private Must() {}

    /**
     * The guard.
     *
     * @param id rulebook and name
     * @param place the block that asks for it; the condition is in its rulebook's words
     * @param condition over the record under the register's bare name
     * @param field the field to show a breach beside
     */
    public static Guard hold(
            String id,
            Place place,
            Shape on,
            Checked condition,
            boolean blocks,
            Optional<String> field,
            Label says,
            Names names) {
        return new Guard(id, place.clause(), on.register(), blocks, field, says, condition.reads(), guarded -> {
            Sql community = Sql.of("s.community_id");
            Sql today = Sql.bind(guarded.today());
            SqlWriter writer = new SqlWriter(Bindings.of(community, today)
                    .taken("s")
                    .row(on.name(), "s")
                    .parameters(ParameterSql.inForce(names, place.rulebook(), community, today)));
            Sql broken = writer.negated(condition);
            return Sql.of("""
                    select 1
                      from {table} s{joins}
                     where s.community_id = {community} and s.id = any({records}) and s.voided_at is null and ({broken})""")
                    .name("table", on.table())
                    .part("joins", writer.joins())
                    .value("community", guarded.community())
                    .value("records", guarded.ids())
                    .part("broken", broken);
        });
    }
}

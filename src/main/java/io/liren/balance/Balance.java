package io.liren.balance;

import io.liren.block.Guard;
import io.liren.block.GuardScope;
import io.liren.block.Names;
import io.liren.block.ParameterSql;
import io.liren.block.Place;
import io.liren.expression.Bindings;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.SqlWriter;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A balance (结存): what the records of a register have moved in and out by the end of a day, apart for each of what their
 * keys name. It is never stored.
 *
 * @param place the block it belongs to; the expressions are in its rulebook's words
 * @param entries the register whose records move something
 * @param keys the columns that say for what: an account, an item and a batch
 * @param on the day of a movement
 * @param amount what it moves, below zero if it goes out
 */
public record Balance(Place place, Shape entries, List<String> keys, Checked on, Checked amount, Names names) {
    /** The alias of a movement's row in the statements made here. */
    private static final String ROW = "m";

    public Balance {
        keys = List.copyOf(keys);
    }

    /**
     * What every movement leaves at the end of its day: selects the keys, {@code id}, {@code moved_on}, {@code amount} and
     * {@code running}.
     *
     * @param which narrows the movements, over the alias {@code m}; it must keep or leave out all of one key
     */
    public Sql running(Sql community, LocalDate today, Sql which) {
        Sql own = Sql.of("m.community_id");
        Sql day = Sql.bind(today);
        SqlWriter writer = new SqlWriter(Bindings.of(own, day)
                .row(entries.name(), ROW)
                .parameters(ParameterSql.inForce(names, place.rulebook(), own, day)));
        Sql moved = writer.value(on);
        Sql sum = Sql.of("coalesce({amount}, 0)").part("amount", writer.value(amount));
        // Movements of one day are peers, so that each has what stands when its day is over.
        return Sql.of("""
                select {keys}, m.id, {on} as moved_on, {amount} as amount,
                       sum({amount}) over (partition by {keys} order by {on}) as running
                  from {entries} m{joins}
                 where m.community_id = {community} and m.voided_at is null and {which}""")
                .part("keys", columns("m"))
                .part("on", moved)
                .part("amount", sum)
                .name("entries", entries.table())
                .part("joins", writer.joins())
                .part("community", community)
                .part("which", which);
    }

    /**
     * Holds it at or above a number on every day, whatever is entered, corrected or declared void: the balances that a record
     * moves now, and those it moved before it was changed.
     *
     * @param field the field to show a breach beside
     */
    public Guard neverBelow(String id, BigDecimal least, Optional<String> field, Label says) {
        return new Guard(
                        id,
                        place.clause(),
                        entries.register(),
                        true,
                        field,
                        says,
                        amount.reads(),
                        guarded -> Sql.of("select 1 from ({running}) r where r.running < {least}")
                                .part(
                                        "running",
                                        running(Sql.bind(guarded.community()), guarded.today(), touched(guarded)))
                                .value("least", least))
                .holdingAlways();
    }

    private Sql touched(GuardScope guarded) {
        Sql same = Sql.join(
                " and ",
                keys.stream()
                        .map(k -> Sql.of("w.{key} is not distinct from m.{key}").name("key", k))
                        .toList());
        return Sql.of("""
                exists (select 1
                          from (select {now} from {entries} n where n.community_id = {community} and n.id = any({records})
                                union
                                select {then} from {versions} v where v.community_id = {community} and v.id = any({records})) w
                         where {same})""")
                .part("now", columns("n"))
                .part("then", columns("v"))
                .name("entries", entries.table())
                .name("versions", entries.table() + "_version")
                .value("community", guarded.community())
                .value("records", guarded.ids())
                .part("same", same);
    }

    private Sql columns(String alias) {
        return Sql.join(
                ", ",
                keys.stream()
                        .map(k -> Sql.of("{row}.{key}").name("row", alias).name("key", k))
                        .toList());
    }
}

package io.liren.stock;

import io.liren.block.Answerer;
import io.liren.block.Asked;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/** Answers an example about what there is of a batch or an item, and how low it ever was. */
final class StockAnswers implements Answerer {
    private final Stock stock;
    private final Optional<String> item;

    /** @param item the column of a batch that leads to its item; empty: there are no batches */
    StockAnswers(Stock stock, Optional<String> item) {
        this.stock = stock;
        this.item = item;
    }

    @Override
    public String answer(Asked asked, Transaction transaction) {
        UUID of = asked.of()
                .orElseThrow(() -> new IllegalArgumentException("写明 of 哪一批或哪一样。 Say of which batch or item."));
        String key = stock.balance().keys().getFirst();
        Sql whose = item.map(i -> Sql.of("""
                        (r.{key} = {of} or r.{key} in (select h.id from {holder} h where h.community_id = {community} and h.{item} = {of}))""").name("item", i))
                .orElse(Sql.of("r.{key} = {of}"))
                .name("key", key)
                .value("of", of);
        Sql what = switch (asked.at().orElse("on_hand")) {
            case "on_hand" ->
                Sql.of("coalesce(sum(r.amount) filter (where r.moved_on <= {today}), 0)")
                        .value("today", asked.today());
            case "lowest" -> Sql.of("coalesce(min(r.running), 0)");
            default ->
                throw new IllegalArgumentException("at 后面写 on_hand 或 lowest。 After at stands on_hand or lowest.");
        };
        if (item.isPresent()) {
            whose = whose.name("holder", stock.holder().table()).value("community", asked.community());
        }
        BigDecimal found = transaction.one(
                Sql.of("select {what} as n from ({running}) r where {whose}")
                        .part("what", what)
                        .part(
                                "running",
                                stock.balance().running(Sql.bind(asked.community()), asked.today(), Sql.of("true")))
                        .part("whose", whose),
                row -> row.decimal("n"));
        return found.stripTrailingZeros().toPlainString();
    }
}

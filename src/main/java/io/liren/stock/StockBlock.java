package io.liren.stock;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.rulebook.YamlScalar;
import java.util.List;
import java.util.Optional;

/**
 * A stock (物资) as written.
 *
 * @param items the register of what is kept
 * @param batches the register of its batches; empty: items have none
 * @param entries the register of what moves it
 * @param holder the field of an entry that leads to the batch, or to the item; empty: the only one that does
 * @param item the field of a batch that leads to its item; empty: the only one
 * @param expires the field of a batch that says until when it is good
 * @param quantity the number of an entry; empty: the only one
 * @param kind the choice of an entry that says what happened; empty: the only one
 * @param in the kinds that come in
 * @param out the kinds that go out
 * @param notPastExpiry the kinds that a batch past its day is refused
 * @param explained the kinds that need a reason, and where it stands
 * @param least what a balance never falls below; empty: nothing
 */
record StockBlock(
        Place place,
        YamlScalar items,
        Optional<YamlScalar> batches,
        YamlScalar entries,
        Optional<YamlScalar> holder,
        Optional<YamlScalar> item,
        Optional<YamlScalar> expires,
        Optional<YamlScalar> quantity,
        Optional<YamlScalar> kind,
        List<YamlScalar> in,
        List<YamlScalar> out,
        List<YamlScalar> notPastExpiry,
        List<YamlScalar> explained,
        Optional<YamlScalar> reason,
        Optional<YamlScalar> least,
        Optional<Count> count)
        implements Block {
    /**
     * How it is counted (盘点): records of a register, each of one batch or item on a day.
     *
     * @param found the number that was found
     * @param why why it differs
     * @param by who counted
     * @param people how many at least; empty: it isn't asked
     * @param settledBy the field of an entry that leads to the count whose difference it settles
     */
    record Count(
            YamlScalar of,
            YamlScalar found,
            YamlScalar why,
            Optional<YamlScalar> by,
            Optional<YamlScalar> people,
            Optional<YamlScalar> settledBy) {}
}

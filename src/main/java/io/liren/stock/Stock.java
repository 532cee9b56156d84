package io.liren.stock;

import io.liren.balance.Balance;
import io.liren.block.Artefact;
import io.liren.block.Place;
import io.liren.expression.Shape;

/**
 * A stock (物资) as it runs.
 *
 * @param items the register of what is kept
 * @param holder what a balance is of: batches, or items without batches
 * @param balance what there is of each on any day
 */
public record Stock(Place place, Shape items, Shape holder, Balance balance) implements Artefact {}

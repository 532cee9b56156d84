package io.liren.urgent;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.rulebook.YamlScalar;
import java.util.List;
import java.util.Optional;

/**
 * What is urgent (急办) as written.
 *
 * @param of the register whose records are begun by one tap
 * @param over the field that ends one
 * @param moments the fields that a tap fills with the present moment, in order
 * @param call whom to call
 */
record UrgentBlock(Place place, YamlScalar of, YamlScalar over, List<YamlScalar> moments, Optional<Call> call)
        implements Block {
    /** The records with numbers to call: their names, numbers and order, fields of theirs. */
    record Call(Selection of, YamlScalar name, YamlScalar phone, Optional<YamlScalar> order) {}
}

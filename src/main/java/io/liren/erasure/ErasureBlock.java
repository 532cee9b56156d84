package io.liren.erasure;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.rulebook.YamlScalar;
import java.util.List;

/**
 * An erasure (销毁) as written.
 *
 * @param of the register whose records say when it is time
 * @param when the condition of such a record
 * @param covers the fields that are erased, {@code REGISTER.FIELD}
 */
record ErasureBlock(Place place, YamlScalar of, YamlScalar when, List<YamlScalar> covers) implements Block {}

package io.liren.demand;

import io.liren.block.Block;
import io.liren.block.Place;
import io.liren.register.RegisterBlock;
import java.util.List;

/** A register of tables asked for, as written. */
record DemandBlock(Place place, RegisterBlock requests) implements Block {
    @Override
    public List<String> registers() {
        return requests.registers();
    }
}

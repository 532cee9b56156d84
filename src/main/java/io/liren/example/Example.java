package io.liren.example;

import io.liren.block.Artefact;
import io.liren.block.Place;

/** An example (示例) that can be run. */
public record Example(ExampleBlock block) implements Artefact {
    @Override
    public Place place() {
        return block.place();
    }
}

package io.liren.stock;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads stock blocks. */
final class StockReader {
    private final BlockSource source;

    StockReader(BlockSource source) {
        this.source = source;
    }

    List<StockBlock> read() {
        List<StockBlock> stocks = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            source.allow(
                    thing.body(),
                    "label",
                    "items",
                    "batches",
                    "entries",
                    "of",
                    "item",
                    "expires",
                    "quantity",
                    "kind",
                    "in",
                    "out",
                    "not-past-expiry",
                    "explained",
                    "reason",
                    "never-below",
                    "counted");
            stock(thing.place(), thing.body()).ifPresent(stocks::add);
        }
        return stocks;
    }

    private Optional<StockBlock> stock(Place place, YamlMap body) {
        Optional<YamlScalar> items = source.required(body, place, "items");
        Optional<YamlScalar> entries = source.required(body, place, "entries");
        boolean in = several(body, place, "in");
        boolean out = several(body, place, "out");
        boolean reasons = together(body, place, "explained", "reason");
        boolean expiry = together(body, place, "not-past-expiry", "expires");
        Optional<StockBlock.Count> count = body.map("counted").flatMap(map -> count(place, map));
        if (items.isEmpty() || entries.isEmpty() || !in || !out || !reasons || !expiry) {
            return Optional.empty();
        }
        return Optional.of(new StockBlock(
                place,
                items.get(),
                source.scalar(body, "batches"),
                entries.get(),
                source.scalar(body, "of"),
                source.scalar(body, "item"),
                source.scalar(body, "expires"),
                source.scalar(body, "quantity"),
                source.scalar(body, "kind"),
                body.scalars("in"),
                body.scalars("out"),
                body.scalars("not-past-expiry"),
                body.scalars("explained"),
                source.scalar(body, "reason"),
                source.scalar(body, "never-below"),
                count));
    }

    private boolean several(YamlMap body, Place place, String name) {
        if (body.scalars(name).isEmpty()) {
            source.required(body, place, name);
            return false;
        }
        return true;
    }

    private boolean together(YamlMap body, Place place, String one, String other) {
        if (body.has(one) != body.has(other)) {
            source.error(
                    Code.MISSING_KEY,
                    place.position(),
                    one + " 和 " + other + " 要一起写。",
                    one + " and " + other + " are written together.");
            return false;
        }
        return true;
    }

    private Optional<StockBlock.Count> count(Place place, YamlMap map) {
        source.allow(map, "of", "found", "why", "by", "people", "settled-by");
        Optional<YamlScalar> of = source.required(map, place, "of");
        Optional<YamlScalar> found = source.required(map, place, "found");
        Optional<YamlScalar> why = source.required(map, place, "why");
        return of.isPresent() && found.isPresent() && why.isPresent()
                ? Optional.of(new StockBlock.Count(
                        of.get(),
                        found.get(),
                        why.get(),
                        source.scalar(map, "by"),
                        source.scalar(map, "people"),
                        source.scalar(map, "settled-by")))
                : Optional.empty();
    }
}

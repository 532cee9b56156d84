package io.liren.plan;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads plan blocks. */
final class PlanReader {
    private final BlockSource source;

    PlanReader(BlockSource source) {
        this.source = source;
    }

    List<PlanBlock> read() {
        List<PlanBlock> plans = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            source.allow(
                    thing.body(),
                    "label",
                    "of",
                    "year",
                    "targets",
                    "plan",
                    "counts",
                    "target",
                    "facts",
                    "summary",
                    "outside");
            plan(thing.place(), thing.body()).ifPresent(plans::add);
        }
        return plans;
    }

    private Optional<PlanBlock> plan(Place place, YamlMap body) {
        Optional<YamlScalar> of = source.required(body, place, "of");
        Optional<YamlScalar> year = source.required(body, place, "year");
        Optional<YamlScalar> targets = source.required(body, place, "targets");
        Optional<YamlScalar> counts = source.required(body, place, "counts");
        Optional<YamlScalar> target = source.required(body, place, "target");
        Optional<YamlMap> facts = source.requiredMap(body, place, "facts");
        if (of.isEmpty()
                || year.isEmpty()
                || targets.isEmpty()
                || counts.isEmpty()
                || target.isEmpty()
                || facts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new PlanBlock(
                place,
                Selection.read(of.get()),
                year.get(),
                targets.get(),
                source.scalar(body, "plan"),
                counts.get(),
                target.get(),
                facts.get(),
                body.map("summary").flatMap(map -> summary(place, map)),
                body.map("outside").flatMap(map -> outside(place, map))));
    }

    private Optional<PlanBlock.Summary> summary(Place place, YamlMap map) {
        source.allow(map, "of", "text", "from", "until", "fill");
        Optional<YamlScalar> of = source.required(map, place, "of");
        Optional<YamlScalar> text = source.required(map, place, "text");
        return of.isPresent() && text.isPresent()
                ? Optional.of(new PlanBlock.Summary(
                        of.get(),
                        text.get(),
                        source.scalar(map, "from"),
                        source.scalar(map, "until"),
                        map.map("fill").orElse(YamlMap.empty(map.position()))))
                : Optional.empty();
    }

    private Optional<PlanBlock.Outside> outside(Place place, YamlMap map) {
        source.allow(map, "of", "under", "why", "otherwise", "says");
        Optional<YamlScalar> of = source.required(map, place, "of");
        Optional<YamlScalar> why = source.required(map, place, "why");
        Optional<YamlScalar> otherwise = source.scalar(map, "otherwise");
        otherwise
                .filter(o -> !List.of("block", "warn").contains(o.text()))
                .ifPresent(o ->
                        source.error(Code.WRONG_VALUE, o, "otherwise 写 block 或 warn。", "otherwise is block or warn."));
        return of.isPresent() && why.isPresent()
                ? Optional.of(new PlanBlock.Outside(
                        Selection.read(of.get()),
                        source.scalar(map, "under"),
                        why.get(),
                        otherwise.filter(o -> o.text().equals("warn")).isEmpty(),
                        source.label(map, "says")))
                : Optional.empty();
    }
}

package io.liren.limit;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.rulebook.Code;
import io.liren.rulebook.Yaml;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads limit blocks. */
final class LimitReader {
    private final BlockSource source;

    LimitReader(BlockSource source) {
        this.source = source;
    }

    List<LimitBlock> read() {
        List<LimitBlock> limits = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            source.allow(
                    thing.body(),
                    "label",
                    "on",
                    "must",
                    "per",
                    "count",
                    "between",
                    "otherwise",
                    "always",
                    "says",
                    "field");
            limit(thing.place(), thing.body()).ifPresent(limits::add);
        }
        return limits;
    }

    private Optional<LimitBlock> limit(Place place, YamlMap body) {
        Optional<Label> says = source.required(body, place, "says").map(s -> Label.parse(s.text()));
        Optional<LimitBlock.Rule> rule = body.has("per") ? count(place, body) : on(place, body);
        boolean blocks = source.scalar(body, "otherwise").map(this::blocks).orElse(true);
        boolean named = !place.label().zh().equals(place.name());
        Place shown = named
                ? place
                : new Place(
                        place.rulebook(), place.clause(), place.name(), says.orElse(place.label()), place.position());
        return rule.isPresent() && says.isPresent()
                ? Optional.of(new LimitBlock(
                        shown,
                        rule.get(),
                        blocks,
                        source.flag(body, "always"),
                        says.get(),
                        source.scalar(body, "field")))
                : Optional.empty();
    }

    private boolean blocks(YamlScalar written) {
        return switch (written.text()) {
            case "block" -> true;
            case "warn" -> false;
            default -> {
                source.error(Code.WRONG_VALUE, written, "写 block(不让登记)或 warn(提醒)。", "Write block or warn.");
                yield true;
            }
        };
    }

    private Optional<LimitBlock.Rule> on(Place place, YamlMap body) {
        Optional<YamlScalar> register = source.required(body, place, "on");
        Optional<YamlScalar> must = source.required(body, place, "must");
        return register.isPresent() && must.isPresent()
                ? Optional.of(new LimitBlock.Rule.On(register.get(), must.get()))
                : Optional.empty();
    }

    private Optional<LimitBlock.Rule> count(Place place, YamlMap body) {
        Optional<YamlScalar> per = source.required(body, place, "per");
        Optional<YamlScalar> counted = source.required(body, place, "count");
        List<YamlScalar> bounds = body.scalars("between");
        if (bounds.size() != 2) {
            source.error(
                    Code.MISSING_KEY,
                    body.at("between").map(Yaml::position).orElse(place.position()),
                    "写 between: [最少, 最多]。",
                    "Write between: [least, most].");
            return Optional.empty();
        }
        if (bounds.stream().allMatch(b -> b.text().matches("\\d{1,9}"))
                && Integer.parseInt(bounds.getFirst().text())
                        > Integer.parseInt(bounds.getLast().text())) {
            source.error(
                    Code.WRONG_VALUE,
                    bounds.getFirst(),
                    "最少的数大于最多的数:先写少的。",
                    "The least is above the most: write the smaller number first.");
        }
        return per.isPresent() && counted.isPresent()
                ? Optional.of(new LimitBlock.Rule.Count(
                        Selection.read(per.get()), Selection.read(counted.get()), bounds.getFirst(), bounds.getLast()))
                : Optional.empty();
    }
}

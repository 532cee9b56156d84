package io.liren.series;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.block.Span;
import io.liren.register.Assembled;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads series blocks. */
final class SeriesReader {
    private final BlockSource source;

    SeriesReader(BlockSource source) {
        this.source = source;
    }

    List<SeriesBlock> read() {
        List<SeriesBlock> all = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            source.allow(
                    thing.body(),
                    "label",
                    "of",
                    "planned",
                    "starts",
                    "on-duty",
                    "held-by",
                    "came",
                    "within",
                    "owed-by",
                    "waivable-by",
                    "change-by",
                    "act");
            series(thing.place(), thing.body()).ifPresent(all::add);
        }
        return all;
    }

    private Optional<SeriesBlock> series(Place place, YamlMap body) {
        Optional<YamlScalar> of = source.required(body, place, "of");
        Optional<YamlScalar> planned = source.required(body, place, "planned");
        Optional<YamlScalar> held = source.required(body, place, "held-by");
        Optional<YamlScalar> owedBy = source.scalar(body, "owed-by");
        List<YamlScalar> changers = body.has("change-by")
                ? body.scalars("change-by")
                : owedBy.map(List::of).orElse(List.of());
        if (changers.isEmpty()) {
            source.error(
                    Code.MISSING_KEY,
                    place.position(),
                    "写 change-by:哪些岗位可以改期、取消。",
                    "Write change-by: the posts that may move or cancel an occasion.");
        }
        Optional<Span> within = source.scalar(body, "within").flatMap(source::span);
        if (of.isEmpty() || planned.isEmpty() || held.isEmpty()) {
            return Optional.empty();
        }
        return changes(place, of.get(), changers)
                .map(changes -> new SeriesBlock(
                        place,
                        of.get(),
                        planned.get(),
                        source.scalar(body, "starts"),
                        source.scalar(body, "on-duty"),
                        Selection.read(held.get()),
                        source.scalar(body, "came"),
                        within,
                        owedBy,
                        body.scalars("waivable-by"),
                        source.label(body, "act"),
                        changes));
    }

    private Optional<RegisterBlock> changes(Place place, YamlScalar of, List<YamlScalar> by) {
        Map<String, Label> kinds = new LinkedHashMap<>();
        kinds.put(Series.MOVED, new Label("改期", "Moved"));
        kinds.put(Series.CANCELLED, new Label("取消", "Cancelled"));
        Place own = new Place(
                place.rulebook(),
                place.clause(),
                place.name().replace('-', '_') + "_change",
                place.label().plus(new Label("改期与取消", ": moved or cancelled")),
                place.position());
        Assembled changes = new Assembled(own);
        changes.field("occasion", new Label("哪一场", "Occasion"), "reference")
                .to(of)
                .with("required", "true");
        changes.field("change", new Label("改期还是取消", "Change"), "choice")
                .options(kinds)
                .with("required", "true");
        changes.field("to_on", new Label("改到哪天", "Moved to"), "date")
                .with("hint", "取消的不填 | Leave empty for a cancellation");
        changes.field("on", new Label("哪天定的", "Decided on"), "date")
                .with("required", "true")
                .with("default", "today");
        changes.field("why", new Label("原因", "Why"), "text")
                .with("required", "true")
                .with("long", "true");
        return changes.names("title", "occasion", "change")
                .key("happened", "on")
                .names("list", "on", "occasion", "change", "to_on", "why")
                .names("search", "why")
                .posts("enter", by)
                .read(source);
    }
}

package io.liren.sample;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.calendar.PeriodUnit;
import io.liren.register.Assembled;
import io.liren.register.RegisterBlock;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads sample blocks. */
final class SampleReader {
    private final BlockSource source;

    SampleReader(BlockSource source) {
        this.source = source;
    }

    List<SampleBlock> read() {
        List<SampleBlock> samples = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            source.allow(
                    thing.body(),
                    "label",
                    "every",
                    "from",
                    "of",
                    "percent",
                    "at-least",
                    "drawn-within",
                    "checked-within",
                    "corrected-within",
                    "drawn-by",
                    "verified-by",
                    "waivable-by");
            sample(thing.place(), thing.body()).ifPresent(samples::add);
        }
        return samples;
    }

    private Optional<SampleBlock> sample(Place place, YamlMap body) {
        Optional<YamlScalar> written = source.required(body, place, "every");
        Optional<PeriodUnit> every = written.flatMap(source::period);
        Optional<YamlScalar> percent = source.required(body, place, "percent");
        Optional<YamlScalar> drawn = source.required(body, place, "drawn-within");
        Optional<YamlScalar> checked = source.required(body, place, "checked-within");
        Optional<YamlScalar> corrected = source.required(body, place, "corrected-within");
        Optional<YamlScalar> drawnBy = source.required(body, place, "drawn-by");
        List<Selection> of = body.scalars("of").stream().map(Selection::read).toList();
        if (of.isEmpty()) {
            source.required(body, place, "of");
        }
        List<YamlScalar> verifiedBy = body.scalars("verified-by");
        if (verifiedBy.isEmpty()) {
            source.required(body, place, "verified-by");
        }
        int atLeast = source.scalar(body, "at-least")
                .flatMap(source::number)
                .map(BigDecimal::intValue)
                .orElse(1);
        if (atLeast < 1) {
            source.error(
                    Code.WRONG_VALUE,
                    place.position(),
                    "at-least 至少是 1:一条也不抽就不是抽查。",
                    "at-least is 1 or more: a sample of nothing is none.");
        }
        if (every.isEmpty()
                || percent.isEmpty()
                || drawn.isEmpty()
                || checked.isEmpty()
                || corrected.isEmpty()
                || drawnBy.isEmpty()
                || of.isEmpty()
                || verifiedBy.isEmpty()) {
            return Optional.empty();
        }
        Optional<RegisterBlock> seeds = seeds(place, drawnBy.get());
        Optional<RegisterBlock> picks = picks(place, drawnBy.get());
        Optional<RegisterBlock> findings = findings(place, verifiedBy);
        if (seeds.isEmpty() || picks.isEmpty() || findings.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new SampleBlock(
                place,
                every.get(),
                written.get(),
                of,
                percent.get(),
                atLeast,
                drawn.get(),
                checked.get(),
                corrected.get(),
                source.scalar(body, "from").flatMap(source::date),
                drawnBy.get(),
                verifiedBy,
                body.scalars("waivable-by"),
                seeds.get(),
                picks.get(),
                findings.get()));
    }

    private static Place own(Place place, String what, Label label) {
        return new Place(
                place.rulebook(),
                place.clause(),
                name(place, what),
                place.label().plus(label),
                place.position());
    }

    private static String name(Place place, String what) {
        return place.name().replace('-', '_') + "_" + what;
    }

    private Optional<RegisterBlock> seeds(Place place, YamlScalar drawnBy) {
        Assembled seeds = new Assembled(own(place, "seed", new Label(":种子", ": seeds")));
        seeds.field("period", new Label("期间", "Period"), "text")
                .with("required", "true")
                .with("unique", "true");
        seeds.field("seed", new Label("种子", "Seed"), "text").with("required", "true");
        seeds.field("drawn_on", new Label("抽取日期", "Drawn on"), "date");
        seeds.field("size", new Label("条数", "Entries"), "integer").with("min", "0");
        seeds.field("drawn", new Label("抽中", "Drawn"), "integer").with("min", "0");
        return seeds.names("title", "period")
                .names("list", "period", "seed", "drawn_on", "size", "drawn")
                .posts("enter", List.of(drawnBy))
                .read(source);
    }

    private Optional<RegisterBlock> picks(Place place, YamlScalar drawnBy) {
        Assembled picks = new Assembled(own(place, "pick", new Label(":抽中", ": drawn")));
        picks.field("seed", new Label("期间", "Period"), "reference")
                .to(word(place, name(place, "seed")))
                .with("required", "true");
        picks.field("place", new Label("序号", "Number"), "integer").with("required", "true");
        picks.field("entry", new Label("登记簿", "Register"), "text").with("required", "true");
        picks.field("record", new Label("记录编号", "The record's id"), "text").with("required", "true");
        return picks.names("title", "seed", "place")
                .names("list", "seed", "place", "entry")
                .posts("enter", List.of(drawnBy))
                .read(source);
    }

    private Optional<RegisterBlock> findings(Place place, List<YamlScalar> posts) {
        Map<String, Label> outcomes = new LinkedHashMap<>();
        Stream.of(Verdict.values()).forEach(outcome -> outcomes.put(outcome.word(), outcome.label()));
        Assembled findings = new Assembled(own(place, "finding", new Label(":核实", ": what was found")));
        findings.field("pick", new Label("抽中的登记", "The entry drawn"), "reference")
                .to(word(place, name(place, "pick")))
                .with("required", "true")
                .with("unique", "true");
        findings.field("outcome", new Label("结果", "Verdict"), "choice")
                .options(outcomes)
                .with("required", "true");
        findings.field("found", new Label("看到的情况", "What was seen"), "text").with("long", "true");
        findings.field("on", new Label("核实日期", "Checked on"), "date")
                .with("required", "true")
                .with("default", "today");
        return findings.names("title", "pick", "outcome")
                .key("happened", "on")
                .names("list", "pick", "outcome", "on")
                .posts("enter", posts)
                .read(source);
    }

    private static YamlScalar word(Place place, String text) {
        return new YamlScalar(text, false, place.position());
    }
}

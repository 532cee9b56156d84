package io.liren.duty;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.block.Span;
import io.liren.calendar.PeriodUnit;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads duty blocks. */
final class DutyReader {
    private static final String[] KEYS = {
        "label",
        "for",
        "every",
        "from",
        "due",
        "after",
        "within",
        "pauses",
        "met-by",
        "met-on",
        "at-least",
        "measure",
        "owed-by",
        "waivable-by",
        "act"
    };

    private final BlockSource source;

    DutyReader(BlockSource source) {
        this.source = source;
    }

    List<DutyBlock> read() {
        List<DutyBlock> duties = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            source.allow(thing.body(), KEYS);
            duty(thing.place(), thing.body()).ifPresent(duties::add);
        }
        return duties;
    }

    private Optional<DutyBlock> duty(Place place, YamlMap body) {
        Optional<YamlScalar> owedBy = source.required(body, place, "owed-by");
        Optional<DutyBlock.When> when = when(place, body);
        Optional<DutyBlock.Met> met = met(place, body);
        if (owedBy.isEmpty() || when.isEmpty() || met.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DutyBlock(
                place,
                source.scalar(body, "for").map(Selection::read),
                when.get(),
                met.get(),
                source.scalar(body, "at-least"),
                owedBy.get(),
                body.scalars("waivable-by"),
                source.label(body, "act")));
    }

    private Optional<DutyBlock.When> when(Place place, YamlMap body) {
        boolean every = body.has("every");
        if (every == body.has("after")) {
            source.error(
                    Code.MISSING_KEY,
                    place.position(),
                    "要么写 every(按周期),要么写 after 和 within(从某日起)。",
                    "Write either every (recurring), or after and within (counted from a date).");
            return Optional.empty();
        }
        return every ? recurring(body) : triggered(place, body);
    }

    private Optional<DutyBlock.When> recurring(YamlMap body) {
        Optional<YamlScalar> written = source.scalar(body, "every");
        Optional<PeriodUnit> unit = written.flatMap(source::period);
        Optional<LocalDate> from = source.scalar(body, "from").flatMap(source::date);
        Optional<Span> due = source.scalar(body, "due").flatMap(source::span);
        return unit.map(u -> new DutyBlock.When.Every(u, from, due, written.orElseThrow()));
    }

    private Optional<DutyBlock.When> triggered(Place place, YamlMap body) {
        Optional<YamlScalar> date = source.scalar(body, "after");
        Optional<Span> within = source.required(body, place, "within").flatMap(source::time);
        if (!body.has("for")) {
            source.error(
                    Code.MISSING_KEY,
                    place.position(),
                    "写了 after 就要写 for:是谁的日期。",
                    "after needs for: whose date it is.");
            return Optional.empty();
        }
        return date.isPresent() && within.isPresent()
                ? Optional.of(new DutyBlock.When.After(
                        date.get(), within.get(), body.has("pauses") && source.flag(body, "pauses")))
                : Optional.empty();
    }

    private Optional<DutyBlock.Met> met(Place place, YamlMap body) {
        if (body.has("met-by") == body.has("met-on")) {
            source.error(
                    Code.MISSING_KEY,
                    place.position(),
                    "写 met-by(哪些记录算达到)或 met-on(本记录的哪个日期),只写一个。",
                    "Write met-by (which records meet it) or met-on (which date of the record itself), one of them.");
            return Optional.empty();
        }
        Optional<YamlScalar> measure = source.scalar(body, "measure");
        return body.has("met-by")
                ? source.scalar(body, "met-by").map(s -> new DutyBlock.Met.By(Selection.read(s), measure))
                : source.scalar(body, "met-on").map(DutyBlock.Met.On::new);
    }
}

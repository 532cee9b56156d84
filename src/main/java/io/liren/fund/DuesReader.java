package io.liren.fund;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.calendar.PeriodUnit;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads dues blocks. */
final class DuesReader {
    private final BlockSource source;

    DuesReader(BlockSource source) {
        this.source = source;
    }

    List<DuesBlock> read() {
        List<DuesBlock> all = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            source.allow(
                    thing.body(),
                    "label",
                    "of",
                    "every",
                    "from",
                    "amount",
                    "base",
                    "rate",
                    "step",
                    "round",
                    "least",
                    "most",
                    "paid-by",
                    "measure",
                    "due",
                    "owed-by",
                    "waivable-by",
                    "act");
            dues(thing.place(), thing.body()).ifPresent(all::add);
        }
        return all;
    }

    private Optional<DuesBlock> dues(Place place, YamlMap body) {
        Optional<YamlScalar> of = source.required(body, place, "of");
        Optional<YamlScalar> written = source.required(body, place, "every");
        Optional<PeriodUnit> every = written.flatMap(source::period);
        Optional<YamlScalar> paid = source.required(body, place, "paid-by");
        Optional<YamlScalar> owedBy = source.required(body, place, "owed-by");
        Optional<DuesBlock.Assessed> assessed = assessed(place, body);
        if (of.isEmpty() || every.isEmpty() || paid.isEmpty() || owedBy.isEmpty() || assessed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new DuesBlock(
                place,
                Selection.read(of.get()),
                every.get(),
                written.get(),
                source.scalar(body, "from").flatMap(source::date),
                assessed.get(),
                Selection.read(paid.get()),
                source.scalar(body, "measure"),
                source.scalar(body, "due").flatMap(source::span),
                owedBy.get(),
                body.scalars("waivable-by"),
                source.label(body, "act")));
    }

    private Optional<DuesBlock.Assessed> assessed(Place place, YamlMap body) {
        if (body.has("amount") == body.has("base")) {
            source.error(
                    Code.MISSING_KEY,
                    place.position(),
                    "要么写 amount(应交多少),要么写 base 和 rate(基数和比例)。",
                    "Write either amount (what is owed), or base and rate.");
            return Optional.empty();
        }
        if (body.has("amount")) {
            return source.scalar(body, "amount").map(DuesBlock.Assessed.Amount::new);
        }
        Optional<YamlScalar> base = source.scalar(body, "base");
        Optional<YamlScalar> rate = source.required(body, place, "rate");
        return base.isPresent() && rate.isPresent()
                ? Optional.of(new DuesBlock.Assessed.Share(
                        base.get(),
                        rate.get(),
                        source.scalar(body, "step"),
                        source.scalar(body, "round").flatMap(this::rounding),
                        source.scalar(body, "least"),
                        source.scalar(body, "most")))
                : Optional.empty();
    }

    private Optional<DuesBlock.Rounding> rounding(YamlScalar written) {
        String[] words = written.text().strip().split("\\s+");
        boolean down = words[0].equals("down");
        Optional<Integer> decimals = words.length == 2 && (down || words[0].equals("half_up"))
                ? switch (words[1]) {
                    case "1" -> Optional.of(0);
                    case "0.1" -> Optional.of(1);
                    case "0.01" -> Optional.of(2);
                    default -> Optional.empty();
                }
                : Optional.empty();
        if (decimals.isEmpty()) {
            source.error(
                    Code.WRONG_VALUE,
                    written,
                    "写成 half_up 0.01(四舍五入到分)或 down 1(舍去元以下),也可以是 0.1。",
                    "Write half_up 0.01 (rounded to the fen) or down 1 (cut to the yuan); 0.1 is possible too.");
        }
        return decimals.map(d -> new DuesBlock.Rounding(down, d));
    }
}

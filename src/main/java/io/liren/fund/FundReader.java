package io.liren.fund;

import io.liren.block.BlockSource;
import io.liren.block.Place;
import io.liren.block.Selection;
import io.liren.calendar.PeriodUnit;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads fund blocks. */
final class FundReader {
    private final BlockSource source;

    FundReader(BlockSource source) {
        this.source = source;
    }

    List<FundBlock> read() {
        List<FundBlock> funds = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            source.allow(
                    thing.body(),
                    "label",
                    "accounts",
                    "entries",
                    "account",
                    "amount",
                    "line",
                    "in",
                    "out",
                    "never-below",
                    "keeper",
                    "keepers",
                    "checkers",
                    "audit",
                    "budget",
                    "owes-up");
            fund(thing.place(), thing.body()).ifPresent(funds::add);
        }
        return funds;
    }

    private Optional<FundBlock> fund(Place place, YamlMap body) {
        Optional<YamlScalar> accounts = source.required(body, place, "accounts");
        Optional<YamlScalar> entries = source.required(body, place, "entries");
        Optional<YamlScalar> in = required(body, place, "in");
        Optional<YamlScalar> out = required(body, place, "out");
        Optional<FundBlock.Audit> audit = body.map("audit").flatMap(map -> audit(place, map));
        Optional<FundBlock.Budget> budget = body.map("budget").flatMap(map -> budget(place, map));
        Optional<FundBlock.Owing> owing = body.map("owes-up").flatMap(map -> owing(place, map));
        if (accounts.isEmpty() || entries.isEmpty() || in.isEmpty() || out.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new FundBlock(
                place,
                accounts.get(),
                entries.get(),
                source.scalar(body, "account"),
                source.scalar(body, "amount"),
                source.scalar(body, "line"),
                body.scalars("in"),
                body.scalars("out"),
                source.scalar(body, "never-below"),
                source.scalar(body, "keeper"),
                body.scalars("keepers"),
                body.scalars("checkers"),
                audit,
                budget,
                owing));
    }

    /** The first of a list, which must be there. */
    private Optional<YamlScalar> required(YamlMap body, Place place, String name) {
        return body.scalars(name).isEmpty()
                ? source.required(body, place, name)
                : body.scalars(name).stream().findFirst();
    }

    private Optional<FundBlock.Audit> audit(Place place, YamlMap map) {
        source.allow(map, "of", "account", "from", "until", "by", "found");
        Optional<YamlScalar> of = source.required(map, place, "of");
        Optional<YamlScalar> from = source.required(map, place, "from");
        Optional<YamlScalar> until = source.required(map, place, "until");
        return of.isPresent() && from.isPresent() && until.isPresent()
                ? Optional.of(new FundBlock.Audit(
                        of.get(),
                        source.scalar(map, "account"),
                        from.get(),
                        until.get(),
                        source.scalar(map, "by"),
                        source.scalar(map, "found")))
                : Optional.empty();
    }

    private Optional<FundBlock.Budget> budget(Place place, YamlMap map) {
        source.allow(map, "of", "account", "year", "line", "amount");
        Optional<YamlScalar> of = source.required(map, place, "of");
        Optional<YamlScalar> year = source.required(map, place, "year");
        return of.isPresent() && year.isPresent()
                ? Optional.of(new FundBlock.Budget(
                        of.get(),
                        source.scalar(map, "account"),
                        year.get(),
                        source.scalar(map, "line"),
                        source.scalar(map, "amount")))
                : Optional.empty();
    }

    private Optional<FundBlock.Owing> owing(Place place, YamlMap map) {
        source.allow(map, "label", "for", "every", "amount", "met-by", "due", "owed-by", "waivable-by", "act");
        Optional<YamlScalar> written = source.required(map, place, "every");
        Optional<PeriodUnit> every = written.flatMap(source::period);
        Optional<YamlScalar> amount = source.required(map, place, "amount");
        Optional<YamlScalar> met = source.required(map, place, "met-by");
        Optional<YamlScalar> owedBy = source.required(map, place, "owed-by");
        return every.isPresent() && amount.isPresent() && met.isPresent() && owedBy.isPresent()
                ? Optional.of(new FundBlock.Owing(
                        source.scalar(map, "for").map(Selection::read),
                        source.label(map, "label"),
                        every.get(),
                        written.get(),
                        amount.get(),
                        Selection.read(met.get()),
                        source.scalar(map, "due").flatMap(source::span),
                        owedBy.get(),
                        map.scalars("waivable-by"),
                        source.label(map, "act")))
                : Optional.empty();
    }
}

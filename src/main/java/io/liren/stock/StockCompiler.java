package io.liren.stock;

import io.liren.balance.Balance;
import io.liren.block.Compiled;
import io.liren.block.Must;
import io.liren.block.Place;
import io.liren.block.Scope;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.Source;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Checks a stock and makes its guards. */
final class StockCompiler {
    private final StockBlock block;
    private final Place place;
    private final Scope scope;
    private final Compiled.Builder compiled = Compiled.with();

    StockCompiler(StockBlock block, Scope scope) {
        this.block = block;
        this.place = block.place();
        this.scope = scope;
    }

    Compiled compile() {
        Optional<Shape> items = scope.shape(block.items());
        Optional<Shape> batches = block.batches().flatMap(scope::shape);
        Optional<Shape> entries = scope.shape(block.entries());
        if (items.isEmpty()
                || entries.isEmpty()
                || batches.isPresent() != block.batches().isPresent()) {
            return Compiled.nothing();
        }
        boolean known = known(
                        entries.get(),
                        Stream.of(block.holder(), block.quantity(), block.kind(), block.reason())
                                .flatMap(Optional::stream)
                                .toList())
                && batches.map(b -> known(
                                b,
                                Stream.of(block.item(), block.expires())
                                        .flatMap(Optional::stream)
                                        .toList()))
                        .orElse(true);
        Optional<StockParts> found = StockParts.of(block, scope.names());
        if (!known || found.isEmpty()) {
            if (known) {
                error(
                        Code.MISSING_KEY,
                        block.entries(),
                        "看不出收发登记簿里哪一项是批次或物品(引用)、数量(一个数)和类别(一个选项),或批次里哪一项是物品。有几个可选时,写明 of、quantity、kind、item。",
                        "It is not clear which field of the entries leads to the batch or item, which is the quantity and which "
                                + "the kind, or which field of a batch leads to its item. Where there are several, say of, "
                                + "quantity, kind and item.");
            }
            return Compiled.nothing();
        }
        StockParts parts = found.get();
        Optional<BigDecimal> least = block.least().isEmpty()
                ? Optional.of(BigDecimal.ZERO)
                : number(block.least().get());
        Optional<Checked> on = check(parts.entries(), parts.entries().name() + "." + parts.on(), Type.DATE);
        Optional<Checked> signed =
                check(parts.entries(), parts.entries().name() + "." + StockKind.SIGNED, Type.DECIMAL);
        if (!sorted(parts) || least.isEmpty() || on.isEmpty() || signed.isEmpty()) {
            return Compiled.nothing();
        }
        Balance balance = new Balance(
                place,
                parts.entries(),
                List.of(column(parts.entries(), parts.of())),
                on.get(),
                signed.get(),
                scope.names());
        Stock stock = new Stock(place, parts.items(), parts.holder(), balance);
        compiled.artefact(stock)
                .answerer(place.name(), new StockAnswers(stock, parts.item().map(i -> column(parts.holder(), i))))
                .guard(balance.neverBelow(
                        place.id() + ".never-below",
                        least.get(),
                        Optional.of(parts.quantity()),
                        new Label(
                                "这样在某一天会不够；先查收进的数和日期",
                                "There would not be enough on some day; look at what came in, and when")));
        expiry(parts);
        reasons(parts);
        block.count().ifPresent(count -> counted(count, parts));
        return compiled.build();
    }

    private void expiry(StockParts parts) {
        block.expires().filter(e -> !block.notPastExpiry().isEmpty()).ifPresent(expires -> {
            String row = parts.entries().name() + ".";
            String until = row + parts.of() + "." + expires.text();
            must(
                    "expiry",
                    parts.entries(),
                    "!(" + row + parts.kind() + " in " + StockKind.keys(block.notPastExpiry()) + ") || " + until
                            + " == null || " + until + " >= " + row + parts.on(),
                    parts.of(),
                    new Label("这一批已经过期", "The batch is past its expiry"));
        });
    }

    private void reasons(StockParts parts) {
        block.reason().ifPresent(reason -> {
            String row = parts.entries().name() + ".";
            must(
                    "reason",
                    parts.entries(),
                    "!(" + row + parts.kind() + " in " + StockKind.keys(block.explained()) + ") || " + row
                            + reason.text() + " != null",
                    reason.text(),
                    new Label("这一类要写明原因", "An entry of this kind says why"));
        });
    }

    private void counted(StockBlock.Count count, StockParts parts) {
        Optional<Shape> of = scope.shape(count.of());
        if (of.isEmpty()
                || !known(
                        of.get(),
                        Stream.concat(Stream.of(count.found(), count.why()), count.by().stream())
                                .toList())
                || !known(parts.entries(), count.settledBy().stream().toList())) {
            return;
        }
        Shape counts = of.get();
        if (counts.field(StockKind.GAP).isEmpty()) {
            error(
                    Code.MISSING_KEY,
                    count.of(),
                    "盘点登记簿要有一项引用批次或物品,还有一项和数量同类的数。",
                    "A register of stocktakes has a reference to the batch or item, and a number of the same type as the quantity.");
            return;
        }
        String row = counts.name() + ".";
        must(
                "difference",
                counts,
                row + StockKind.GAP + " == 0 || " + row + count.why().text() + " != null",
                count.why().text(),
                new Label("盘点数和账面不一样，写明差在哪里、为什么", "The count differs from the book; say where and why"));
        count.by()
                .ifPresent(by -> count.people()
                        .flatMap(this::number)
                        .ifPresent(people -> must(
                                "people",
                                counts,
                                row + by.text() + ".size() >= " + people.toPlainString(),
                                by.text(),
                                new Label(
                                        "盘点至少要 " + people.toPlainString() + " 个人",
                                        "At least " + people.toPlainString() + " people count"))));
        StockKind.settling(count, parts, counts).ifPresent(settling -> {
            String entry = parts.entries().name() + ".";
            StockParts.field(counts, Optional.empty(), parts.holder().type()::equals)
                    .ifPresent(holder -> must(
                            "settles",
                            parts.entries(),
                            entry + settling + " == null || " + entry + settling + "." + holder + " == " + entry
                                    + parts.of(),
                            settling,
                            new Label("这次盘点的不是这一批", "That stocktake was of another batch")));
        });
    }

    private void must(String what, Shape on, String condition, String field, Label says) {
        check(on, condition, Type.BOOL)
                .ifPresent(c -> compiled.guard(
                        Must.hold(place.id() + "." + what, place, on, c, true, Optional.of(field), says, scope.names())
                                .holdingAlways()));
    }

    /** Every kind of entry comes in or goes out, and none does both. */
    private boolean sorted(StockParts parts) {
        Set<String> options = scope.names()
                .optionLabels(parts.entries().register(), parts.kind())
                .keySet();
        Set<String> sorted = new HashSet<>();
        boolean sound = true;
        for (List<YamlScalar> side : List.of(block.in(), block.out())) {
            for (YamlScalar kind : side) {
                sound &= option(kind, options);
                if (!sorted.add(kind.text())) {
                    error(
                            Code.DUPLICATE,
                            kind,
                            "「" + kind.text() + "」写了两次。",
                            "“" + kind.text() + "” stands here twice.");
                    sound = false;
                }
            }
        }
        for (List<YamlScalar> some : List.of(block.notPastExpiry(), block.explained())) {
            for (YamlScalar kind : some) {
                sound &= option(kind, options);
            }
        }
        for (String option : options) {
            if (!sorted.contains(option)) {
                error(
                        Code.MISSING_KEY,
                        block.entries(),
                        "类别「" + option + "」是收进还是发出没有写:列在 in 或 out 里。",
                        "It is not said whether “" + option + "” comes in or goes out: list it under in or out.");
                sound = false;
            }
        }
        return sound;
    }

    private boolean option(YamlScalar written, Set<String> options) {
        if (options.contains(written.text())) {
            return true;
        }
        scope.findings()
                .error(
                        Code.UNKNOWN_CHOICE,
                        written.textPosition(),
                        Math.max(1, written.text().length()),
                        place.clauseId(),
                        "类别里没有「" + written.text() + "」。",
                        "The kinds have no “" + written.text() + "”.",
                        Nearest.to(written.text(), options));
        return false;
    }

    /** Whether a register has these fields; each that is missing is told. */
    private boolean known(Shape shape, List<YamlScalar> fields) {
        List<YamlScalar> missing =
                fields.stream().filter(f -> shape.field(f.text()).isEmpty()).toList();
        for (YamlScalar field : missing) {
            scope.findings()
                    .error(
                            Code.UNKNOWN_FIELD,
                            field.textPosition(),
                            Math.max(1, field.text().length()),
                            place.clauseId(),
                            shape.name() + " 没有字段「" + field.text() + "」。",
                            shape.name() + " has no field “" + field.text() + "”.",
                            Nearest.to(field.text(), shape.fields().keySet()));
        }
        return missing.isEmpty();
    }

    private static String column(Shape shape, String field) {
        return shape.field(field)
                .map(f -> f.source() instanceof Source.Column(String column) ? column : field)
                .orElse(field);
    }

    private Optional<BigDecimal> number(YamlScalar written) {
        if (!written.text().matches("\\d{1,9}(\\.\\d{1,2})?")) {
            error(Code.WRONG_VALUE, written, "这里写一个数。", "A number stands here.");
            return Optional.empty();
        }
        return Optional.of(new BigDecimal(written.text()));
    }

    private Optional<Checked> check(Shape over, String text, Type expected) {
        return scope.check(new YamlScalar(text, false, place.position()), scope.of(over), expected);
    }

    private void error(Code code, YamlScalar at, String zh, String en) {
        scope.findings()
                .error(code, at.textPosition(), Math.max(1, at.text().length()), place.clauseId(), zh, en, List.of());
    }
}

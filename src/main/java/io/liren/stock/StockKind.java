package io.liren.stock;

import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.block.Scope;
import io.liren.expression.Shape;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The stock block (物资): what comes in and goes out, what there is on any day, what was counted and why it differs. */
public final class StockKind implements BlockKind<StockBlock> {
    static final String SIGNED = "signed";
    static final String ON_HAND = "on_hand";
    static final String BOOK = "book";
    static final String GAP = "gap";
    static final String UNSETTLED = "unsettled";

    @Override
    public String keyword() {
        return "stock";
    }

    @Override
    public Label label() {
        return new Label("物资", "Stock");
    }

    @Override
    public List<StockBlock> read(BlockSource source) {
        return new StockReader(source).read();
    }

    @Override
    public void declare(StockBlock block, Names names) {
        StockParts.of(block, names).ifPresent(parts -> {
            String row = parts.entries().name() + ".";
            grow(
                    block,
                    parts,
                    names,
                    parts.entries(),
                    SIGNED,
                    new Label("增减", "In or out"),
                    row + parts.kind() + " in " + keys(block.out()) + " ? 0 - " + row + parts.quantity() + " : " + row
                            + parts.quantity());
            String until = " && e." + parts.on() + " <= today";
            grow(
                    block,
                    parts,
                    names,
                    parts.holder(),
                    ON_HAND,
                    new Label("结存", "On hand"),
                    parts.sum("e." + parts.of() + " == " + parts.holder().name() + until));
            parts.item()
                    .ifPresent(item -> grow(
                            block,
                            parts,
                            names,
                            parts.items(),
                            ON_HAND,
                            new Label("结存", "On hand"),
                            parts.sum("e." + parts.of() + "." + item + " == "
                                    + parts.items().name() + until)));
            block.count().ifPresent(count -> counted(block, count, parts, names));
        });
    }

    /** The keys of options as a list of the expression language. */
    static String keys(List<YamlScalar> options) {
        return options.stream().map(o -> "'" + o.text() + "'").collect(Collectors.joining(", ", "[", "]"));
    }

    private static void counted(StockBlock block, StockBlock.Count count, StockParts parts, Names names) {
        Optional<Shape> of = StockParts.shape(block, count.of(), names);
        Optional<String> holder = of.flatMap(
                s -> StockParts.field(s, Optional.empty(), parts.holder().type()::equals));
        Optional<String> found = of.flatMap(s -> StockParts.field(s, Optional.of(count.found()), parts.type()::equals));
        if (of.isEmpty() || holder.isEmpty() || found.isEmpty()) {
            return;
        }
        Shape counts = of.get();
        String row = counts.name() + ".";
        String day = names.traits().happened(counts.register());
        String settling = settling(count, parts, counts)
                .map(s -> " && e." + s + " != " + counts.name())
                .orElse("");
        grow(
                block,
                parts,
                names,
                counts,
                BOOK,
                new Label("账面数", "By the book"),
                parts.sum("e." + parts.of() + " == " + row + holder.get() + " && e." + parts.on() + " <= " + row + day
                        + settling));
        grow(
                block,
                parts,
                names,
                counts,
                GAP,
                new Label("盘点差额", "Found less book"),
                row + found.get() + " - " + row + BOOK);
        settling(count, parts, counts)
                .ifPresent(s -> grow(
                        block,
                        parts,
                        names,
                        counts,
                        UNSETTLED,
                        new Label("还没有记账的差额", "Not in the book yet"),
                        row + GAP + " - " + parts.sum("e." + s + " == " + counts.name())));
    }

    /** The field of an entry by which it settles the difference of a count. */
    static Optional<String> settling(StockBlock.Count count, StockParts parts, Shape counts) {
        return count.settledBy().flatMap(s -> StockParts.field(parts.entries(), Optional.of(s), counts.type()::equals));
    }

    private static void grow(
            StockBlock block, StockParts parts, Names names, Shape shape, String field, Label label, String text) {
        Place place = block.place();
        names.grow(
                place,
                shape.register(),
                field,
                label,
                parts.number(),
                scope -> names.shape(shape.register())
                        .flatMap(now -> scope.check(
                                new YamlScalar(text, false, place.position()), scope.of(now), parts.type())));
    }

    @Override
    public Compiled compile(StockBlock block, Scope scope) {
        return new StockCompiler(block, scope).compile();
    }

    @Override
    public Label inWords(StockBlock block, Scope scope) {
        Label name = block.place().label();
        Label expiry = block.notPastExpiry().isEmpty()
                ? Label.same("")
                : new Label("过期的不发。", " Nothing is issued past its expiry.");
        Label count = block.count().isPresent()
                ? new Label("盘点和账面不一样的写明原因。", " Where a stocktake differs from the book, it is said why.")
                : Label.same("");
        return new Label(
                "「" + name.zh() + "」：结存由每笔收发得出，任何一天都不低于"
                        + block.least().map(YamlScalar::text).orElse("零") + "。" + expiry.zh() + count.zh(),
                "“" + name.en() + "”: what there is follows from each entry and on no day is below "
                        + block.least().map(YamlScalar::text).orElse("zero") + "." + expiry.en() + count.en());
    }
}

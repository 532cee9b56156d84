package io.liren.ledger;

import io.liren.block.Answerer;
import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Place;
import io.liren.block.Scope;
import io.liren.block.Selection;
import io.liren.expression.Checked;
import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.Yaml;
import io.liren.rulebook.YamlList;
import io.liren.rulebook.YamlMap;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ledger block (台账): the book as one department reads it. */
public final class LedgerKind implements BlockKind<LedgerBlock> {
    @Override
    public String keyword() {
        return "ledger";
    }

    @Override
    public Label label() {
        return new Label("台账", "Ledger");
    }

    @Override
    public List<LedgerBlock> read(BlockSource source) {
        List<LedgerBlock> ledgers = new ArrayList<>();
        for (BlockSource.Thing thing : source.things()) {
            YamlMap body = thing.body();
            source.allow(body, "label", "of", "columns", "order", "sums", "read");
            source.required(body, thing.place(), "of")
                    .ifPresent(of -> ledgers.add(new LedgerBlock(
                            thing.place(),
                            Selection.read(of),
                            columns(source, thing.place(), body),
                            body.scalars("order"),
                            body.scalars("sums"),
                            body.scalars("read"))));
        }
        return ledgers;
    }

    private static List<LedgerBlock.Column> columns(BlockSource source, Place place, YamlMap body) {
        List<LedgerBlock.Column> columns = new ArrayList<>();
        for (Yaml item : source.items(body, "columns")) {
            switch (item) {
                case YamlScalar field -> columns.add(new LedgerBlock.Column(field, Optional.empty(), Optional.empty()));
                case YamlMap map -> {
                    source.allow(map, "name", "label", "value");
                    Optional<YamlScalar> name = source.required(map, place, "name");
                    Optional<YamlScalar> value = source.required(map, place, "value");
                    name.ifPresent(n -> columns.add(new LedgerBlock.Column(n, source.label(map, "label"), value)));
                }
                case YamlList list ->
                    source.error(
                            Code.WRONG_VALUE,
                            list.position(),
                            "一栏写成字段名,或 {name: 名称, label: 标签, value: 算式}。",
                            "Write a column as a field, or as {name: …, label: …, value: expression}.");
            }
        }
        if (columns.isEmpty()) {
            source.error(Code.MISSING_KEY, place.position(), "台账要写 columns。", "A ledger needs columns.");
        }
        return columns;
    }

    @Override
    public void declare(LedgerBlock block, Names names) {}

    @Override
    public Compiled compile(LedgerBlock block, Scope scope) {
        Optional<Shape> shape = scope.shape(block.of().register());
        if (shape.isEmpty()) {
            return Compiled.nothing();
        }
        Shape of = shape.get();
        Optional<Checked> where = block.of().condition().flatMap(c -> scope.check(c, scope.of(of), Type.BOOL));
        List<Ledger.Column> columns = new ArrayList<>();
        for (LedgerBlock.Column column : block.columns()) {
            column(column, of, scope).ifPresent(columns::add);
        }
        if (columns.size() < block.columns().size()
                || where.isEmpty() != block.of().condition().isEmpty()) {
            return Compiled.nothing();
        }
        List<String> names = columns.stream().map(Ledger.Column::name).toList();
        List<Ledger.Order> order = new ArrayList<>();
        for (YamlScalar by : block.order()) {
            boolean descending = by.text().startsWith("-");
            String name = descending ? by.text().substring(1) : by.text();
            known(by, name, names, block, scope).ifPresent(n -> order.add(new Ledger.Order(n, descending)));
        }
        List<String> sums = block.sums().stream()
                .flatMap(s -> known(s, s.text(), names, block, scope).stream())
                .toList();
        for (YamlScalar sum : block.sums()) {
            columns.stream()
                    .filter(c -> c.name().equals(sum.text())
                            && !Type.DECIMAL.meets(c.value().type()))
                    .forEach(c -> scope.findings()
                            .error(
                                    Code.WRONG_TYPE,
                                    sum.textPosition(),
                                    Math.max(1, sum.text().length()),
                                    block.place().clauseId(),
                                    "合计的一栏要是数，「" + sum.text() + "」是"
                                            + c.value().type().words().zh() + "。",
                                    "A column that is summed is a number; “" + sum.text() + "” is "
                                            + c.value().type().words().en() + ".",
                                    List.of()));
        }
        // A ledger that names no readers has those of its register.
        List<String> read = block.read().isEmpty() ? scope.names().readers(of.register()) : scope.posts(block.read());
        Ledger ledger = new Ledger(block.place(), of, where, columns, order, sums, read, scope.names());
        Compiled.Builder compiled =
                Compiled.with().artefact(ledger).answerer(block.place().name(), answerer(ledger));
        where.ifPresent(w -> compiled.quantities(scope.quantitiesOf(w)));
        columns.forEach(c -> compiled.quantities(scope.quantitiesOf(c.value())));
        return compiled.build();
    }

    private static Optional<Ledger.Column> column(LedgerBlock.Column column, Shape of, Scope scope) {
        String name = column.name().text();
        Optional<YamlScalar> value = column.value();
        YamlScalar text = value.orElseGet(() ->
                new YamlScalar(of.name() + "." + name, false, column.name().textPosition()));
        Optional<String> field = value.isEmpty() ? Optional.of(name) : Optional.empty();
        return scope.check(text, scope.of(of), null)
                .map(checked -> new Ledger.Column(
                        name,
                        column.label().orElseGet(() -> scope.names().fieldLabel(of.register(), name)),
                        checked,
                        field));
    }

    private static Optional<String> known(
            YamlScalar written, String name, List<String> names, LedgerBlock block, Scope scope) {
        if (names.contains(name)) {
            return Optional.of(name);
        }
        scope.findings()
                .error(
                        Code.UNKNOWN_NAME,
                        written.textPosition(),
                        Math.max(1, written.text().length()),
                        block.place().clauseId(),
                        "台账没有「" + name + "」这一栏。",
                        "The ledger has no column “" + name + "”.",
                        Nearest.to(name, names));
        return Optional.empty();
    }

    private static Answerer answerer(Ledger ledger) {
        return (asked, transaction) -> asked.of()
                .map(record -> Ledgers.holds(transaction, ledger, asked.community(), record, asked.today())
                        ? "listed"
                        : "absent")
                .orElseGet(() -> String.valueOf(Ledgers.count(transaction, ledger, asked.community(), asked.today())));
    }

    @Override
    public Label inWords(LedgerBlock block, Scope scope) {
        Label name = block.place().label();
        return new Label(
                "台账「" + name.zh() + "」,共 " + block.columns().size() + " 栏。",
                "Ledger “" + name.en() + "” with " + block.columns().size() + " columns.");
    }
}

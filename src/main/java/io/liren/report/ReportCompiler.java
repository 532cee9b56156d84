package io.liren.report;

import io.liren.block.Scope;
import io.liren.block.Selection;
import io.liren.calendar.DayUnit;
import io.liren.expression.Checked;
import io.liren.expression.Environment;
import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.Nearest;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks a report's expressions and says what stands behind each of its cells. */
final class ReportCompiler {
    private final ReportBlock block;
    private final Scope scope;
    private final Map<String, Map<String, Measure>> measures = new LinkedHashMap<>();
    private boolean sound = true;

    ReportCompiler(ReportBlock block, Scope scope) {
        this.block = block;
        this.scope = scope;
    }

    /** Records a row is about: their register, and which of them. */
    private record Source(Shape of, Environment environment, List<List<Checked>> conditions) {
        Source and(Optional<Checked> more) {
            List<List<Checked>> all = new ArrayList<>(conditions);
            more.ifPresent(m -> all.add(List.of(m)));
            return new Source(of, environment, all);
        }
    }

    private record Line(Report.Row row, Source source, List<ReportBlock.Used> used, boolean own) {}

    Optional<Report> compile() {
        Optional<Source> common = block.of().flatMap(this::source);
        List<Line> lines = lines(common);
        List<Report.Column> columns = new ArrayList<>();
        for (ReportBlock.Column column : block.columns()) {
            columns.add(column(column, lines, common));
        }
        derived(columns);
        Optional<Report.Listing> list = common.flatMap(this::list);
        List<Report.Row> rows = lines.stream().map(Line::row).toList();
        if (!sound || rows.isEmpty()) {
            return Optional.empty();
        }
        Optional<Shape> sheets = scope.names().shape(block.sheets().place().id());
        return sheets.map(sheet -> new Report(
                block.place(),
                block.every(),
                block.also(),
                rows,
                columns,
                measures,
                block.total(),
                block.basis().orElse(Label.same("")),
                block.admission(),
                block.to(),
                dueDays(),
                posts(block.preparedBy()),
                posts(block.reviewedBy()),
                hide(rows),
                IdentityReader.read(block, rows, columns, scope),
                list,
                sheet.register(),
                sheet.table(),
                scope.names()));
    }

    /** The list goes up as it is: nothing in it is sensitive, and nothing is worked out of what is. */
    private Optional<Report.Listing> list(Source source) {
        List<Report.Listed> columns = new ArrayList<>();
        for (ReportBlock.Listed column : block.list()) {
            String name = column.name().text();
            if (column.value().isEmpty()
                    && scope.names().traits().isSensitive(source.of().register(), name)) {
                scope.findings()
                        .error(
                                Code.WRONG_VALUE,
                                column.name().textPosition(),
                                Math.max(1, name.length()),
                                block.place().clauseId(),
                                "「" + name + "」是敏感字段,不能列入上报的名单。",
                                "“" + name + "” is sensitive and can't go up in a list.",
                                List.of());
                sound = false;
                continue;
            }
            YamlScalar text = column.value()
                    .orElseGet(() -> new YamlScalar(
                            source.of().name() + "." + name,
                            false,
                            column.name().textPosition()));
            Optional<Checked> value = scope.check(text, source.environment(), null);
            sound = sound && value.isPresent();
            value.ifPresent(checked -> columns.add(new Report.Listed(
                    name,
                    column.label()
                            .orElseGet(
                                    () -> scope.names().fieldLabel(source.of().register(), name)),
                    checked)));
        }
        return columns.isEmpty()
                ? Optional.empty()
                : Optional.of(new Report.Listing(source.of(), source.conditions(), columns));
    }

    private Optional<String> posts(Optional<YamlScalar> written) {
        return scope.posts(written.stream().toList()).stream().findFirst();
    }

    private Optional<Source> source(Selection selection) {
        Optional<Shape> shape = scope.shape(selection.register());
        if (shape.isEmpty()) {
            sound = false;
            return Optional.empty();
        }
        Environment environment = scope.of(Map.of(shape.get().name(), shape.get()), true, false);
        return Optional.of(new Source(shape.get(), environment, List.of())
                .and(selection.condition().flatMap(c -> check(c, environment, Type.BOOL))));
    }

    private Optional<Checked> check(YamlScalar written, Environment environment, Type expected) {
        Optional<Checked> checked = scope.check(written, environment, expected);
        sound = sound && checked.isPresent();
        return checked;
    }

    private List<Line> lines(Optional<Source> common) {
        return switch (block.rows()) {
            case ReportBlock.Rows.By(YamlScalar choice) ->
                common.map(source -> byChoice(choice, source)).orElse(List.of());
            case ReportBlock.Rows.Named(List<ReportBlock.Row> named) -> {
                List<Line> lines = new ArrayList<>();
                for (ReportBlock.Row row : named) {
                    Optional<Source> source = row.of().isPresent() ? row.of().flatMap(this::source) : common;
                    if (source.isEmpty()) {
                        lacksRecords(row);
                        continue;
                    }
                    Source narrowed = source.get()
                            .and(row.where().flatMap(w -> check(w, source.get().environment(), Type.BOOL)));
                    lines.add(new Line(
                            new Report.Row(row.name().text(), row.label()),
                            narrowed,
                            row.measures(),
                            row.of().isPresent()));
                }
                yield lines;
            }
        };
    }

    private void lacksRecords(ReportBlock.Row row) {
        if (row.of().isEmpty() && sound) {
            scope.findings()
                    .error(
                            Code.MISSING_KEY,
                            row.name().textPosition(),
                            block.place().clauseId(),
                            "这一行没有写 of,报表也没有:数哪些记录?",
                            "Neither this row nor the report says of: which records are counted?");
        }
        sound = false;
    }

    private List<Line> byChoice(YamlScalar choice, Source source) {
        List<Line> lines = new ArrayList<>();
        Optional<Checked> checked = scope.check(choice, source.environment(), null);
        if (checked.isEmpty()) {
            sound = false;
            return lines;
        }
        if (!(checked.get().type() instanceof Type.Choice(List<String> options))) {
            scope.findings()
                    .error(
                            Code.WRONG_TYPE,
                            choice.textPosition(),
                            block.place().clauseId(),
                            "rows 要是一个选项字段。",
                            "rows must be a choice.");
            sound = false;
            return lines;
        }
        Map<String, Label> labels = scope.names().optionLabels(checked.get());
        for (String option : options) {
            YamlScalar is = new YamlScalar(choice.text() + " == '" + option + "'", false, choice.position());
            lines.add(new Line(
                    new Report.Row(option, labels.getOrDefault(option, Label.same(option))),
                    source.and(check(is, source.environment(), Type.BOOL)),
                    List.of(),
                    false));
        }
        return lines;
    }

    private Report.Column column(ReportBlock.Column column, List<Line> lines, Optional<Source> common) {
        String name = column.name().text();
        return switch (column) {
            case ReportBlock.Column.Of of ->
                of.ratio()
                        ? new Report.Column.Ratio(
                                name, of.label(), of.first().text(), of.second().text())
                        : new Report.Column.Difference(
                                name, of.label(), of.first().text(), of.second().text());
            case ReportBlock.Column.Alike alike -> {
                if (common.isEmpty() || lines.stream().anyMatch(Line::own)) {
                    scope.findings()
                            .error(
                                    Code.WRONG_VALUE,
                                    column.name().textPosition(),
                                    block.place().clauseId(),
                                    "各行数的不是同一种记录,这一栏要写 use: 行里的名称。",
                                    "The rows count different records: this column needs use: a measure of the rows.");
                    sound = false;
                } else {
                    alike(alike, lines, common.get());
                }
                yield new Report.Column.Measured(name, alike.label());
            }
            case ReportBlock.Column.Use use -> {
                use(use, lines);
                yield new Report.Column.Measured(name, use.label());
            }
        };
    }

    private void alike(ReportBlock.Column.Alike column, List<Line> lines, Source common) {
        String name = column.name().text();
        Optional<Measure.Amount> amount = amount(column.counted(), common);
        Optional<Checked> only = column.counted().where().flatMap(w -> check(w, common.environment(), Type.BOOL));
        if (amount.isEmpty()) {
            return;
        }
        for (Line line : lines) {
            put(line.row().name(), name, measure(line.source().and(only), amount.get(), column.shift()));
        }
        // The total is of whatever is in any row, so that a record in two rows is counted once.
        List<List<Checked>> any = new ArrayList<>(common.conditions());
        List<Checked> rows = lines.stream()
                .flatMap(l -> l.source().conditions().stream()
                        .skip(common.conditions().size()))
                .flatMap(List::stream)
                .toList();
        if (rows.size() == lines.size()) {
            any.add(rows);
        }
        only.ifPresent(o -> any.add(List.of(o)));
        put(
                Report.TOTAL,
                name,
                measure(new Source(common.of(), common.environment(), any), amount.get(), column.shift()));
    }

    private void use(ReportBlock.Column.Use column, List<Line> lines) {
        Set<String> known = new HashSet<>();
        boolean found = false;
        for (Line line : lines) {
            for (ReportBlock.Used used : line.used()) {
                known.add(used.name().text());
                if (!used.name().text().equals(column.measure().text())) {
                    continue;
                }
                found = true;
                Source source = line.source();
                Optional<Checked> only = used.counted().where().flatMap(w -> check(w, source.environment(), Type.BOOL));
                amount(used.counted(), source)
                        .ifPresent(amount -> put(
                                line.row().name(),
                                column.name().text(),
                                measure(source.and(only), amount, column.shift())));
            }
        }
        if (!found) {
            String measure = column.measure().text();
            scope.findings()
                    .error(
                            Code.UNKNOWN_NAME,
                            column.measure().textPosition(),
                            Math.max(1, measure.length()),
                            block.place().clauseId(),
                            "没有一行的 measures 里有「" + measure + "」。",
                            "No row has a measure “" + measure + "”.",
                            Nearest.to(measure, known));
            sound = false;
        }
    }

    private static Measure measure(Source source, Measure.Amount amount, Shift shift) {
        return new Measure(source.of(), source.conditions(), amount, shift);
    }

    private Optional<Measure.Amount> amount(ReportBlock.Counted counted, Source source) {
        if (counted.sum().isPresent()) {
            return check(counted.sum().get(), source.environment(), Type.DECIMAL)
                    .map(Measure.Amount.Sum::new);
        }
        if (counted.distinct().isPresent()) {
            Optional<Checked> value = scope.check(counted.distinct().get(), source.environment(), null);
            sound = sound && value.isPresent();
            return value.map(Measure.Amount.Distinct::new);
        }
        return Optional.of(new Measure.Amount.Count());
    }

    private void put(String row, String column, Measure measure) {
        measures.computeIfAbsent(row, r -> new LinkedHashMap<>()).put(column, measure);
    }

    /** Columns worked out from others name columns of records. */
    private void derived(List<Report.Column> columns) {
        List<String> known = columns.stream()
                .filter(Report.Column.Measured.class::isInstance)
                .map(Report.Column::name)
                .toList();
        for (ReportBlock.Column column : block.columns()) {
            if (column instanceof ReportBlock.Column.Of of) {
                for (YamlScalar named : List.of(of.first(), of.second())) {
                    if (!known.contains(named.text())) {
                        scope.findings()
                                .error(
                                        Code.UNKNOWN_NAME,
                                        named.textPosition(),
                                        Math.max(1, named.text().length()),
                                        block.place().clauseId(),
                                        "没有「" + named.text() + "」这一栏,或它也是算出来的。",
                                        "There is no column “" + named.text() + "”, or it is worked out itself.",
                                        Nearest.to(named.text(), known));
                        sound = false;
                    }
                }
            }
        }
    }

    private Optional<Integer> dueDays() {
        return block.due()
                .filter(d -> d.unit() == DayUnit.DAYS && d.count().text().matches("\\d{1,3}"))
                .map(d -> Integer.valueOf(d.count().text()));
    }

    private Optional<Report.Hide> hide(List<Report.Row> rows) {
        return block.hide().map(hide -> {
            List<String> known = rows.stream().map(Report.Row::name).toList();
            List<String> hidden = new ArrayList<>();
            for (YamlScalar row : hide.rows()) {
                if (known.contains(row.text())) {
                    hidden.add(row.text());
                } else {
                    scope.findings()
                            .error(
                                    Code.UNKNOWN_NAME,
                                    row.textPosition(),
                                    Math.max(1, row.text().length()),
                                    block.place().clauseId(),
                                    "没有「" + row.text() + "」这一行。",
                                    "There is no row “" + row.text() + "”.",
                                    Nearest.to(row.text(), known));
                }
            }
            return new Report.Hide(hide.under(), scope.posts(hide.except()), hidden);
        });
    }
}

package io.liren.report;

import io.liren.block.Answerer;
import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Names;
import io.liren.block.Quantity;
import io.liren.block.Scope;
import io.liren.calendar.DayUnit;
import io.liren.calendar.Period;
import io.liren.expression.Checked;
import io.liren.expression.Environment;
import io.liren.expression.Shape;
import io.liren.expression.Type;
import io.liren.rulebook.Code;
import io.liren.rulebook.YamlScalar;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The report block (报表): numbers for a period, each open to its records. */
public final class ReportKind implements BlockKind<ReportBlock> {
    @Override
    public String keyword() {
        return "report";
    }

    @Override
    public Label label() {
        return new Label("报表", "Report");
    }

    @Override
    public List<ReportBlock> read(BlockSource source) {
        return new ReportReader(source).read();
    }

    @Override
    public void declare(ReportBlock block, Names names) {}

    @Override
    public Compiled compile(ReportBlock block, Scope scope) {
        Optional<Shape> shape = scope.shape(block.of().register());
        if (shape.isEmpty()) {
            return Compiled.nothing();
        }
        Shape of = shape.get();
        Environment environment = scope.of(Map.of(of.name(), of), true, false);
        YamlScalar all = new YamlScalar("true", false, block.of().register().position());
        Optional<Checked> where = scope.check(block.of().condition().orElse(all), environment, Type.BOOL);
        List<Report.Row> rows = rows(block, environment, scope);
        List<Report.Column> columns = new ArrayList<>();
        for (ReportBlock.Column column : block.columns()) {
            Optional<Checked> sum = column.sum().flatMap(s -> scope.check(s, environment, Type.DECIMAL));
            Optional<Checked> only = column.where().flatMap(w -> scope.check(w, environment, Type.BOOL));
            if (sum.isPresent() == column.sum().isPresent()
                    && only.isPresent() == column.where().isPresent()) {
                columns.add(new Report.Column(column.name(), column.label(), sum, only));
            }
        }
        if (where.isEmpty()
                || rows.isEmpty()
                || columns.size() < block.columns().size()) {
            return Compiled.nothing();
        }
        Report report = new Report(
                block.place(),
                block.every(),
                of,
                where.get(),
                rows,
                columns,
                block.total(),
                block.basis().orElse(Label.same("")),
                block.to(),
                dueDays(block),
                scope.posts(block.preparedBy().stream().toList()).stream().findFirst(),
                scope.posts(block.reviewedBy().stream().toList()).stream().findFirst(),
                scope.names());
        Compiled.Builder compiled = Compiled.with()
                .artefact(report)
                .answerer(block.place().name(), answerer(report))
                .quantity(Quantity.every(block.every(), block.everyWritten().position()))
                .quantities(scope.quantitiesOf(where.get()));
        block.due()
                .filter(d -> d.count().text().matches("\\d{1,3}"))
                .ifPresent(d -> compiled.quantity(Quantity.said(
                        d.unit().word(),
                        new BigDecimal(d.count().text()),
                        d.count().position())));
        return compiled.build();
    }

    private static Optional<Integer> dueDays(ReportBlock block) {
        return block.due()
                .filter(d -> d.unit() == DayUnit.DAYS && d.count().text().matches("\\d{1,3}"))
                .map(d -> Integer.valueOf(d.count().text()));
    }

    private static List<Report.Row> rows(ReportBlock block, Environment environment, Scope scope) {
        return switch (block.rows()) {
            case ReportBlock.Rows.Named(List<ReportBlock.Row> named) -> {
                List<Report.Row> rows = new ArrayList<>();
                for (ReportBlock.Row row : named) {
                    scope.check(row.where(), environment, Type.BOOL)
                            .ifPresent(w -> rows.add(new Report.Row(row.name(), row.label(), w)));
                }
                yield rows;
            }
            case ReportBlock.Rows.By(YamlScalar choice) ->
                scope.check(choice, environment, null)
                        .map(checked -> byChoice(choice, checked, environment, scope, block))
                        .orElse(List.of());
        };
    }

    private static List<Report.Row> byChoice(
            YamlScalar choice, Checked checked, Environment environment, Scope scope, ReportBlock block) {
        List<Report.Row> rows = new ArrayList<>();
        if (!(checked.type() instanceof Type.Choice(List<String> options))) {
            scope.findings()
                    .error(
                            Code.WRONG_TYPE,
                            choice.textPosition(),
                            block.place().clauseId(),
                            "rows 要是一个选项字段。",
                            "rows must be a choice.");
            return rows;
        }
        Map<String, Label> labels = scope.names().optionLabels(checked);
        for (String option : options) {
            YamlScalar is = new YamlScalar(choice.text() + " == '" + option + "'", false, choice.position());
            scope.check(is, environment, Type.BOOL)
                    .ifPresent(
                            w -> rows.add(new Report.Row(option, labels.getOrDefault(option, Label.same(option)), w)));
        }
        return rows;
    }

    private static Answerer answerer(Report report) {
        return (asked, transaction) -> {
            Period period = Period.parse(asked.period()
                    .orElseThrow(() -> new IllegalArgumentException("写明 for 哪个周期。 Say for which period.")));
            String[] at = asked.at().orElse("").split("\\.");
            if (at.length != 2) {
                throw new IllegalArgumentException("写明 at 行.栏。 Say at row.column.");
            }
            return Reports.sheet(transaction, report, asked.community(), period)
                    .number(at[0], at[1])
                    .map(n -> n.signum() == 0 ? "0" : n.stripTrailingZeros().toPlainString())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "报表没有这一格:" + asked.at().orElse("") + "。 The report has no such cell."));
        };
    }

    @Override
    public Label inWords(ReportBlock block, Scope scope) {
        Label unit = block.every().label();
        Label name = block.place().label();
        String to = block.to().map(t -> ",报" + t.zh()).orElse("");
        String toEn = block.to().map(t -> ", to the " + t.en()).orElse("");
        return new Label(
                "每" + unit.zh() + "报表「" + name.zh() + "」" + to + "。",
                "Each " + unit.en() + ": report “" + name.en() + "”" + toEn + ".");
    }
}

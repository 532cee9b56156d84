package io.liren.report;

import io.liren.access.Overseers;
import io.liren.block.Answerer;
import io.liren.block.BlockKind;
import io.liren.block.BlockSource;
import io.liren.block.Compiled;
import io.liren.block.Derivation;
import io.liren.block.Names;
import io.liren.block.Quantity;
import io.liren.block.Scope;
import io.liren.calendar.Period;
import io.liren.derivation.DutyAnswers;
import io.liren.expression.Checked;
import io.liren.register.RegisterKind;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The report block (报表): numbers for a period, each open to its records; closed, sealed and sent by its due day. */
public final class ReportKind implements BlockKind<ReportBlock> {
    private final RegisterKind registers = new RegisterKind();

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
    public void declare(ReportBlock block, Names names) {
        registers.declare(block.sheets(), names);
    }

    @Override
    public Compiled compile(ReportBlock block, Scope scope) {
        Compiled sheets = registers.compile(block.sheets(), scope, List.of(), List.of(Overseers.POST));
        Optional<Report> compiledReport = new ReportCompiler(block, scope).compile();
        if (compiledReport.isEmpty()) {
            return Compiled.nothing();
        }
        Report report = compiledReport.get();
        Compiled.Builder compiled = Compiled.with()
                .artefact(report)
                .quantity(Quantity.every(block.every(), block.everyWritten().position()));
        sheets.tables().forEach(compiled::table);
        sheets.artefacts().forEach(compiled::artefact);
        sheets.answerers().forEach(compiled::answerer);
        SheetGuards.of(report).forEach(compiled::guard);
        Optional<Derivation> duty = SheetDuty.of(report, block.from());
        duty.ifPresent(compiled::derivation);
        compiled.answerer(block.place().name(), answerer(report, duty));
        report.measures().values().stream()
                .flatMap(m -> m.values().stream())
                .flatMap(m -> m.conditions().stream())
                .flatMap(List::stream)
                .map(Checked.class::cast)
                .distinct()
                .forEach(c -> compiled.quantities(scope.quantitiesOf(c)));
        block.due()
                .filter(d -> d.count().text().matches("\\d{1,3}"))
                .ifPresent(d -> compiled.quantity(Quantity.said(
                        d.unit().word(),
                        new BigDecimal(d.count().text()),
                        d.count().position())));
        return compiled.build();
    }

    private static Answerer answerer(Report report, Optional<Derivation> duty) {
        return (asked, transaction) -> {
            if (asked.at().isEmpty()) {
                return duty.map(d -> new DutyAnswers(d).answer(asked, transaction))
                        .orElseThrow(
                                () -> new IllegalArgumentException(
                                        "报表没有写 due,没有报送任务;写明 at 行.栏。 The report has no due, so it is no duty; say at row.column."));
            }
            Period period = Period.parse(asked.period()
                    .orElseThrow(() -> new IllegalArgumentException("写明 for 哪个周期。 Say for which period.")));
            String[] at = asked.at().get().split("\\.");
            if (at.length != 2) {
                throw new IllegalArgumentException("写明 at 行.栏。 Say at row.column.");
            }
            return Numbers.sheet(transaction, report, asked.community(), period)
                    .number(at[0], at[1])
                    .map(n -> n.signum() == 0 ? "0" : n.stripTrailingZeros().toPlainString())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "报表没有这一格:" + asked.at().get() + "。 The report has no such cell."));
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

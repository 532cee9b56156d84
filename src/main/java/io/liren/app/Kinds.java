package io.liren.app;

import io.liren.appraisal.AppraisalKind;
import io.liren.block.BlockKind;
import io.liren.body.BodyKind;
import io.liren.consent.ConsentKind;
import io.liren.demand.DemandKind;
import io.liren.document.DocumentKind;
import io.liren.duty.DutyKind;
import io.liren.election.ElectionKind;
import io.liren.erasure.ErasureKind;
import io.liren.example.ExampleKind;
import io.liren.fund.DuesKind;
import io.liren.fund.FundKind;
import io.liren.intake.IntakeKind;
import io.liren.ledger.LedgerKind;
import io.liren.limit.LimitKind;
import io.liren.notice.NoticeKind;
import io.liren.parameter.ParameterKind;
import io.liren.payment.PaymentKind;
import io.liren.plan.PlanKind;
import io.liren.procedure.ProcedureKind;
import io.liren.register.RegisterKind;
import io.liren.report.ReportKind;
import io.liren.sample.SampleKind;
import io.liren.series.SeriesKind;
import io.liren.stock.StockKind;
import io.liren.urgent.UrgentKind;
import java.util.List;

/** Every kind of block (条款块), registers first: what others add to comes before them. */
public final class Kinds {
    private Kinds() {}

    /** Fresh ones for one compilation. */
    public static List<BlockKind<?>> all() {
        return List.of(
                new RegisterKind(),
                new AppraisalKind(),
                new NoticeKind(),
                new IntakeKind(),
                new DocumentKind(),
                new DemandKind(),
                new ConsentKind(),
                new ErasureKind(),
                new ProcedureKind(),
                new SeriesKind(),
                new DuesKind(),
                new FundKind(),
                new PaymentKind(),
                new StockKind(),
                new PlanKind(),
                new BodyKind(),
                new SampleKind(),
                new ElectionKind(),
                new ParameterKind(),
                new DutyKind(),
                new LimitKind(),
                new LedgerKind(),
                new UrgentKind(),
                new ReportKind(),
                new ExampleKind());
    }
}

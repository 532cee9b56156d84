package io.liren.report;

import io.liren.block.Derivation;
import io.liren.block.DerivationScope;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The duty to send a report in time, which comes by itself from its due day: it opens when the period is over, and is met
 * once the sheet is sent (or sealed, where it goes to nobody) and was not returned after that.
 */
final class SheetDuty {
    private static final UUID COMMUNITY_ITSELF = new UUID(0, 0);

    private SheetDuty() {}

    /** @param from the first day from which it can be owed */
    static Optional<Derivation> of(Report report, Optional<LocalDate> from) {
        if (report.dueDays().isEmpty() || report.preparedBy().isEmpty()) {
            return Optional.empty();
        }
        int days = report.dueDays().get();
        Label name = report.label();
        return Optional.of(new Derivation(
                report.id(),
                report.clause(),
                new Label("报送" + name.zh(), "Send “" + name.en() + "”"),
                Optional.empty(),
                report.preparedBy().get(),
                List.of(),
                Set.of(report.sheetRegister()),
                Set.of(report.sheetRegister()),
                Optional.of(report.sheetRegister()),
                List.of(),
                new Label("办理报表", "Open the report"),
                Optional.of(report.every()),
                new Label(
                        "每" + report.every().label().zh() + "结束后 " + days + " 日内报送「" + name.zh() + "」。",
                        "“" + name.en() + "” is sent within " + days + " days after each "
                                + report.every().label().en() + "."),
                scope -> statement(report, days, from, scope)));
    }

    private static Sql statement(Report report, int days, Optional<LocalDate> from, DerivationScope scope) {
        Sql first = from.map(day -> Sql.of("greatest({day}::date, {from})")
                        .value("day", day)
                        .part("from", scope.from()))
                .orElse(scope.from());
        return Sql.of("""
                select c.id as community_id, {itself}::uuid as subject_id, p.key as period_key, p.end_on + 1 as opens_on,
                       p.end_on + {days} as due_on, 1::numeric as needed, e.found::numeric as found, e.met_on,
                       e.met_entered_on, e.evidence, null::timestamptz as due_at,
                       null::timestamptz as met_at, false as paused
                  from community c
                 cross join period p
                 cross join lateral (
                    select count(*) as found, min(s."on") as met_on, min(s.entered_on) as met_entered_on,
                           array_agg(s.id order by s.entered_at, s.id) as evidence
                      from {sheets} s
                     where s.community_id = c.id and s.voided_at is null and s.period = p.key and s.act = {act}
                       and s."on" <= {today}
                       and not exists (select 1 from {sheets} r
                                        where r.community_id = s.community_id and r.voided_at is null
                                          and r.period = s.period and r.act = 'return'
                                          and (r.entered_at, r.id) > (s.entered_at, s.id))
                       ) e
                 where c.id = any({communities})
                   and p.unit = {unit}
                   and p.start_on between {from} and {today}""")
                .value("itself", COMMUNITY_ITSELF)
                .value("days", days)
                .name("sheets", report.sheetTable())
                .value("act", (report.to().isPresent() ? Act.SEND : Act.REVIEW).word())
                .part("today", scope.today())
                .part("communities", scope.communities())
                .value("unit", report.every().word())
                .part("from", first);
    }
}

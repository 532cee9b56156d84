package io.liren.web;

import io.liren.web.form.FormPage;
import io.liren.web.form.Input;
import io.liren.web.form.Input.Keyboard;
import io.liren.web.frame.Option;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Tone;
import io.liren.web.record.CaseSteps;
import io.liren.web.record.RecordPage;
import io.liren.web.rulebook.EvidencePanel;
import io.liren.web.rulebook.RulebookPage;
import io.liren.web.rulebook.RulebookPage.Piece;
import io.liren.web.rulebook.RulebooksPage;
import io.liren.wording.Language;
import java.util.ArrayList;
import java.util.List;

/** Made-up pages of what stands written: rulebooks and records. */
final class SampleBooks {
    private final Sample s;

    SampleBooks(Sample s) {
        this.s = s;
    }

    RulebooksPage rulebooks() {
        return new RulebooksPage(
                s.words().say("rulebooks.lead", 16, 12, 3, 1),
                List.of(
                        new RulebooksPage.Entry(
                                s.t("党员教育管理制度 | Party members"),
                                "/rulebooks/party",
                                s.t("8 条：运行 7，部分运行 1 | 8 clauses: 7 run, 1 in part"),
                                List.of(
                                        s.tag("已达到 4 | 4 met", Tone.MET),
                                        s.tag("进行中 2 | 2 open", Tone.OPEN),
                                        s.tag("超期 1 | 1 overdue", Tone.OVERDUE)),
                                s.t("第 3 版，2026年1月1日 起 | version 3, since 1 January 2026")),
                        new RulebooksPage.Entry(
                                s.t("社区公共底册 | The shared ground of the community"),
                                "/rulebooks/community",
                                s.t("没有条款 | no clauses"),
                                List.of(),
                                s.t("第 1 版 | version 1"))));
    }

    RulebookPage rulebook(boolean opened) {
        var en = s.words().language() == Language.EN;
        return new RulebookPage(
                s.t("党员教育管理制度 | Party members"),
                s.t(
                        "8 条 · 7 条运行 · 1 条部分运行 · 第 3 版，2026年1月1日 起 | 8 clauses · 7 run · 1 in part · version 3, since 1 January 2026"),
                "/rulebooks/party",
                List.of(
                        clause(
                                "4",
                                "四",
                                s.tag("已达到 | Met", Tone.MET),
                                "11 月 58 / 58 人 | November 58 / 58",
                                en ? "Members live the organised life on time and pay their dues every month." : "",
                                null,
                                plain("党员按时参加组织生活，按月交纳党费。")),
                        clause(
                                "5",
                                "五",
                                s.tag("进行中 | Open", Tone.OPEN),
                                "1 人在途，12月5日 前回执 | One on the way, reply by 5 December",
                                "",
                                null,
                                plain("外出不满"),
                                par("六个月"),
                                plain("的，办理临时组织关系；更长的，转移组织关系。")),
                        clause(
                                "6",
                                "六",
                                s.tag("超期 1 人 | 1 overdue", Tone.OVERDUE),
                                "三季度 2 / 3 | Third quarter 2 / 3",
                                en
                                        ? "A member away for long reports to the branch every quarter and takes part in the yearly appraisal."
                                        : "",
                                opened ? evidence() : null,
                                plain("长期外出的党员，每"),
                                par("季度"),
                                plain("向支部汇报一次思想和工作，每年参加民主评议。")),
                        clause(
                                "7",
                                "七",
                                s.tag("已达到 | Met", Tone.MET),
                                "本月走访 6 / 6 人 | Visited this month 6 / 6",
                                "",
                                null,
                                plain("年老体弱的党员，由支部派人送学上门，关心生活。没有正当理由，连续"),
                                par("六个月"),
                                plain("不参加组织生活、不交纳党费、不做党组织分配的工作的，按自行脱党处理，由人决定。")),
                        clause(
                                "8",
                                "八",
                                s.tag("无到期 | Nothing due", Tone.QUIET),
                                "下一位：2027年3月14日 | Next: 14 March 2027",
                                "",
                                opened ? narrative() : null,
                                plain("预备期满的党员提出转正申请，支部及时讨论，报上级审批。"))),
                new RulebookPage.Inspection(
                        "/rulebooks/party/inspector.html",
                        List.of(new Option("2026-10", s.t("2026年10月 | October 2026"), true)),
                        true));
    }

    private RulebookPage.Clause clause(
            String id,
            String no,
            Tag state,
            String detail,
            String english,
            @org.jspecify.annotations.Nullable EvidencePanel panel,
            Piece... text) {
        return new RulebookPage.Clause(
                id,
                no,
                "",
                List.of(List.of(text)),
                english.isEmpty() ? List.of() : List.of(english),
                state,
                s.t(detail),
                "/rulebooks/party/" + id,
                panel);
    }

    private static Piece plain(String text) {
        return new Piece(text, "");
    }

    private static Piece par(String text) {
        return new Piece(text, "/parameters#party-long_absence_months");
    }

    private EvidencePanel narrative() {
        return new EvidencePanel("/rulebooks/party", "", List.of(), List.of(), "", List.of());
    }

    EvidencePanel evidence() {
        var strip = new ArrayList<EvidencePanel.Period>();
        var texts = List.of("24 Q1", "Q2", "Q3", "Q4", "25 Q1", "Q2", "Q3", "Q4", "26 Q1", "Q2", "Q3", "Q4");
        for (int i = 0; i < 12; i++) {
            var tone = i == 10 ? Tone.OVERDUE : i == 3 || i == 9 ? Tone.OPEN : i == 11 ? Tone.QUIET : Tone.MET;
            var mark = i == 10 ? "✗" : i == 3 || i == 9 ? s.t("迟 | late") : i == 11 ? "…" : "✓";
            strip.add(new EvidencePanel.Period(
                    texts.get(i), texts.get(i) + ": 2 / 3", mark, tone, i == 11 ? "" : "?period=" + i));
        }
        var block = new EvidencePanel.BlockEvidence(
                s.t("任务 | Duty"),
                s.words().language() == Language.ZH
                        ? List.of(plain("每"), par("季度"), plain("，为每位外出满 "), par("6 个月"), plain("的党员：思想汇报一份。由组织委员负责。"))
                        : List.of(
                                plain("Each "),
                                par("quarter"),
                                plain(", for each member away for more than "),
                                par("6 months"),
                                plain(": one report; owed by the organiser.")),
                strip,
                s.t("2026 年第三季度：3 人应报，2 人已报 | Third quarter of 2026: 3 owed, 2 in"),
                List.of(new EvidencePanel.Line(
                        "周戊五",
                        "/registers/party.member/1",
                        s.t("外出自 2025-11-02 · 联系 2 次未接通 | away since 2 Nov 2025 · called twice, no answer"),
                        List.of(s.tag("超 54 天 | 54 days late", Tone.OVERDUE)))),
                List.of(
                        new EvidencePanel.Line(
                                "迪丽努尔·买买提江·阿不都热合曼",
                                "/r/2",
                                s.t("9月12日 电话汇报，王庚七 记录 | 12 Sep, by phone, recorded by Wang Gengqi"),
                                List.of(s.tag("按时 | in time", Tone.MET))),
                        new EvidencePanel.Line(
                                "郑辛八",
                                "/r/3",
                                s.t("10月9日 补记，事在 9月28日 | entered 9 Oct, happened 28 Sep"),
                                List.of(s.tag("按时 | in time", Tone.MET), s.tag("补记 | entered afterwards", Tone.OPEN)))),
                List.of(s.link("看全部 58 条 | See all 58", "/l")),
                "quarterly-report:\n  label: 季度思想汇报 | Quarterly report\n  for: member where member.away_since != null && member.away_since.addMonths(param.long_absence_months) <= period.start\n  every: quarter");
        return new EvidencePanel(
                "/rulebooks/party",
                s.t(
                        "民主评议的结果由上级另行通知，这里只记参加。 | The outcome of the appraisal is told by the superior; here only taking part is kept."),
                List.of(block),
                List.of(
                        s.link("登记汇报 | Record a report", "/n"),
                        s.link("参数与出处 | Parameters and sources", "/parameters")),
                s.words().say("rulebook.examples", 2),
                List.of(
                        s.tag("外出七个月的党员未汇报 | Away seven months, no report", Tone.MET),
                        s.tag("外出七个月的党员按时汇报 | Away seven months, reported in time", Tone.MET)));
    }

    RecordPage member() {
        return new RecordPage(
                "周戊五",
                s.t("党员 · 第一支部 · 2019年3月5日 登记 | Member · Branch 1 · entered 5 March 2019"),
                List.of(s.tag("长期外出 | Away for long", Tone.OPEN)),
                "",
                List.of(s.link("更正 | Correct", "/e")),
                new RecordPage.Voiding("/void", s.t("作废以后，3 项任务不再算达到。 | Three duties will no longer count as met.")),
                null,
                List.of(
                        new RecordPage.Group(
                                s.t("基本 | Basics"),
                                List.of(
                                        fact("name", "姓名 | Name", "周戊五", "", null),
                                        fact(
                                                "number",
                                                "身份证号 | Identity number",
                                                "110***********0011",
                                                "",
                                                new RecordPage.Mask(
                                                        "/reveal",
                                                        List.of(
                                                                s.option("a", "支部了解情况 | Branch care", false),
                                                                s.option("b", "核对身份 | Checking who it is", false)))),
                                        fact("home", "住址 | Home", "3 号楼 201", "/r/h", null),
                                        fact(
                                                "note",
                                                "备注 | Note",
                                                s.t(
                                                        "在外省务工，逢年过节回来。\n电话多在晚上接听。 | Works in another province; home for the festivals.\nBest called in the evening."),
                                                "",
                                                null))),
                        new RecordPage.Group(
                                s.t("外出 | Away"),
                                List.of(
                                        fact("since", "外出自 | Since", "2025-11-02", "", null),
                                        fact("where", "去向 | Where", "—", "", null)))),
                List.of(
                        new RecordPage.Effect(
                                s.t("党员 6 长期外出 | Party 6 Away for long"),
                                "/c",
                                s.tag("超 54 天 | 54 days late", Tone.OVERDUE)),
                        new RecordPage.Effect(
                                s.t("党员 4 党费 | Party 4 Dues"), "/c", s.tag("11 月已交 | November paid", Tone.MET))),
                List.of(new RecordPage.Effect(
                        s.t("转移组织关系 | Transfer of membership"), "/c", s.tag("12月5日 前 | by 5 December", Tone.OPEN))),
                List.of(
                        new RecordPage.Relation(
                                s.t("思想汇报 | Reports"),
                                List.of(new RecordPage.Item(
                                        s.t("2026 年第二季度 | Second quarter of 2026"),
                                        "/r/1",
                                        s.t("6月28日 · 口头 | 28 June · spoken"))),
                                s.link("看全部 9 份 | See all 9", "/l"),
                                s.link("登记 | Enter", "/n")),
                        new RecordPage.Relation(s.t("参加活动 | Activities"), List.of(), null, null)),
                new RecordPage.History(
                        "",
                        "?",
                        List.of(
                                new RecordPage.Entry(
                                        s.t("更正 | Corrected"),
                                        s.t("2026年11月3日 10:42 | 3 November 2026, 10:42"),
                                        s.t("王庚七 · 组织委员 | Wang Gengqi · organiser"),
                                        s.t("本人来电 | He called"),
                                        List.of(
                                                new RecordPage.Change(s.t("电话 | Phone"), "131****0002", "131****0001"),
                                                new RecordPage.Change(
                                                        s.t("去向 | Where"),
                                                        "",
                                                        s.t("外省务工 | Work in another province")))),
                                new RecordPage.Entry(
                                        s.t("登记 | Entered"),
                                        s.t("2019年3月5日 09:00 | 5 March 2019, 09:00"),
                                        s.t("赵甲一 · 书记 | Zhao Jiayi · secretary"),
                                        "",
                                        List.of()))));
    }

    private RecordPage.Fact fact(
            String id,
            String label,
            String value,
            String href,
            RecordPage.@org.jspecify.annotations.Nullable Mask mask) {
        return new RecordPage.Fact(id, s.t(label), value, href, mask, "?history=" + id, "");
    }

    RecordPage caseRecord() {
        var member = member();
        var steps = new CaseSteps(
                s.t("预备党员转正 | Conversion"),
                new CaseSteps.Text(s.t("依据制度:2026-01 版 | Rulebook that holds: 2026-01"), "", List.of()),
                List.of(
                        new CaseSteps.Done(
                                s.t("提出申请 | Apply"),
                                s.t("期满当日 | on the day"),
                                List.of(),
                                s.t("9月7日 孙丙三 | 7 Sep, Sun Bingsan")),
                        new CaseSteps.Done(
                                s.t("支部委员会审查 | Review"),
                                "",
                                List.of(
                                        new CaseSteps.Recorded(s.t("实到 | Present"), "5"),
                                        new CaseSteps.Recorded(s.t("赞成 | For"), "4")),
                                s.t("9月10日 王庚七 | 10 Sep, Wang Gengqi")),
                        new CaseSteps.Now(
                                "3",
                                s.t("支部党员大会讨论 | Branch assembly"),
                                s.t("办理人：组织委员 | organiser"),
                                s.t("还有 3 个工作日 | 3 working days left"),
                                s.t("，到 10月8日(周四)，在假期之后。 | , until Thursday 8 October, after the holiday."),
                                false,
                                false,
                                List.of(
                                        new CaseSteps.Move(
                                                s.t("报上级审批 | Send up"),
                                                "/m",
                                                false,
                                                s.t("还差 2 项 | 2 conditions missing"),
                                                s.t("办理人：组织委员 | organiser"),
                                                List.of(s.t("到会过半 | More than half were there")),
                                                List.of(
                                                        new CaseSteps.Check(
                                                                true,
                                                                s.t("申请书已交 | The application is in"),
                                                                s.t("看申请书 | See it"),
                                                                "/p"),
                                                        new CaseSteps.Check(
                                                                false,
                                                                s.t(
                                                                        "有表决权的到会人数还没有登记 | Those present with a vote are not yet entered"),
                                                                s.t("去登记 | Enter"),
                                                                "/n"),
                                                        new CaseSteps.Check(
                                                                false,
                                                                s.t(
                                                                        "公示满 7 天：今天是第 4 天 | Published for 7 days: today is the 4th"),
                                                                "",
                                                                "")),
                                                List.of(),
                                                List.of(),
                                                true),
                                        new CaseSteps.Move(
                                                s.t("延长预备期 | Extend"),
                                                "/m2",
                                                true,
                                                "",
                                                "",
                                                List.of(),
                                                List.of(),
                                                List.of(new FormPage.Problem("why", s.t("写明原因 | Say why"))),
                                                List.of(
                                                        s.field(
                                                                "months",
                                                                "延长几个月 | Months",
                                                                new Input.Number(
                                                                        "6", Keyboard.DIGITS, s.t("个月 | months"))),
                                                        s.field("why", "原因 | Why", new Input.LongText(""))),
                                                false))),
                        new CaseSteps.Waiting("4", s.t("上级审批 | Approval above"), s.t("记录文号与日期 | number and date")),
                        new CaseSteps.Waiting("5", s.t("转正 | Full member"), "")));
        return new RecordPage(
                s.t("吴己六 · 预备党员转正 | Wu Jiliu · conversion"),
                s.t("第 2026-018 号 · 按制度第 3 版办理 · 9月7日 受理 | No. 2026-018 · under version 3 · begun 7 September"),
                List.of(),
                s.t("王庚七 11月3日 作废：重复登记 | Void since 3 November (Wang Gengqi): entered twice"),
                member.actions(),
                null,
                steps,
                member.groups(),
                List.of(),
                List.of(),
                member.relations(),
                new RecordPage.History(s.t("电话 | Phone"), "?", List.of()));
    }
}

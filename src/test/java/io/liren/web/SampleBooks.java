package io.liren.web;

import io.liren.web.error.ErrorPage;
import io.liren.web.form.Field;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.form.Input;
import io.liren.web.form.Input.Keyboard;
import io.liren.web.frame.Tag;
import io.liren.web.frame.Tone;
import io.liren.web.journal.JournalPage;
import io.liren.web.parameter.ParametersPage;
import io.liren.web.record.CaseSteps;
import io.liren.web.record.RecordPage;
import io.liren.web.report.ReportPage;
import io.liren.web.report.ReportsPage;
import io.liren.web.rulebook.EvidencePanel;
import io.liren.web.rulebook.RulebookPage;
import io.liren.web.rulebook.RulebookPage.Piece;
import io.liren.web.rulebook.RulebooksPage;
import io.liren.web.search.EnterPage;
import io.liren.web.search.SearchPage;
import io.liren.web.setting.SettingsPage;
import io.liren.web.setting.UsersPage;
import io.liren.web.signin.SignInPage;
import io.liren.wording.Language;
import java.util.ArrayList;
import java.util.List;

/** Made-up pages of what stands written: rulebooks, records, reports, settings, doors. */
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
                                plain("预备期满的党员提出转正申请，支部及时讨论，报上级审批。"))));
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
        return new RecordPage.Fact(id, s.t(label), value, href, mask, "?history=" + id);
    }

    RecordPage caseRecord() {
        var member = member();
        var steps = new CaseSteps(
                s.t("预备党员转正 | Conversion"),
                List.of(
                        new CaseSteps.Done(
                                s.t("提出申请 | Apply"), s.t("期满当日 | on the day"), s.t("9月7日 孙丙三 | 7 Sep, Sun Bingsan")),
                        new CaseSteps.Done(s.t("支部委员会审查 | Review"), "", s.t("9月10日 王庚七 | 10 Sep, Wang Gengqi")),
                        new CaseSteps.Now(
                                "3",
                                s.t("支部党员大会讨论 | Branch assembly"),
                                s.t("办理人：组织委员 | organiser"),
                                s.t("还有 3 个工作日 | 3 working days left"),
                                s.t("，到 10月8日(周四)，在假期之后。 | , until Thursday 8 October, after the holiday."),
                                false,
                                List.of(
                                        new CaseSteps.Check(
                                                true, s.t("申请书已交 | The application is in"), s.t("看申请书 | See it"), "/p"),
                                        new CaseSteps.Check(
                                                false,
                                                s.t("有表决权的到会人数还没有登记 | Those present with a vote are not yet entered"),
                                                s.t("去登记 | Enter"),
                                                "/n"),
                                        new CaseSteps.Check(
                                                false,
                                                s.t("公示满 7 天：今天是第 4 天 | Published for 7 days: today is the 4th"),
                                                "",
                                                "")),
                                List.of(
                                        new CaseSteps.Move(
                                                s.t("报上级审批 | Send up"),
                                                "/m",
                                                false,
                                                s.t("还差 2 项 | 2 conditions missing"),
                                                List.of(),
                                                true),
                                        new CaseSteps.Move(
                                                s.t("延长预备期 | Extend"),
                                                "/m2",
                                                true,
                                                "",
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

    ReportsPage reports() {
        return new ReportsPage(
                s.t("数都从记录来。 | All numbers come from the records."),
                List.of(new ReportsPage.Group(
                        s.t("党员教育管理制度 | Party members"),
                        List.of(new ReportsPage.Entry(
                                s.t("学习形式季报 | Study by form"),
                                "/reports/party.study_by_form",
                                s.t("每季度 | quarterly"),
                                s.t("2026 年第三季度，10月5日 前报街道 | Third quarter of 2026, to the street office by 5 October"),
                                s.tag("未封存 | Open", Tone.OPEN))))));
    }

    ReportPage report() {
        return new ReportPage(
                s.t("综治月报 | Monthly safety report"),
                List.of(s.tag("4 项相符 | 4 agree", Tone.MET), s.tag("1 项不符 | 1 does not", Tone.OVERDUE)),
                "/reports/x",
                List.of(
                        s.option("2026-10", "2026年10月 | October 2026", true),
                        s.option("2026-09", "2026年9月 | September 2026", false)),
                s.link("9月 | September", "?period=2026-09"),
                s.link("11月 | November", "?period=2026-11"),
                List.of(s.link("导出 | Export", "/x")),
                new ReportPage.Sheet(
                        s.t("社区综治工作月报表 | Monthly report on public safety"),
                        s.t("试点社区 · 2026年10月 | Pilot Community · October 2026"),
                        s.t("未封存 | Open"),
                        false,
                        List.of(
                                s.t("项目 | Item"),
                                s.t("上月末 | Before"),
                                s.t("本月新增 | New"),
                                s.t("本月办结 | Settled"),
                                s.t("本月末 | After")),
                        List.of(
                                line("矛盾纠纷(件) | Disputes", "", "3", "7", "6", "4"),
                                line(
                                        "出租屋(户) | Lettings",
                                        "台账 121，核对 120 | ledger 121, checked 120",
                                        "118",
                                        "5",
                                        "2",
                                        "121"),
                                line("流动人口(人) | Floating population", "", "342", "21", "18", "345")),
                        line("合计 | Total", "", "463", "33", "26", "470"),
                        s.t("填报：赵甲一 | Compiled by Zhao Jiayi"),
                        s.t("复核： | Reviewed by:")),
                s.t("依据：《…条例》第 9 条 · 报街道综治办 · 每月 5 日前 | Basis: Regulations art. 9 · to the street office · by the 5th"),
                List.of(
                        new ReportPage.Note(
                                s.tag("上月末 + 新增 − 办结 = 本月末 | Before + new − settled = after", Tone.MET),
                                s.t("3 项相符 | 3 agree"),
                                null),
                        new ReportPage.Note(
                                s.tag("出租屋：台账 121，走访核对 120 | Lettings: ledger 121, checked 120", Tone.OVERDUE),
                                s.t("差在 6 号楼 304， | the one is 6-304:"),
                                s.link("看记录 | see it", "/r"))),
                List.of(new ReportPage.Note(
                        s.tag("※ 人数少于 5，只给主管单位 | ※ Fewer than 5: for the superior only", Tone.PLAIN),
                        s.t("敏感事项小数不外露 | Small numbers stay inside"),
                        null)));
    }

    private ReportPage.Row line(String label, String wrong, String... cells) {
        return new ReportPage.Row(
                s.t(label),
                List.of(cells).stream()
                        .map(c -> new ReportPage.Cell(c, "/l?cell"))
                        .toList(),
                s.t(wrong));
    }

    ParametersPage parameters() {
        var fields = List.of(
                s.field("value", "值 | Value", new Input.Number("6", Keyboard.DIGITS, s.t("个月 | months"))),
                s.field("from", "从哪天起 | From", s.words().say("form.dayHint"), new Input.Day("", "", "")),
                s.field(
                        "source",
                        "出处 | Source",
                        "文件名、文号、第几条 | Title, number, article",
                        new Input.Text("", Keyboard.TEXT, "off", 200)));
        return new ParametersPage(
                s.t("制度里的数。改一个数，从那天起照新的算。 | The numbers in the rulebooks. A new value counts from its day on."),
                List.of(new ParametersPage.Group(
                        s.t("党员教育管理制度 | Party members"),
                        List.of(
                                new ParametersPage.Parameter(
                                        "party-long_absence_months",
                                        s.t("长期外出月数 | Months that make an absence long"),
                                        s.t("6 个月 | 6 months"),
                                        s.t("2019年5月6日 起 | since 6 May 2019"),
                                        s.t(
                                                "《中国共产党党员教育管理工作条例》第 25 条 | Regulations on the education of party members, art. 25"),
                                        s.t("随制度而来 | comes with the rulebook"),
                                        List.of(s.link("党员 5 | Party 5", "/c"), s.link("党员 6 | Party 6", "/c")),
                                        List.of(new ParametersPage.Past(
                                                s.t("3 个月 | 3 months"),
                                                s.t("槐荫街道 | Huaiyin Street"),
                                                "2018-01-01",
                                                s.t("街道通知 | a notice"),
                                                "赵甲一")),
                                        new ParametersPage.Setting("/p", fields, false)),
                                new ParametersPage.Parameter(
                                        "party-dues_bands",
                                        s.t("党费标准 | Bands of dues"),
                                        s.t(
                                                "3,000 元以下 0.5%；3,000 至 5,000 元 1%；5,000 至 10,000 元 1.5%；10,000 元以上 2% | up to 3,000: 0.5%; up to 5,000: 1%; up to 10,000: 1.5%; above: 2%"),
                                        s.t("2008年4月1日 起 | since 1 April 2008"),
                                        s.t("党费收缴规定 | Regulations on dues"),
                                        s.t("随制度而来 | comes with the rulebook"),
                                        List.of(),
                                        List.of(),
                                        null)))));
    }

    SettingsPage settings() {
        return new SettingsPage(List.of(
                new SettingsPage.Group(
                        s.t("人 | People"),
                        List.of(new SettingsPage.Door(
                                s.t("人员与岗位 | Users and posts"), "/users", s.t("7 人，1 人已锁定 | 7 users, 1 locked")))),
                new SettingsPage.Group(
                        s.t("规则与账 | Rules and books"),
                        List.of(
                                new SettingsPage.Door(
                                        s.t("参数 | Parameters"),
                                        "/parameters",
                                        s.t("14 个，2 个另定 | 14, of which 2 set here")),
                                new SettingsPage.Door(
                                        s.t("流水 | Journal"), "/journal", s.t("18,204 笔 | 18,204 entries"))))));
    }

    UsersPage users() {
        var fields = List.of(
                s.field("name", "姓名 | Name", new Input.Text("", Keyboard.TEXT, "off", 40)),
                s.field("account", "账号 | Account", new Input.Text("", Keyboard.TEXT, "off", 40)),
                s.field(
                        "posts",
                        "岗位 | Posts",
                        new Input.Many(List.of(
                                s.option("a", "组织委员 | Organiser", false), s.option("b", "书记 | Secretary", false)))));
        return new UsersPage(
                s.t("谁能看、能登记什么，由岗位决定。 | Posts decide what one sees and enters."),
                List.of(
                        new UsersPage.User(
                                "孙丙三",
                                "sunbs",
                                s.tag("在用 | Active", Tone.MET),
                                List.of(new UsersPage.Post(
                                        s.t("组织委员 | Organiser"), s.t("2025年1月1日 起 | since 1 January 2025"), "/end")),
                                s.t("今天 8:30 登录 | signed in today, 8:30"),
                                List.of(
                                        new UsersPage.Change(s.t("重设密码 | New initial password"), "/reset"),
                                        new UsersPage.Change(s.t("锁定 | Lock"), "/lock")),
                                new UsersPage.Adding(
                                        "/post",
                                        List.of(),
                                        List.of(fields.get(2).within("u1")),
                                        s.words().say("users.addPost"),
                                        false)),
                        new UsersPage.User(
                                "迪丽努尔·买买提江·阿不都热合曼",
                                "dilinuer.maimaitijiang",
                                s.tag("已锁定 | Locked", Tone.OVERDUE),
                                List.of(),
                                s.words().say("users.initial"),
                                List.of(new UsersPage.Change(s.t("解锁 | Unlock"), "/unlock")),
                                null)),
                new UsersPage.Created("wanggq", "huai-9431-yin"),
                new UsersPage.Adding("/users", List.of(), fields, s.t("建账号 | Create"), false));
    }

    JournalPage journal() {
        var entries = new ArrayList<JournalPage.Entry>();
        int position = 18204;
        for (var name : Sample.names(20)) {
            entries.add(new JournalPage.Entry(
                    String.valueOf(position--),
                    "11-23 10:42",
                    "王庚七",
                    s.t("更正 | Corrected"),
                    s.link(name, "/r"),
                    s.t("本人来电，号码换了，原号码已停机 | He called: a new number"),
                    "9f3a…c21e"));
        }
        return new JournalPage(
                s.t("每一次登记、更正、作废，都在这里。只增不改。 | Every entry, correction and voiding. Nothing here is ever changed."),
                "18204 · 9f3a77b0…c21e",
                "/verify",
                new JournalPage.Result(
                        s.tag("核对完毕：18,204 笔，链与表都相符 | Checked: 18,204 entries, chain and tables agree", Tone.MET),
                        List.of()),
                entries,
                null,
                "?older");
    }

    SearchPage search() {
        return new SearchPage(
                "zw",
                s.words().say("search.found", "zw", 3),
                "",
                List.of(
                        new SearchPage.Group(
                                s.t("人 | People"),
                                List.of(
                                        new SearchPage.Result("周戊五", "/r", s.t("党员 · 3 号楼 201 | member · 3-201")),
                                        new SearchPage.Result("郑午未", "/r", "6 号楼 304")),
                                s.link("看全部 | See all", "/l")),
                        new SearchPage.Group(
                                s.t("条款 | Clauses"),
                                List.of(new SearchPage.Result(
                                        s.t("党员 7 年老体弱 | Party 7 Frail members"),
                                        "/c",
                                        s.t("年老体弱的党员，由支部派人送学上门… | Frail members: someone brings papers…"))),
                                null)));
    }

    SearchPage searchNothing() {
        return new SearchPage(
                "某某", s.words().say("search.nothing", "某某"), s.words().say("search.hint"), List.of());
    }

    EnterPage enter() {
        return new EnterPage(
                List.of(
                        new EnterPage.Item(s.t("走访 | Visit"), "/n", s.t("2 户已超期 | 2 homes overdue")),
                        new EnterPage.Item(s.t("思想汇报 | Report"), "/n", s.t("1 人已超期 | 1 overdue")),
                        new EnterPage.Item(s.t("会议 | Meeting"), "/n", s.t("周三 例会 | Wednesday"))),
                List.of(new EnterPage.Group(
                        s.t("党员教育管理制度 | Party members"),
                        List.of(
                                new EnterPage.Item(s.t("活动 | Activity"), "/n", ""),
                                new EnterPage.Item(s.t("党费 | Dues"), "/n", "")))),
                "");
    }

    SignInPage signIn(boolean wrong) {
        return new SignInPage(
                s.words().say("signin.title"),
                "",
                "/sign-in",
                wrong ? List.of(new Problem("", s.words().say("signin.locked", 15))) : List.of(),
                List.of(
                        s.field(
                                "username",
                                s.words().say("signin.account"),
                                new Input.Text("", Keyboard.TEXT, "username", 60)),
                        s.field("password", s.words().say("signin.password"), new Input.Secret("current-password"))),
                s.words().say("signin.save"),
                List.of(s.words().say("signin.forgotten")));
    }

    SignInPage firstRun() {
        var w = s.words();
        return new SignInPage(
                w.say("first.title"),
                w.say("first.lead"),
                "/first-run",
                List.of(new Problem("again", w.say("password.differs"))),
                List.of(
                        s.field(
                                "community",
                                w.say("first.community"),
                                new Input.Text("", Keyboard.TEXT, "organization", 60)),
                        new Field(
                                "above",
                                w.say("first.above"),
                                "",
                                "",
                                false,
                                false,
                                new Input.Text("", Keyboard.TEXT, "off", 60)),
                        s.field("name", w.say("first.name"), new Input.Text("", Keyboard.TEXT, "name", 40)),
                        s.field(
                                "account",
                                w.say("first.account"),
                                w.say("first.accountHint"),
                                new Input.Text("", Keyboard.TEXT, "username", 40)),
                        s.field(
                                "password",
                                w.say("password.new"),
                                w.say("password.hint"),
                                new Input.Secret("new-password")),
                        new Field(
                                "again",
                                w.say("password.again"),
                                "",
                                w.say("password.differs"),
                                true,
                                false,
                                new Input.Secret("new-password"))),
                w.say("first.save"),
                List.of(w.say("first.sample")));
    }

    ErrorPage error(String code) {
        return new ErrorPage(
                s.words().say("error." + code + ".title"),
                code.equals("422")
                        ? s.t("这条任务已经达到，不用免除。 | This duty is met; there is nothing to waive.")
                        : s.words().say("error." + code + ".text"),
                code.equals("500") ? "8C41-2F" : "",
                List.of(),
                List.of(s.link(s.words().say("error.home"), "/today")));
    }
}

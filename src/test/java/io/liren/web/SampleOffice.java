package io.liren.web;

import io.liren.web.error.ErrorPage;
import io.liren.web.form.Field;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.form.Input;
import io.liren.web.form.Input.Keyboard;
import io.liren.web.frame.Tone;
import io.liren.web.journal.JournalPage;
import io.liren.web.parameter.ParametersPage;
import io.liren.web.report.ReportPage;
import io.liren.web.report.ReportsPage;
import io.liren.web.search.EnterPage;
import io.liren.web.search.SearchPage;
import io.liren.web.setting.SettingsPage;
import io.liren.web.setting.UsersPage;
import io.liren.web.signin.SignInPage;
import java.util.ArrayList;
import java.util.List;

/** Made-up pages of reports, settings, searches and doors. */
final class SampleOffice {
    private final Sample s;

    SampleOffice(Sample s) {
        this.s = s;
    }

    ReportsPage reports() {
        return new ReportsPage(
                s.t("数都从记录来。 | All numbers come from the records."),
                s.link("填上级要的表 | Fill in a table that was asked for", "/tables"),
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
                List.of(
                        new ReportPage.Doing(
                                s.t("编制,交复核 | Prepare for review"),
                                "/x",
                                "prepare",
                                false,
                                true,
                                s.t("由另一个人复核。 | Another person reviews it.")),
                        new ReportPage.Doing(s.t("退回 | Return"), "/x", "return", true, false, "")),
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
                new ReportPage.Listed(
                        List.of(s.t("序号 | No."), s.t("事由 | What")),
                        List.of(List.of("1", s.t("楼道堆物 | Things on the stairs")))),
                List.of(
                        new ReportPage.Note(
                                s.tag("上月末 + 新增 − 办结 = 本月末 | Before + new − settled = after", Tone.MET),
                                s.t("3 项相符 | 3 agree"),
                                List.of()),
                        new ReportPage.Note(
                                s.tag("出租屋：台账 121，走访核对 120 | Lettings: ledger 121, checked 120", Tone.OVERDUE),
                                s.t("差在 6 号楼 304， | the one is 6-304:"),
                                List.of(s.link("看记录 | see it", "/r")))),
                List.of(new ReportPage.Note(
                        s.tag("9月 纠纷 · 新增 | September: disputes, new", Tone.OPEN),
                        s.t("原报 4,应为 5 | reported 4, should be 5"),
                        List.of(s.link("楼道堆物(原 0,现 1) | Things on the stairs (was 0, is 1)", "/r")))),
                List.of(new ReportPage.Note(
                        s.tag("※ 人数少于 5，只给主管单位 | ※ Fewer than 5: for the superior only", Tone.PLAIN),
                        s.t("敏感事项小数不外露 | Small numbers stay inside"),
                        List.of())),
                List.of(new ReportPage.Done(
                        s.t("编制 | Prepared"), s.t("11月3日 | 3 November"), s.t("赵甲一 | Zhao Jiayi"), "")));
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
                false,
                List.of(),
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
                wrong ? List.of(new Problem("", s.words().say("signin.wrong"))) : List.of(),
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

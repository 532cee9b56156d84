package io.liren.web;

import io.liren.web.form.Field;
import io.liren.web.form.FormPage;
import io.liren.web.form.FormPage.Difference;
import io.liren.web.form.FormPage.Problem;
import io.liren.web.form.Input;
import io.liren.web.form.Input.Candidate;
import io.liren.web.form.Input.Keyboard;
import io.liren.web.form.PickList;
import io.liren.web.form.Preview;
import io.liren.web.frame.EffectPanel;
import io.liren.web.frame.Tone;
import io.liren.web.list.BooksPage;
import io.liren.web.list.FilterForm;
import io.liren.web.list.Glance;
import io.liren.web.list.Keeping;
import io.liren.web.list.ListPage;
import io.liren.web.list.ListPage.Column;
import io.liren.web.list.ListPage.Order;
import io.liren.web.today.TodayPage;
import java.util.ArrayList;
import java.util.List;

/** Made-up pages of the daily work: today, lists, forms. */
final class SampleWork {
    private final Sample s;

    SampleWork(Sample s) {
        this.s = s;
    }

    TodayPage today() {
        return new TodayPage(
                s.words().say("today.title", 6),
                s.t("2 件已超期，4 件本周到期。下一件在明天下午。 | 2 overdue, 4 due this week. The next is tomorrow afternoon."),
                List.of(
                        group(
                                "today.overdue",
                                "2",
                                TodayPage.Urgency.LATE,
                                act(
                                        "a1",
                                        "走访 3 号楼 201 李丁四家 | Visit building 3, 201: the Li family",
                                        "超 3 天 | 3 days late",
                                        "应于 11月20日 | was due 20 Nov",
                                        "一次走访，可达到 3 条 | One visit settles three",
                                        "登记走访 | Record a visit",
                                        "民政 8 结对 | Civil 8 Pairing",
                                        "妇联 1 联系户 | Women 1 Contact",
                                        "综治 6 出租屋 | Safety 6 Lettings"),
                                act(
                                        "a2",
                                        "第三季度思想汇报：迪丽努尔·买买提江·阿不都热合曼 | Report for the third quarter: Zhou Wuwu",
                                        "超 54 天 | 54 days late",
                                        "应于 9月30日 | was due 30 Sep",
                                        "已联系 2 次，未接通 | Called twice, no answer",
                                        "登记汇报 | Record a report",
                                        "党员 6 长期外出 | Party 6 Away for long")),
                        group(
                                "today.week",
                                "4",
                                TodayPage.Urgency.SOON,
                                act(
                                        "b1",
                                        "召开综治例会 | Hold the monthly safety meeting",
                                        "",
                                        "周三 11月25日 | Wed 25 Nov",
                                        "议程还差一项：分析治安动态 | The agenda lacks one item: the month's analysis",
                                        "召开会议 | Record a meeting",
                                        "综治 2 学习例会 | Safety 2 Meeting"),
                                act(
                                        "b2",
                                        "核对 11 月低保金发放 | Check the allowances paid in November",
                                        "",
                                        "周五 11月27日 | Fri 27 Nov",
                                        "应发 37 户，实发 36 户，差 1 户 | 37 granted, 36 paid, 1 missing",
                                        "核对 | Check",
                                        "民政 10 资金 | Civil 10 Funds")),
                        group(
                                "today.later",
                                "11",
                                TodayPage.Urgency.LATER,
                                act(
                                        "c1",
                                        "12 月支部党员大会 | Branch assembly of December",
                                        "",
                                        "12月内 | in December",
                                        "",
                                        "登记会议 | Record a meeting",
                                        "党员 1 学习教育 | Party 1 Study"))),
                "",
                List.of(
                        new TodayPage.Aside(
                                s.t("本周会议 | Meetings this week"),
                                List.of(
                                        item(
                                                "综治例会 | Safety meeting",
                                                "周三 14:30 · 二楼会议室 · 7 人 | Wed 14:30 · second floor · 7 people"),
                                        item("妇联四季度全会 | Women's plenary", "周五 9:00 · 议题已送达 | Fri 9:00 · agenda sent"))),
                        new TodayPage.Aside(
                                s.words().say("today.recent"),
                                List.of(new TodayPage.Item(
                                        s.t("走访 5 号楼 102 | Visit to 5-102"),
                                        "/r/1",
                                        s.t("10:12 · 达到 2 条 | 10:12 · settled 2"),
                                        "/undo/1")))));
    }

    TodayPage todayEmpty() {
        return new TodayPage(
                s.words().say("today.titleNone"),
                s.t("这一周的事都办好了。 | All of this week's work is done."),
                List.of(),
                s.words().say("today.next", s.t("12 月支部党员大会，12月1日 起 | the branch assembly, from 1 December")),
                List.of());
    }

    private TodayPage.Group group(String title, String count, TodayPage.Urgency urgency, TodayPage.Act... acts) {
        return new TodayPage.Group(
                s.words().say(title),
                count,
                urgency,
                java.util.Arrays.stream(acts).map(TodayPage.Bundle::of).toList(),
                urgency != TodayPage.Urgency.LATER ? null : s.link("看全部 | See all", "/today?all"));
    }

    private TodayPage.Act act(
            String id, String title, String overdue, String due, String note, String button, String... clauses) {
        return new TodayPage.Act(
                id,
                s.t(title),
                s.t(overdue),
                s.t(due),
                List.of(clauses).stream()
                        .map(c -> s.link(c, "/rulebooks/party/6"))
                        .toList(),
                s.t(note),
                s.link(button, "/registers/community.visit/new"),
                new TodayPage.Waiver("/duties/" + id + "/waiver"));
    }

    private TodayPage.Item item(String text, String note) {
        return new TodayPage.Item(s.t(text), "", s.t(note), null);
    }

    BooksPage books() {
        var name = s.t("登记 | Enter");
        return new BooksPage(
                s.words().say("nav.ledgers"),
                s.t("台账是事实的一个视图，不另存一份。 | A ledger is a view of the facts, never a second copy."),
                List.of(
                        new BooksPage.Group(
                                s.t("社区 | Community"),
                                List.of(
                                        new BooksPage.Book(
                                                s.t("居民 | People"),
                                                "/l/1",
                                                "",
                                                s.t("5,000 人 | 5,000"),
                                                s.link("登记 | Enter", "/n")),
                                        new BooksPage.Book(
                                                s.t("住房 | Dwellings"), "/l/2", "", s.t("1,920 套 | 1,920"), null))),
                        new BooksPage.Group(
                                s.t("党员教育管理制度 | Party members"),
                                List.of(
                                        new BooksPage.Book(
                                                s.t("党员外出台账 | Members away"),
                                                "/l/3",
                                                s.t("用于第五条、第六条 | Serves clauses 5 and 6"),
                                                s.t("3 人 | 3"),
                                                new io.liren.web.frame.Link(name, "/n")),
                                        new BooksPage.Book(
                                                s.t(
                                                        "没有正当理由连续六个月不参加组织生活、不交纳党费、不做分配工作的党员台账 | Members six months without organised life, dues or assigned work and without a good reason"),
                                                "/l/4",
                                                s.t("用于第七条 | Serves clause 7"),
                                                s.t("没有 | none"),
                                                null)))));
    }

    ListPage list() {
        return list(
                List.of(
                        row("周戊五", "第一支部", "2025-11-02", "12", "外省务工", "Q3 未报", Tone.OVERDUE),
                        row("吴己六", "第一支部", "2026-02-15", "9", "外省务工", "Q3 已报", Tone.MET),
                        row("郑辛八", "第二支部", "2026-03-01", "8", "外省务工", "Q3 补记", Tone.OPEN)),
                s.t("共 3 人，按外出日期排序 | 3 members, by the day they left"),
                new ListPage.Pages("", null, null),
                null);
    }

    ListPage longList() {
        var rows = new ArrayList<ListPage.Row>();
        for (var name : Sample.names(50)) {
            rows.add(row(name, "第一支部", "2025-11-02", "12", "外省务工，住址变动频繁，由亲属代为联系，详见走访记录与电话记录", "Q3 已报", Tone.MET));
        }
        return list(
                rows,
                s.t("共 4,812 人，按姓名排序 | 4,812 people, by name"),
                new ListPage.Pages(s.t("第 51 至 100 人 | 51 to 100"), "?before=1", "?after=2"),
                new FilterForm(
                        s.t("外出日期 | Away since"),
                        "/registers/party.member",
                        "/registers/party.member",
                        List.of(new ListPage.Kept("sort", "name")),
                        new FilterForm.Days(
                                "away_since.from", "away_since.to", s.words().say("form.dayHint")),
                        "away_since.missing"));
    }

    ListPage emptyList() {
        var page = list(
                List.of(),
                s.t("没有记录 | No records"),
                new ListPage.Pages("", null, null),
                new FilterForm(
                        s.t("方式 | Mode"),
                        "/l",
                        "/l",
                        List.of(),
                        new FilterForm.AnyOf(
                                "mode",
                                List.of(s.option("a", "口头 | Spoken", true), s.option("b", "书面 | Written", false))),
                        "mode.missing"));
        return new ListPage(
                page.title(),
                page.lead(),
                page.address(),
                page.create(),
                page.actions(),
                page.search(),
                List.of(),
                page.sentence(),
                page.fields(),
                page.adding(),
                page.columns(),
                List.of(),
                List.of(),
                page.pages(),
                s.words().say("list.empty"),
                page.keeping(),
                null);
    }

    private ListPage list(
            List<ListPage.Row> rows,
            String sentence,
            ListPage.Pages pages,
            @org.jspecify.annotations.Nullable FilterForm adding) {
        return new ListPage(
                s.t("党员外出台账 | Members away"),
                s.t("用于第五条、第六条 | Serves clauses 5 and 6"),
                "/ledgers/party.away_members",
                s.link("登记外出 | Record an absence", "/registers/party.absence/new"),
                List.of(
                        new ListPage.Action(s.words().say("list.export"), "/x.xlsx", false),
                        new ListPage.Action(s.words().say("print"), "", true)),
                new ListPage.Search("", List.of(new ListPage.Kept("sort", "name"))),
                List.of(
                        new ListPage.Chip(s.t("外出 | Away"), s.t("满 6 个月 | 6 months or more"), "?a"),
                        new ListPage.Chip(s.t("状态 | State"), s.t("在册 | on the roll"), "?b")),
                sentence,
                List.of(
                        s.link("支部 | Branch", "?add=branch"),
                        s.link("外出日期 | Away since", "?add=away_since"),
                        s.link("去向 | Where", "?add=where")),
                adding,
                List.of(
                        new Column(s.t("姓名 | Name"), false, false, "?sort=name", Order.NONE),
                        new Column(s.t("支部 | Branch"), false, true, "?sort=branch", Order.NONE),
                        new Column(s.t("外出自 | Since"), false, true, "?sort=-since", Order.UP),
                        new Column(s.t("已外出 | Months away"), true, false, "?sort=months", Order.NONE),
                        new Column(s.t("去向 | Where"), false, true, "", Order.NONE),
                        new Column(s.t("思想汇报 | Report"), false, false, "", Order.NONE),
                        new Column(s.t("最近联系 | Last contact"), false, false, "", Order.NONE)),
                rows,
                List.of(s.t("3 人 | 3"), "", "", s.t("平均 9.7 | mean 9.7"), "", s.t("已报 2 | 2 in"), ""),
                pages,
                s.words().say("list.empty"),
                new Keeping(
                        "/ledgers/party/away_members",
                        "sort=name",
                        List.of(s.option("name", "姓名 | Name", true), s.option("mode", "去向 | Where", false)),
                        true,
                        List.of(new Keeping.View(s.t("省外 | Elsewhere"), "?where=out", false))),
                new Glance(
                        s.link("周戊五 | Zhou Wuwu", "/registers/party/member/1"),
                        s.link("更正 | Correct", "/registers/party/member/1/correction"),
                        "?",
                        List.of(
                                new Glance.Fact(s.t("支部 | Branch"), s.t("第一支部 | First"), "/b"),
                                new Glance.Fact(s.t("外出自 | Away since"), "2025-11-02", ""))));
    }

    private ListPage.Row row(
            String name, String branch, String since, String months, String where, String report, Tone tone) {
        return new ListPage.Row(
                "1",
                "/registers/party.member/1",
                "?seen=1",
                List.of(
                        new ListPage.Cell(name, Tone.PLAIN),
                        new ListPage.Cell(branch, Tone.PLAIN),
                        new ListPage.Cell(since, Tone.PLAIN),
                        new ListPage.Cell(months, Tone.PLAIN),
                        new ListPage.Cell(where, Tone.PLAIN),
                        new ListPage.Cell(report, tone),
                        new ListPage.Cell(s.t("11月20日 电话 | 20 Nov, phone"), Tone.PLAIN)));
    }

    FormPage visit() {
        var day = new Field(
                "on",
                s.t("哪天 | When"),
                s.words().say("form.dayHint"),
                s.t("走访日期是 11月25日，晚于今天(11月23日)。 | The visit is on 25 November, after today (23 November)."),
                true,
                false,
                new Input.Day("11.25", "2026-11-25", s.t("11月25日 星期三 | Wed 25 November")));
        return new FormPage(
                s.t("登记走访 | Record a visit"),
                "",
                "/registers/community.visit",
                false,
                List.of(new FormPage.Hidden("from", "today")),
                List.of(new Problem("on", day.error())),
                null,
                null,
                null,
                List.of(
                        new FormPage.Group(
                                "",
                                List.of(
                                        s.field(
                                                "home",
                                                "谁家 | Whose home",
                                                new Input.Reference(
                                                        "",
                                                        "/pick/community.household?name=home",
                                                        new Candidate(
                                                                "h1",
                                                                s.t("3 号楼 201 · 李丁四家 | 3-201 · the Li family"),
                                                                s.t("3 人 | 3 people")),
                                                        null)),
                                        day,
                                        s.field(
                                                "purposes",
                                                "为什么去 | Why",
                                                new Input.Many(List.of(
                                                        s.option("pair", "结对看望 | Pairing", true),
                                                        s.option("contact", "联系户 | Contact household", true),
                                                        s.option("let", "出租屋 | Letting", true),
                                                        s.option("old", "老党员 | Old member", false),
                                                        s.option("other", "其他 | Other", false)))),
                                        new Field(
                                                "found",
                                                s.t("看到、听到什么 | What was seen and heard"),
                                                s.t(
                                                        "只写办事需要的。不写病情、收入数字。 | Only what the work needs. No illness, no income."),
                                                "",
                                                false,
                                                true,
                                                new Input.LongText(
                                                        s.t(
                                                                "灯管坏了，想请人换。租客已搬走。 | The light is broken; the tenant has moved out.")))))),
                null,
                "/registers/community.visit/preview",
                new Preview(
                        List.of(s.t("达到 3 条：民政 8、妇联 1、综治 6 | Settles three: Civil 8, Women 1, Safety 6")),
                        List.of(s.t("出租屋 201 的租住登记将待核对 | The letting of 201 is then to be checked")),
                        List.of(),
                        List.of()),
                s.words().say("form.save"),
                s.t("保存并登记下一户 | Save and enter the next home"),
                s.link("不登记了 | Leave it", "/today"));
    }

    private EffectPanel confirm() {
        return new EffectPanel(
                "1",
                List.of(
                        new EffectPanel.Book(
                                s.t("社区公共登记 | Shared ground"),
                                List.of(new EffectPanel.Under(
                                        "",
                                        "",
                                        List.of(new EffectPanel.Line(
                                                EffectPanel.Kind.ENDS,
                                                s.t("移出「现住居民台账」：周戊五 | Leaves “People living here”: Zhou Wuwu")))))),
                        new EffectPanel.Book(
                                s.t("民政工作制度 | Civil affairs"),
                                List.of(new EffectPanel.Under(
                                        s.t("12 收入核查 | 12 Income checks"),
                                        "/rulebooks/civil-affairs/12",
                                        List.of(
                                                new EffectPanel.Line(
                                                        EffectPanel.Kind.BEGINS,
                                                        s.t("产生任务 复核，12月9日前 | To be done: review, by 9 December")),
                                                new EffectPanel.Line(
                                                        EffectPanel.Kind.ENDS,
                                                        s.t("不再需要 结对看望 | No longer asked for: pairing visit"))))))),
                List.of(new EffectPanel.Start("start-0", s.t("发起复核：周戊五家 | Start the review: the Zhou home"), "/")));
    }

    FormPage everyField() {
        var branches = new ArrayList<io.liren.web.frame.Option>();
        for (int i = 1; i < 12; i++) {
            branches.add(s.option("b" + i, "第" + i + "支部 | Branch " + i, i == 2));
        }
        return new FormPage(
                s.t("更正 党员 | Correct a member"),
                s.t("每一处更正都留下记录。 | Each correction stays on record."),
                "/registers/party.member/1",
                true,
                List.of(),
                List.of(),
                new FormPage.Warnings(
                        List.of(s.t("预备期只有 11 个月，不足 12 个月。 | The probation is 11 months, less than 12.")),
                        s.field(
                                "accept",
                                s.words().say("form.warningReason"),
                                new Input.Text("", Keyboard.TEXT, "off", 200))),
                new FormPage.Conflict(
                        s.t("王庚七 10:42 改了 2 处。 | Wang Gengqi changed two fields at 10:42."),
                        List.of(
                                difference("phone", "电话 | Phone", "131****0002", "131****0001"),
                                difference("branch", "支部 | Branch", "第三支部", "第二支部"))),
                confirm(),
                List.of(
                        new FormPage.Group(
                                s.t("基本 | Basics"),
                                List.of(
                                        s.field("name", "姓名 | Name", new Input.Text("周戊五", Keyboard.TEXT, "off", 40)),
                                        s.field(
                                                "number",
                                                "身份证号 | Identity number",
                                                "18 位 | 18 characters",
                                                new Input.Masked("110***********0011", "", Keyboard.TEXT)),
                                        s.field(
                                                "phone",
                                                "电话 | Phone",
                                                new Input.Text("131 0000 0001", Keyboard.PHONE, "off", 20)),
                                        s.field(
                                                "birth",
                                                "出生日期 | Born",
                                                new Input.Computed(s.t("1980年3月5日(46 岁) | 5 March 1980 (46)"))),
                                        s.field("branch", "支部 | Branch", new Input.Select(branches)),
                                        s.field(
                                                "address",
                                                "住址 | Address",
                                                new Input.Text("3 号楼 201", Keyboard.TEXT, "off", 100)))),
                        new FormPage.Group(
                                s.t("组织生活 | Organised life"),
                                List.of(
                                        s.field(
                                                "kind",
                                                "类别 | Kind",
                                                new Input.Pills(List.of(
                                                        s.option("f", "正式 | Full", true),
                                                        s.option("p", "预备 | On probation", false)))),
                                        s.field(
                                                "since",
                                                "入党日期 | Joined",
                                                s.words().say("form.dayHint"),
                                                new Input.Day(
                                                        "2010-7-1",
                                                        "2010-07-01",
                                                        s.t("2010年7月1日 星期四 | Thu 1 July 2010"))),
                                        s.field(
                                                "income",
                                                "计费基数 | Income for dues",
                                                new Input.Number("5,200.00", Keyboard.DECIMAL, s.t("元 | yuan"))),
                                        s.field(
                                                "hours",
                                                "学时 | Hours of study",
                                                new Input.Number("32", Keyboard.DIGITS, s.t("学时 | hours"))),
                                        s.field("at", "几点 | At", new Input.Time("14:30")),
                                        s.field(
                                                "helper",
                                                "联系人 | Contact",
                                                new Input.Reference(
                                                        "ou",
                                                        "/pick/party.member?name=helper",
                                                        null,
                                                        new PickList(
                                                                "helper",
                                                                false,
                                                                List.of(
                                                                        new Candidate(
                                                                                "1",
                                                                                "欧阳子丑寅卯",
                                                                                s.t("第一支部 · 1-101 | Branch 1 · 1-101")),
                                                                        new Candidate(
                                                                                "2",
                                                                                "欧阳辰巳",
                                                                                s.t(
                                                                                        "第二支部 · 6-304 | Branch 2 · 6-304"))),
                                                                s.t("还有 4 人，再写几个字 | 4 more: write more of the name")))),
                                        s.field(
                                                "present",
                                                "到会 | Present",
                                                new Input.References(
                                                        "",
                                                        "/pick/party.member?name=present&many=1",
                                                        List.of(
                                                                new Candidate("1", "赵甲一", ""),
                                                                new Candidate("2", "迪丽努尔·买买提江·阿不都热合曼", "")),
                                                        List.of(
                                                                new Candidate("3", "孙丙三", ""),
                                                                new Candidate("4", "李丁四", ""),
                                                                new Candidate("5", "周戊五", "")),
                                                        null)),
                                        s.field(
                                                "paper",
                                                "扫描件 | Scan",
                                                new Input.Attachment("申请书.pdf", ".pdf,image/*"))))),
                s.field("reason", s.words().say("form.reason"), new Input.Text("", Keyboard.TEXT, "off", 200)),
                "/registers/party.member/preview",
                Preview.none(),
                s.words().say("form.save"),
                null,
                s.link("取消 | Cancel", "/registers/party.member/1"));
    }

    private Difference difference(String name, String label, String theirs, String yours) {
        return new Difference(
                "take." + name,
                s.t(label),
                theirs,
                yours,
                List.of(
                        new io.liren.web.frame.Option("theirs", s.words().say("form.keepTheirs"), false),
                        new io.liren.web.frame.Option("yours", s.words().say("form.keepYours"), false)));
    }
}

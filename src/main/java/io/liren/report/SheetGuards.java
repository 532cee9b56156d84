package io.liren.report;

import io.liren.access.Overseers;
import io.liren.block.Guard;
import io.liren.block.GuardScope;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What must hold when something is done with a sheet: its order, who may do it, and that two people have looked. */
final class SheetGuards {
    private static final Sql KEPT = Sql.of("select 1 where false");

    private SheetGuards() {}

    static List<Guard> of(Report report) {
        List<Guard> guards = new ArrayList<>();
        guards.add(guard(
                report,
                "period",
                new Label("期间不对,或这一期还没有结束", "There is no such period, or it isn't over yet"),
                scope -> act(report, scope)
                        .then(Sql.of("""
                                 and not exists (select 1 from period p
                                                  where p.unit = {unit} and p.key = s.period and p.end_on < {today})""").value("unit", report.every().word()).value("today", scope.today()))));
        for (Act act : Act.values()) {
            guards.add(order(report, act));
            guards.add(post(report, act));
        }
        guards.add(guard(
                report,
                "another",
                new Label("复核要由编制以外的另一个人", "Whoever prepared it doesn't review it"),
                scope -> act(report, scope)
                        .then(Sql.of("""
                                 and s.act = 'review' and s.entered_by = (select p.entered_by
                                                                            from {sheets} p
                                                                           where {before} and p.act = 'prepare'
                                                                           order by p.entered_at desc, p.id desc limit 1)""").name("sheets", report.sheetTable()).part("before", before()))));
        guards.add(guard(
                report,
                "reason",
                new Label("退回要写明原因", "Say why it is returned"),
                scope -> act(report, scope)
                        .then(Sql.of(" and s.act = 'return' and coalesce(btrim(s.reason), '') = ''"))));
        return guards;
    }

    private static Guard order(Report report, Act act) {
        Label says = act.after().stream().filter(w -> !w.isEmpty()).findFirst().isPresent() && act != Act.PREPARE
                ? new Label(
                        "现在不能" + act.label().zh() + ":先"
                                + Act.of(act.after().getFirst()).label().zh(),
                        "Not now: “" + act.label().en() + "” comes after “"
                                + Act.of(act.after().getFirst()).label().en() + "”")
                : new Label(
                        "这一期已经编制过;退回之后才能重新编制", "It was prepared already; it can be prepared again once it is returned");
        return guard(
                report,
                act.word() + ".order",
                says,
                scope -> act(report, scope)
                        .then(Sql.of("""
                         and s.act = {act} and coalesce((select p.act from {sheets} p
                                                          where {before}
                                                          order by p.entered_at desc, p.id desc limit 1), '') <> all({after})""")
                                .value("act", act.word())
                                .name("sheets", report.sheetTable())
                                .part("before", before())
                                .value("after", act.after().toArray(String[]::new))));
    }

    private static Guard post(Report report, Act act) {
        List<String> posts = posts(report, act);
        String zh =
                String.join("、", posts.stream().map(p -> label(report, p).zh()).toList());
        String en =
                String.join(", ", posts.stream().map(p -> label(report, p).en()).toList());
        return guard(
                report,
                act.word() + ".by",
                new Label(act.label().zh() + "由" + zh + "办理", "“" + act.label().en() + "” is done by: " + en),
                scope -> posts.isEmpty() || scope.posts().stream().anyMatch(posts::contains)
                        ? KEPT
                        : act(report, scope).then(Sql.of(" and s.act = {act}").value("act", act.word())));
    }

    private static Label label(Report report, String post) {
        return post.equals(Overseers.POST)
                ? new Label("上级", "the office above")
                : report.names().postLabel(post);
    }

    /** The posts that may do it, full ids; none: whoever may write. */
    static List<String> posts(Report report, Act act) {
        List<String> prepares = report.preparedBy().stream().toList();
        List<String> reviews = report.reviewedBy().stream().toList();
        return switch (act) {
            case PREPARE, SEND -> prepares;
            case REVIEW -> reviews;
            case RECEIVE -> List.of(Overseers.POST);
            case RETURN -> {
                List<String> both = new ArrayList<>(reviews);
                both.add(Overseers.POST);
                yield both;
            }
        };
    }

    private static Sql before() {
        return Sql.of("p.community_id = s.community_id and p.period = s.period and p.voided_at is null"
                + " and p.id <> s.id and p.entered_at <= s.entered_at");
    }

    private static Sql act(Report report, GuardScope scope) {
        return Sql.of("""
                select 1
                  from {sheets} s
                 where s.community_id = {community} and s.id = {record}
                """)
                .name("sheets", report.sheetTable())
                .value("community", scope.community())
                .value("record", scope.record());
    }

    private static Guard guard(Report report, String what, Label says, Function<GuardScope, Sql> breaches) {
        return new Guard(
                report.sheetRegister() + "." + what,
                report.clause(),
                report.sheetRegister(),
                true,
                Optional.empty(),
                says,
                Set.of(report.sheetRegister()),
                breaches);
    }
}

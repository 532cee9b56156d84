package io.liren.election;

import io.liren.block.Guard;
import io.liren.block.GuardScope;
import io.liren.expression.Bindings;
import io.liren.expression.Node;
import io.liren.expression.SqlWriter;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What must hold of candidates, of a count and of its votes. */
final class Ballot {
    private final Election election;
    private final Meant meant;

    Ballot(Election election) {
        this.election = election;
        this.meant = election.meant();
    }

    List<Guard> guards() {
        List<Guard> guards = new ArrayList<>(candidates());
        guards.addAll(counts());
        guards.addAll(votes());
        return guards;
    }

    private List<Guard> candidates() {
        List<Guard> guards = new ArrayList<>();
        int number = 0;
        for (ElectionBlock.Condition condition : election.block().conditions()) {
            int at = number++;
            guards.add(guard(
                    (condition.must() ? "must-" : "should-") + (at + 1),
                    election.candidates(),
                    condition.must(),
                    whoField(),
                    condition.says(),
                    guarded -> election.candidate("stood").breaks(at, guarded.community(), guarded.record())));
        }
        guards.add(guard(
                "closed",
                election.candidates(),
                true,
                Optional.empty(),
                new Label("已经开始计票,候选人不能再变", "The votes are being counted; candidates can't change any more"),
                guarded -> candidate(
                        guarded,
                        writer -> Sql.of("""
                        exists (select 1 from {counts} c
                                 where c.community_id = stood.community_id and c.election_id = el.id and c.voided_at is null
                                   and c.entered_at < stood.changed_at)""").name("counts", meant.counts().table()))));
        guards.add(guard(
                "teller-stands",
                election.candidates(),
                true,
                whoField(),
                tellerStands(),
                guarded -> candidate(
                        guarded,
                        writer -> Sql.of("""
                        exists (select 1 from {counts} c
                                 where c.community_id = stood.community_id and c.election_id = el.id and c.voided_at is null
                                   and {who} = any(c.tellers_ids))""")
                                .name("counts", meant.counts().table())
                                .part("who", writer.value(meant.who())))));
        return guards;
    }

    private static Label tellerStands() {
        return new Label("候选人不能监票、计票", "A candidate can't be a teller");
    }

    private Optional<String> whoField() {
        return meant.who().root() instanceof Node.Field field
                ? Optional.of(field.field().name())
                : Optional.empty();
    }

    /** Of the candidate {@code stood} and the election {@code el}. */
    private Sql candidate(GuardScope guarded, Function<SqlWriter, Sql> broken) {
        SqlWriter writer = new SqlWriter(Bindings.of(Sql.of("stood.community_id"), Sql.bind(guarded.today()))
                .taken("c")
                .row(meant.candidates().name(), "stood")
                .row(meant.elections().name(), "el"));
        Sql stands = writer.condition(meant.stands());
        Sql which = broken.apply(writer);
        return Sql.of("""
                select 1
                  from {candidates} stood
                  join {elections} el on el.community_id = stood.community_id and el.voided_at is null{joins}
                 where stood.community_id = {community} and stood.id = {record} and {stands} and {which}""")
                .name("candidates", meant.candidates().table())
                .name("elections", meant.elections().table())
                .part("joins", writer.joins())
                .value("community", guarded.community())
                .value("record", guarded.record())
                .part("stands", stands)
                .part("which", which);
    }

    private List<Guard> counts() {
        ElectionSql sql = election.sql("el");
        Label level = new Label(
                "上一轮没有结果,或名额已经选满,不用再投",
                "There is nothing left to vote on: the round before has no result, or all seats are filled");
        return List.of(
                count(
                        "returned",
                        "returned",
                        new Label("收回的票多于发出的票", "More papers came back than were given out"),
                        Sql.of("c.returned > c.given")),
                count(
                        "valid",
                        "valid",
                        new Label("有效票加无效票不等于收回的票", "Valid and void papers do not add up to those returned"),
                        Sql.of("c.valid + c.void <> c.returned")),
                count(
                                "given",
                                "given",
                                new Label("发出的票多于到会有选举权的人", "More papers were given out than electors came"),
                                Sql.of("c.given > {came}").part("came", sql.attended()))
                        .telling(row -> new Label(
                                "发出的票多于到会有选举权的人(" + row.whole("came") + " 人)",
                                "More papers were given out than electors came (" + row.whole("came") + ")")),
                count(
                        "tellers",
                        "tellers",
                        new Label("监票计票的人不够", "Too few tellers"),
                        Sql.of("coalesce(cardinality(c.tellers_ids), 0) < {least}")
                                .part("least", sql.tellers())),
                count("teller-stands", "tellers", tellerStands(), tellersStand()),
                count(
                        "quorum",
                        "election",
                        new Label("到会不够法定人数,不能选举", "Too few electors came; the election can't be held"),
                        Sql.of("not {quorate}").part("quorate", sql.quorate())),
                count(
                        "contested",
                        "election",
                        new Label("候选人不够,没有差额", "Too few candidates for the seats"),
                        Sql.of("c.round = 1 and not {contested}").part("contested", sql.contested())),
                count(
                        "day",
                        "on",
                        new Label("计票早于选举日期", "The count is earlier than election day"),
                        Sql.of("c.\"on\" < el.{day}").name("day", meant.dayColumn())),
                count(
                        "round",
                        "round",
                        level,
                        Sql.of("c.round > 1 and coalesce({open}, 0) < 1").part("open", openBefore(sql))));
    }

    /** The seats still open before the round at hand; missing if the round before has no result. */
    private static Sql openBefore(ElectionSql sql) {
        return Sql.of("""
                (select {seats} - (select count(*) from ({results}) w where w.elected and w.round < c.round)
                   from ({again}) b where b.round = c.round - 1 limit 1)""")
                .part("seats", sql.seats())
                .part("results", sql.results())
                .part("again", sql.results());
    }

    private Sql tellersStand() {
        SqlWriter writer = new SqlWriter(
                Bindings.of(Sql.of("el.community_id"), Sql.of("el.{day}").name("day", meant.dayColumn()))
                        .taken("c")
                        .row(meant.elections().name(), "el")
                        .row(meant.candidates().name(), "stood"));
        Sql stands = writer.condition(meant.stands());
        Sql who = writer.value(meant.who());
        return Sql.of("""
                exists (select 1 from {candidates} stood{joins}
                         where stood.community_id = el.community_id and stood.voided_at is null and {stands}
                           and {who} = any(c.tellers_ids))""")
                .name("candidates", meant.candidates().table())
                .part("joins", writer.joins())
                .part("stands", stands)
                .part("who", who);
    }

    private Guard count(String what, String field, Label says, Sql broken) {
        ElectionSql sql = election.sql("el");
        return guard(
                "count-" + what,
                election.counts(),
                true,
                Optional.of(field),
                says,
                guarded -> Sql.of("""
                        select 1, {came} as came
                          from {counts} c
                          join {elections} el on el.community_id = c.community_id and el.id = c.election_id
                         where c.community_id = {community} and c.id = {record} and ({broken})""")
                        .part("came", sql.attended())
                        .name("counts", meant.counts().table())
                        .name("elections", meant.elections().table())
                        .value("community", guarded.community())
                        .value("record", guarded.record())
                        .part("broken", broken));
    }

    private List<Guard> votes() {
        ElectionSql sql = election.sql("el");
        return List.of(
                vote(
                        "valid",
                        "votes",
                        new Label("得票多于有效票", "More votes than valid papers"),
                        Sql.of("v.votes > c.valid")),
                vote(
                        "sum",
                        "votes",
                        new Label(
                                "各人得票加起来,多于有效票能投出的票", "Together there are more votes than the valid papers could hold"),
                        Sql.of("""
                                (select sum(o.votes) from {votes} o
                                  where o.community_id = v.community_id and o.count_id = v.count_id and o.voided_at is null)
                                > c.valid * {seats}""").name("votes", meant.votes().table()).part("seats", sql.seats())),
                vote(
                        "stands",
                        "candidate",
                        new Label("这个人不是这次选举的候选人", "This person does not stand in this election"),
                        Sql.of("not {stands}").part("stands", stands())),
                vote(
                        "round",
                        "candidate",
                        new Label(
                                "这一轮没有这个候选人:已经当选,或不在票数相等的人里",
                                "This candidate is not in this round: elected already, or not among those who were level"),
                        Sql.of("""
                                c.round > 1
                                and (exists (select 1 from ({results}) w where w.elected and w.round < c.round and w.candidate_id = v.candidate_id)
                                  or exists (select 1 from ({again}) b where b.level and b.round = c.round - 1)
                                     and not exists (select 1 from ({third}) b
                                                      where b.level and b.round = c.round - 1 and b.candidate_id = v.candidate_id))""")
                                .part("results", sql.results())
                                .part("again", sql.results())
                                .part("third", sql.results())));
    }

    private Sql stands() {
        SqlWriter writer = new SqlWriter(
                Bindings.of(Sql.of("el.community_id"), Sql.of("el.{day}").name("day", meant.dayColumn()))
                        .taken("c", "v")
                        .row(meant.elections().name(), "el")
                        .row(meant.candidates().name(), "stood"));
        Sql stands = writer.condition(meant.stands());
        return Sql.of("""
                exists (select 1 from {candidates} stood{joins}
                         where stood.community_id = el.community_id and stood.id = v.candidate_id
                           and stood.voided_at is null and {stands})""")
                .name("candidates", meant.candidates().table())
                .part("joins", writer.joins())
                .part("stands", stands);
    }

    private Guard vote(String what, String field, Label says, Sql broken) {
        return guard(
                "vote-" + what,
                election.votes(),
                true,
                Optional.of(field),
                says,
                guarded -> Sql.of("""
                        select 1
                          from {votes} v
                          join {counts} c on c.community_id = v.community_id and c.id = v.count_id
                          join {elections} el on el.community_id = c.community_id and el.id = c.election_id
                         where v.community_id = {community} and v.id = {record} and ({broken})""")
                        .name("votes", meant.votes().table())
                        .name("counts", meant.counts().table())
                        .name("elections", meant.elections().table())
                        .value("community", guarded.community())
                        .value("record", guarded.record())
                        .part("broken", broken));
    }

    private Guard guard(
            String what,
            String register,
            boolean blocks,
            Optional<String> field,
            Label says,
            Function<GuardScope, Sql> breaches) {
        return new Guard(
                election.id() + "." + what, election.clause(), register, blocks, field, says, meant.reads(), breaches);
    }
}

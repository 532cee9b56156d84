package io.liren.notice;

import io.liren.block.Guard;
import io.liren.block.GuardScope;
import io.liren.block.ParameterSql;
import io.liren.expression.Bindings;
import io.liren.expression.SqlWriter;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** What must hold of every publication and every answer, by whatever way they are entered. */
final class NoticeGuards {
    private final Notice notice;
    private final Notice.Form.Dated dated;

    NoticeGuards(Notice notice, Notice.Form.Dated dated) {
        this.notice = notice;
        this.dated = dated;
    }

    List<Guard> all() {
        List<Guard> guards = new ArrayList<>();
        String versions = dated.table() + "_version";
        guards.add(guard(
                "leak",
                true,
                NoticeReader.TEXT,
                new Label(
                        "公示的文字里有不能公开的内容:身份证号、电话、账号、门牌、未遮盖的姓名或敏感内容。改正登记后再公示",
                        "The text holds what may not be published: an identity, phone, account or door number, a name in full"
                                + " or a sensitive value. Put the record right first"),
                guarded -> Sql.of("""
                        select 1
                          from {postings} p
                         cross join lateral ({found}) f
                         where p.community_id = {community} and p.id = {id} and p.text is not null""")
                        .name("postings", dated.table())
                        .part(
                                "found",
                                notice.leaks()
                                        .found(
                                                Sql.of("p.text"),
                                                Sql.of("p.community_id"),
                                                Sql.of("p.record_id"),
                                                Sql.bind(guarded.today())))
                        .value("community", guarded.community())
                        .value("id", guarded.record())));
        notice.where()
                .ifPresent(where -> guards.add(guard(
                        "where",
                        true,
                        NoticeReader.RECORD,
                        new Label("这条记录还不到公示的时候", "This record is not ready to be published"),
                        guarded -> {
                            Sql own = Sql.of("s.community_id");
                            SqlWriter writer = new SqlWriter(Bindings.of(own, Sql.bind(guarded.today()))
                                    .row(notice.of().name(), "s")
                                    .parameters(ParameterSql.inForce(
                                            notice.names(),
                                            notice.place().rulebook(),
                                            own,
                                            Sql.bind(guarded.today()))));
                            Sql broken = writer.negated(where);
                            return posting(
                                    guarded,
                                    Sql.of("""
                             and p.revision = 1
                             and exists (select 1 from {of} s{joins}
                                          where s.community_id = p.community_id and s.id = p.record_id and ({broken}))""")
                                            .name("of", notice.of().table())
                                            .part("joins", writer.joins())
                                            .part("broken", broken));
                        })));
        guards.add(guard(
                "twice",
                true,
                NoticeReader.RECORD,
                new Label("这条记录正在公示", "This record is being published already"),
                guarded -> posting(
                        guarded,
                        Sql.of("""
                         and p.revision = 1
                         and exists (select 1 from {postings} q
                                      where q.community_id = p.community_id and q.record_id = p.record_id and q.id <> p.id
                                        and q.voided_at is null and q.taken_down_on is null
                                        and p.published_on between q.published_on and {until})""")
                                .name("postings", dated.table())
                                .part(
                                        "until",
                                        Notice.until(
                                                dated,
                                                notice.names(),
                                                notice.place().rulebook(),
                                                Sql.of("q.community_id"),
                                                Sql.of("q.published_on"))))));
        guards.add(guard(
                "day",
                true,
                NoticeReader.PUBLISHED,
                new Label(
                        "公示日期不能晚于今天;在网上公示的从当天算起",
                        "It is not published later than today; online it counts from the day it is entered"),
                guarded -> posting(
                        guarded,
                        Sql.of(
                                        " and (p.published_on > {today} or p.text is not null and p.published_on < p.entered_on)")
                                .value("today", guarded.today()))));
        guards.add(guard(
                "kept",
                true,
                NoticeReader.TEXT,
                new Label(
                        "公示出去的不能改;要改就撤下,重新公示", "What has been published is not changed: take it down and publish anew"),
                guarded -> posting(guarded, Sql.of("""
                         and exists (select 1 from {versions} v
                                      where v.community_id = p.community_id and v.id = p.id
                                        and (v.text is distinct from p.text or v.published_on <> p.published_on
                                             or v.record_id <> p.record_id))""").name("versions", versions))));
        guards.add(guard(
                "down",
                true,
                NoticeReader.WHY,
                new Label(
                        "提前撤下要写明原因,日期在公示之后、今天之前",
                        "Taking it down early needs a reason, and a day between publication and today"),
                guarded -> posting(guarded, Sql.of("""
                         and p.taken_down_on is not null
                         and (coalesce(btrim(p.why), '') = '' or p.taken_down_on < p.published_on or p.taken_down_on > {today})""").value("today", guarded.today()))));
        guards.add(guard(
                "paper",
                false,
                NoticeReader.TEXT,
                new Label(
                        "没有留下公示的文字,居民在网上看不到;只在纸上公示的,写明原因",
                        "No text is kept and residents see nothing online; say why it is on paper only"),
                guarded -> posting(guarded, Sql.of(" and p.revision = 1 and p.text is null"))));
        dated.objections()
                .ifPresent(o -> guards.add(new Guard(
                        notice.id() + ".answer",
                        notice.clause(),
                        o.register(),
                        true,
                        Optional.of(NoticeReader.ANSWERED),
                        new Label(
                                "答复要写内容,日期在提出之后、今天之前",
                                "An answer has words, and a day between the objection and today"),
                        Set.of(o.register()),
                        guarded -> Sql.of("""
                        select 1
                          from {objections} o
                         where o.community_id = {community} and o.id = {id}
                           and (o.answered_on is not null
                                and (coalesce(btrim(o.answer), '') = '' or o.answered_on < o."on" or o.answered_on > {today})
                                or o.answered_on is null and coalesce(btrim(o.answer), '') <> '')""")
                                .name("objections", o.table())
                                .value("community", guarded.community())
                                .value("id", guarded.record())
                                .value("today", guarded.today()))));
        return guards;
    }

    private Sql posting(GuardScope guarded, Sql breach) {
        return Sql.of(
                        "select 1 from {postings} p where p.community_id = {community} and p.id = {id} and p.voided_at is null {breach}")
                .name("postings", dated.table())
                .value("community", guarded.community())
                .value("id", guarded.record())
                .part("breach", breach);
    }

    private Guard guard(String what, boolean blocks, String field, Label says, Function<GuardScope, Sql> breaches) {
        return new Guard(
                notice.id() + "." + what,
                notice.clause(),
                dated.register(),
                blocks,
                Optional.of(field),
                says,
                Set.of(notice.of().register(), dated.register()),
                breaches);
    }
}

package io.liren.consent;

import io.liren.block.Guard;
import io.liren.block.GuardScope;
import io.liren.block.Place;
import io.liren.block.Scope;
import io.liren.consent.Consent.Answer;
import io.liren.expression.Shape;
import io.liren.expression.SqlWriter;
import io.liren.sql.Sql;
import io.liren.wording.Label;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** What guards the answers to a consent, and what of them ends it. */
final class AnswerGuards {
    private static final List<String> ENDING = List.of(Answer.REFUSED.word(), Answer.WITHDRAWN.word());
    private final ConsentBlock block;
    private final Place place;
    private final Shape of;
    private final Shape answers;
    private final Scope scope;

    /** @param of the register of those who consent */
    AnswerGuards(ConsentBlock block, Shape of, Shape answers, Scope scope) {
        this.block = block;
        this.place = block.place();
        this.of = of;
        this.answers = answers;
        this.scope = scope;
    }

    List<Guard> all(Optional<Consent.Guarded> guarded) {
        List<Guard> guards = new ArrayList<>();
        guards.add(answerGuard(
                "future",
                Consent.Field.ON,
                true,
                new Label("日期晚于今天；答复了才登记", "The date is later than today; an answer is entered once it was given"),
                asked -> answer(asked, Sql.of("a.\"on\" > {today}").value("today", asked.today()))));
        guards.add(answerGuard(
                "version",
                Consent.Field.NOTICE,
                true,
                new Label(
                        "写明按哪一版告知书答复的：要是当天用的那一版",
                        "Say by which version of the notice: it must be the one in use that day"),
                asked -> answer(
                        asked,
                        Sql.of("a.answer <> {withdrawn} and a.notice is distinct from {version}")
                                .value("withdrawn", Answer.WITHDRAWN.word())
                                .part("version", version()))));
        guards.add(answerGuard(
                "paper",
                Consent.Field.PAPER,
                true,
                new Label("书面同意的，附上签字的告知书", "For a signed consent attach the signed notice"),
                asked -> answer(
                        asked,
                        Sql.of("a.how = {signed} and a.answer = {given} and a.paper is null")
                                .value("signed", Consent.Field.SIGNED)
                                .value("given", Answer.GIVEN.word()))));
        guards.add(answerGuard(
                "kept",
                Consent.Field.ANSWER,
                true,
                new Label(
                        "不同意和撤回的答复不能改掉或作废：内容已经删除；本人改了主意，另登记一次",
                        "A refusal or withdrawal can't be changed or declared void: what rested on it is erased; if the person thinks otherwise, enter a new answer"),
                asked -> changed(asked)));
        guards.add(answerGuard(
                "asked-again",
                Consent.Field.ANSWER,
                false,
                new Label(
                        "本人已经表示过不同意；除非本人提出，不再询问",
                        "The person has refused before; unless they bring it up themselves, don't ask again"),
                asked -> answer(asked, askedAgain())));
        guarded.ifPresent(g -> guards.add(answerGuard(
                "guardian",
                Consent.Field.GUARDIAN,
                true,
                new Label("这个年纪由监护人答复：写明是哪位监护人", "At this age the guardian answers: say which guardian"),
                asked -> byGuardian(g, asked))));
        return guards;
    }

    private Guard answerGuard(
            String what, String field, boolean blocks, Label says, Function<GuardScope, Sql> breaches) {
        Guard guard = new Guard(
                place.id() + "." + what,
                place.clause(),
                answers.register(),
                blocks,
                Optional.of(field),
                says,
                Set.of(answers.register()),
                breaches);
        return blocks ? guard.holdingAlways() : guard;
    }

    private Sql answer(GuardScope guarded, Sql breach) {
        return Sql.of("""
                select 1
                  from {answers} a
                 where a.community_id = {community} and a.id = any({records}) and a.voided_at is null and {breach}""")
                .name("answers", answers.table())
                .value("community", guarded.community())
                .value("records", guarded.ids())
                .part("breach", breach);
    }

    /** The version in use on the day of an answer {@code a}. */
    private Sql version() {
        List<Sql> cases = new ArrayList<>();
        for (Consent.Notice notice : block.notices().reversed()) {
            cases.add(Sql.of("when a.\"on\" >= {from} then {version}")
                    .value("from", notice.from())
                    .value("version", notice.version()));
        }
        return Sql.of("case {cases} end").part("cases", Sql.join(" ", cases));
    }

    private Sql changed(GuardScope guarded) {
        return Sql.of("""
                select 1
                  from {answers} a
                  join {versions} v on v.community_id = a.community_id and v.id = a.id
                 where a.community_id = {community} and a.id = any({records}) and v.answer = any({ending})
                   and (a.voided_at is not null or a.answer <> v.answer)""")
                .name("answers", answers.table())
                .name("versions", answers.table() + "_version")
                .value("community", guarded.community())
                .value("records", guarded.ids())
                .value("ending", ENDING.toArray(String[]::new));
    }

    private Sql askedAgain() {
        return Sql.of("""
                a.answer = {refused}
                   and (select p.answer
                          from {answers} p
                         where p.community_id = a.community_id and p.whom_id = a.whom_id and p.voided_at is null
                           and (p."on", p.entered_at, p.id) < (a."on", a.entered_at, a.id)
                         order by p."on" desc, p.entered_at desc, p.id desc
                         limit 1) = {again}""")
                .name("answers", answers.table())
                .value("refused", Answer.REFUSED.word())
                .value("again", Answer.REFUSED.word());
    }

    private Sql byGuardian(Consent.Guarded guarded, GuardScope asked) {
        SqlWriter writer = new SqlWriter(CoveredGuards.bindings(block.place(), scope, asked.today(), of, "s"));
        Sql when = writer.condition(guarded.when());
        Sql is = writer.value(guarded.is());
        return Sql.of("""
                select 1
                  from {answers} a
                  join {of} s on s.community_id = a.community_id and s.id = a.whom_id{joins}
                 where a.community_id = {community} and a.id = any({records}) and a.voided_at is null
                   and ({when}) and (a.guardian_id is null or a.guardian_id is distinct from {is})""")
                .name("answers", answers.table())
                .name("of", of.table())
                .part("joins", writer.joins())
                .value("community", asked.community())
                .value("records", asked.ids())
                .part("when", when)
                .part("is", is);
    }

    Sql ended(UUID community, Set<UUID> records) {
        return Sql.of("""
                select distinct a.whom_id as id
                  from {answers} a
                 where a.community_id = {community} and a.id = any({records}) and a.voided_at is null
                   and a.answer = any({ending})
                   and not exists (select 1
                                     from {answers} n
                                    where n.community_id = a.community_id and n.whom_id = a.whom_id
                                      and n.voided_at is null and n.answer = {given}
                                      and (n."on", n.entered_at, n.id) > (a."on", a.entered_at, a.id))""")
                .name("answers", answers.table())
                .value("community", community)
                .value("records", records.toArray(UUID[]::new))
                .value("ending", ENDING.toArray(String[]::new))
                .value("given", Answer.GIVEN.word());
    }
}

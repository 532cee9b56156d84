package io.liren.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.journal.Chain;
import io.liren.journal.Entry;
import io.liren.journal.Journal;
import io.liren.journal.Keys;
import io.liren.register.Bulk;
import io.liren.register.Change;
import io.liren.register.EntryOptions;
import io.liren.register.Holdings;
import io.liren.register.Masked;
import io.liren.register.Outcome;
import io.liren.register.RecordView;
import io.liren.register.Replay;
import io.liren.register.Revealed;
import io.liren.rulebook.Diagnostic;
import io.liren.rulebook.Findings;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.testing.Town;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is kept because a person agreed, and what becomes of it when the person thinks otherwise. */
class ConsentTest {
    private static final String BOOK = """
            ---
            rulebook: small
            title: 小制度 | Small
            version: 2026-01
            posts: {nurse: 护士 | Nurse, clerk: 经办人 | Clerk}
            ---
            ## 1 联系 | Contact
            同意后六个月内有效。
            ```parameters
            months: {label: 有效月数 | Months, type: integer, unit: months, values: [{from: 2026-01-01, value: 6, source: 示例 | Example}, {from: 2026-06-01, value: 3, source: 示例 | Example}]}
            ```
            ```register
            person:
              label: 人 | Person
              title: [name]
              enter: [nurse]
              fields:
                name:     {label: 姓名 | Name, type: text, required: true}
                born:     {label: 出生 | Born, type: date}
                guardian: {label: 监护人 | Guardian, type: reference, to: person}
                number:   {label: 证号 | Number, type: text, sensitive: {class: L2, purpose: 核对 | Check}, for: [nurse]}
            talk:
              label: 谈话 | Talk
              title: [person, on]
              happened: on
              about: person
              enter: [nurse]
              fields:
                person: {label: 人 | Person, type: reference, to: person, required: true}
                on:     {label: 日期 | Date, type: date, required: true, default: today}
                wants:  {label: 想要 | Wants, type: choices, options: {check: 检查 | Check, advice: 咨询 | Advice}, sensitive: {class: L4, purpose: 联系服务 | Services}, for: [nurse]}
                said:   {label: 说了什么 | Said, type: text, sensitive: {class: L3, purpose: 办事 | Acting on it}, for: [nurse]}
            ```
            ```consent
            reminders:
              label: 服务提醒 | Reminders
              of: person
              covers: [talk.wants]
              purpose: 提醒本人可以享受的服务 | To remind the person of services
              necessity: 不知道想要什么就没法提醒 | Without knowing what is wanted there is no reminding
              impact: 只有护士看得到 | Only the nurse sees it
              lasts: param.months months
              asked-by: [nurse]
              guardian: {when: "person.born.addYears(14) > today", is: person.guardian}
              notice:
                v1: {from: 2026-01-01, text: 我们想记下您需要的服务。 | We would like to note what you want.}
                v2: {from: 2026-05-01, text: 我们想记下您需要的服务，只用来提醒。 | We would like to note what you want and use it for reminders only.}
            ```
            ```duty
            remind: {label: 提醒 | Remind, for: person where person.reminders_given, every: month, from: 2026-01-01, met-by: talk where talk.person == person, owed-by: nurse}
            ```
            """;

    private final Town town = Town.under(BOOK).on("2026-03-10");
    private final Viewer nurse = town.someone("丙", "small.nurse");
    private UUID jia = new UUID(0, 0);

    @BeforeEach
    void begin() {
        jia = town.enter(nurse, "small.person", Map.of("name", "甲", "number", "N-1"));
    }

    @AfterEach
    void close() {
        town.close();
    }

    private Map<String, Object> answer(UUID whom, String answer, Object... more) {
        Map<String, Object> values = new HashMap<>(Map.of("whom", whom, "answer", answer));
        if (!answer.equals("withdrawn")) {
            values.put("notice", "v1");
        }
        for (int i = 0; i < more.length; i += 2) {
            values.put((String) more[i], more[i + 1]);
        }
        return values;
    }

    private UUID said(UUID whom, String answer, Object... more) {
        return town.enter(nurse, "small.reminders_consent", answer(whom, answer, more));
    }

    private Map<String, Object> talk(String... wants) {
        return new HashMap<>(Map.of("person", jia, "wants", List.of(wants), "said", "下午来"));
    }

    private Object shown(UUID talk, String field) {
        Revealed revealed = town.records.reveal(nurse, "small.talk", talk, field, "示例");
        return revealed instanceof Revealed.Shown shown
                ? Optional.ofNullable(shown.value()).orElse("")
                : revealed;
    }

    private void verify() {
        Keys keys = new Keys(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
        town.database.inTransaction(Scope.of(Town.HERE), tx -> {
            assertThat(Chain.verify(tx, Town.HERE).holds()).isTrue();
            assertThat(new Replay(town.edition, new Journal(), keys).firstDifference(tx, Town.HERE))
                    .isEmpty();
            return true;
        });
    }

    @Test
    void nothingThatRestsOnConsentIsKeptWithoutIt() {
        assertThat(town.refused(nurse, "small.talk", talk("check"))).containsExactly("small.reminders.talk");
        // What does not rest on it is never held back.
        town.enter(nurse, "small.talk", Map.of("person", jia, "said", "下午来"));
        said(jia, "refused");
        assertThat(town.refused(nurse, "small.talk", talk("check"))).containsExactly("small.reminders.talk");
        assertThat(town.facts.bulk(nurse, "small.talk", List.of(Bulk.Line.of(talk("check")))))
                .isInstanceOf(Bulk.Result.Refused.class);
        said(jia, "given");
        UUID talk = town.enter(nurse, "small.talk", talk("check"));
        assertThat(shown(talk, "wants")).isEqualTo(List.of("check"));
        assertThat(town.ask("small", "reminders", jia, null, null)).isEqualTo("given");
        assertThat(town.occurrences(nurse, "small.remind")).isNotEmpty();
    }

    @Test
    void aWithdrawalErasesForGoodAndTheJournalStillVerifies() {
        said(jia, "given");
        UUID talk = town.enter(nurse, "small.talk", talk("check"));
        Outcome corrected = town.facts.correct(
                nurse, "small.talk", talk, 1, Map.of("wants", List.of("advice")), EntryOptions.because("改了"));
        assertThat(corrected).isInstanceOf(Outcome.Entered.class);
        assertThat(opened(talk, "wants")).containsExactly("[check]", "[advice]");

        town.on("2026-04-02");
        said(jia, "withdrawn");

        assertThat(shown(talk, "wants")).isEqualTo("");
        assertThat(shown(talk, "said")).isEqualTo("下午来");
        assertThat(town.values(nurse, "small.person", jia).get("number")).isInstanceOf(Masked.class);
        // Neither the journal nor a past version opens any more; what rests on nothing still does.
        assertThat(opened(talk, "wants")).isEmpty();
        assertThat(opened(talk, "said")).isNotEmpty();
        assertThat(keysDestroyed()).isEqualTo(1);
        assertThat(sealedVersions()).isEqualTo(2);
        verify();
        // The erasure itself is on record, with its reason.
        assertThat(town.records.history(nurse, "small.talk", talk, Optional.empty()))
                .last()
                .satisfies(change -> {
                    assertThat(change.kind()).isEqualTo(Entry.Kind.ERASE);
                    assertThat(change.reason()).contains("同意已撤回：服务提醒");
                });
        assertThat(town.occurrences(nurse, "small.remind")).isEmpty();
        assertThat(town.ask("small", "reminders", jia, null, null)).isEqualTo("withdrawn");
        assertThat(town.refused(nurse, "small.talk", talk("check"))).containsExactly("small.reminders.talk");
    }

    /** The values of a field that history still shows. */
    private List<String> opened(UUID record, String field) {
        return town.records.history(nurse, "small.talk", record, Optional.of(field), Optional.of("示例")).stream()
                .flatMap(c -> c.fields().stream())
                .map(Change.Altered::after)
                .filter(v -> v != null && !(v instanceof Masked))
                .map(Objects::toString)
                .toList();
    }

    private long keysDestroyed() {
        return town.database.inTransaction(
                Scope.of(Town.HERE),
                tx -> tx.one(
                        Sql.of("select count(*) as n from person_key where wrapped is null"), row -> row.whole("n")));
    }

    private long sealedVersions() {
        return town.database.inTransaction(
                Scope.of(Town.HERE),
                tx -> tx.one(
                        Sql.of("select count(*) as n from small_talk_version where wants is not null"),
                        row -> row.whole("n")));
    }

    @Test
    void aWithdrawalIsNotUndoneButOneMayAgreeAgain() {
        said(jia, "given");
        UUID withdrawn = said(jia, "withdrawn");
        assertThat(Town.codes(town.facts.voidRecord(nurse, "small.reminders_consent", withdrawn, "点错了")))
                .containsExactly("small.reminders.kept");
        assertThat(Town.codes(town.facts.correct(
                        nurse,
                        "small.reminders_consent",
                        withdrawn,
                        1,
                        Map.of("answer", "given", "notice", "v1"),
                        EntryOptions.because("点错了"))))
                .containsExactly("small.reminders.kept");
        said(jia, "given");
        UUID talk = town.enter(nurse, "small.talk", talk("advice"));
        assertThat(shown(talk, "wants")).isEqualTo(List.of("advice"));
        verify();
    }

    @Test
    void aConsentUnderWhichSomethingIsKeptIsNotTakenAwayFromUnderIt() {
        UUID given = said(jia, "given");
        town.enter(nurse, "small.talk", talk("check"));
        assertThat(Town.codes(town.facts.voidRecord(nurse, "small.reminders_consent", given, "登错了")))
                .containsExactly("small.reminders.answer.talk");
        // A yes that is put right to a no ends it like any other no.
        Outcome no = town.facts.correct(
                nurse, "small.reminders_consent", given, 1, Map.of("answer", "refused"), EntryOptions.because("听错了"));
        assertThat(no).isInstanceOf(Outcome.Entered.class);
        assertThat(town.records
                        .history(
                                nurse,
                                "small.talk",
                                town.database.inTransaction(
                                        Scope.of(Town.HERE),
                                        tx -> tx.one(Sql.of("select id from small_talk"), row -> row.uuid("id"))),
                                Optional.empty())
                        .getLast()
                        .kind())
                .isEqualTo(Entry.Kind.ERASE);
        verify();
    }

    @Test
    void aYesLastsAsLongAsTheParameterSaidOnItsDay() {
        said(jia, "given");
        town.on("2026-09-09");
        assertThat(town.ask("small", "reminders", jia, null, null)).isEqualTo("given");
        town.enter(nurse, "small.talk", talk("check"));
        town.on("2026-09-10");
        assertThat(town.ask("small", "reminders", jia, null, null)).isEqualTo("over");
        assertThat(town.refused(nurse, "small.talk", talk("check"))).containsExactly("small.reminders.talk");
        said(jia, "given", "notice", "v2");
        town.on("2026-12-10");
        assertThat(town.ask("small", "reminders", jia, null, null)).isEqualTo("over");
    }

    @Test
    void anAnswerSaysByWhichNoticeHowAndForAChildByWhom() {
        String register = "small.reminders_consent";
        assertThat(town.refused(nurse, register, answer(jia, "given", "notice", "v2")))
                .containsExactly("small.reminders.version");
        assertThat(town.refused(nurse, register, answer(jia, "given", "on", LocalDate.of(2026, 3, 11))))
                .containsExactly("small.reminders.future");
        assertThat(town.refused(nurse, register, answer(jia, "given", "how", "signed")))
                .containsExactly("small.reminders.paper");
        UUID child = town.enter(
                nurse, "small.person", Map.of("name", "小甲", "born", LocalDate.of(2015, 1, 1), "guardian", jia));
        UUID other = town.enter(nurse, "small.person", Map.of("name", "乙"));
        assertThat(town.refused(nurse, register, answer(child, "given"))).containsExactly("small.reminders.guardian");
        assertThat(town.refused(nurse, register, answer(child, "given", "guardian", other)))
                .containsExactly("small.reminders.guardian");
        said(child, "given", "guardian", jia);
        assertThat(town.ask("small", "reminders", child, null, null)).isEqualTo("given");
        // Who has refused is not asked over and over.
        said(jia, "refused");
        assertThat(town.refused(nurse, register, answer(jia, "refused")))
                .containsExactly("small.reminders.asked-again");
    }

    @Test
    void everythingAboutAPersonMayBeErasedAndThatOfAConsentWithIt() {
        said(jia, "given");
        UUID talk = town.enter(nurse, "small.talk", talk("check"));
        assertThat(town.facts.erase(nurse, "small.person", jia, "本人要求")).isInstanceOf(Outcome.Entered.class);
        assertThat(shown(talk, "wants")).isEqualTo("");
        assertThat(shown(talk, "said")).isEqualTo("");
        assertThat(opened(talk, "wants")).isEmpty();
        assertThat(keysDestroyed()).isEqualTo(2);
        verify();
    }

    @Test
    void whatWasErasedIsErasedAgainAfterARestoreAndNoMore() {
        said(jia, "given");
        UUID talk = town.enter(nurse, "small.talk", talk("check"));
        assertThat(town.facts.eraseAgain(nurse, "small.talk", talk, Set.of("wants"), "恢复后"))
                .isInstanceOf(Outcome.Entered.class);
        assertThat(shown(talk, "wants")).isEqualTo("");
        assertThat(shown(talk, "said")).isEqualTo("下午来");
        assertThat(town.ask("small", "reminders", jia, null, null)).isEqualTo("withdrawn");
        assertThat(town.facts.eraseAgain(nurse, "small.talk", talk, Set.of("wants", "said"), "恢复后"))
                .isInstanceOf(Outcome.Entered.class);
        assertThat(shown(talk, "said")).isEqualTo("");
        verify();
    }

    @Test
    void whatAWithdrawalWouldEraseIsToldBeforehandAndBothTakeOneAct() {
        Consents consents = new Consents(town.edition, town.facts, town.records, town.today());
        Consent reminders = consents.of(nurse, "small.person").getFirst();
        assertThat(consents.standing(nurse, reminders, jia).state()).isEqualTo(Standing.State.UNASKED);
        assertThat(consents.answer(nurse, reminders, jia, Consent.Answer.GIVEN, ""))
                .isInstanceOf(Outcome.Entered.class);
        UUID talk = town.enter(nurse, "small.talk", talk("check"));
        Standing given = consents.standing(nurse, reminders, jia);
        assertThat(given.state()).isEqualTo(Standing.State.GIVEN);
        assertThat(given.latest().orElseThrow().until()).contains(LocalDate.of(2026, 9, 10));
        assertThat(given.latest().orElseThrow().notice().orElseThrow().version())
                .isEqualTo("v1");
        assertThat(consents.lasts(nurse, reminders).orElseThrow().zh()).isEqualTo("6个月");
        assertThat(consents.resting(nurse, reminders, jia))
                .containsExactly(new Consents.Resting("small.talk", talk, List.of("wants")));
        assertThat(consents.answer(nurse, reminders, jia, Consent.Answer.WITHDRAWN, ""))
                .isInstanceOf(Outcome.Entered.class);
        assertThat(consents.resting(nurse, reminders, jia)).isEmpty();
        assertThat(consents.standing(nurse, reminders, jia).state()).isEqualTo(Standing.State.WITHDRAWN);
        assertThat(consents.find(town.someone("丁", "small.clerk"), reminders.id())
                        .map(c -> consents.mayAsk(town.someone("丁", "small.clerk"), c)))
                .contains(false);
    }

    @Test
    void theGuardianOnRecordAnswersForAChild() {
        Consents consents = new Consents(town.edition, town.facts, town.records, town.today());
        Consent reminders = consents.of(nurse, "small.person").getFirst();
        UUID child = town.enter(
                nurse, "small.person", Map.of("name", "小甲", "born", LocalDate.of(2015, 1, 1), "guardian", jia));
        UUID alone = town.enter(nurse, "small.person", Map.of("name", "小乙", "born", LocalDate.of(2015, 1, 1)));
        assertThat(consents.standing(nurse, reminders, child).guardian())
                .contains(new Standing.Guardian(Optional.of(jia)));
        assertThat(consents.answer(nurse, reminders, child, Consent.Answer.GIVEN, ""))
                .isInstanceOf(Outcome.Entered.class);
        assertThat(consents.standing(nurse, reminders, alone).guardian())
                .contains(new Standing.Guardian(Optional.empty()));
        assertThat(Town.codes(consents.answer(nurse, reminders, alone, Consent.Answer.GIVEN, "")))
                .containsExactly("small.reminders.guardian");
    }

    @Test
    void whoeverAsksIsShownWhatIsHeldAboutThemAndWhoLooked() {
        said(jia, "given");
        UUID talk = town.enter(nurse, "small.talk", talk("check"));
        UUID child = town.enter(nurse, "small.person", Map.of("name", "小甲", "guardian", jia));
        shown(talk, "wants");
        Holdings holdings = new Holdings(town.records);
        assertThat(holdings.asked("small.person")).isTrue();
        assertThat(holdings.asked("small.talk")).isFalse();
        List<Holdings.Holding> held = holdings.of(nurse, "small.person", jia);
        assertThat(held.stream().flatMap(h -> h.records().stream()).map(RecordView::id))
                .contains(jia, talk, child)
                .hasSize(4);
        assertThat(view(held, talk).values().get("wants")).isInstanceOf(Masked.class);
        assertThat(holdings.looks(nurse, held, 10)).hasSize(1).allSatisfy(l -> {
            assertThat(l.look().purpose()).isEqualTo("示例");
            assertThat(l.look().field()).isEqualTo("wants");
        });
        List<Holdings.Holding> copy = holdings.copy(nurse, "small.person", jia, "本人要求");
        assertThat(view(copy, talk).values().get("wants")).isEqualTo(List.of("check"));
        // What stands in the copy has been looked at, each value for itself.
        assertThat(holdings.looks(nurse, held, 10)).hasSize(4);
        // Whoever may not see a value hands over a mask.
        Viewer clerk = town.someone("丁", "small.clerk");
        assertThat(view(holdings.copy(clerk, "small.person", jia, "本人要求"), talk)
                        .values()
                        .get("wants"))
                .isInstanceOf(Masked.class);
    }

    private static RecordView view(List<Holdings.Holding> held, UUID record) {
        return held.stream()
                .flatMap(h -> h.records().stream())
                .filter(r -> r.id().equals(record))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aWrongBlockIsToldWhereAndWhy() {
        Findings findings = new Findings();
        Town.compile(
                findings,
                BOOK.replace("covers: [talk.wants]", "covers: [talk.wants, talk.on, person.name, talk.nothing]")
                        .replace("about: person\n", "\n"));
        assertThat(findings.errors())
                .extracting(Diagnostic::sentence)
                .anyMatch(s -> s.toString().contains("about"))
                .anyMatch(s -> s.toString().contains("sensitive"))
                .anyMatch(s -> s.toString().contains("nothing"));
    }
}

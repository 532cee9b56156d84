package io.liren.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.journal.Chain;
import io.liren.journal.Entry;
import io.liren.register.Change;
import io.liren.register.ListQuery;
import io.liren.register.Masked;
import io.liren.register.Outcome;
import io.liren.register.Replay;
import io.liren.rulebook.Diagnostic;
import io.liren.rulebook.Findings;
import io.liren.sql.Scope;
import io.liren.testing.Town;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What was kept until something was over, and is gone for good once a person says so. */
class ErasureTest {
    private static final String BOOK = """
            ---
            rulebook: small
            title: 小制度 | Small
            version: 2026-01
            posts: {officer: 专干 | Officer}
            ---
            ## 1 事件 | Events
            事件过后登记销毁。
            ```register
            event:
              label: 事件 | Event
              title: [place]
              enter: [officer]
              fields:
                place:   {label: 地点 | Place, type: text, required: true}
                facts:   {label: 情况 | Facts, type: text, sensitive: {class: L3, purpose: 处置 | Handling}, for: [officer]}
                lessons: {label: 教训 | Lessons, type: text, sensitive: {class: L3, purpose: 复盘 | Review}, for: [officer]}
                gone_on: {label: 销毁日期 | Destroyed on, type: date}
            told:
              label: 报告 | Report
              title: [event]
              about: event
              enter: [officer]
              fields:
                event:   {label: 事件 | Event, type: reference, to: event, required: true}
                content: {label: 内容 | Content, type: text, sensitive: {class: L3, purpose: 处置 | Handling}, for: [officer]}
            ```
            ```erasure
            event_data:
              label: 事件的个人信息 | Personal data of an event
              of: event
              when: event.gone_on != null
              covers: [event.facts, told.content]
            ```
            """;

    private final Town town = Town.under(BOOK).on("2026-03-10");
    private final Viewer officer = town.someone("丙", "small.officer");

    @AfterEach
    void close() {
        town.close();
    }

    private UUID event(String place) {
        return town.enter(officer, "small.event", Map.of("place", place, "facts", place + "有人受伤", "lessons", "备好担架"));
    }

    private UUID told(UUID event) {
        return town.enter(officer, "small.told", Map.of("event", event, "content", "已送医院"));
    }

    /** What the history still shows of a field. */
    private List<String> opened(String register, UUID record, String field) {
        return town.records.history(officer, register, record, Optional.of(field), Optional.of("示例")).stream()
                .flatMap(c -> c.fields().stream())
                .map(Change.Altered::after)
                .filter(v -> v != null && !(v instanceof Masked))
                .map(Objects::toString)
                .toList();
    }

    private void verify() {
        town.database.inTransaction(Scope.of(Town.HERE), tx -> {
            assertThat(Chain.verify(tx, Town.HERE).holds()).isTrue();
            assertThat(new Replay(town.edition, town.journal, town.keys).firstDifference(tx, Town.HERE))
                    .isEmpty();
            return true;
        });
    }

    @Test
    void whatIsOverIsErasedWithItsReportsAndNothingElseIs() {
        UUID event = event("广场");
        UUID told = told(event);
        UUID other = event("桥头");
        UUID otherTold = told(other);
        town.correct(officer, "small.event", event, Map.of("facts", "两人受伤"));

        town.on("2026-06-01").correct(officer, "small.event", event, Map.of("gone_on", "2026-06-01"));

        assertThat(town.values(officer, "small.event", event).get("facts")).isNull();
        assertThat(town.values(officer, "small.told", told).get("content")).isNull();
        assertThat(opened("small.event", event, "facts")).isEmpty();
        assertThat(opened("small.told", told, "content")).isEmpty();
        assertThat(opened("small.event", event, "lessons")).containsExactly("备好担架");
        assertThat(opened("small.event", other, "facts")).containsExactly("桥头有人受伤");
        assertThat(opened("small.told", otherTold, "content")).containsExactly("已送医院");
        assertThat(town.records.history(officer, "small.told", told, Optional.empty()))
                .last()
                .satisfies(change -> {
                    assertThat(change.kind()).isEqualTo(Entry.Kind.ERASE);
                    assertThat(change.reason()).contains("到期销毁：事件的个人信息");
                });
        verify();
    }

    @Test
    void nothingIsWrittenBackAfterwards() {
        UUID event = event("广场");
        town.correct(officer, "small.event", event, Map.of("gone_on", "2026-03-10"));
        town.correct(officer, "small.event", event, Map.of("facts", "又写上"));
        assertThat(town.values(officer, "small.event", event).get("facts")).isNull();
        assertThat(opened("small.event", event, "facts")).isEmpty();
        UUID atOnce =
                town.enter(officer, "small.event", Map.of("place", "桥头", "facts", "有人落水", "gone_on", "2026-03-10"));
        assertThat(town.values(officer, "small.event", atOnce).get("facts")).isNull();
        assertThat(opened("small.event", atOnce, "facts")).isEmpty();
        verify();
    }

    @Test
    void whatWasErasedIsErasedAgainAfterARestore() {
        UUID event = event("广场");
        assertThat(town.facts.eraseAgain(officer, "small.event", event, Set.of("facts"), "恢复后"))
                .isInstanceOf(Outcome.Entered.class);
        assertThat(town.values(officer, "small.event", event).get("facts")).isNull();
        assertThat(town.values(officer, "small.event", event).get("lessons")).isInstanceOf(Masked.class);
        assertThat(town.records.list(officer, ListQuery.of("small.event")).lines())
                .hasSize(1);
        verify();
    }

    @Test
    void aFieldThatCannotBeErasedIsRefused() {
        Findings findings = new Findings();
        Town.compile(findings, BOOK.replace("covers: [event.facts,", "covers: [event.place, event.facts,"));
        assertThat(findings.errors())
                .extracting(Diagnostic::sentence)
                .anyMatch(s -> s.toString().contains("sensitive"));
    }
}

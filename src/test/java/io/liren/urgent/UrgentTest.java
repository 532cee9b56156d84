package io.liren.urgent;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.derivation.State;
import io.liren.register.EntryOptions;
import io.liren.register.Outcome;
import io.liren.register.RecordView;
import io.liren.rulebook.Diagnostic;
import io.liren.rulebook.Findings;
import io.liren.testing.Town;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Something happens in the night: one tap begins it, the next notes when, and the numbers stand beside. */
class UrgentTest {
    private static final String BOOK = """
            ---
            rulebook: small
            title: 小制度 | Small
            version: 2026-01
            posts: {officer: 专干 | Officer, clerk: 经办人 | Clerk}
            ---
            ## 1 急事 | Emergencies
            接报后三十分钟内报告。
            ```register
            event:
              label: 事件 | Event
              title: [place]
              enter: [officer]
              read: [officer]
              fields:
                known_at: {label: 接报 | Known, type: moment, required: true, default: now}
                place:    {label: 地点 | Place, type: text}
                told_at:  {label: 口头报告 | Reported, type: moment}
                over_on:  {label: 结束 | Over, type: date}
            line:
              label: 电话 | Number
              enter: [officer]
              fields:
                name:  {label: 单位 | Whose, type: text, required: true}
                phone: {label: 电话 | Number, type: phone, required: true}
                order: {label: 顺序 | Order, type: integer}
                dead:  {label: 停用 | Out of use, type: boolean}
            ```
            ```urgent
            now:
              label: 急事 | Emergency
              of: event
              over: over_on
              moments: [told_at]
              call: {of: "line where !line.dead", name: name, phone: phone, order: order}
            ```
            ```duty
            tell: {label: 口头报告 | Report, for: event, after: event.known_at, within: 30 minutes, met-on: event.told_at, owed-by: officer}
            ```
            ```limit
            told_late: {on: event, must: "event.told_at == null", otherwise: warn, says: 请写明原因 | Say why}
            ```
            """;

    private final Town town = Town.under(BOOK).on("2026-03-10");
    private final Viewer officer = town.someone("丙", "small.officer");
    private final Urgents urgents = new Urgents(town.edition, town.records, town.facts, town.today());
    private final Urgent now = town.edition.all(Urgent.class).getFirst();

    @AfterEach
    void close() {
        town.close();
    }

    @Test
    void oneTapBeginsOneMoreNotesTheMomentAndNoWarningHoldsItUp() {
        assertThat(urgents.begin(officer, now)).isInstanceOf(Outcome.Entered.class);
        RecordView event = urgents.running(officer, now).getFirst();
        assertThat(town.occurrence(officer, "small.tell", event.id()).state()).isEqualTo(State.OPEN);
        assertThat(urgents.note(officer, now, event, "told_at")).isInstanceOf(Outcome.Entered.class);
        RecordView noted = urgents.running(officer, now).getFirst();
        assertThat(noted.values().get("told_at")).isInstanceOf(Instant.class);
        assertThat(town.occurrence(officer, "small.tell", event.id()).state()).isEqualTo(State.MET);
        Outcome over = town.facts.correct(
                officer,
                "small.event",
                event.id(),
                noted.revision(),
                Map.of("place", "广场", "over_on", "2026-03-10"),
                EntryOptions.none().acknowledging("电话占线"));
        assertThat(over).isInstanceOf(Outcome.Entered.class);
        assertThat(urgents.running(officer, now)).isEmpty();
    }

    @Test
    void theNumbersStandInTheirOrderAndOnlyForThoseWhoMayReadIt() {
        town.enter(officer, "small.line", Map.of("name", "派出所", "phone", "19900000102", "order", "2"));
        town.enter(officer, "small.line", Map.of("name", "街道", "phone", "19900000101", "order", "1"));
        town.enter(officer, "small.line", Map.of("name", "旧号", "phone", "19900000109", "order", "3", "dead", "true"));
        assertThat(urgents.numbers(officer, now))
                .extracting(Urgents.Number::name)
                .containsExactly("街道", "派出所");
        Viewer clerk = town.someone("丁", "small.clerk");
        assertThat(urgents.of(clerk)).isEmpty();
        assertThat(urgents.begin(clerk, now)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aFieldThatIsNoMomentIsRefused() {
        Findings findings = new Findings();
        Town.compile(findings, BOOK.replace("moments: [told_at]", "moments: [place]"));
        assertThat(findings.errors())
                .extracting(Diagnostic::sentence)
                .anyMatch(s -> s.toString().contains("told_at"));
    }
}

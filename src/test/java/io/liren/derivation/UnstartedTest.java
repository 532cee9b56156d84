package io.liren.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.register.EntryOptions;
import io.liren.register.Outcome;
import io.liren.register.Problem;
import io.liren.testing.Town;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A clock of minutes whose start nobody has filled in is spoken of, not passed over. */
class UnstartedTest {
    private static final String DESK = """
            ---
            rulebook: desk
            title: 值班制度 | The desk
            posts:
              clerk: 值班员 | Clerk
            ---
            ## 1 急事 | What is urgent
            急事三十分钟内报告,书面一小时内。

            ```register
            event:
              label: 事件 | Event
              title: [what]
              fields:
                what:     {label: 什么事 | What, type: text, required: true}
                urgent:   {label: 急 | Urgent, type: boolean}
                known_at: {label: 接报时间 | Heard of at, type: moment}
                told_at:  {label: 报告时间 | Told at, type: moment}
            ```
            ```duty
            told:
              label: 口头报告 | Told
              for: event where event.urgent
              after: event.known_at
              within: 30 minutes
              met-on: event.told_at
              owed-by: clerk
            ```
            """;

    @Test
    void whoLeavesOutTheMomentIsToldThatTheClockDoesNotStart() {
        try (Town town = Town.under(DESK).on("2026-03-10")) {
            Viewer clerk = town.someone("丙", "desk.clerk");
            Map<String, Object> values = new HashMap<>(Map.of("what", "水管爆裂", "urgent", true));
            Outcome stopped = town.facts.enter(clerk, "desk.event", values, EntryOptions.none());
            assertThat(stopped).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
                Problem told = refused.problems().getFirst();
                assertThat(told.blocking()).isFalse();
                assertThat(told.field()).contains("known_at");
                assertThat(told.says().zh()).isEqualTo("没有填「接报时间」,「口头报告」不起算");
            });
            // With the reason it is kept; the record owes nothing, and its journal says why.
            Outcome kept = town.facts.enter(
                    clerk, "desk.event", values, EntryOptions.none().acknowledging("居民说不清"));
            assertThat(kept).isInstanceOf(Outcome.Entered.class);
            assertThat(town.occurrences(clerk, "desk.told")).isEmpty();
            // Filled in, the clock runs; what is not urgent needs no moment.
            UUID id = ((Outcome.Entered) kept).id();
            town.correct(clerk, "desk.event", id, Map.of("known_at", "2026-03-10 09:00"));
            assertThat(town.occurrence(clerk, "desk.told", id).dueAt()).isPresent();
            town.enter(clerk, "desk.event", Map.of("what", "借凳子", "urgent", false));
        }
    }
}

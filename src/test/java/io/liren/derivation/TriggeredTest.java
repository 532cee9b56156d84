package io.liren.derivation;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.testing.Town;
import io.liren.wording.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Duties that a date sets off (由日期引起的任务). */
class TriggeredTest {
    private static final String LENDING = """
            ---
            rulebook: lending
            title: 借物制度 | Lending
            posts:
              keeper: 保管员 | Keeper
            ---
            ## 1 归还 | Coming back
            借出的东西十日内归还,还了要在当月清点。

            ```parameters
            grace:
              label: 宽限 | Grace
              type: integer
              unit: days
              values: [{from: 2020-01-01, value: 3, source: 本制度 | This rulebook}]
            ```
            ```register
            shelf:
              label: 架 | Shelf
              title: [name]
              fields:
                name: {label: 名称 | Name, type: text, required: true}
                checked_on: {label: 清点日 | Checked on, type: date}
            thing:
              label: 物 | Thing
              title: [name]
              fields:
                name:    {label: 名称 | Name, type: text, required: true}
                shelf:   {label: 架 | Shelf, type: reference, to: shelf}
                lent_on: {label: 借出日 | Lent on, type: date}
                back_on: {label: 归还日 | Back on, type: date}
                note:    {label: 备注 | Note, type: text}
            ```
            ```duty
            give-back:
              label: 归还 | Give back
              for: thing
              after: thing.lent_on
              within: 10 days
              met-on: thing.back_on
              owed-by: keeper
            shelf-checked:
              label: 清点 | Count
              for: thing where thing.shelf.name != '无'
              after: thing.back_on
              within: param.grace days
              met-on: "thing.shelf.checked_on >= trigger ? thing.shelf.checked_on : null"
              owed-by: keeper
            dried:
              label: 晾干 | Dry
              for: thing where thing.note == '湿' || thing.note == '潮'
              after: thing.lent_on
              within: 10 days
              met-on: thing.back_on
              owed-by: keeper
            damp-this-year:
              label: 全年受潮 | Damp in the year
              for: thing where thing.note == '湿' || thing.note == '潮'
              every: year
              met-on: thing.back_on
              owed-by: keeper
            shelf-this-year:
              label: 全年清点 | Counted in the year
              for: thing where thing.lent_on != null
              every: year
              met-on: "thing.shelf.checked_on.addDays(param.grace) >= period.start ? thing.shelf.checked_on : null"
              owed-by: keeper
            ```
            """;
    private static final Viewer KEEPER =
            new Viewer(new UUID(1, 1), "丙", Town.HERE, Set.of("lending.keeper"), Language.ZH, Optional.empty());
    private static Town town;

    @BeforeAll
    static void open() {
        town = Town.under(LENDING);
    }

    @AfterAll
    static void close() {
        town.close();
    }

    @Test
    void aDateOfTheRecordReferredToMayMeetIt() {
        town.on("2026-03-10");
        UUID shelf = town.enter(KEEPER, "lending.shelf", Map.of("name", "甲架", "checked_on", "2026-03-01"));
        UUID ladder = town.enter(
                KEEPER,
                "lending.thing",
                Map.of("name", "梯子", "shelf", shelf, "lent_on", "2026-02-20", "back_on", "2026-03-05"));
        assertThat(town.occurrence(KEEPER, "lending.shelf-checked", ladder).state())
                .isEqualTo(State.OVERDUE);
        town.correct(KEEPER, "lending.shelf", shelf, Map.of("checked_on", "2026-03-07"));
        Occurrence met = town.occurrence(KEEPER, "lending.shelf-checked", ladder);
        assertThat(met.state()).isEqualTo(State.MET);
        // The third day is a Sunday: the next working day counts.
        assertThat(met.dueOn()).isEqualTo("2026-03-09");
        assertThat(town.states(KEEPER, "lending.shelf-this-year").get(ladder))
                .containsExactly("2025: met-late", "2026: met");
    }

    @Test
    void oneConditionOrAnotherStaysWithinItsOwnCommunityAndTime() {
        Viewer there =
                new Viewer(new UUID(1, 2), "丁", Town.THERE, Set.of("lending.keeper"), Language.ZH, Optional.empty());
        town.on("2026-03-10");
        UUID here = town.enter(KEEPER, "lending.thing", Map.of("name", "雨衣", "lent_on", "2026-03-01", "note", "潮"));
        town.enter(there, "lending.thing", Map.of("name", "伞", "lent_on", "2026-03-01", "note", "湿"));
        town.enter(there, "lending.thing", Map.of("name", "篷", "lent_on", "2026-03-01", "note", "潮"));
        town.derivations.derive(List.of(Town.HERE));
        assertThat(town.states(KEEPER, "lending.dried")).containsOnlyKeys(here);
        assertThat(town.states(KEEPER, "lending.damp-this-year")).containsOnlyKeys(here);
        town.derivations.derive(List.of(Town.THERE));
        assertThat(town.states(there, "lending.dried")).hasSize(2);
        assertThat(town.states(there, "lending.damp-this-year")).hasSize(2);
    }

    @Test
    void whatIsOverdueDoesNotVanishWithTime() {
        town.on("2022-05-01");
        UUID saw = town.enter(KEEPER, "lending.thing", Map.of("name", "锯子", "lent_on", "2022-05-01"));
        UUID lamp = town.enter(
                KEEPER, "lending.thing", Map.of("name", "灯", "lent_on", "2022-05-01", "back_on", "2022-05-09"));
        town.on("2026-03-10");
        assertThat(town.occurrence(KEEPER, "lending.give-back", saw).state()).isEqualTo(State.OVERDUE);
        assertThat(town.states(KEEPER, "lending.give-back")).doesNotContainKey(lamp);
        town.correct(KEEPER, "lending.thing", saw, Map.of("back_on", "2026-03-09"));
        assertThat(town.states(KEEPER, "lending.give-back")).doesNotContainKey(saw);
    }

    @Test
    void whatWasLongPastWhenItWasEnteredIsHistoryAndNotOwed() {
        town.on("2026-03-10");
        UUID chair = town.enter(KEEPER, "lending.thing", Map.of("name", "椅子", "lent_on", "2011-08-01"));
        assertThat(town.states(KEEPER, "lending.give-back")).doesNotContainKey(chair);
    }

    @Test
    void factsAreTimelyOrBackfilledByTheDayTheirDateBecameKnown() {
        town.on("2026-02-01");
        UUID cart = town.enter(KEEPER, "lending.thing", Map.of("name", "推车", "lent_on", "2026-02-01"));
        UUID rope = town.enter(KEEPER, "lending.thing", Map.of("name", "绳", "lent_on", "2026-02-01"));
        town.on("2026-02-05");
        town.correct(KEEPER, "lending.thing", cart, Map.of("back_on", "2026-02-05"));
        town.on("2026-03-10");
        town.correct(KEEPER, "lending.thing", cart, Map.of("note", "轮子松了"));
        town.correct(KEEPER, "lending.thing", rope, Map.of("back_on", "2026-02-05"));
        Occurrence timely = town.occurrence(KEEPER, "lending.give-back", cart);
        assertThat(timely.metEnteredOn()).contains(timely.metOn().orElseThrow());
        assertThat(timely.isBackfilled()).isFalse();
        assertThat(town.occurrence(KEEPER, "lending.give-back", rope).isBackfilled())
                .isTrue();
    }
}

package io.liren.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Staff;
import io.liren.access.StaffReplay;
import io.liren.access.Viewer;
import io.liren.block.Texts;
import io.liren.derivation.WaiverReplay;
import io.liren.derivation.Waivers;
import io.liren.parameter.Parameter;
import io.liren.parameter.ParameterReplay;
import io.liren.parameter.Parameters;
import io.liren.register.Replay;
import io.liren.rulebook.Findings;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.testing.Town;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever changes a parameter, a waiver, a post or an account behind the application's back is found out. */
class ReplaysTest {
    private static final String BOOK = """
            ---
            rulebook: tools
            title: 借物制度 | Lending
            version: 2026-01
            posts:
              keeper: 保管员 | Keeper
              head: 主任 | Head
            ---
            ## 1 归还 | Coming back
            借出的东西按期归还。

            ```parameters
            days:
              label: 期限 | Days
              type: integer
              unit: days
              values:
                - {from: 2020-01-01, value: 10, source: 本制度 | This rulebook}
                - {from: 2026-01-01, value: 14, source: 修订 | As amended}
            ```
            ```register
            thing:
              label: 物 | Thing
              title: [name]
              fields:
                name:    {label: 名称 | Name, type: text, required: true}
                lent_on: {label: 借出日 | Lent on, type: date}
                back_on: {label: 归还日 | Back on, type: date}
            ```
            ```duty
            give-back:
              label: 归还 | Give back
              for: thing
              after: thing.lent_on
              within: param.days days
              met-on: thing.back_on
              owed-by: keeper
              waivable-by: [head]
            ```
            """;
    private static final UUID ANNA = new UUID(3, 1);
    private static final UUID BEA = new UUID(3, 2);
    private Town town;
    private Viewer head;
    private Replays replays;
    private UUID ladder;

    @BeforeEach
    void open() {
        town = Town.under(BOOK).on("2026-03-10");
        head = town.someone("主任", "tools.head", "tools.keeper", Staff.ADMINISTRATOR);
        replays = new Replays(List.of(
                new Replay(town.edition, town.journal, town.keys),
                new WaiverReplay(town.journal),
                new StaffReplay(town.journal),
                new ParameterReplay(town.edition, town.journal)));
        town.data().ownerDatabase().inTransaction(Scope.platform(), tx -> {
            Staff.found(
                    tx,
                    town.journal,
                    ANNA,
                    town.today().now(),
                    Town.HERE,
                    ANNA,
                    "anna",
                    "安",
                    "x",
                    List.of(Staff.ADMINISTRATOR, "tools.head"));
            Texts.keep(tx, town.edition, Instant.EPOCH);
            return true;
        });
        ladder = town.enter(head, "tools.thing", Map.of("name", "梯子", "lent_on", "2026-02-01"));
        UUID saw = town.enter(head, "tools.thing", Map.of("name", "锯子", "lent_on", "2026-02-02"));
        Waivers waivers = new Waivers(town.database, town.edition, town.today(), town.journal);
        String period = town.occurrence(head, "tools.give-back", ladder).period();
        assertThat(waivers.waive(head, "tools.give-back", ladder, period, "丢了")).isTrue();
        String other = town.occurrence(head, "tools.give-back", saw).period();
        assertThat(waivers.waive(head, "tools.give-back", saw, other, "也丢了")).isTrue();
        assertThat(waivers.restore(head, "tools.give-back", saw, other)).isTrue();
        Staff staff = new Staff(town.database, town.journal, town.today());
        assertThat(staff.add(head, BEA, "bea", "贝", "y", "tools.keeper")).isEqualTo(Staff.Answer.DONE);
        assertThat(staff.give(head, BEA, "tools.head")).isEqualTo(Staff.Answer.DONE);
        assertThat(staff.end(head, BEA, "tools.keeper")).isEqualTo(Staff.Answer.DONE);
        assertThat(staff.lock(head, BEA, true)).isEqualTo(Staff.Answer.DONE);
        set("2026-02-01", "20", "街道通知");
        set("2026-02-01", "21", "街道更正");
    }

    @AfterEach
    void close() {
        town.close();
    }

    private void set(String from, String json, String source) {
        Parameter parameter = town.edition.find(Parameter.class, "tools.days").orElseThrow();
        town.database.inTransaction(Scope.of(Town.HERE), tx -> {
            town.parameters.set(
                    tx,
                    town.journal,
                    head,
                    parameter,
                    LocalDate.parse(from),
                    json,
                    source,
                    town.today().now());
            return true;
        });
    }

    private Optional<Difference> difference() {
        return town.database.inTransaction(Scope.of(Town.HERE), tx -> {
            assertThat(Chain.verify(tx, Town.HERE).broken()).isEmpty();
            return replays.firstDifference(tx, Town.HERE);
        });
    }

    private int owner(Sql statement) {
        return town.data().ownerDatabase().inTransaction(Scope.platform(), tx -> tx.update(statement));
    }

    private void isCaught(Sql statement, String register, String field, String words) {
        assertThat(owner(statement)).isPositive();
        assertThat(difference()).hasValueSatisfying(d -> {
            assertThat(d.register()).isEqualTo(register);
            assertThat(d.field().orElse("")).isEqualTo(field);
            assertThat(d.inWords().en()).contains(words);
        });
    }

    @Test
    void whatWasDoneHonestlyHolds() {
        assertThat(difference()).isEmpty();
    }

    @Test
    void aValueThatACommunitySetIsHeldAgainstItsEntries() {
        isCaught(
                Sql.of("update parameter_value set value = '99' where source = '街道更正'"),
                "tools.days",
                "2026-02-01 value",
                "journal: 21, table: 99");
        isCaught(
                Sql.of("update parameter_value set value = '21', source = '没有的文件' where source = '街道更正'"),
                "tools.days",
                "2026-02-01 source",
                "没有的文件");
        isCaught(
                Sql.of("delete from parameter_value where source = '没有的文件'"),
                "tools.days",
                "2026-02-01",
                "in the journal, not in the table");
    }

    @Test
    void aValueSlippedInIsNamed() {
        isCaught(Sql.of("""
                insert into parameter_value (area_id, name, from_on, value, source, set_by, set_at)
                values ({here}, 'tools.days', '2026-03-01', '1', '口头', null, now())""").value("here", Town.HERE), "tools.days", "2026-03-01", "in the table, not in the journal");
    }

    @Test
    void aValueOfTheRulebookIsHeldAgainstItsText() {
        isCaught(
                Sql.of("update parameter_value set value = '15' where from_on = '2026-01-01'"),
                "tools.days",
                "2026-01-01 value",
                "journal: 14, table: 15");
        owner(Sql.of("update parameter_value set value = '14' where from_on = '2026-01-01'"));
        assertThat(difference()).isEmpty();
        isCaught(Sql.of("""
                insert into parameter_value (area_id, name, from_on, value, source, set_by, set_at)
                select area_id, name, '2026-03-01', '1', source, null, set_at from parameter_value
                 where from_on = '2026-01-01'"""), "tools.days", "2026-03-01", "in the table, not in the journal");
    }

    @Test
    void aValueOfAnEarlierTextStaysInOrder() {
        var amended = Town.compile(
                new Findings(), BOOK.replace("value: 14", "value: 15").replace("2026-01\n", "2026-02\n"));
        UUID topmost = new UUID(7, 7);
        town.data().ownerDatabase().inTransaction(Scope.platform(), tx -> {
            new Parameters(amended).load(tx, topmost, town.today().now());
            return true;
        });
        Replays then = new Replays(List.of(new ParameterReplay(amended, town.journal)));
        assertThat(town.database.<Optional<Difference>>inTransaction(
                        Scope.of(Town.HERE), tx -> then.firstDifference(tx, Town.HERE)))
                .isEmpty();
        // And back again: the text that runs has the last word.
        town.data().ownerDatabase().inTransaction(Scope.platform(), tx -> {
            town.parameters.load(tx, topmost, town.today().now());
            return true;
        });
        assertThat(difference()).hasValueSatisfying(d -> assertThat(d.field()).contains("2026-01-01"));
        town.data().ownerDatabase().inTransaction(Scope.platform(), tx -> {
            Texts.keep(tx, amended, town.today().now());
            return true;
        });
        assertThat(difference()).isEmpty();
    }

    @Test
    void aWaiverChangedRemovedOrSlippedInIsNamed() {
        isCaught(
                Sql.of("update duty_waiver set reason = '赠送'"),
                "tools.give-back",
                town.occurrence(head, "tools.give-back", ladder).period() + " reason",
                "journal: 丢了, table: 赠送");
        isCaught(
                Sql.of("update duty_waiver set reason = '丢了', waived_by = {nobody}")
                        .value("nobody", new UUID(0, 9)),
                "tools.give-back",
                town.occurrence(head, "tools.give-back", ladder).period() + " waived_by",
                "another value");
        isCaught(
                Sql.of("delete from duty_waiver"),
                "tools.give-back",
                town.occurrence(head, "tools.give-back", ladder).period(),
                "in the journal, not in the table");
    }

    @Test
    void aWaiverThatNobodyGaveIsNamed() {
        isCaught(Sql.of("""
                insert into duty_waiver (community_id, duty, subject_id, period_key, reason, waived_by, waived_at)
                select community_id, duty, subject_id, '2030-01-01', reason, waived_by, waived_at from duty_waiver"""), "tools.give-back", "2030-01-01", "in the table, not in the journal");
    }

    @Test
    void aPostHeldWithoutAnEntryIsNamed() {
        isCaught(
                Sql.of("insert into user_post (user_id, area_id, post) values ({bea}, {here}, 'administrator')")
                        .value("bea", BEA)
                        .value("here", Town.HERE),
                Staff.REGISTER,
                "post",
                "journal: [tools.head], table: [administrator, tools.head]");
        owner(Sql.of("delete from user_post where user_id = {bea}").value("bea", BEA));
        assertThat(difference()).hasValueSatisfying(d -> {
            assertThat(d.record()).isEqualTo(BEA);
            assertThat(d.what().en()).contains("not in the table");
        });
    }

    @Test
    void anAccountRenamedOpenedOrMadeInSecretIsNamed() {
        isCaught(
                Sql.of("update app_user set disabled = false where login = 'bea'"),
                Staff.REGISTER,
                "locked",
                "journal: true, table: false");
        isCaught(
                Sql.of("update app_user set disabled = true, login = 'eve' where login = 'bea'"),
                Staff.REGISTER,
                "login",
                "journal: bea, table: eve");
        owner(Sql.of("update app_user set login = 'bea' where login = 'eve'"));
        assertThat(difference()).isEmpty();
        owner(Sql.of("insert into app_user (id, login, name, password_hash) values ({id}, 'eve', '夜', 'z')")
                .value("id", new UUID(3, 3)));
        isCaught(
                Sql.of("insert into user_post (user_id, area_id, post) values ({eve}, {here}, 'tools.head')")
                        .value("eve", new UUID(3, 3))
                        .value("here", Town.HERE),
                Staff.REGISTER,
                "",
                "in the table, not in the journal");
    }
}

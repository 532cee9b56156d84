package io.liren.register;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.journal.Chain;
import io.liren.journal.Difference;
import io.liren.journal.Head;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever changes the table or the journal behind the application's back is found out. */
class VerifyTest {
    private Office office;
    private UUID person;
    private UUID visit;

    @BeforeEach
    void open() {
        office = Office.open();
        person = office.enter("person", Map.of("name", "甲", "phone", "13800138000"));
        visit = office.enter("visit", Map.of("person", person, "gift", "100", "kinds", "关爱", "note", "腰疼"));
        office.facts()
                .correct(office.clerk(), "small.visit", visit, 1, Map.of("gift", "120"), EntryOptions.because("算错"));
        List<Bulk.Line> homes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            homes.add(Bulk.Line.of(Map.of("room", "3-" + i)));
        }
        office.facts().bulk(office.clerk(), "small.home", homes);
    }

    @AfterEach
    void close() {
        office.close();
    }

    private Chain.Verified verify() {
        return office.database.inTransaction(Scope.of(Office.HERE), tx -> Chain.verify(tx, Office.HERE));
    }

    private Optional<Difference> replay() {
        return office.database.inTransaction(
                Scope.of(Office.HERE),
                tx -> new Replay(office.edition, office.journal, office.keys).firstDifference(tx, Office.HERE));
    }

    private void tamper(Sql statement) {
        int rows = office.data.ownerDatabase().inTransaction(Scope.platform(), tx -> tx.update(statement));
        assertThat(rows).isPositive();
    }

    @Test
    void whatWasDoneHonestlyHolds() {
        office.facts().voidRecord(office.clerk(), "small.visit", visit, "登错");
        office.facts().erase(office.clerk(), "small.person", person, "撤回同意");
        assertThat(verify().broken()).isEmpty();
        assertThat(verify().head().position()).isGreaterThan(53);
        assertThat(replay()).isEmpty();
    }

    @Test
    void aValueChangedInTheTableIsNamed() {
        tamper(Sql.of("update small_visit set gift = 900"));
        assertThat(verify().holds()).isTrue();
        assertThat(replay()).hasValueSatisfying(d -> {
            assertThat(d.register()).isEqualTo("small.visit");
            assertThat(d.record()).isEqualTo(visit);
            assertThat(d.field()).contains("gift");
            assertThat(d.position()).isEqualTo(3);
            assertThat(d.expected()).isEqualTo("120");
            assertThat(d.found()).isEqualTo("900");
        });
    }

    @Test
    void aSensitiveValueChangedInTheTableIsNamedWithoutBeingShown() {
        tamper(Sql.of("update small_person set phone = '13900139000'"));
        assertThat(replay()).hasValueSatisfying(d -> {
            assertThat(d.field()).contains("phone");
            assertThat(d.found()).isEqualTo("****");
        });
    }

    @Test
    void aRowRemovedOrPutThereIsNamed() {
        tamper(Sql.of("delete from small_home where room = '3-7'"));
        assertThat(replay()).hasValueSatisfying(d -> {
            assertThat(d.register()).isEqualTo("small.home");
            assertThat(d.what().en()).contains("not in the table");
        });
        tamper(Sql.of("""
                insert into small_person (community_id, id, entered_at, entered_on, entered_by, changed_at, revision,
                                          search_text, search_grams, name)
                select community_id, uuidv7(), entered_at, entered_on, entered_by, changed_at, 1, '', '{{}}', '乙'
                  from small_person"""));
        tamper(Sql.of("""
                insert into small_home (community_id, id, entered_at, entered_on, entered_by, changed_at, revision,
                                          search_text, search_grams, room)
                select community_id, record, at, '2026-03-10', actor, at, 1, '', '{{}}', '3-7' from journal j
                 where j.content like '%"3-7"%'"""));
        assertThat(replay()).hasValueSatisfying(d -> {
            assertThat(d.register()).isEqualTo("small.person");
            assertThat(d.what().en()).contains("not in the journal");
        });
    }

    @Test
    void anEntryRewrittenOrRemovedBreaksTheChainThere() {
        tamper(Sql.of("update journal set reason = '没事' where position = 3"));
        assertThat(verify().broken())
                .hasValueSatisfying(b -> assertThat(b.position()).isEqualTo(3));
        tamper(Sql.of("delete from journal where position = 2"));
        assertThat(verify().broken())
                .hasValueSatisfying(b -> assertThat(b.position()).isEqualTo(2));
    }

    @Test
    void aTailCutOffCleanlyIsCaughtByAHeadKeptElsewhere() {
        Head kept = Head.parse(verify().head().toJson());
        tamper(Sql.of("delete from journal where position > 40"));
        assertThat(verify().holds()).isFalse();
        tamper(Sql.of("""
                update community set position = 40, head = (select digest from journal where position = 40)
                 where id = {here}""").value("here", Office.HERE));
        assertThat(verify().holds()).isTrue();
        assertThat(compare(kept))
                .hasValueSatisfying(b -> assertThat(b.what().en()).contains("cut off"));
    }

    @Test
    void aChainRewrittenWholeIsCaughtByAHeadKeptElsewhere() {
        Head kept = verify().head();
        assertThat(compare(kept)).isEmpty();
        assertThat(compare(new Head(kept.community(), kept.position(), "00".repeat(32))))
                .hasValueSatisfying(b -> assertThat(b.what().en()).contains("rewritten"));
    }

    private Optional<Chain.Break> compare(Head kept) {
        return office.database.inTransaction(Scope.of(Office.HERE), tx -> Chain.compare(tx, kept));
    }
}

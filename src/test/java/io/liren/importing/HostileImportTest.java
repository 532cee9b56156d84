package io.liren.importing;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Viewer;
import io.liren.journal.Chain;
import io.liren.sql.Row;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import io.liren.testing.Allocated;
import io.liren.testing.Town;
import io.liren.workbook.BadWorkbook;
import io.liren.workbook.HostileWorkbooks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who brings a workbook made to do harm is told so, and the community's tables are what they were. */
class HostileImportTest {
    private static final String BOOK = """
            ---
            rulebook: small
            title: 小制度 | A small rulebook
            posts: {clerk: 经办人 | Clerk}
            ---
            ## 1 登记 | Records
            捐款登记。
            ```register
            gift:
              label: 捐款 | Gift
              title: [who]
              enter: [clerk]
              fields:
                who:   {label: 捐款人 | Who, type: text, required: true, unique: true}
                money: {label: 金额 | Money, type: money, required: true}
                on:    {label: 日期 | Date, type: date, required: true}
            ```
            """;
    private static final Plan PLAN =
            Plan.of(0, 0, Map.of(0, Target.of("who"), 1, Target.of("money"), 2, Target.of("on")));
    private static final int FILES = 200;

    /** All that one file may ask for, in bytes, from the first look to the end. */
    private static final long MEMORY = 600_000_000;

    @Test
    void twoHundredHostileFilesChangeNothing() throws IOException {
        try (Town town = Town.under(BOOK).on("2026-11-25")) {
            Viewer clerk = town.someone("经办", "small.clerk");
            Imports imports =
                    new Imports(town.database, town.facts, town.records, town.today(), HostileWorkbooks.LIMITS);
            byte[] sound = HostileWorkbooks.sound();
            assertThat(brought(imports, clerk, sound).orElseThrow().fresh()).isEqualTo(40);
            Random random = new Random(20261125);
            int told = 0;
            List<Long> before = there(town);
            for (int i = 0; i < FILES; i++) {
                int kind = i % HostileWorkbooks.KINDS;
                byte[] file = HostileWorkbooks.of(kind, random, sound);
                long used = Allocated.bytes();
                Optional<Checked> checked = brought(imports, clerk, file);
                assertThat(Allocated.bytes() - used).as("kind %s", kind).isLessThan(MEMORY);
                // A flipped byte may have hit what nothing reads: then it is the sound file, and says nothing new.
                if (checked.map(Checked::kept).orElse(false)) {
                    assertThat(checked.get().fresh()).as("kind %s", kind).isZero();
                } else {
                    told++;
                    checked.ifPresent(
                            c -> assertThat(c.problems()).as("kind %s", kind).isNotEmpty());
                }
                assertThat(there(town)).as("kind %s", kind).isEqualTo(before);
            }
            assertThat(told).isGreaterThan(FILES * 8 / 10);
            assertThat(town.database.<Boolean>inTransaction(
                            Scope.of(Town.HERE),
                            tx -> Chain.verify(tx, Town.HERE).holds()))
                    .isTrue();
        }
    }

    /** As at the pages: brought, looked at, tried, taken in. Empty if it was turned away at the door. */
    private static Optional<Checked> brought(Imports imports, Viewer clerk, byte[] file) {
        UUID id;
        try {
            id = imports.bring(clerk, "small.gift", "名册.xlsx", file);
        } catch (BadWorkbook e) {
            assertThat(e.says().zh()).isNotBlank();
            assertThat(e.says().en()).isNotBlank();
            return Optional.empty();
        }
        Upload upload = imports.upload(clerk, id).orElseThrow();
        imports.propose(clerk, upload, Optional.empty(), Optional.empty());
        Checked tried = imports.check(clerk, upload, PLAN, rows -> {});
        Checked entered = imports.enter(clerk, upload, PLAN, rows -> {});
        assertThat(entered.problems().keySet()).isEqualTo(tried.problems().keySet());
        return Optional.of(entered);
    }

    /** How many rows each table holds that facts are in, and where the journal stands. */
    private static List<Long> there(Town town) {
        return town.data().ownerDatabase().inTransaction(Scope.platform(), transaction -> {
            List<Long> counts = new ArrayList<>();
            town.edition.tables().forEach(table -> {
                counts.add(count(transaction, table.name()));
                counts.add(count(transaction, table.versions()));
            });
            for (String core : List.of("journal", "person_key", "occurrence")) {
                counts.add(count(transaction, core));
            }
            return counts;
        });
    }

    private static long count(Transaction transaction, String table) {
        return transaction.one(
                Sql.of("select count(*) as count from {table}").name("table", table), (Row row) -> row.whole("count"));
    }
}

package io.liren.workbook;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.testing.Allocated;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Two hundred workbooks made to do harm: each ends in lines or in a clear message, never in anything else. */
class HostileTest {
    private static final long SEED = 20261125;

    /** All that reading one may ask for, in bytes; what is in use at one time is less. */
    private static final long MEMORY = 150_000_000;

    @Test
    void twoHundredHostileFilesEndInLinesOrInAClearMessage() throws IOException {
        Random random = new Random(SEED);
        byte[] sound = HostileWorkbooks.sound();
        int refused = 0;
        for (int i = 0; i < 200; i++) {
            byte[] file = HostileWorkbooks.of(i % HostileWorkbooks.KINDS, random, sound);
            long before = Allocated.bytes();
            int[] read = {0};
            try (Workbook workbook = Workbook.open(file, HostileWorkbooks.LIMITS)) {
                workbook.merges(0);
                workbook.first(0, 10);
                workbook.read(0, line -> {
                    read[0]++;
                    assertThat(line.cells()).hasSizeLessThanOrEqualTo(HostileWorkbooks.LIMITS.columns());
                    line.cells().forEach(cell -> {
                        assertThat(cell.text().length()).isLessThanOrEqualTo(HostileWorkbooks.LIMITS.characters());
                        assertThat(cell.text()).doesNotContain("root:");
                    });
                });
                assertThat(read[0])
                        .as("kind %s", i % HostileWorkbooks.KINDS)
                        .isLessThanOrEqualTo(HostileWorkbooks.LIMITS.rows());
            } catch (BadWorkbook e) {
                refused++;
                assertThat(e.says().zh()).isNotBlank();
                assertThat(e.says().en()).isNotBlank();
            }
            assertThat(Allocated.bytes() - before)
                    .as("kind %s", i % HostileWorkbooks.KINDS)
                    .isLessThan(MEMORY);
        }
        assertThat(refused).isBetween(100, 195);
    }

    @Test
    void aMillionEmptyRowsAreNoRows() throws IOException {
        StringBuilder rows = new StringBuilder();
        for (int row = 1; row <= 1 << 20; row++) {
            rows.append("<row r=\"").append(row).append("\"/>");
        }
        rows.append("<row r=\"1048577\"><c r=\"A1048577\"><v>7</v></c></row>");
        try (Workbook workbook = Workbook.open(HostileWorkbooks.with(rows.toString()), HostileWorkbooks.LIMITS)) {
            assertThat(workbook.first(0, 10))
                    .singleElement()
                    .satisfies(line -> assertThat(line.cell(0).text()).isEqualTo("7"));
        }
    }
}

package io.liren.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Calendars as RFC 5545 wants them. */
class IcsTest {
    @Test
    void aDayIsWrittenSoThatAnyPhoneReadsIt() {
        String written = Ics.write(
                "里仁",
                List.of(new Ics.Event(
                        "a@liren", LocalDate.of(2026, 12, 31), "会议; 甲,乙\\丙", "一\n二", "https://x.example/1")),
                Instant.parse("2026-11-24T01:02:03Z"));
        assertThat(written)
                .contains(
                        "BEGIN:VEVENT\r\n",
                        "DTSTAMP:20261124T010203Z\r\n",
                        "DTSTART;VALUE=DATE:20261231\r\n",
                        "DTEND;VALUE=DATE:20270101\r\n",
                        "SUMMARY:会议\\; 甲\\,乙\\\\丙\r\n",
                        "DESCRIPTION:一\\n二\r\n");
    }

    @Test
    void linesAreFoldedBetweenCharactersAndUnfoldToTheSame() {
        Random random = new Random(5545);
        String letters = "ab 会议纪要，;\\😀é";
        for (int i = 0; i < 200; i++) {
            StringBuilder title = new StringBuilder();
            int[] points = letters.codePoints().toArray();
            for (int n = random.nextInt(120); n > 0; n--) {
                title.appendCodePoint(points[random.nextInt(points.length)]);
            }
            String written = Ics.write(
                    "x",
                    List.of(new Ics.Event("u", LocalDate.of(2026, 1, 1), title.toString(), "", "https://x.example/")),
                    Instant.EPOCH);
            for (String line : written.split("\r\n")) {
                assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75);
                assertThat(line).doesNotContain("\ufffd");
            }
            String unfolded = written.replace("\r\n ", "");
            String summary = unfolded.lines()
                    .filter(line -> line.startsWith("SUMMARY:"))
                    .findFirst()
                    .orElseThrow()
                    .substring(8);
            assertThat(summary.replaceAll("\\\\(.)", "$1")).isEqualTo(title.toString());
        }
    }
}

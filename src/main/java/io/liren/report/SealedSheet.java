package io.liren.report;

import io.liren.calendar.Period;
import io.liren.journal.Canonical;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A sheet whose numbers are kept for ever (结账): as they were when it was prepared.
 *
 * @param preparedAt the moment of which the numbers are
 * @param position the journal's position then
 * @param rulebook version and digest of the rulebook they were worked out by
 * @param numbers by row and column
 * @param corrections of earlier sheets, that went up with this one
 * @param lines of the list that went up, values as text; none where the report is numbers only
 * @param content the very bytes that were signed
 * @param digest SM3 of the content
 * @param signature SM2, empty until it was reviewed
 */
public record SealedSheet(
        Period period,
        Instant preparedAt,
        long position,
        String rulebook,
        Map<String, Map<String, BigDecimal>> numbers,
        List<Correction> corrections,
        List<List<String>> lines,
        byte[] content,
        String digest,
        String signature) {
    /** One number; empty if there is no such cell. */
    public Optional<BigDecimal> number(String row, String column) {
        return Optional.ofNullable(numbers.getOrDefault(row, Map.of()).get(column));
    }

    /** What is written down of a sheet. */
    static byte[] write(
            Sheet sheet,
            String community,
            Instant at,
            long position,
            String rulebook,
            List<Correction> corrections,
            List<List<String>> lines) {
        Map<String, @Nullable Object> content = new LinkedHashMap<>();
        content.put("format", "liren-report-1");
        content.put("report", sheet.report().id());
        content.put("label", sheet.report().label().toString());
        content.put("community", community);
        content.put("period", sheet.period().key());
        content.put("basis", sheet.report().basis().toString());
        content.put("prepared_at", at.toString());
        content.put("position", String.valueOf(position));
        content.put("rulebook", rulebook);
        content.put("numbers", words(sheet.numbers()));
        content.put(
                "rows",
                labels(sheet.report().rows().stream()
                        .map(r -> Map.of("name", r.name(), "label", r.label().toString()))
                        .toList()));
        content.put(
                "columns",
                labels(sheet.report().columns().stream()
                        .map(c -> Map.of("name", c.name(), "label", c.label().toString()))
                        .toList()));
        content.put("corrections", corrections.stream().map(Correction::toMap).toList());
        sheet.report().list().ifPresent(list -> {
            content.put(
                    "list",
                    labels(list.columns().stream()
                            .map(c ->
                                    Map.of("name", c.name(), "label", c.label().toString()))
                            .toList()));
            content.put("lines", lines);
        });
        return Canonical.write(content).getBytes(StandardCharsets.UTF_8);
    }

    private static List<List<String>> lines(@Nullable Object written) {
        List<List<String>> lines = new ArrayList<>();
        if (written instanceof List<?> all) {
            for (Object line : all) {
                if (line instanceof List<?> values) {
                    lines.add(values.stream().map(String::valueOf).toList());
                }
            }
        }
        return List.copyOf(lines);
    }

    private static List<Map<String, String>> labels(List<Map<String, String>> labels) {
        return labels;
    }

    private static Map<String, Object> words(Map<String, Map<String, BigDecimal>> numbers) {
        Map<String, Object> words = new LinkedHashMap<>();
        numbers.forEach((row, cells) -> {
            Map<String, String> line = new LinkedHashMap<>();
            cells.forEach((column, number) -> line.put(column, plain(number)));
            words.put(row, line);
        });
        return words;
    }

    static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /**
     * Reads what was written down.
     *
     * @throws IllegalArgumentException if it is no sheet
     */
    static SealedSheet read(byte[] content, String digest, String signature) {
        Map<String, @Nullable Object> map = Canonical.read(new String(content, StandardCharsets.UTF_8));
        Map<String, Map<String, BigDecimal>> numbers = new LinkedHashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(map.get("numbers"))).forEach((row, cells) -> {
            Map<String, BigDecimal> line = new LinkedHashMap<>();
            ((Map<?, ?>) cells)
                    .forEach((column, number) ->
                            line.put(String.valueOf(column), new BigDecimal(String.valueOf(number))));
            numbers.put(String.valueOf(row), line);
        });
        List<Correction> corrections = new ArrayList<>();
        for (Object correction : (List<?>) Objects.requireNonNull(map.get("corrections"))) {
            corrections.add(Correction.read((Map<?, ?>) correction));
        }
        return new SealedSheet(
                Period.parse(String.valueOf(map.get("period"))),
                Instant.parse(String.valueOf(map.get("prepared_at"))),
                Long.parseLong(String.valueOf(map.get("position"))),
                String.valueOf(map.get("rulebook")),
                numbers,
                corrections,
                lines(map.get("lines")),
                content,
                digest,
                signature);
    }
}

package io.liren.report;

import io.liren.calendar.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A number of a closed sheet that the facts no longer give (更正): it stays as it was; the correction goes up with the next.
 *
 * @param was as it was told last
 * @param now as the facts give it
 * @param records what each record that makes the difference added then and adds now
 */
public record Correction(
        Period period, String row, String column, BigDecimal was, BigDecimal now, List<Changed> records) {
    /** A record that adds something else than it did; 0 where it did not count, or no longer does. */
    public record Changed(String register, UUID record, BigDecimal was, BigDecimal now) {}

    public Correction {
        records = List.copyOf(records);
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("period", period.key());
        map.put("row", row);
        map.put("column", column);
        map.put("was", SealedSheet.plain(was));
        map.put("now", SealedSheet.plain(now));
        map.put(
                "records",
                records.stream()
                        .map(r -> Map.of(
                                "register", r.register(),
                                "record", r.record().toString(),
                                "was", SealedSheet.plain(r.was()),
                                "now", SealedSheet.plain(r.now())))
                        .toList());
        return map;
    }

    static Correction read(Map<?, ?> map) {
        List<Changed> records = new ArrayList<>();
        if (map.get("records") instanceof List<?> list) {
            for (Object item : list) {
                Map<?, ?> record = (Map<?, ?>) item;
                records.add(new Changed(
                        String.valueOf(record.get("register")),
                        UUID.fromString(String.valueOf(record.get("record"))),
                        new BigDecimal(String.valueOf(record.get("was"))),
                        new BigDecimal(String.valueOf(record.get("now")))));
            }
        }
        return new Correction(
                Period.parse(String.valueOf(map.get("period"))),
                String.valueOf(map.get("row")),
                String.valueOf(map.get("column")),
                new BigDecimal(String.valueOf(map.get("was"))),
                new BigDecimal(String.valueOf(map.get("now"))),
                records);
    }
}

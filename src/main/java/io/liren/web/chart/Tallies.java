package io.liren.web.chart;

import io.liren.access.Viewer;
import io.liren.register.FieldModel;
import io.liren.register.FieldType;
import io.liren.register.ListQuery;
import io.liren.register.Records;
import io.liren.register.Tally;
import io.liren.web.frame.Words;
import io.liren.wording.Formats;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How many records have each value of a field; whole numbers in bands, dates by their year. */
final class Tallies {
    private static final int BANDS = 12;
    private static final int MOST = 60;
    private static final Pattern NUMBERED = Pattern.compile("\\D*(\\d{1,9}).*");
    private final Records records;

    Tallies(Records records) {
        this.records = records;
    }

    /** Whether a chart by this field says anything, and may. */
    static boolean canBeTold(FieldModel field) {
        return !field.isSensitive()
                && switch (field.type()) {
                    case FieldType.Choice ignored -> true;
                    case FieldType.Bool ignored -> true;
                    case FieldType.Reference ignored -> true;
                    case FieldType.Date ignored -> true;
                    case FieldType.Whole ignored -> true;
                    case FieldType.Text(boolean lines) -> !lines && !field.entered();
                    case FieldType.Decimal ignored -> false;
                    case FieldType.Money ignored -> false;
                    case FieldType.Time ignored -> false;
                    case FieldType.Moment ignored -> false;
                    case FieldType.Account ignored -> false;
                    case FieldType.Choices ignored -> false;
                    case FieldType.References ignored -> false;
                    case FieldType.Attachment ignored -> false;
                    case FieldType.Identity ignored -> false;
                    case FieldType.Phone ignored -> false;
                    case FieldType.Address ignored -> false;
                };
    }

    List<ChartPage.Bar> bars(Viewer viewer, Words words, ListQuery query, FieldModel field) {
        List<Tally> tallies = records.tally(viewer, query, field.name());
        List<Tally> there = tallies.stream().filter(t -> t.value().isPresent()).toList();
        Map<String, Long> counts = switch (field.type()) {
            case FieldType.Whole ignored -> bands(there);
            case FieldType.Date ignored -> years(there);
            case FieldType.Reference(String register) -> references(viewer, register, there);
            case FieldType other -> named(words, field, there);
        };
        long missing = tallies.stream()
                .filter(t -> t.value().isEmpty())
                .mapToLong(Tally::count)
                .sum();
        if (missing > 0) {
            counts.put(words.say("charts.missing"), missing);
        }
        long most = counts.values().stream().mapToLong(Long::longValue).max().orElse(1);
        return counts.entrySet().stream()
                .limit(MOST)
                .map(e -> new ChartPage.Bar(
                        e.getKey(),
                        "",
                        ChartMaker.width(e.getValue(), most),
                        Formats.count(e.getValue(), words.language()),
                        false))
                .toList();
    }

    private static Map<String, Long> ordered() {
        return new LinkedHashMap<>();
    }

    private static Map<String, Long> bands(List<Tally> tallies) {
        TreeMap<Long, Long> numbers = new TreeMap<>();
        tallies.forEach(t -> numbers.merge(
                new BigDecimal(Objects.requireNonNull(t.value().orElse("0"))).longValue(), t.count(), Long::sum));
        Map<String, Long> counts = ordered();
        if (numbers.isEmpty()) {
            return counts;
        }
        long span = numbers.lastKey() - numbers.firstKey() + 1;
        long width = 1;
        for (long step : new long[] {1, 2, 5, 10, 20, 50, 100, 1000, 10_000, 1_000_000}) {
            width = step;
            if (span <= step * BANDS) {
                break;
            }
        }
        for (long from = Math.floorDiv(numbers.firstKey(), width) * width; from <= numbers.lastKey(); from += width) {
            long sum = numbers.subMap(from, from + width).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            counts.put(width == 1 ? String.valueOf(from) : from + "–" + (from + width - 1), sum);
        }
        return counts;
    }

    private static Map<String, Long> years(List<Tally> tallies) {
        Map<String, Long> counts = new TreeMap<>();
        tallies.forEach(t -> counts.merge(t.value().orElse("").substring(0, 4), t.count(), Long::sum));
        return counts;
    }

    private Map<String, Long> references(Viewer viewer, String register, List<Tally> tallies) {
        Map<UUID, String> titles = records.titles(
                viewer,
                register,
                tallies.stream()
                        .map(t -> UUID.fromString(t.value().orElseThrow()))
                        .toList());
        Map<String, Long> counts = ordered();
        tallies.stream()
                .sorted(Comparator.comparingLong(Tally::count).reversed())
                .forEach(t -> counts.merge(
                        titles.getOrDefault(UUID.fromString(t.value().orElseThrow()), "…"), t.count(), Long::sum));
        return counts;
    }

    private static Map<String, Long> named(Words words, FieldModel field, List<Tally> tallies) {
        Map<String, Long> counts = ordered();
        if (field.type() instanceof FieldType.Bool) {
            for (String value : List.of("true", "false")) {
                tallies.stream()
                        .filter(t -> t.value().filter(value::equals).isPresent())
                        .forEach(t ->
                                counts.put(words.say(value.equals("true") ? "filter.yes" : "filter.no"), t.count()));
            }
            return counts;
        }
        Map<String, Long> byKey =
                tallies.stream().collect(Collectors.toMap(t -> t.value().orElseThrow(), Tally::count, Long::sum));
        if (field.type().choices().isEmpty()) {
            List<String> values = new ArrayList<>(byKey.keySet());
            values.sort(Comparator.comparingLong(Tallies::number).thenComparing(Comparator.naturalOrder()));
            values.forEach(v -> counts.put(v, Objects.requireNonNull(byKey.get(v))));
        } else {
            field.type().choices().forEach((key, label) -> {
                Long count = byKey.get(key);
                if (count != null) {
                    counts.put(label.in(words.language()), count);
                }
            });
        }
        return counts;
    }

    /** 3号楼 comes before 10号楼. */
    private static long number(String text) {
        Matcher numbered = NUMBERED.matcher(text);
        return numbered.matches() ? Long.parseLong(numbered.group(1)) : Long.MAX_VALUE;
    }
}

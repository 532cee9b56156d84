package io.liren.app;

import io.liren.access.Mask;
import io.liren.access.Viewer;
import io.liren.calendar.Period;
import io.liren.register.IdentityNumber;
import io.liren.wording.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the values of invented records. The description's first lines tell every maker. */
final class DemoValues {
    private static final Pattern HOLE = Pattern.compile("\\{([a-z.]+)}");
    private static final Pattern STEP = Pattern.compile("([+-])(\\d+)([dmy])");

    private final Map<String, Object> description;
    private final LocalDate today;
    private final RandomGenerator random;
    private final Map<String, List<Made>> made;
    private final Map<String, Viewer> staff;
    private final Set<UUID> taken = new HashSet<>();
    private final Set<String> numbers = new HashSet<>();

    DemoValues(
            Map<String, Object> description,
            LocalDate today,
            RandomGenerator random,
            Map<String, List<Made>> made,
            Map<String, Viewer> staff) {
        this.staff = staff;
        this.description = description;
        this.today = today;
        this.random = random;
        this.made = made;
    }

    /** A record that was made. */
    record Made(UUID id, Map<String, @Nullable Object> values) {}

    /** What a record is made in: the loop's variables, the record it is made for, the period. */
    record Situation(
            Map<String, String> variables,
            @Nullable Made parent,
            @Nullable Period period,
            int number) {
        Situation numbered(int next) {
            return new Situation(variables, parent, period, next);
        }
    }

    Made record(Map<String, Object> entry, Situation situation) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (entry.get("fields") instanceof Map<?, ?> fields) {
            fields.forEach((name, maker) -> {
                Object value = value(maker, situation, values);
                if (value != null) {
                    values.put(String.valueOf(name), value);
                }
            });
        }
        return new Made(DemoMaker.id(random), values);
    }

    /** What a maker makes; {@code so} are the record's own values so far. */
    @Nullable
    Object value(@Nullable Object maker, Situation situation, Map<String, ? extends @Nullable Object> so) {
        if (maker instanceof Map<?, ?> map) {
            String kind = String.valueOf(map.keySet().iterator().next());
            return made(kind, map, situation, so);
        }
        if (maker instanceof List<?> several) {
            return several.stream()
                    .map(one -> value(one, situation, so))
                    .filter(Objects::nonNull)
                    .toList();
        }
        return maker instanceof String text ? filled(text, situation) : maker;
    }

    private @Nullable Object made(
            String kind, Map<?, ?> map, Situation situation, Map<String, ? extends @Nullable Object> so) {
        Object what = Objects.requireNonNull(map.get(kind), kind);
        return switch (kind) {
            case "value" ->
                String.valueOf(
                        what instanceof java.util.Date date
                                ? java.time.Instant.ofEpochMilli(date.getTime())
                                        .atZone(java.time.ZoneOffset.UTC)
                                        .toLocalDate()
                                : what);
            case "pick" -> picked((Map<?, ?>) what);
            case "int" -> BigDecimal.valueOf(between((List<?>) what));
            case "decimal" ->
                BigDecimal.valueOf(between((List<?>) what) * 10L + random.nextInt(10))
                        .divide(BigDecimal.TEN, 1, RoundingMode.HALF_UP);
            case "date" -> date((List<?>) what);
            case "maybe" ->
                random.nextDouble() < ((Number) what).doubleValue() ? value(map.get("then"), situation, so) : null;
            case "name" -> name();
            case "kin" -> kin(String.valueOf(parent(situation).values().get(String.valueOf(what))));
            case "by" ->
                value(map.get(String.valueOf(parent(situation).values().get(String.valueOf(what)))), situation, so);
            case "identity" -> identity((Map<?, ?>) what, so);
            case "phone" -> "1990000" + String.format("%04d", random.nextInt(10_000));
            case "parent" ->
                what instanceof Boolean ? parent(situation).id() : along(parent(situation), String.valueOf(what));
            case "first" ->
                matching(filledWhere(map, situation), String.valueOf(what))
                        .getFirst()
                        .id();
            case "ref" -> {
                List<Made> all = matching(map, String.valueOf(what));
                yield all.get(random.nextInt(all.size())).id();
            }
            case "distinct" -> distinct(before(map, matching(map, String.valueOf(what))));
            case "refs" -> several(map, String.valueOf(what));
            case "day" -> day(map, situation, so);
            case "moment" -> moment(map, so);
            case "month" -> month(map, situation, so);
            case "account" ->
                Optional.ofNullable(staff.get(String.valueOf(what)))
                        .map(Viewer::user)
                        .orElse(null);
            case "sum" -> sum(map, String.valueOf(what), situation, so);
            case "year" -> String.valueOf(period(situation).start().getYear());
            default -> throw new IllegalArgumentException("the demo's description has no maker " + kind);
        };
    }

    /** A value of a record, or of the one it refers to: {@code household.dwelling}. */
    private @Nullable Object along(Made record, String path) {
        int dot = path.indexOf('.');
        Object value = record.values().get(dot < 0 ? path : path.substring(0, dot));
        return dot < 0
                ? value
                : made.values().stream()
                        .flatMap(List::stream)
                        .filter(m -> m.id().equals(value))
                        .findFirst()
                        .map(m -> along(m, path.substring(dot + 1)))
                        .orElse(null);
    }

    private static Made parent(Situation situation) {
        return Objects.requireNonNull(situation.parent(), "a maker that asks for a parent");
    }

    private static Period period(Situation situation) {
        return Objects.requireNonNull(situation.period(), "a maker that asks for a period");
    }

    private Object picked(Map<?, ?> weights) {
        int sum =
                weights.values().stream().mapToInt(w -> ((Number) w).intValue()).sum();
        int left = random.nextInt(sum);
        for (Map.Entry<?, ?> entry : weights.entrySet()) {
            left -= ((Number) entry.getValue()).intValue();
            if (left < 0) {
                return String.valueOf(entry.getKey());
            }
        }
        throw new IllegalStateException("weights add up");
    }

    private long between(List<?> ends) {
        long low = ((Number) ends.getFirst()).longValue();
        long high = ((Number) ends.getLast()).longValue();
        return low + (high > low ? random.nextLong(high - low + 1) : 0);
    }

    private LocalDate date(List<?> ends) {
        LocalDate from = day(String.valueOf(ends.getFirst()));
        LocalDate to = day(String.valueOf(ends.getLast()));
        return from.plusDays(random.nextLong(Math.max(1, to.toEpochDay() - from.toEpochDay())));
    }

    /** A day as written: {@code 2026-01-31}, {@code today-12m-20d}. */
    LocalDate day(String written) {
        if (!written.startsWith("today")) {
            return LocalDate.parse(written);
        }
        LocalDate day = today;
        Matcher step = STEP.matcher(written);
        while (step.find()) {
            int count = Integer.parseInt(step.group(2)) * (step.group(1).equals("-") ? -1 : 1);
            day = switch (step.group(3)) {
                case "d" -> day.plusDays(count);
                case "m" -> day.plusMonths(count);
                default -> day.plusYears(count);
            };
        }
        return day;
    }

    private @Nullable Object day(Map<?, ?> map, Situation situation, Map<String, ? extends @Nullable Object> so) {
        String from = String.valueOf(map.get("day"));
        Object base = from.equals("period.start")
                ? period(situation).start()
                : from.startsWith("parent.")
                        ? along(parent(situation), from.substring("parent.".length()))
                        : so.get(from);
        if (!(base instanceof LocalDate day)) {
            return null;
        }
        return map.get("months") instanceof Number months
                ? day.plusMonths(months.longValue())
                : day.plusDays(between((List<?>) Objects.requireNonNull(map.get("plus"), "plus")));
    }

    /** The first day of the month of a day, or of a date field, or of the parent's; so many months later. */
    private @Nullable Object month(Map<?, ?> map, Situation situation, Map<String, ? extends @Nullable Object> so) {
        String from = String.valueOf(map.get("month"));
        Object base = from.startsWith("today")
                ? day(from)
                : from.startsWith("parent.")
                        ? along(parent(situation), from.substring("parent.".length()))
                        : so.get(from);
        long later = map.get("later") instanceof Number months ? months.longValue() : 0;
        LocalDate first = base instanceof LocalDate day ? day.withDayOfMonth(1).plusMonths(later) : null;
        return first != null && Boolean.TRUE.equals(map.get("end"))
                ? first.plusMonths(1).minusDays(1)
                : first;
    }

    /** A moment of the day of another field of the record, or some minutes after a moment of it. */
    private @Nullable Object moment(Map<?, ?> map, Map<String, ? extends @Nullable Object> so) {
        Object base = so.get(String.valueOf(map.get("moment")));
        if (base instanceof LocalDateTime moment) {
            return moment.plusMinutes(between((List<?>) Objects.requireNonNull(map.get("minutes"), "minutes")));
        }
        if (!(base instanceof LocalDate day)) {
            return null;
        }
        List<LocalTime> ends = ((List<?>) Objects.requireNonNull(map.get("at"), "at"))
                .stream().map(time -> LocalTime.parse(String.valueOf(time))).toList();
        long minutes = ends.getFirst().until(ends.getLast(), ChronoUnit.MINUTES);
        return day.atTime(ends.getFirst()).plusMinutes(between(List.of(0, minutes)));
    }

    private String name() {
        return one("surnames") + one("stems") + one("numbers");
    }

    /** A name of the same family: the surname is the first character. */
    private String kin(String name) {
        return name.substring(0, 1) + one("stems") + one("numbers");
    }

    private String one(String list) {
        List<?> all = (List<?>) Objects.requireNonNull(description.get(list), list);
        return String.valueOf(all.get(random.nextInt(all.size())));
    }

    /** A number that is valid in form; the address code in it was never given out. */
    private @Nullable Object identity(Map<?, ?> map, Map<String, ? extends @Nullable Object> so) {
        if (!(so.get(String.valueOf(map.get("birth"))) instanceof LocalDate birth)) {
            return null;
        }
        boolean man = "male".equals(so.get(String.valueOf(map.get("sex"))));
        while (true) {
            int sequence = random.nextInt(500) * 2 + (man ? 1 : 0);
            String digits = "990001"
                    + String.format("%04d%02d%02d", birth.getYear(), birth.getMonthValue(), birth.getDayOfMonth())
                    + String.format("%03d", sequence);
            String number = digits + IdentityNumber.check(digits);
            if (numbers.add(number)) {
                return number;
            }
        }
    }

    /** The maker with its {@code where} filled in from the parent. */
    private Map<?, ?> filledWhere(Map<?, ?> map, Situation situation) {
        if (!(map.get("where") instanceof Map<?, ?> where)) {
            return map;
        }
        Map<String, String> filled = new LinkedHashMap<>();
        where.forEach((field, value) -> filled.put(
                String.valueOf(field),
                value instanceof Map<?, ?> maker
                        ? String.valueOf(value(maker, situation, Map.of()))
                        : filled(String.valueOf(value), situation)));
        return Map.of("where", filled);
    }

    private List<Made> matching(Map<?, ?> map, String register) {
        List<Made> all = where(map, made.getOrDefault(register, List.of()));
        if (all.isEmpty()) {
            throw new IllegalArgumentException(
                    "the demo's description asks for a record of " + register + " too early");
        }
        return all;
    }

    /** Those whose fields have the values of {@code where: {field: value}}. */
    List<Made> where(Map<?, ?> map, List<Made> all) {
        if (!(map.get("where") instanceof Map<?, ?> where)) {
            return all;
        }
        return all.stream()
                .filter(m -> where.entrySet().stream()
                        .allMatch(w -> String.valueOf(w.getValue())
                                .equals(String.valueOf(m.values().get(String.valueOf(w.getKey()))))))
                .toList();
    }

    /** Those whose date lies before a day: {@code before: {field: day}}. */
    List<Made> before(Map<?, ?> map, List<Made> all) {
        if (!(map.get("before") instanceof Map<?, ?> before)) {
            return all;
        }
        return all.stream()
                .filter(m -> before.entrySet().stream()
                        .allMatch(b -> m.values().get(String.valueOf(b.getKey())) instanceof LocalDate day
                                && day.isBefore(day(String.valueOf(b.getValue())))))
                .toList();
    }

    /** Adds up a field of the records made so far, some of them taken away, up to a day of this record's own. */
    private String sum(
            Map<?, ?> map, String register, Situation situation, Map<String, ? extends @Nullable Object> so) {
        Map<?, ?> before = map.get("before") instanceof Map<?, ?> days ? days : Map.of();
        Map<?, ?> minus = map.get("minus") instanceof Map<?, ?> lists ? lists : Map.of();
        BigDecimal sum =
                map.get("less") == null ? BigDecimal.ZERO : new BigDecimal(String.valueOf(map.get("less"))).negate();
        for (Made one : where(filledWhere(map, situation), made.getOrDefault(register, List.of()))) {
            boolean early = before.entrySet().stream()
                    .allMatch(b -> one.values().get(String.valueOf(b.getKey())) instanceof LocalDate day
                            && value(b.getValue(), situation, so) instanceof LocalDate limit
                            && day.isBefore(limit));
            boolean taken = minus.entrySet().stream()
                    .anyMatch(m -> ((List<?>) Objects.requireNonNull(m.getValue(), "minus"))
                            .contains(String.valueOf(one.values().get(String.valueOf(m.getKey())))));
            if (early) {
                BigDecimal amount = new BigDecimal(String.valueOf(one.values().get(String.valueOf(map.get("of")))));
                sum = taken ? sum.subtract(amount) : sum.add(amount);
            }
        }
        return sum.toPlainString();
    }

    private UUID distinct(List<Made> all) {
        while (true) {
            Made candidate = all.get(random.nextInt(all.size()));
            if (taken.add(candidate.id())) {
                return candidate.id();
            }
        }
    }

    private Object several(Map<?, ?> map, String register) {
        List<Made> all = new ArrayList<>(matching(map, register));
        java.util.Collections.shuffle(all, java.util.Random.from(random));
        boolean one = Boolean.TRUE.equals(map.get("one"));
        int count = one
                ? 1
                : (int) Math.min(all.size(), between((List<?>) Objects.requireNonNull(map.get("count"), "count")));
        List<UUID> ids = new ArrayList<>();
        for (Made item : all.subList(0, count)) {
            Object id = map.get("of") == null ? item.id() : item.values().get(String.valueOf(map.get("of")));
            if (id instanceof UUID uuid) {
                ids.add(uuid);
            }
        }
        return one ? ids.getFirst() : ids;
    }

    private String filled(String text, Situation situation) {
        Matcher hole = HOLE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (hole.find()) {
            hole.appendReplacement(filled, Matcher.quoteReplacement(hole(hole.group(1), situation)));
        }
        return hole.appendTail(filled).toString();
    }

    private String hole(String name, Situation situation) {
        if (name.equals("n")) {
            return String.valueOf(situation.number());
        }
        if (name.equals("parent")) {
            return parent(situation).id().toString();
        }
        if (name.equals("period.start")) {
            return period(situation).start().toString();
        }
        if (name.equals("period.month")) {
            return String.valueOf(period(situation).start().getMonthValue());
        }
        if (name.equals("period.label")) {
            return period(situation).label(Language.ZH);
        }
        if (name.startsWith("masked.")) {
            return Mask.surname(String.valueOf(along(parent(situation), name.substring("masked.".length()))));
        }
        if (name.startsWith("parent.")) {
            return String.valueOf(along(parent(situation), name.substring("parent.".length())));
        }
        return situation.variables().getOrDefault(name, "");
    }
}

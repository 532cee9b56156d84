package io.liren.app;

import io.liren.access.Viewer;
import io.liren.calendar.Period;
import io.liren.calendar.PeriodUnit;
import io.liren.calendar.Today;
import io.liren.register.Bulk;
import io.liren.register.Facts;
import io.liren.register.RegisterModel;
import io.liren.register.Registers;
import io.liren.wording.Label;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Makes an invented community from a description: any register of any rulebook, the same from the same seed. It enters
 * records as people would, with the day of entry apart from the day of the fact.
 */
final class DemoMaker {
    private final Facts facts;
    private final Registers registers;
    private final Today today;
    private final DemoDescription description;
    private final Random random = new Random();
    private final DemoValues values;
    private final Map<String, List<DemoValues.Made>> made = new LinkedHashMap<>();

    private final Map<String, String> ranges;
    private final Map<String, Viewer> staff;

    /**
     * @param ranges how far grids go, by axis, where it is not as described
     * @param staff who can enter records as themselves, by login
     */
    DemoMaker(
            Facts facts,
            Registers registers,
            Today today,
            DemoDescription description,
            Map<String, String> ranges,
            Map<String, Viewer> staff) {
        this.ranges = ranges;
        this.staff = staff;
        this.facts = facts;
        this.registers = registers;
        this.today = today;
        this.description = description;
        this.values = new DemoValues(description.main(), today.today(), random, made, staff);
    }

    /**
     * Makes parts in order; returns how many records.
     *
     * @param viewer who enters what nobody is named for
     * @param nth which community it is: each has its own of the same
     */
    int make(Viewer viewer, Collection<String> parts, int nth) {
        int count = 0;
        for (String part : parts) {
            random.setSeed(description.seed(part) + nth);
            for (Map<String, Object> entry : description.make(part)) {
                count += entry(viewer, entry);
            }
        }
        return count;
    }

    private int entry(Viewer viewer, Map<String, Object> entry) {
        String register = String.valueOf(entry.get("register"));
        RegisterModel model = registers.model(register);
        List<DemoValues.Situation> situations = situations(entry);
        int already = made.getOrDefault(register, List.of()).size();
        int most = entry.get("most") instanceof Number number ? number.intValue() - already : Integer.MAX_VALUE;
        List<Bulk.Line> lines = new ArrayList<>();
        List<DemoValues.Made> fresh = new ArrayList<>();
        for (DemoValues.Situation situation : situations) {
            if (lines.size() >= most) {
                break;
            }
            if (entry.get("chance") instanceof Number chance && random.nextDouble() >= chance.doubleValue()) {
                continue;
            }
            DemoValues.Made one = values.record(entry, situation.numbered(lines.size() + 1));
            if (!Boolean.TRUE.equals(entry.get("ahead")) && inFuture(model, one)) {
                continue;
            }
            fresh.add(one);
            lines.add(Bulk.Line.of(one.id(), entered(entry, model, one), typed(one.values())));
        }
        Bulk.Result result = facts.bulk(by(viewer, entry), register, lines);
        if (result instanceof Bulk.Result.Refused(var problems)) {
            throw new StartFailure(new Label(
                    "示例数据不合制度:" + register + " "
                            + problems.entrySet().iterator().next(),
                    "the demo's data do not fit the rulebooks: " + register + " "
                            + problems.entrySet().iterator().next()));
        }
        made.computeIfAbsent(register, r -> new ArrayList<>()).addAll(fresh);
        return lines.size();
    }

    /** Values as people type them. */
    private static Map<String, @Nullable Object> typed(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> typed = new LinkedHashMap<>(values);
        typed.replaceAll((name, value) ->
                value instanceof LocalDateTime moment ? moment.toLocalDate() + " " + moment.toLocalTime() : value);
        return typed;
    }

    /** Who enters the records: the one named, if there is such a person here, or whoever makes the rest. */
    private Viewer by(Viewer viewer, Map<String, Object> entry) {
        return staff.getOrDefault(String.valueOf(entry.getOrDefault("by", "")), viewer);
    }

    private boolean inFuture(RegisterModel model, DemoValues.Made one) {
        return model.happened()
                .map(field -> one.values().get(field))
                .filter(LocalDate.class::isInstance)
                .map(LocalDate.class::cast)
                .filter(day -> day.isAfter(today.today()))
                .isPresent();
    }

    private Instant entered(Map<String, Object> entry, RegisterModel model, DemoValues.Made one) {
        LocalDate day = today.today().minusYears(1).minusDays(30);
        int delay = 0;
        String after = model.happened().orElse("");
        if (entry.get("entered") instanceof Map<?, ?> written) {
            after = String.valueOf(written.get("after"));
            delay = Integer.parseInt(String.valueOf(values.value(
                    written.get("days"), new DemoValues.Situation(Map.of(), null, null, 1), one.values())));
        }
        if (one.values().get(after) instanceof LocalDate happened) {
            day = happened.plusDays(delay);
        }
        LocalDate last = day.isAfter(today.today()) ? today.today() : day;
        return last.atTime(9, 0).atZone(today.zone()).toInstant().plusSeconds(random.nextInt(3600));
    }

    private List<DemoValues.Situation> situations(Map<String, Object> entry) {
        List<DemoValues.Situation> all = new ArrayList<>();
        if (entry.get("grid") instanceof Map<?, ?> grid) {
            List<Map<String, String>> combinations = new ArrayList<>(List.of(Map.of()));
            for (Map.Entry<?, ?> axis : grid.entrySet()) {
                combinations = crossed(
                        combinations,
                        String.valueOf(axis.getKey()),
                        ranges.getOrDefault(String.valueOf(axis.getKey()), String.valueOf(axis.getValue())));
            }
            combinations.forEach(c -> all.add(new DemoValues.Situation(c, null, null, 1)));
            return all;
        }
        for (DemoValues.@Nullable Made parent : parents(entry)) {
            for (@Nullable Period period : periods(entry)) {
                if (!during(entry, parent, period)) {
                    continue;
                }
                int times = times(entry);
                for (int i = 0; i < times; i++) {
                    all.add(new DemoValues.Situation(Map.of(), parent, period, 1));
                }
            }
        }
        return all;
    }

    /** Whether the period begins while the record it is made for runs, where that is asked. */
    private static boolean during(
            Map<String, Object> entry, DemoValues.@Nullable Made parent, @Nullable Period period) {
        if (!(entry.get("during") instanceof Map<?, ?> during) || parent == null || period == null) {
            return true;
        }
        return parent.values().get(String.valueOf(during.get("from"))) instanceof LocalDate from
                && !from.isAfter(period.start())
                && !(parent.values().get(String.valueOf(during.get("until"))) instanceof LocalDate until
                        && until.isBefore(period.start()));
    }

    private int times(Map<String, Object> entry) {
        Object count = entry.get("count");
        Object times = entry.get("times");
        if (times != null) {
            return Integer.parseInt(
                    String.valueOf(values.value(times, new DemoValues.Situation(Map.of(), null, null, 1), Map.of())));
        }
        return count instanceof Number number ? number.intValue() : 1;
    }

    private List<DemoValues.@Nullable Made> parents(Map<String, Object> entry) {
        Object per = entry.get("per");
        List<DemoValues.@Nullable Made> parents = new ArrayList<>();
        if (per == null) {
            parents.add(null);
            return parents;
        }
        Optional<String> set = Optional.ofNullable(entry.get("where-set")).map(String::valueOf);
        Optional<String> missing =
                Optional.ofNullable(entry.get("where-missing")).map(String::valueOf);
        Set<Object> referredTo = referredTo(entry.get("without"));
        values.before(entry, values.where(entry, made.getOrDefault(String.valueOf(per), List.of()))).stream()
                .filter(m -> !referredTo.contains(m.id()))
                .filter(m -> set.isEmpty() || m.values().get(set.get()) != null)
                .filter(m -> missing.isEmpty() || m.values().get(missing.get()) == null)
                .forEach(parents::add);
        return parents;
    }

    /** What the records of some registers, made so far, hold: the records that they refer to among it. */
    private Set<Object> referredTo(@Nullable Object registers) {
        Set<Object> values = new HashSet<>();
        for (Object register : registers instanceof List<?> several ? several : Arrays.asList(registers)) {
            made.getOrDefault(String.valueOf(register), List.of())
                    .forEach(m -> m.values().values().forEach(values::add));
        }
        return values;
    }

    private List<@Nullable Period> periods(Map<String, Object> entry) {
        List<@Nullable Period> periods = new ArrayList<>();
        if (entry.get("each") instanceof Map<?, ?> each) {
            PeriodUnit unit = PeriodUnit.of(String.valueOf(each.get("period"))).orElseThrow();
            periods.addAll(Period.between(
                    unit, values.day(String.valueOf(each.get("from"))), values.day(String.valueOf(each.get("until")))));
        } else {
            periods.add(null);
        }
        return periods;
    }

    private static List<Map<String, String>> crossed(List<Map<String, String>> with, String name, String range) {
        String[] ends = range.split("\\.\\.");
        List<Map<String, String>> crossed = new ArrayList<>();
        for (Map<String, String> one : with) {
            for (int i = Integer.parseInt(ends[0]); i <= Integer.parseInt(ends[1]); i++) {
                Map<String, String> more = new LinkedHashMap<>(one);
                more.put(name, String.valueOf(i));
                crossed.add(more);
            }
        }
        return crossed;
    }

    /** A repeatable id: the first half tells the day of birth of the demo, the second is drawn. */
    static UUID id(RandomGenerator random) {
        long high = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x7000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}

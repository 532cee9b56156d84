package io.liren.bench;

import io.liren.block.Derivation;
import io.liren.block.Names;
import io.liren.calendar.Period;
import io.liren.calendar.WorkingDays;
import io.liren.derivation.Asks;
import io.liren.derivation.Derivations;
import io.liren.derivation.Duties;
import io.liren.derivation.Evidence;
import io.liren.expression.CelLoop;
import io.liren.expression.Checked;
import io.liren.expression.Node;
import io.liren.expression.Shape;
import io.liren.expression.Situation;
import io.liren.wording.Label;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A duty derived as one would without a database's help: for each record and period, each record that might meet it is
 * looked at, with CEL's own runtime. It finds what the duty's statement finds.
 */
final class LoopedDuty {
    private static final UUID COMMUNITY_ITSELF = new UUID(0, 0);
    private static final int DAYS_AHEAD = 60;
    /** As PostgreSQL orders ids: by their bytes, which Java's own order does not. */
    private static final Comparator<UUID> BYTES = Comparator.comparing(UUID::toString);

    /** A record that counts. */
    private record Counted(UUID id, LocalDate happened, LocalDate enteredOn, BigDecimal amount) {}

    private record Subject(UUID id, Map<String, @Nullable Object> row, Map<String, Object> variables) {}

    private final String id;
    private final Asks asks;
    private final Map<String, Names.Parameter> parameters;
    private final LocalDate from;
    private final LocalDate today;
    private final WorkingDays workingDays;
    /** By identity: an expression's own hash would walk its whole tree each time. */
    private final Map<Checked, CelLoop> programs = new IdentityHashMap<>();

    LoopedDuty(Derivation duty, LocalDate today, WorkingDays workingDays) {
        if (!(duty.statement() instanceof Duties.Stated stated)) {
            throw new BenchFailure(new Label(
                    "任务 " + duty.id() + " 没有说明由什么推导,不能逐条计算",
                    "the duty " + duty.id() + " does not tell what it asks, so a loop can't derive it"));
        }
        this.id = duty.id();
        this.asks = stated.asks();
        this.parameters = stated.names().parametersSeenBy(stated.rulebook());
        this.from = Derivations.from(today);
        this.today = today;
        this.workingDays = workingDays;
    }

    List<Found> derive(LoadedFacts facts) {
        List<Found> found = new ArrayList<>();
        switch (asks) {
            case Asks.Recurring recurring -> recurring(recurring, facts, found);
            case Asks.Triggered triggered -> triggered(triggered, facts, found);
        }
        return found;
    }

    private void recurring(Asks.Recurring duty, LoadedFacts facts, List<Found> found) {
        LocalDate first = duty.from().filter(from::isBefore).orElse(from);
        for (Period period : Period.between(duty.every(), first, today)) {
            if (period.start().isBefore(first)) {
                continue;
            }
            Situation situation = situation(facts, period, null, period.start());
            for (Subject subject : subjects(duty.subject(), facts)) {
                if (holds(duty.qualifies(), subject.variables(), situation)) {
                    LocalDate due = period.end().plusDays(duty.dueDays());
                    Window window = new Window(period.start(), period.end(), due, period.key());
                    keep(occurrence(duty, subject, window, situation, facts), found);
                }
            }
        }
    }

    /** Where it can't be told how much is needed, as before a parameter is in force, nothing is owed. */
    private static void keep(Found one, List<Found> found) {
        if (one.needed() != null) {
            found.add(one);
        }
    }

    private void triggered(Asks.Triggered duty, LoadedFacts facts, List<Found> found) {
        // As in the statement: the trigger itself can't wait for a parameter of its own day.
        Situation before = situation(facts, null, null, today);
        for (Subject subject : subjects(Optional.of(duty.subject()), facts)) {
            if (!(value(duty.trigger(), subject.variables(), before) instanceof LocalDate trigger)
                    || trigger.isBefore(reach(subject))
                    || trigger.isAfter(today.plusDays(DAYS_AHEAD))
                    || !holds(duty.qualifies(), subject.variables(), before)) {
                continue;
            }
            Situation situation = situation(facts, null, trigger, trigger);
            if (value(duty.count(), subject.variables(), situation) instanceof BigDecimal count) {
                LocalDate due = duty.unit().plus(trigger, count.intValue(), workingDays);
                Window window = new Window(trigger, today, due, trigger.toString());
                Found one = occurrence(duty, subject, window, situation, facts);
                // What is met is left behind with time; what is not met stays.
                if (!trigger.isBefore(from) || one.metOn() == null) {
                    keep(one, found);
                }
            }
        }
    }

    /** Before this day what a record tells was history when it was entered. */
    private LocalDate reach(Subject subject) {
        LocalDate atEntry = subject.row().get("entered_on") instanceof LocalDate enteredOn
                ? enteredOn.minusYears(1).withDayOfYear(1)
                : from;
        return atEntry.isBefore(from) ? atEntry : from;
    }

    /** The days on which a fact counts, and what the occurrence is called by. */
    private record Window(LocalDate opens, LocalDate end, LocalDate due, String key) {}

    private Found occurrence(Asks duty, Subject subject, Window window, Situation situation, LoadedFacts facts) {
        Found.Key key = new Found.Key(facts.community(), id, subject.id(), window.key());
        return switch (duty.evidence()) {
            case Evidence.OwnDate(Checked date) -> ownDate(key, date, duty, subject, window, situation);
            case Evidence.Records records -> byRecords(key, records, duty, subject, window, situation);
        };
    }

    private Found ownDate(Found.Key key, Checked date, Asks duty, Subject subject, Window window, Situation situation) {
        LocalDate met = (LocalDate) value(date, subject.variables(), situation);
        return new Found(
                key,
                window.opens(),
                window.due(),
                needed(duty, subject, situation),
                met == null ? BigDecimal.ZERO : BigDecimal.ONE,
                met,
                met == null ? null : knownOn(date, subject),
                met == null ? List.of() : List.of(subject.id()));
    }

    private static @Nullable LocalDate knownOn(Checked date, Subject subject) {
        String name = date.root() instanceof Node.Field(Node.Var record, Shape shape, Shape.Field field)
                ? LoadedFacts.KNOWN_ON + field.name()
                : LoadedFacts.CHANGED_ON;
        return (LocalDate) subject.row().get(name);
    }

    private Found byRecords(
            Found.Key key, Evidence.Records records, Asks duty, Subject subject, Window window, Situation situation) {
        List<Counted> counted = counted(records, subject, window, situation);
        BigDecimal needed = needed(duty, subject, situation);
        boolean measured = records.measure().isPresent() || duty.atLeast().isPresent();
        LocalDate metOn = null;
        LocalDate metEnteredOn = null;
        BigDecimal sum = BigDecimal.ZERO;
        @Nullable BigDecimal most = null;
        for (Counted one : counted) {
            BigDecimal previous = sum;
            sum = sum.add(one.amount());
            most = most == null ? sum : most.max(sum);
            if (measured && needed != null && previous.compareTo(needed) < 0) {
                metEnteredOn = later(metEnteredOn, one.enteredOn());
            }
            if (metOn == null && (!measured || needed != null && sum.compareTo(needed) >= 0)) {
                metOn = one.happened();
            }
        }
        if (!measured && !counted.isEmpty()) {
            metEnteredOn = counted.getFirst().enteredOn();
        }
        return new Found(
                key,
                window.opens(),
                window.due(),
                needed,
                most == null ? BigDecimal.ZERO : most,
                metOn,
                metEnteredOn,
                counted.stream().map(Counted::id).toList());
    }

    private static LocalDate later(@Nullable LocalDate one, LocalDate other) {
        return one != null && one.isAfter(other) ? one : other;
    }

    private List<Counted> counted(Evidence.Records records, Subject subject, Window window, Situation situation) {
        // A condition that names the period decides itself which period a record counts for.
        boolean free = situation.periodStart() != null && records.condition().namesPeriod();
        List<Counted> counted = new ArrayList<>();
        for (Map<String, @Nullable Object> row :
                situation.memory().all(records.register().register())) {
            Map<String, Object> variables = new HashMap<>(subject.variables());
            variables.put(records.register().name(), row);
            if (value(records.happened(), variables, situation) instanceof LocalDate happened
                    && !happened.isAfter(today)
                    && (free || !happened.isBefore(window.opens()) && !happened.isAfter(window.end()))
                    && program(records.condition()).holds(variables, situation)
                    && row.get("id") instanceof UUID record
                    && row.get("entered_on") instanceof LocalDate enteredOn) {
                counted.add(new Counted(record, happened, enteredOn, amount(records, variables, situation)));
            }
        }
        counted.sort(Comparator.comparing(Counted::happened).thenComparing(Counted::id, BYTES));
        return counted;
    }

    private BigDecimal amount(Evidence.Records records, Map<String, Object> variables, Situation situation) {
        if (records.measure().isEmpty()) {
            return BigDecimal.ONE;
        }
        return value(records.measure().get(), variables, situation) instanceof BigDecimal amount
                ? amount
                : BigDecimal.ZERO;
    }

    private @Nullable BigDecimal needed(Asks duty, Subject subject, Situation situation) {
        if (duty.atLeast().isEmpty()) {
            return BigDecimal.ONE;
        }
        return (BigDecimal) value(duty.atLeast().get(), subject.variables(), situation);
    }

    private static List<Subject> subjects(Optional<Shape> shape, LoadedFacts facts) {
        if (shape.isEmpty()) {
            return List.of(new Subject(COMMUNITY_ITSELF, Map.of(), Map.of()));
        }
        List<Subject> subjects = new ArrayList<>();
        for (Map<String, @Nullable Object> row : facts.all(shape.get().register())) {
            if (row.get("id") instanceof UUID record) {
                subjects.add(new Subject(record, row, Map.of(shape.get().name(), row)));
            }
        }
        return subjects;
    }

    private Situation situation(
            LoadedFacts facts, @Nullable Period period, @Nullable LocalDate trigger, LocalDate parametersOn) {
        return new Situation(
                today,
                period == null ? null : period.start(),
                period == null ? null : period.end(),
                trigger,
                facts.parameters(parameters, parametersOn),
                workingDays,
                facts);
    }

    private boolean holds(Optional<Checked> condition, Map<String, Object> variables, Situation situation) {
        return condition.isEmpty() || program(condition.get()).holds(variables, situation);
    }

    private @Nullable Object value(Checked checked, Map<String, Object> variables, Situation situation) {
        return program(checked).value(variables, situation);
    }

    private CelLoop program(Checked checked) {
        return programs.computeIfAbsent(checked, CelLoop::of);
    }
}

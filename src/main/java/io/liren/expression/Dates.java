package io.liren.expression;

import io.liren.calendar.Today;
import io.liren.calendar.WorkingDays;
import io.liren.expression.Node.DateEdge;
import io.liren.expression.Node.DateGap;
import io.liren.expression.Node.DatePart;
import io.liren.expression.Node.DateStep;
import io.liren.expression.Node.MomentStep;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Single operations on dates in the JVM. Month ends are clamped, as PostgreSQL's intervals do. */
final class Dates {
    private Dates() {}

    /** Missing where it is too far, or working days are not known. */
    static @Nullable LocalDate step(DateStep.Step step, LocalDate date, BigDecimal steps, WorkingDays workingDays) {
        if (steps.abs().compareTo(BigDecimal.valueOf(step.reach)) > 0) {
            return null;
        }
        int count = steps.intValue();
        return switch (step) {
            case DAYS -> date.plusDays(count);
            case MONTHS -> date.plusMonths(count);
            case YEARS -> date.plusYears(count);
            case WORKDAYS -> workingDays.reaches(date, count) ? workingDays.plus(date, count) : null;
        };
    }

    /** Missing where it is too far. */
    static @Nullable Instant step(MomentStep.Unit unit, Instant moment, BigDecimal steps) {
        return steps.abs().compareTo(BigDecimal.valueOf(MomentStep.Unit.REACH)) > 0
                ? null
                : moment.plus(steps.longValue() * unit.minutes, ChronoUnit.MINUTES);
    }

    static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, Today.SHANGHAI);
    }

    static BigDecimal gap(DateGap.Step unit, LocalDate from, LocalDate to) {
        return BigDecimal.valueOf(
                switch (unit) {
                    case DAYS -> ChronoUnit.DAYS.between(from, to);
                    case MONTHS -> ChronoUnit.MONTHS.between(from, to);
                    case YEARS -> ChronoUnit.YEARS.between(from, to);
                });
    }

    static BigDecimal part(DatePart.Part part, LocalDate date) {
        return BigDecimal.valueOf(
                switch (part) {
                    case YEAR -> date.getYear();
                    case MONTH -> date.getMonthValue();
                    case DAY -> date.getDayOfMonth();
                });
    }

    static LocalDate edge(DateEdge.Edge edge, LocalDate date) {
        return switch (edge) {
            case START_OF_MONTH -> date.withDayOfMonth(1);
            case END_OF_MONTH -> date.withDayOfMonth(date.lengthOfMonth());
            case START_OF_QUARTER -> date.withDayOfMonth(1).withMonth((date.getMonthValue() - 1) / 3 * 3 + 1);
            case START_OF_YEAR -> date.withDayOfYear(1);
        };
    }
}

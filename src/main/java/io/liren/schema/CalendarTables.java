package io.liren.schema;

import io.liren.calendar.Period;
import io.liren.calendar.PeriodUnit;
import io.liren.calendar.WorkingDays;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;

/** Fills the reference tables of periods and working days, so that derivation counts days in the database. */
public final class CalendarTables {
    private CalendarTables() {}

    /** Writes both tables anew: a newly announced holiday calendar changes the ordinals of all later days. */
    public static void fill(Transaction owner, WorkingDays workingDays) {
        owner.update(Sql.of("delete from period"));
        owner.update(Sql.of("delete from calendar_day"));
        StringBuilder periods = new StringBuilder();
        for (PeriodUnit unit : PeriodUnit.values()) {
            for (Period period : Period.between(unit, WorkingDays.FIRST, WorkingDays.LAST)) {
                periods.append(unit.word()).append('\t').append(period.key()).append('\t');
                periods.append(period.start()).append('\t').append(period.end()).append('\n');
            }
        }
        owner.copy(Sql.of("copy period (unit, key, start_on, end_on) from stdin"), periods.toString());
        StringBuilder days = new StringBuilder();
        for (WorkingDays.Day day : workingDays.days()) {
            days.append(day.day()).append('\t').append(day.working()).append('\t');
            days.append(day.ordinal()).append('\n');
        }
        owner.copy(Sql.of("copy calendar_day (day, working, ordinal) from stdin"), days.toString());
        owner.update(Sql.of("analyze period"));
        owner.update(Sql.of("analyze calendar_day"));
    }
}

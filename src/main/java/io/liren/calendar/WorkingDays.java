package io.liren.calendar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which days are working days (工作日). A year's rest days and make-up days come from its State Council notice, kept in a
 * data file; a year without a file counts weekends alone as rest days and is {@linkplain #provisional provisional}.
 */
public final class WorkingDays {
    /** The first day that is counted. */
    public static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    /** The last day that is counted. */
    public static final LocalDate LAST = LocalDate.of(2069, 12, 31);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /**
     * One day of the calendar.
     *
     * @param ordinal how many working days there are from {@link #FIRST} up to and including this day
     */
    public record Day(LocalDate day, boolean working, int ordinal) {}

    private final Set<Integer> noticed;
    private final int[] ordinals;
    private final List<LocalDate> working;

    private WorkingDays(Set<Integer> noticed, Map<LocalDate, Boolean> exceptions) {
        this.noticed = Set.copyOf(noticed);
        int length = Math.toIntExact(ChronoUnit.DAYS.between(FIRST, LAST)) + 1;
        this.ordinals = new int[length];
        this.working = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            LocalDate day = FIRST.plusDays(i);
            if (exceptions.getOrDefault(day, !weekend(day))) {
                working.add(day);
            }
            ordinals[i] = working.size();
        }
    }

    /**
     * The notices that come with the program.
     *
     * @throws CalendarException if one of them can't be read
     */
    public static WorkingDays bundled() {
        Set<Integer> noticed = new HashSet<>();
        Map<LocalDate, Boolean> exceptions = new HashMap<>();
        for (int year = FIRST.getYear(); year <= LAST.getYear(); year++) {
            try (InputStream file = WorkingDays.class.getResourceAsStream("/data/holidays/" + year + ".json")) {
                if (file != null) {
                    read(file, noticed, exceptions);
                }
            } catch (IOException | RuntimeException e) {
                throw new CalendarException("holidays/" + year + ".json: " + e.getMessage(), e);
            }
        }
        return new WorkingDays(noticed, exceptions);
    }

    /**
     * The notices in a folder, one file a year.
     *
     * @throws CalendarException if the folder or one of its files can't be read; the message names it
     */
    public static WorkingDays in(Path folder) {
        Set<Integer> noticed = new HashSet<>();
        Map<LocalDate, Boolean> exceptions = new HashMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path path :
                    files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
                try (InputStream file = Files.newInputStream(path)) {
                    read(file, noticed, exceptions);
                } catch (RuntimeException e) {
                    throw new CalendarException(path + ": " + e.getMessage(), e);
                }
            }
        } catch (IOException e) {
            throw new CalendarException(folder + ": " + e.getMessage(), e);
        }
        return new WorkingDays(noticed, exceptions);
    }

    private static void read(InputStream file, Set<Integer> noticed, Map<LocalDate, Boolean> exceptions) {
        JsonNode notice = JSON.readTree(file);
        noticed.add(notice.required("year").asInt());
        for (JsonNode rest : notice.required("rest")) {
            LocalDate to = LocalDate.parse(rest.required("to").asString());
            for (LocalDate day = LocalDate.parse(rest.required("from").asString()); !day.isAfter(to); ) {
                exceptions.put(day, false);
                day = day.plusDays(1);
            }
        }
        for (JsonNode work : notice.required("work")) {
            exceptions.put(LocalDate.parse(work.asString()), true);
        }
    }

    /** Whether people work on this day. Outside the counted years: Monday to Friday. */
    public boolean isWorking(LocalDate day) {
        if (!counted(day)) {
            return !weekend(day);
        }
        int index = index(day);
        return ordinals[index] > (index == 0 ? 0 : ordinals[index - 1]);
    }

    /**
     * The day that many working days later; the day itself is not counted, whether a working day or not. A negative
     * number counts backwards. Zero gives the day itself.
     *
     * @throws CalendarException if that lies outside the counted years
     */
    public LocalDate plus(LocalDate day, int count) {
        if (count == 0) {
            return day;
        }
        if (!counted(day)) {
            throw outside(day);
        }
        // Counting back from a day of rest, the last working day before it is already the first one met.
        long target = (long) ordinals[index(day)] + count + (count < 0 && !isWorking(day) ? 1 : 0);
        if (target < 1 || target > working.size()) {
            throw outside(day);
        }
        return working.get((int) target - 1);
    }

    /** The day itself if people work on it, or else the next day on which they do. Beyond the counted years the day itself. */
    public LocalDate onOrAfter(LocalDate day) {
        LocalDate next = day;
        while (counted(next) && !isWorking(next)) {
            next = next.plusDays(1);
        }
        return counted(next) ? next : day;
    }

    /** Whether {@link #plus} has an answer. */
    public boolean reaches(LocalDate day, int count) {
        if (count == 0) {
            return true;
        }
        if (!counted(day)) {
            return false;
        }
        long target = (long) ordinals[index(day)] + count + (count < 0 && !isWorking(day) ? 1 : 0);
        return target >= 1 && target <= working.size();
    }

    /** Whether the day's year has no notice yet, so that its holidays are not known. */
    public boolean provisional(LocalDate day) {
        return !noticed.contains(day.getYear());
    }

    /** Every counted day in order, for the database's own calendar. */
    public List<Day> days() {
        List<Day> days = new ArrayList<>(ordinals.length);
        for (int i = 0; i < ordinals.length; i++) {
            LocalDate day = FIRST.plusDays(i);
            days.add(new Day(day, isWorking(day), ordinals[i]));
        }
        return days;
    }

    private static boolean counted(LocalDate day) {
        return !day.isBefore(FIRST) && !day.isAfter(LAST);
    }

    private static int index(LocalDate day) {
        return Math.toIntExact(ChronoUnit.DAYS.between(FIRST, day));
    }

    private static boolean weekend(LocalDate day) {
        return day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    }

    private static CalendarException outside(LocalDate day) {
        return new CalendarException("working days from " + day + " leave the years " + FIRST.getYear() + " to "
                + LAST.getYear() + " of data/holidays");
    }
}

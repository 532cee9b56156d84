package io.liren.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that stands on one day. Its moments begin at 10:00 of that day and go on by a millisecond with each question,
 * so that what happened later also has a later moment.
 */
public final class FixedToday implements Today {
    private final LocalDate day;
    private final ZoneId zone;
    private final AtomicLong millis = new AtomicLong();

    /** Stands on {@code day} in {@code zone}. */
    public FixedToday(LocalDate day, ZoneId zone) {
        this.day = day;
        this.zone = zone;
    }

    /** Stands on {@code day} in Asia/Shanghai. */
    public FixedToday(LocalDate day) {
        this(day, SHANGHAI);
    }

    @Override
    public LocalDate today() {
        return day;
    }

    @Override
    public Instant now() {
        return day.atTime(10, 0).atZone(zone).toInstant().plusMillis(millis.getAndIncrement());
    }

    @Override
    public ZoneId zone() {
        return zone;
    }
}

package io.liren.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that stands on one day. Its moments begin at 10:00 of that day and go on by a millisecond with each question,
 * so that what happened later also has a later moment.
 */
public final class FixedToday implements Today {
    private static final LocalTime BEGINS = LocalTime.of(10, 0);
    private final LocalDateTime begin;
    private final ZoneId zone;
    private final AtomicLong millis = new AtomicLong();

    /** Stands on a day in {@code zone}; its moments begin at {@code begin}. */
    public FixedToday(LocalDateTime begin, ZoneId zone) {
        this.begin = begin;
        this.zone = zone;
    }

    /** Stands on {@code day} in {@code zone}. */
    public FixedToday(LocalDate day, ZoneId zone) {
        this(day.atTime(BEGINS), zone);
    }

    /** Stands on {@code day} in Asia/Shanghai. */
    public FixedToday(LocalDate day) {
        this(day, SHANGHAI);
    }

    @Override
    public LocalDate today() {
        return begin.toLocalDate();
    }

    @Override
    public Instant now() {
        return begin.atZone(zone).toInstant().plusMillis(millis.getAndIncrement());
    }

    @Override
    public ZoneId zone() {
        return zone;
    }
}

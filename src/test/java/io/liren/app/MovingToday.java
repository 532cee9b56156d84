package io.liren.app;

import io.liren.calendar.FixedToday;
import io.liren.calendar.Today;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** A clock that stands on one day until it is told to go on to another. */
final class MovingToday implements Today {
    private volatile Today standing;

    MovingToday(LocalDate day) {
        standing = new FixedToday(day);
    }

    void goTo(LocalDate day) {
        standing = new FixedToday(day);
    }

    @Override
    public LocalDate today() {
        return standing.today();
    }

    @Override
    public Instant now() {
        return standing.now();
    }

    @Override
    public ZoneId zone() {
        return standing.zone();
    }
}

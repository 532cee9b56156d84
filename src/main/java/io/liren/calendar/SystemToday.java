package io.liren.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** The machine's clock, read in the community's time zone and never in the machine's own. */
public record SystemToday(ZoneId zone) implements Today {
    /** In Asia/Shanghai. */
    public SystemToday() {
        this(SHANGHAI);
    }

    @Override
    public LocalDate today() {
        return LocalDate.ofInstant(now(), zone);
    }

    @Override
    public Instant now() {
        // To the microsecond, as the database keeps it: what is written and what the journal says are the same moment.
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}

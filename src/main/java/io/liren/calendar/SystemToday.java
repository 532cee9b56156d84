package io.liren.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

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
        return Instant.now();
    }
}

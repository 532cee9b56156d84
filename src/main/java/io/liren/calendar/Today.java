package io.liren.calendar;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The one clock (今天). Everything that depends on the day or the hour asks it, so that a test or a demo can set it. */
public interface Today {
    /** Where communities are unless said otherwise. */
    ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

    /** The day it is in {@link #zone()}. */
    LocalDate today();

    /** The moment it is, to the microsecond: no finer, since the database keeps no finer one. */
    Instant now();

    /** The community's time zone. */
    ZoneId zone();
}

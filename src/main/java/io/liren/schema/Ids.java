package io.liren.schema;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Makes the ids of rows: UUIDs of version 7, which sort by time and need no sequence. */
public final class Ids {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** A fresh id for a row made at this moment. */
    public static UUID fresh(Instant at) {
        long high = at.toEpochMilli() << 16 | 0x7000L | RANDOM.nextInt(0x1000);
        long low = RANDOM.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}

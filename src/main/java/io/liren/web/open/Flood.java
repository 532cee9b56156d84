package io.liren.web.open;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/**
 * Keeps public forms from being flooded (防刷): so many an address, so many a community, in a sliding window. Addresses are
 * held in memory for the length of the window and nowhere else.
 */
@Component
public final class Flood {
    /** What is counted. */
    public enum What {
        /** Something sent in. */
        SENDING(5, 60),
        /** A code looked up: guessing one is hopeless, trying is slowed down. */
        FOLLOWING(12, 240);

        private final int anAddress;
        private final int aCommunity;

        What(int anAddress, int aCommunity) {
            this.anAddress = anAddress;
            this.aCommunity = aCommunity;
        }
    }

    /** The length of the window. */
    public static final Duration WINDOW = Duration.ofMinutes(10);

    private static final int MOST_KEYS = 20_000;

    private record Key(What what, UUID community, String address) {}

    private final Map<Key, Deque<Long>> seen = new HashMap<>();
    private final LongSupplier nanos;

    /** By the machine's running time, which no test or setting of the day moves. */
    public Flood() {
        this(System::nanoTime);
    }

    Flood(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Whether there is room for one more; if there is, it is counted. */
    public synchronized boolean admits(What what, UUID community, String address) {
        long now = nanos.getAsLong();
        if (seen.size() > MOST_KEYS) {
            seen.values().removeIf(times -> recent(times, now) == 0);
        }
        Deque<Long> own = seen.computeIfAbsent(new Key(what, community, address), k -> new ArrayDeque<>());
        Deque<Long> all = seen.computeIfAbsent(new Key(what, community, ""), k -> new ArrayDeque<>());
        if (recent(own, now) >= what.anAddress || recent(all, now) >= what.aCommunity) {
            return false;
        }
        own.addLast(now);
        all.addLast(now);
        return true;
    }

    private static int recent(Deque<Long> times, long now) {
        while (!times.isEmpty() && now - times.getFirst() > WINDOW.toNanos()) {
            times.removeFirst();
        }
        return times.size();
    }
}

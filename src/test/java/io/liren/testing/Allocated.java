package io.liren.testing;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What the thread has asked the heap for so far. The difference of two such numbers bounds what was in use in between, and
 * hangs on neither the heap's size nor the collector.
 */
public final class Allocated {
    private Allocated() {}

    /** In bytes. */
    public static long bytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}

package io.liren.app;

import io.liren.wording.Label;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells whoever waits what is going on: a line for whatever takes over a second. It goes to the error stream. */
public final class Progress {
    private static final Duration PATIENCE = Duration.ofMillis(800);
    private final @Nullable PrintStream out;

    private Progress(@Nullable PrintStream out) {
        this.out = out;
    }

    /** To the error stream, so that the standard output stays readable by scripts. */
    public static Progress console() {
        return new Progress(System.err);
    }

    /** Says nothing. */
    public static Progress silent() {
        return new Progress(null);
    }

    /** Does a step; names it if it is not done soon, and then says how long it took. */
    public <T extends @Nullable Object> T step(Label what, Supplier<T> work) {
        if (out == null) {
            return work.get();
        }
        PrintStream to = out;
        long start = System.nanoTime();
        AtomicBoolean said = new AtomicBoolean();
        Thread announcer = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(PATIENCE);
                said.set(true);
                to.println("… " + what);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            T result = work.get();
            announcer.interrupt();
            if (said.get()) {
                to.printf(Locale.ROOT, "  ✓ %s (%.1f s)%n", what, (System.nanoTime() - start) / 1e9);
            }
            return result;
        } finally {
            announcer.interrupt();
        }
    }

    /** Does a step that gives nothing back. */
    public void step(Label what, Runnable work) {
        this.<@Nullable Object>step(what, () -> {
            work.run();
            return null;
        });
    }

    /** A line of its own. */
    public void line(Label what) {
        if (out != null) {
            out.println(what);
        }
    }
}

package io.liren.importing;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads on a thread of its own, a little ahead of whoever takes what was read. */
final class Ahead<T> {
    private static final int MOST = 2;

    private final BlockingQueue<Optional<T>> read = new ArrayBlockingQueue<>(MOST);
    private volatile @Nullable Throwable failure;

    private Ahead() {}

    /**
     * Gives each item that is read to the taker, in order, on the thread that calls. What fails on either side ends both.
     *
     * @param reader reads all, and passes on each item
     */
    static <T> void of(Consumer<Consumer<T>> reader, Consumer<T> taker) {
        new Ahead<T>().run(reader, taker);
    }

    private void run(Consumer<Consumer<T>> reader, Consumer<T> taker) {
        Thread ahead = Thread.ofPlatform().daemon().name("reading").start(() -> {
            try {
                reader.accept(item -> pass(Optional.of(item)));
                pass(Optional.empty());
            } catch (Given given) {
                // Nobody takes any more.
            } catch (RuntimeException | Error e) {
                failure = e;
                passUnlessGiven();
            }
        });
        try {
            for (Optional<T> next = read.take(); next.isPresent(); next = read.take()) {
                taker.accept(next.get());
            }
            switch (failure) {
                case null -> {}
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            ahead.interrupt();
        }
    }

    private void pass(Optional<T> item) {
        try {
            read.put(item);
        } catch (InterruptedException e) {
            throw new Given();
        }
    }

    private void passUnlessGiven() {
        try {
            pass(Optional.empty());
        } catch (Given given) {
            // Nobody takes any more.
        }
    }

    /** The taker has given up. */
    private static final class Given extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Given() {
            super("given up", null, false, false);
        }
    }
}

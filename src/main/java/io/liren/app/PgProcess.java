package io.liren.app;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A running PostgreSQL, our child. */
final class PgProcess {
    private final Process process;

    private PgProcess(Process process) {
        this.process = process;
    }

    /** Told when the server has ended, for whatever reason. */
    interface Ended {
        void ended(PgProcess server, int code);
    }

    /**
     * Starts a server. The kernel sends its death signal when the thread that forked ends, not only the process: so a
     * platform thread forks and then waits for as long as the server lives.
     */
    static PgProcess fork(ProcessBuilder builder, Ended ended) throws IOException, InterruptedException {
        CountDownLatch forked = new CountDownLatch(1);
        var result = new Object() {
            volatile @Nullable PgProcess server;
            volatile @Nullable IOException failure;
        };
        Thread.ofPlatform().daemon().name("postgres-parent").start(() -> {
            try {
                PgProcess server = new PgProcess(builder.start());
                result.server = server;
                forked.countDown();
                ended.ended(server, server.process.waitFor());
            } catch (IOException e) {
                result.failure = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                forked.countDown();
            }
        });
        forked.await();
        PgProcess server = result.server;
        if (server == null) {
            IOException failure = result.failure;
            throw failure == null ? new IOException("postgres did not start") : failure;
        }
        return server;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it in order: clients are cut off, what was acknowledged is on disk. Waits for the end. */
    void stop() {
        try {
            // INT is PostgreSQL's fast shutdown; TERM would wait for every client to leave.
            signal("-INT");
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                signal("-QUIT");
                process.waitFor(10, TimeUnit.SECONDS);
            }
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }

    private void signal(String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    }
}

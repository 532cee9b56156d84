package io.liren.app;

import io.liren.wording.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL's programs as command lines. They refuse to run as root; as root they are put into a user namespace of
 * their own, where they are nobody but still own our files.
 */
final class PgCommands {
    private final PgBinaries binaries;
    private final List<String> unshare;
    private final List<String> deathSignal;

    private PgCommands(PgBinaries binaries, List<String> unshare, List<String> deathSignal) {
        this.binaries = binaries;
        this.unshare = unshare;
        this.deathSignal = deathSignal;
    }

    static PgCommands of(PgBinaries binaries) {
        boolean root = "root".equals(System.getProperty("user.name"));
        if (root && !runs(List.of("unshare", "-U", "true"))) {
            throw new StartFailure(new Label(
                    "PostgreSQL 不能以 root 身份运行,而这里又不允许用户命名空间(unshare -U)。请用普通用户运行,"
                            + "或用 --database 指定一个已有的 PostgreSQL。",
                    "PostgreSQL does not run as root, and user namespaces (unshare -U) are not allowed here. Run as an "
                            + "ordinary user, or name a running PostgreSQL with --database."));
        }
        // A session of its own, so that Ctrl-C reaches us only and we end in order; and a signal to shut down cleanly
        // by itself when our process is killed.
        List<String> signal = List.of("setsid", "setpriv", "--pdeathsig", "INT");
        List<String> trial = new ArrayList<>(signal);
        trial.add("true");
        return new PgCommands(binaries, root ? List.of("unshare", "-U") : List.of(), runs(trial) ? signal : List.of());
    }

    /** A command that ends by itself. */
    ProcessBuilder tool(String name, List<String> arguments) {
        List<String> line = new ArrayList<>(unshare);
        line.add(binaries.program(name).toString());
        line.addAll(arguments);
        return prepared(line);
    }

    /** The server; it must be forked from a thread that lives as long as the server does, see {@link PgServer}. */
    ProcessBuilder server(List<String> arguments) {
        List<String> line = new ArrayList<>(unshare);
        line.addAll(deathSignal); // after unshare: a new namespace clears the signal
        line.add(binaries.program("postgres").toString());
        line.addAll(arguments);
        return prepared(line);
    }

    private static ProcessBuilder prepared(List<String> line) {
        ProcessBuilder builder = new ProcessBuilder(line);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("PG"));
        environment.put("LC_ALL", "C"); // we read its messages
        return builder;
    }

    /** Runs a tool to its end; returns what it said, an empty text if that was nothing. */
    String run(String name, List<String> arguments, Path folder) {
        Path said = folder.resolve(name + ".log");
        try {
            Process process = tool(name, arguments)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            boolean ended = process.waitFor(120, TimeUnit.SECONDS);
            String log = Files.readString(said);
            if (!ended) {
                process.destroyForcibly();
            }
            if (!ended || process.exitValue() != 0) {
                if (DiskSpace.saysFull(log)) {
                    throw DiskSpace.full(folder);
                }
                throw new StartFailure(new Label(name + " 失败:" + log.strip(), name + " failed: " + log.strip()));
            }
            Files.deleteIfExists(said);
            return log;
        } catch (IOException e) {
            throw DiskSpace.explain(e, folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure(new Label("启动被中断", "the start was interrupted"), e);
        }
    }

    private static boolean runs(List<String> line) {
        try {
            Process process = new ProcessBuilder(line)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // the program is not there
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

package io.liren.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a running PostgreSQL says of itself in {@code postmaster.pid}; the file may be left over from one that is gone.
 *
 * @param pid its process
 * @param data its data folder
 * @param port where it listens; 0 if not yet known
 * @param ready whether it takes connections
 */
record PidFile(long pid, Path data, int port, boolean ready) {
    /** The file of a data folder; empty if there is none, or one that is only half written. */
    static Optional<PidFile> of(Path data) throws IOException {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"), StandardCharsets.UTF_8);
            if (lines.isEmpty()) {
                return Optional.of(new PidFile(0, data, 0, false));
            }
            return Optional.of(new PidFile(
                    Long.parseLong(lines.getFirst().strip()),
                    data,
                    lines.size() > 3 ? Integer.parseInt(lines.get(3).strip()) : 0,
                    lines.size() > 7 && lines.get(7).strip().equals("ready")));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.of(new PidFile(0, data, 0, false));
        }
    }

    /** Whether the process lives and is a PostgreSQL of this folder, not another that got the number since. */
    boolean isAlive() throws IOException {
        if (pid <= 0 || ProcessHandle.of(pid).isEmpty()) {
            return false;
        }
        Path commandLine = Path.of("/proc", Long.toString(pid), "cmdline");
        if (Files.isReadable(commandLine)) {
            String line = Files.readString(commandLine).replace('\0', ' ');
            return line.contains("postgres") && line.contains(data.toString());
        }
        return ProcessHandle.of(pid)
                .flatMap(handle -> handle.info().command())
                .orElse("")
                .contains("postgres");
    }
}

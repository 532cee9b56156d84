package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.journal.Chain;
import io.liren.register.Replay;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A program killed in the middle of its writes, many times, and sometimes its database with it, loses nothing it said it kept. */
class KilledIT {
    private static final int ROUNDS = 6;

    @Test
    void whatWasAcknowledgedIsThereAfterEveryKill() throws Exception {
        Path home = Path.of("target", "pg", "killed");
        Folders.delete(home);
        Files.createDirectories(home.resolve("rulebooks"));
        Files.writeString(home.resolve("rulebooks").resolve("notes.md"), KilledWriter.BOOK);
        Random random = new Random(20261124);
        Set<UUID> kept = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            int before = kept.size();
            boolean database = round % 2 == 1;
            kept.addAll(untilKilled(home, 100 + random.nextInt(900), database));
            assertThat(kept.size()).as("round " + round + " wrote something").isGreaterThan(before);
        }
        try (Connections connections = Connections.open(home, Places.cache(), Optional.empty(), Progress.silent())) {
            Engine engine = KilledWriter.engine(connections, home);
            UUID community = engine.communities().getFirst();
            Set<UUID> there = engine.owner()
                    .inTransaction(
                            Scope.of(community),
                            t -> new HashSet<>(t.rows(Sql.of("select id from notes_note"), row -> row.uuid("id"))));
            assertThat(there).containsAll(kept);
            // What was written but not yet acknowledged may be there too: one a writer and round at most.
            assertThat(there.size() - kept.size()).isBetween(0, 2 * ROUNDS);
            engine.owner().inTransaction(Scope.of(community), t -> {
                assertThat(Chain.verify(t, community).broken()).isEmpty();
                assertThat(new Replay(engine.edition(), engine.journal(), engine.keys()).firstDifference(t, community))
                        .isEmpty();
                return true;
            });
        }
        Folders.delete(home);
    }

    private static List<UUID> untilKilled(Path home, int milliseconds, boolean database) throws Exception {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        home.toString())
                .redirectError(home.resolve("writer.log").toFile())
                .start();
        List<UUID> kept = new ArrayList<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(writer.getInputStream(), StandardCharsets.UTF_8))) {
            String first = lines.readLine();
            assertThat(first)
                    .as("the writer began: " + Files.readString(home.resolve("writer.log")))
                    .startsWith("kept ");
            kept.add(UUID.fromString(first.substring(5)));
            Optional<PidFile> cluster =
                    database ? PidFile.of(home.resolve("pgdata").toAbsolutePath()) : Optional.empty();
            Thread killer = Thread.ofPlatform().start(() -> {
                try {
                    TimeUnit.MILLISECONDS.sleep(milliseconds);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                cluster.flatMap(file -> ProcessHandle.of(file.pid())).ifPresent(ProcessHandle::destroyForcibly);
                writer.toHandle().destroyForcibly();
            });
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                // A line that was cut off by the kill was not an acknowledgement.
                if (line.startsWith("kept ") && line.length() == 41) {
                    kept.add(UUID.fromString(line.substring(5)));
                }
            }
            killer.join();
        }
        writer.waitFor();
        return kept;
    }
}

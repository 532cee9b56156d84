package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.access.Areas;
import io.liren.journal.Chain;
import io.liren.register.EntryOptions;
import io.liren.register.Outcome;
import io.liren.register.Replay;
import io.liren.schema.Ids;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A community is backed up while it works, and comes back from the file: elsewhere, in its own place, or not at all. */
class BackupIT {
    private static final Path HOME = Path.of("target", "pg", "backup-home").toAbsolutePath();
    private static final Path ELSEWHERE =
            Path.of("target", "pg", "backup-elsewhere").toAbsolutePath();
    private static final Path FILES = Path.of("target", "backup-files").toAbsolutePath();
    private static @Nullable String source;

    @BeforeAll
    static void aHomeWithItsRulebook() throws IOException {
        for (Path folder : List.of(HOME, ELSEWHERE, FILES)) {
            Folders.delete(folder);
            Files.createDirectories(folder);
        }
        Files.createDirectories(HOME.resolve("rulebooks"));
        Files.writeString(HOME.resolve("rulebooks").resolve("notes.md"), KilledWriter.BOOK);
        Files.writeString(FILES.resolve("passphrase"), "梧桐树下的长椅 2026\n");
        Files.writeString(FILES.resolve("other"), "another passphrase\n");
        source = System.getProperty("liren.dir");
        System.setProperty("liren.dir", HOME.toString());
    }

    @AfterAll
    static void tidy() throws IOException {
        if (source == null) {
            System.clearProperty("liren.dir");
        } else {
            System.setProperty("liren.dir", source);
        }
        for (Path folder : List.of(HOME, ELSEWHERE, FILES)) {
            Folders.delete(folder);
        }
    }

    @Test
    void aBackupMadeWhileOthersWriteComesBackWholeAndWhatWasErasedStaysErased() throws Exception {
        Path sealed = FILES.resolve("sealed.liren");
        Path plain = FILES.resolve("plain.zip");
        String passphrase = FILES.resolve("passphrase").toString();
        try (Connections connections = Connections.open(HOME, Places.cache(), Optional.empty(), Progress.silent())) {
            Engine engine = KilledWriter.engine(connections, HOME);
            UUID community = community(engine);
            UUID lin = note(engine, community, "林甲一");
            UUID zhao = note(engine, community, "赵乙二");
            AtomicBoolean stop = new AtomicBoolean();
            Thread writer = Thread.ofPlatform().start(() -> {
                for (int i = 0; !stop.get(); i++) {
                    note(engine, community, "边备份边登记" + i);
                }
            });
            assertThat(liren("backup", sealed.toString(), "--home", HOME.toString(), "--passphrase", passphrase))
                    .isEqualTo(Command.OK);
            assertThat(liren("backup", plain.toString(), "--home", HOME.toString()))
                    .isEqualTo(Command.OK);
            stop.set(true);
            writer.join();
            assertThat(Files.readString(sealed, java.nio.charset.StandardCharsets.ISO_8859_1))
                    .doesNotContain("manifest.json");

            // The same file name is never written over.
            assertThat(liren("backup", plain.toString(), "--home", HOME.toString()))
                    .isEqualTo(Command.WRONG_ARGUMENTS);

            // After the backup a person has the telephone number erased.
            assertThat(engine.facts().erase(KilledWriter.clerk(community), KilledWriter.REGISTER, lin, "本人要求"))
                    .isInstanceOf(Outcome.Entered.class);
            long now = count(engine, community);

            // Elsewhere, with nothing there: all of it, the sensitive values included.
            assertThat(liren("restore", sealed.toString(), "--home", ELSEWHERE.toString(), "--passphrase", passphrase))
                    .isEqualTo(Command.OK);
            try (Connections other = Connections.open(ELSEWHERE, Places.cache(), Optional.empty(), Progress.silent())) {
                Engine there =
                        Engine.open(other, ELSEWHERE, HOME.resolve("rulebooks"), engine.today(), Progress.silent());
                assertThat(there.communities()).containsExactly(community);
                assertThat(count(there, community)).isBetween(2L, now);
                assertThat(phone(there, community, lin)).contains("19900001234");
                holds(there, community);
            }

            // In its own place it needs to be said; while Liren runs, too.
            assertThat(liren("restore", sealed.toString(), "--home", HOME.toString(), "--passphrase", passphrase))
                    .isEqualTo(Command.WRONG_ARGUMENTS);
            assertThat(count(engine, community)).isEqualTo(now);
            assertThat(liren(
                            "restore",
                            sealed.toString(),
                            "--home",
                            HOME.toString(),
                            "--passphrase",
                            passphrase,
                            "--replace"))
                    .isEqualTo(Command.OK);
            assertThat(count(engine, community)).isLessThanOrEqualTo(now);
            assertThat(phone(engine, community, lin)).as("erased again").isEmpty();
            assertThat(phone(engine, community, zhao)).contains("19900001234");
            holds(engine, community);
            assertThat(HOME.resolve("backups")).isNotEmptyDirectory();
            // Work goes on in the restored community.
            note(engine, community, "恢复之后");
            holds(engine, community);
        }

        // And stopped, into its own place.
        assertThat(liren("restore", plain.toString(), "--home", HOME.toString(), "--replace"))
                .isEqualTo(Command.OK);
        try (Connections connections = Connections.open(HOME, Places.cache(), Optional.empty(), Progress.silent())) {
            Engine engine = KilledWriter.engine(connections, HOME);
            holds(engine, engine.communities().getFirst());
        }

        damaged(plain, sealed);
    }

    private static void damaged(Path plain, Path sealed) throws IOException {
        byte[] whole = Files.readAllBytes(plain);
        Path bad = FILES.resolve("bad.zip");
        // A flipped byte in the middle of the data, a file cut short, another passphrase: each is refused.
        byte[] flipped = whole.clone();
        // In the midst of the journal's own bytes: elsewhere a zip holds times and names that nothing rests on.
        int journal = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("data/journal.csv");
        flipped[journal + 400] ^= 1;
        Files.write(bad, flipped);
        assertThat(liren("restore", bad.toString(), "--home", HOME.toString(), "--replace"))
                .isEqualTo(Command.FAILED);
        Files.write(bad, java.util.Arrays.copyOf(whole, whole.length / 2));
        assertThat(liren("restore", bad.toString(), "--home", HOME.toString(), "--replace"))
                .isEqualTo(Command.FAILED);
        assertThat(liren("restore", sealed.toString(), "--home", HOME.toString(), "--replace"))
                .isEqualTo(Command.WRONG_ARGUMENTS);
        assertThat(liren(
                        "restore",
                        sealed.toString(),
                        "--home",
                        HOME.toString(),
                        "--replace",
                        "--passphrase",
                        FILES.resolve("other").toString()))
                .isEqualTo(Command.FAILED);
        byte[] changed = Files.readAllBytes(sealed);
        changed[changed.length - 40] ^= 1;
        Files.write(bad, changed);
        assertThat(liren(
                        "restore",
                        bad.toString(),
                        "--home",
                        HOME.toString(),
                        "--replace",
                        "--passphrase",
                        FILES.resolve("passphrase").toString()))
                .isEqualTo(Command.FAILED);
    }

    private static int liren(String... words) {
        return Liren.run(List.of(words));
    }

    private static UUID community(Engine engine) {
        return engine.owner().inTransaction(Scope.platform(), transaction -> {
            UUID above = Areas.topmost(transaction, Ids.fresh(engine.today().now()));
            UUID id = Ids.fresh(engine.today().now());
            Areas.make(transaction, id, Optional.of(above), "community", "试点社区", "Pilot");
            return id;
        });
    }

    private static UUID note(Engine engine, UUID community, String text) {
        return ((Outcome.Entered) engine.facts()
                        .enter(
                                KilledWriter.clerk(community),
                                KilledWriter.REGISTER,
                                Map.of("text", text, "secret", "19900001234"),
                                EntryOptions.none()))
                .id();
    }

    private static long count(Engine engine, UUID community) {
        return engine.owner()
                .inTransaction(
                        Scope.of(community),
                        t -> t.one(
                                Sql.of("select count(*) as n from notes_note where community_id = {c}")
                                        .value("c", community),
                                row -> row.whole("n")));
    }

    private static Optional<String> phone(Engine engine, UUID community, UUID record) {
        return engine.owner()
                .inTransaction(
                        Scope.of(community),
                        t -> t.one(
                                Sql.of("select secret from notes_note where community_id = {c} and id = {id}")
                                        .value("c", community)
                                        .value("id", record),
                                row -> Optional.ofNullable(row.textOrNull("secret"))));
    }

    private static void holds(Engine engine, UUID community) {
        engine.owner().inTransaction(Scope.of(community), t -> {
            assertThat(Chain.verify(t, community).broken()).isEmpty();
            assertThat(new Replay(engine.edition(), engine.journal(), engine.keys()).firstDifference(t, community))
                    .isEmpty();
            return true;
        });
    }
}

package io.liren.app;

import io.liren.calendar.FixedToday;
import io.liren.calendar.Today;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The invented community's home, made once for all JVMs of a test run: whoever needs one first makes it, the others wait,
 * and each works on a copy of its own.
 */
final class MadeDemo {
    private static final Path FOLDER = Path.of("target", "pg");
    private static final Path MADE = FOLDER.resolve("made-demo");
    private static final Path MARK = FOLDER.resolve("made-demo.of");
    /** Everything that the demo is made of. */
    private static final List<Path> SOURCES =
            List.of(Path.of("rulebooks"), Path.of("demo"), Path.of("target", "classes"));

    private MadeDemo() {}

    /** The day that is today in it. */
    static Today today() {
        return new FixedToday(LocalDate.parse("2026-11-24"));
    }

    /** Puts a copy into a folder; what was there is deleted. */
    static void copyTo(Path home) throws IOException {
        Files.createDirectories(FOLDER);
        try (FileChannel lock = FileChannel.open(
                        FOLDER.resolve("made-demo.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            String sources = sources();
            if (!Files.exists(MARK) || !Files.readString(MARK).equals(sources)) {
                make();
                Files.writeString(MARK, sources);
            }
        }
        Folders.delete(home);
        try (Stream<Path> all = Files.walk(MADE)) {
            for (Path one : (Iterable<Path>) all::iterator) {
                Files.copy(one, home.resolve(MADE.relativize(one).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    private static void make() throws IOException {
        Folders.delete(MADE);
        try (Connections connections = Connections.open(MADE, Places.cache(), Optional.empty(), Progress.silent())) {
            DemoCommand.prepare(Engine.open(connections, MADE, Path.of("rulebooks"), today(), Progress.silent()));
        }
    }

    /** When the newest of them was changed, and how many there are. */
    private static String sources() throws IOException {
        long newest = 0;
        long count = 0;
        for (Path source : SOURCES) {
            try (Stream<Path> all = Files.walk(source)) {
                for (Path one : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                    newest = Math.max(newest, Files.getLastModifiedTime(one).toMillis());
                    count++;
                }
            }
        }
        return newest + " " + count;
    }
}

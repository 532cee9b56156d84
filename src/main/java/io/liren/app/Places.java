package io.liren.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where things lie on this machine. */
public final class Places {
    private Places() {}

    /** Where a command keeps its data unless {@code --home} says otherwise; each kind of use has a home of its own. */
    static Path home(String use) {
        return userFolder("XDG_DATA_HOME", ".local/share").resolve("liren").resolve(use);
    }

    /** What can be made again, shared by all homes: unpacked programs. */
    public static Path cache() {
        return userFolder("XDG_CACHE_HOME", ".cache").resolve("liren");
    }

    /**
     * The folder the program was cloned into, which holds {@code rulebooks}, {@code data} and {@code demo}; the launcher
     * names it. Empty if the program runs from a jar alone: then they are read from the class path.
     */
    public static Optional<Path> source() {
        String named = System.getProperty("liren.dir");
        Path folder = Path.of(named == null ? "" : named).toAbsolutePath();
        return Files.isDirectory(folder.resolve("rulebooks")) ? Optional.of(folder) : Optional.empty();
    }

    private static Path userFolder(String variable, String otherwise) {
        String named = System.getenv(variable);
        return named != null && !named.isBlank()
                ? Path.of(named)
                : Path.of(System.getProperty("user.home", "."), otherwise);
    }
}

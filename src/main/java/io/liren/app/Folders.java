package io.liren.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Files and folders of a home. */
final class Folders {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Folders() {}

    /** Deletes a folder and all in it; fine if it is not there. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : all) {
            Files.deleteIfExists(path);
        }
    }

    /** The secret kept in a file that only its owner can read; made up at random if the file is not there. */
    static String secret(Path file) throws IOException {
        if (!Files.exists(file)) {
            byte[] bytes = new byte[24];
            RANDOM.nextBytes(bytes);
            Path aside = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "secret",
                    null,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(aside, HexFormat.of().formatHex(bytes), StandardCharsets.UTF_8);
            try {
                // Whoever begins at the same moment: the first one's secret stays.
                Files.createLink(file, aside);
            } catch (FileAlreadyExistsException e) {
                // theirs, then
            } catch (UnsupportedOperationException | FileSystemException e) {
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(aside);
            }
        }
        return Files.readString(file).strip();
    }
}

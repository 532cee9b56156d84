package io.liren.app;

import io.liren.wording.Label;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's programs, unpacked once from the artifact that carries them into a folder that all homes share.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
record PgBinaries(Path folder) {
    static final String VERSION = "18.6";
    private static final long UNPACKED_BYTES = 80L << 20;

    Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** The programs in the cache; unpacks them if they are not there yet. */
    static PgBinaries in(Path cache, Progress progress) {
        String archive = archive();
        Path folder = cache.resolve(
                "pg-" + VERSION + "-" + archive.replace("postgres-", "").replace(".txz", ""));
        if (!Files.isExecutable(folder.resolve("bin/postgres"))) {
            progress.step(
                    new Label("解压 PostgreSQL " + VERSION, "unpacking PostgreSQL " + VERSION),
                    () -> unpack(archive, cache, folder));
        }
        return new PgBinaries(folder.toAbsolutePath());
    }

    private static String archive() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        boolean arm = machine.equals("aarch64") || machine.equals("arm64");
        if (system.contains("mac")) {
            return "postgres-darwin-" + (arm ? "arm_64" : "x86_64") + ".txz";
        }
        return "postgres-linux-" + (arm ? "arm_64" : "x86_64") + ".txz";
    }

    private static void unpack(String archive, Path cache, Path folder) {
        try (InputStream packed = PgBinaries.class.getClassLoader().getResourceAsStream(archive)) {
            if (packed == null) {
                throw new StartFailure(new Label(
                        "本程序没有附带适合这台机器的 PostgreSQL(" + archive + ")。请用 --database 指定一个已有的 PostgreSQL。",
                        "No PostgreSQL for this machine comes with the program (" + archive
                                + "). Name a running PostgreSQL with --database."));
            }
            Files.createDirectories(cache);
            DiskSpace.require(cache, UNPACKED_BYTES);
            // Unpacked aside and renamed: a folder with the final name is always complete, also after a crash.
            Path aside = Files.createTempDirectory(cache, folder.getFileName() + ".part");
            extract(packed, aside);
            try {
                Files.move(aside, folder, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(aside, folder);
            } catch (FileAlreadyExistsException e) {
                Folders.delete(aside); // somebody else was faster
            } catch (FileSystemException e) {
                if (!Files.isExecutable(folder.resolve("bin/postgres"))) {
                    throw e;
                }
                Folders.delete(aside);
            }
        } catch (IOException e) {
            throw DiskSpace.explain(e, folder);
        }
    }

    private static void extract(InputStream packed, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed, 1 << 16)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path file = target.resolve(entry.getName()).normalize();
                if (!file.startsWith(target)) {
                    throw new UncheckedIOException(new IOException("an entry leaves the archive: " + entry.getName()));
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(file.getParent());
                    Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(tar, file);
                    Files.setPosixFilePermissions(file, permissions(entry.getMode()));
                }
            }
        }
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> all = EnumSet.of(
                PosixFilePermission.OWNER_READ,
                PosixFilePermission.OWNER_WRITE,
                PosixFilePermission.GROUP_READ,
                PosixFilePermission.OTHERS_READ);
        if ((mode & 0100) != 0) {
            all.add(PosixFilePermission.OWNER_EXECUTE);
            all.add(PosixFilePermission.GROUP_EXECUTE);
            all.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return all;
    }
}

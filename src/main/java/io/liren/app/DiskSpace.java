package io.liren.app;

import io.liren.sql.DatabaseException;
import io.liren.wording.Label;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A full disk is said in words, before a start and when it happens. */
public final class DiskSpace {
    /** The system's own words for it, in the languages a machine here may speak. */
    private static final List<String> FULL = List.of("No space left on device", "设备上没有空间", "Disk quota exceeded");

    /** SQL's own word for a full disk. */
    private static final String DISK_FULL_STATE = "53100";

    /** Less than this and PostgreSQL can't go on for long. */
    static final long TIGHT_BYTES = 75L << 20;

    private DiskSpace() {}

    /**
     * Checks that a folder's disk has room.
     *
     * @throws StartFailure naming the folder, what is free and what is needed
     */
    static void require(Path folder, long bytes) {
        try {
            long free = Files.getFileStore(folder).getUsableSpace();
            if (free < bytes) {
                throw new StartFailure(new Label(
                        "磁盘空间不足:" + folder + " 只剩 " + megabytes(free) + " MB,至少需要 " + megabytes(bytes)
                                + " MB。请清理后再启动;已确认的内容没有丢失。",
                        "The disk is nearly full: " + megabytes(free) + " MB left at " + folder + ", at least "
                                + megabytes(bytes)
                                + " MB needed. Free some space and start again; nothing acknowledged is lost."));
            }
        } catch (IOException e) {
            throw explain(e, folder);
        }
    }

    /** What to tell of a failed file operation: a full disk is named as such. */
    static StartFailure explain(IOException e, Path place) {
        String message = String.valueOf(e.getMessage());
        if (saysFull(message)) {
            return full(place);
        }
        return new StartFailure(
                new Label("无法读写 " + place + ":" + message, "cannot read or write " + place + ": " + message), e);
    }

    /** A full disk, if a failure of the database was that; it may have lost its connections by it. */
    public static Optional<Label> explain(DatabaseException e, Path home) {
        boolean lost = e.sqlState().startsWith("08")
                || e.sqlState().startsWith("57P")
                || e.sqlState().isEmpty();
        return e.sqlState().equals(DISK_FULL_STATE) || (lost && isNearlyFull(home))
                ? Optional.of(
                        new Label(
                                "磁盘已满,这次没有保存;已确认的内容没有丢失。请清理磁盘后再试。",
                                "The disk is full, this was not saved; nothing acknowledged is lost. Free some space and try again."))
                : Optional.empty();
    }

    private static boolean isNearlyFull(Path home) {
        try {
            return Files.getFileStore(home).getUsableSpace() < TIGHT_BYTES;
        } catch (IOException e) {
            return false;
        }
    }

    static boolean saysFull(String log) {
        return FULL.stream().anyMatch(log::contains);
    }

    static StartFailure full(Path place) {
        return new StartFailure(new Label(
                "磁盘已满(" + place + ")。请清理后再启动;已确认的内容没有丢失。",
                "The disk is full (" + place + "). Free some space and start again; nothing acknowledged is lost."));
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%d", bytes >> 20);
    }
}

package io.liren.workbook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A file with tables (工作簿), open for reading. Lines are read as they come and not kept. */
public sealed interface Workbook extends AutoCloseable permits Xlsx, Csv {
    /** The program that this system's own files name as their writer. */
    String OURS = "Liren";

    /** Whether it left this system as it is: whoever has saved it again since is its writer. */
    boolean isOurs();

    /** The names of its sheets that are shown, in order. */
    List<String> sheets();

    /**
     * Reads a sheet; blank lines are left out.
     *
     * @throws BadWorkbook if it is broken or goes beyond a limit, with the place
     */
    void read(int sheet, Consumer<Line> lines);

    /** The merged cells of a sheet. */
    List<Merge> merges(int sheet);

    /** The first lines of a sheet, blank ones left out. */
    default List<Line> first(int sheet, int most) {
        List<Line> first = new ArrayList<>();
        try {
            read(sheet, line -> {
                first.add(line);
                if (first.size() >= most) {
                    throw new Enough();
                }
            });
        } catch (Enough e) {
            return first;
        }
        return first;
    }

    @Override
    void close();

    /**
     * Opens a file by what it is, not by its name.
     *
     * @throws BadWorkbook if it is neither xlsx nor text, too large or broken
     */
    static Workbook open(byte[] content, Limits limits) {
        if (content.length > limits.bytes()) {
            throw new BadWorkbook(
                    "文件超过 " + limits.bytes() / 1_000_000 + " MB,请分成几份",
                    "The file is larger than " + limits.bytes() / 1_000_000 + " MB: split it");
        }
        if (content.length >= 4 && content[0] == 'P' && content[1] == 'K') {
            return new Xlsx(content, limits);
        }
        if (content.length >= 4 && (content[0] & 0xff) == 0xd0 && (content[1] & 0xff) == 0xcf) {
            throw new BadWorkbook(
                    "这是旧格式(.xls)或加了密码的文件,请另存为没有密码的 .xlsx 再传",
                    "This is an old .xls file, or one with a password: save it as .xlsx without a password");
        }
        return new Csv(content, limits);
    }

    /** Ends reading early. */
    final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Enough() {
            super("enough", null, false, false);
        }
    }
}

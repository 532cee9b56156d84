package io.liren.workbook;

/**
 * How much of a file is read. What goes beyond is refused with a message: memory stays bounded whatever is sent.
 *
 * @param bytes the largest file
 * @param unpacked the most bytes that one part of it may unpack to
 * @param shared the most characters of its shared texts, which are held in memory
 * @param rows the most lines that are not blank
 * @param columns the most columns
 * @param characters the most in one cell
 */
public record Limits(long bytes, long unpacked, int shared, int rows, int columns, int characters) {
    /** What an office sends. */
    public static final Limits USUAL = new Limits(20_000_000, 400_000_000, 40_000_000, 200_000, 300, 20_000);

    /** The same with fewer lines. */
    public Limits rows(int most) {
        return new Limits(bytes, unpacked, shared, most, columns, characters);
    }
}

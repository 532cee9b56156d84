package io.liren.rulebook;

/**
 * A place in a rulebook file.
 *
 * @param file the path as given to the reader, with forward slashes
 * @param line counted from 1
 * @param column counted from 1, in characters (code points), not bytes
 */
public record Position(String file, int line, int column) implements Comparable<Position> {
    /** The same line, {@code characters} further right. */
    public Position right(int characters) {
        return new Position(file, line, column + characters);
    }

    @Override
    public int compareTo(Position other) {
        int byFile = file.compareTo(other.file);
        int byLine = byFile != 0 ? byFile : Integer.compare(line, other.line);
        return byLine != 0 ? byLine : Integer.compare(column, other.column);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}

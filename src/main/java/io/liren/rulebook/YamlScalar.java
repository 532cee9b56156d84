package io.liren.rulebook;

/**
 * A single value.
 *
 * @param text the value, unquoted
 * @param quoted whether it was written in quotes (then its characters begin one column further right)
 */
public record YamlScalar(String text, boolean quoted, Position position) implements Yaml {
    /** Where the first character of the text stands. */
    public Position textPosition() {
        return quoted ? position.right(1) : position;
    }
}

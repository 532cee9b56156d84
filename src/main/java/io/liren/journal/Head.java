package io.liren.journal;

import java.util.Map;
import java.util.UUID;

/**
 * The end of a community's chain. Kept elsewhere, it shows later that nothing before it was cut off or rewritten.
 *
 * @param position how many entries there were
 * @param digest the last entry's digest in hexadecimal; empty if there was none
 */
public record Head(UUID community, long position, String digest) {
    /** One line of JSON, as {@code verify} prints it. */
    public String toJson() {
        return "{\"community\":\"" + community + "\",\"position\":" + position + ",\"digest\":\"" + digest + "\"}";
    }

    /**
     * Reads such a line.
     *
     * @throws IllegalArgumentException if it is not one
     */
    public static Head parse(String line) {
        Map<String, ?> read = Canonical.read(line);
        if (read.get("community") instanceof String community
                && read.get("digest") instanceof String digest
                && read.get("position") instanceof Object position) {
            return new Head(UUID.fromString(community), Long.parseLong(position.toString()), digest);
        }
        throw new IllegalArgumentException("not the head of a chain: " + line);
    }
}

package io.liren.journal;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * JSON in one way of writing only: names sorted, no space, numbers as text. Values are null, booleans, text, lists and
 * maps of these.
 */
public final class Canonical {
    private static final JsonMapper READER = JsonMapper.shared();

    private Canonical() {}

    /** Writes a map. */
    public static String write(Map<String, ? extends @Nullable Object> map) {
        StringBuilder out = new StringBuilder();
        write(out, map);
        return out.toString();
    }

    /**
     * Reads a map.
     *
     * @throws IllegalArgumentException if the text is no JSON object
     */
    @SuppressWarnings("unchecked")
    public static Map<String, @Nullable Object> read(String text) {
        try {
            return READER.readValue(text, Map.class);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a JSON object: " + text, e);
        }
    }

    private static void write(StringBuilder out, @Nullable Object value) {
        switch (value) {
            case null -> out.append("null");
            case Boolean flag -> out.append(flag.booleanValue());
            case Map<?, ?> map -> {
                out.append('{');
                String comma = "";
                TreeMap<String, @Nullable Object> sorted = new TreeMap<>();
                map.forEach((name, item) -> sorted.put(String.valueOf(name), item));
                for (Map.Entry<String, @Nullable Object> entry : sorted.entrySet()) {
                    out.append(comma);
                    text(out, entry.getKey());
                    out.append(':');
                    write(out, entry.getValue());
                    comma = ",";
                }
                out.append('}');
            }
            case Collection<?> list -> {
                out.append('[');
                String comma = "";
                for (Object item : list) {
                    out.append(comma);
                    write(out, item);
                    comma = ",";
                }
                out.append(']');
            }
            case Object other -> text(out, other.toString());
        }
    }

    private static void text(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < 0x20) {
                out.append("\\u00").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}

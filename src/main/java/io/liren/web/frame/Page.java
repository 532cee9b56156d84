package io.liren.web.frame;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a controller answers: a template and what it prints.
 *
 * @param status 200, or 422 for a form that has to be changed
 */
public record Page(String template, Map<String, Object> model, int status) {
    /** A whole page in its frame. */
    public static Page of(String template, Frame frame, Object page) {
        return new Page(template, Map.of("frame", frame, "page", page), 200);
    }

    /** A piece of a page, for htmx; names and values in turn. */
    public static Page piece(String template, Object... namesAndValues) {
        Map<String, Object> model = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            model.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Page(template, model, 200);
    }

    /** The same with another status. */
    public Page status(int other) {
        return new Page(template, model, other);
    }
}

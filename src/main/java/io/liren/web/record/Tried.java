package io.liren.web.record;

import io.liren.register.Problem;
import io.liren.web.form.Sent;
import java.util.List;
import java.util.Map;

/**
 * A step that was tried and not taken yet: nothing that was typed is lost.
 *
 * @param typed by field
 * @param problems what stands in the way; none if something was only looked for
 */
record Tried(String step, Map<String, String> typed, Sent sent, List<Problem> problems) {}

package io.liren.web.api;

import io.liren.register.Outcome;
import io.liren.register.Problem;
import io.liren.wording.Label;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Problems as programs read them (RFC 9457): a stable code, and words in both languages for whoever reads the log. */
final class Problems {
    static final JsonMapper JSON = JsonMapper.shared();

    private Problems() {}

    static Answer of(int status, String code, String zh, String en) {
        return of(status, code, new Label(zh, en), List.of(), Map.of());
    }

    private static Answer of(
            int status, String code, Label says, List<Map<String, @Nullable Object>> problems, Map<String, ?> more) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", says.en());
        body.put("title_zh", says.zh());
        body.put("status", status);
        body.put("code", code);
        if (!problems.isEmpty()) {
            body.put("problems", problems);
        }
        body.putAll(more);
        return new Answer(status, "", "", JSON.writeValueAsString(body));
    }

    /** A write that was refused: 403 for a post that may not, 404 for a record that is not there, else 422. */
    static Answer refused(Outcome.Refused refused) {
        List<String> codes = refused.problems().stream().map(Problem::code).toList();
        int status = codes.contains("post") ? 403 : codes.contains("gone") ? 404 : 422;
        Label says = refused.onlyWarns()
                ? new Label("有提醒:写明 acknowledged 才登记", "There are warnings: say why it goes on in “acknowledged”")
                : new Label("没有登记", "Nothing was entered");
        return of(
                status,
                refused.onlyWarns() ? "warning" : "refused",
                says,
                refused.problems().stream().map(Problems::problem).toList(),
                Map.of());
    }

    private static Map<String, @Nullable Object> problem(Problem problem) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put("code", problem.code());
        one.put("field", problem.field().orElse(null));
        one.put("blocking", problem.blocking());
        one.put("says", problem.says().en());
        one.put("says_zh", problem.says().zh());
        return one;
    }

    /** Someone changed the record meanwhile. */
    static Answer conflict(Outcome.Conflict conflict) {
        return of(
                412,
                "conflict",
                new Label("记录已被别人改动", "The record was changed in the meantime"),
                conflict.differences().stream()
                        .map(d -> {
                            Map<String, @Nullable Object> one = new LinkedHashMap<>();
                            one.put("code", "conflict");
                            one.put("field", d.field());
                            one.put("theirs", Values.json(d.theirs()));
                            return one;
                        })
                        .toList(),
                Map.of("revision", conflict.revision()));
    }
}

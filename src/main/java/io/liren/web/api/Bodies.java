package io.liren.web.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tools.jackson.core.JacksonException;

/** Reads what is sent. */
final class Bodies {
    private Bodies() {}

    static String text(HttpServletRequest request, int most) {
        try {
            byte[] bytes = request.getInputStream().readNBytes(most + 1);
            if (bytes.length > most) {
                throw new Answer.Stopped(Problems.of(413, "too-large", "请求太大", "The request is too large"));
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<?, ?> object(String text) {
        try {
            if (Problems.JSON.readValue(text, Object.class) instanceof Map<?, ?> object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new Answer.Stopped(Problems.of(
                    400, "json", "不是 JSON:" + e.getOriginalMessage(), "Not JSON: " + e.getOriginalMessage()));
        }
        throw new Answer.Stopped(Problems.of(400, "json", "应为 JSON 对象", "A JSON object is expected"));
    }
}

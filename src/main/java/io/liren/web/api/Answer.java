package io.liren.web.api;

import io.liren.sql.Row;
import java.net.URI;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * What is answered: it can be kept and said again.
 *
 * @param location of what was made; empty if nothing was
 * @param etag the record's revision in quotation marks; empty if it is no record
 * @param body JSON
 */
record Answer(int status, String location, String etag, String body) {
    static final String JSON = "application/json";
    static final String PROBLEM = "application/problem+json";
    private static final int WRONG = 400;

    /** Stops a request with an answer. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Answer answer;

        Stopped(Answer answer) {
            super(null, null, false, false);
            this.answer = answer;
        }

        Answer answer() {
            return answer;
        }
    }

    static Answer ok(String body) {
        return new Answer(200, "", "", body);
    }

    static Answer read(Row row) {
        return new Answer((int) row.whole("status"), row.text("location"), row.text("etag"), row.text("body"));
    }

    ResponseEntity<String> sent() {
        ResponseEntity.BodyBuilder builder = ResponseEntity.status(status)
                .contentType(MediaType.parseMediaType(status >= WRONG ? PROBLEM : JSON))
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
        if (!location.isEmpty()) {
            builder.location(URI.create(location));
        }
        if (!etag.isEmpty()) {
            builder.eTag(etag);
        }
        return builder.body(body);
    }
}

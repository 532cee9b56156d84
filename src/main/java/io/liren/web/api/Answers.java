package io.liren.web.api;

import io.liren.calendar.Today;
import io.liren.journal.Signing;
import io.liren.sql.Database;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Answers a request with an idempotency key once (幂等): the same request again, after a broken line say, is given the same
 * answer and writes nothing. The answer is kept in the transaction of the write, for a day.
 */
@Component
class Answers {
    private static final String KEY = "Idempotency-Key";
    private static final int LONGEST = 200;
    private static final Duration KEPT = Duration.ofDays(1);
    private final Database database;
    private final Today today;

    Answers(Database database, Today today) {
        this.database = database;
        this.today = today;
    }

    private record Kept(String request, Answer answer) {}

    Answer once(Caller caller, HttpServletRequest request, RecordsApi.Sent sent, Function<Transaction, Answer> work) {
        String key = request.getHeader(KEY);
        UUID community = caller.viewer().community();
        if (key == null) {
            return database.inTransaction(Scope.of(community), work::apply);
        }
        if (key.isBlank() || key.length() > LONGEST) {
            return Problems.of(
                    400, "idempotency-key", "Idempotency-Key 太长或为空", "The Idempotency-Key is empty or too long");
        }
        String asked = Signing.digest((request.getMethod() + " " + request.getRequestURI() + " "
                        + request.getHeader(HttpHeaders.IF_MATCH) + "\n" + sent.text())
                .getBytes(StandardCharsets.UTF_8));
        UUID token = caller.token().id();
        return database.inTransaction(Scope.of(community), transaction -> {
            Instant now = today.now();
            transaction.update(Sql.of("delete from api_answer where community_id = {community} and made_at < {before}")
                    .value("community", community)
                    .value("before", now.minus(KEPT)));
            // Two at once: the second waits here until the first is done.
            int fresh = transaction.update(Sql.of("""
                            insert into api_answer (community_id, token_id, key, request, status, made_at)
                            values ({community}, {token}, {key}, {request}, 0, {now}) on conflict do nothing""")
                    .value("community", community)
                    .value("token", token)
                    .value("key", key)
                    .value("request", asked)
                    .value("now", now));
            if (fresh == 0) {
                return said(transaction, community, token, key)
                        .filter(kept -> kept.request().equals(asked))
                        .map(Kept::answer)
                        .orElseGet(() -> Problems.of(
                                422,
                                "idempotency-key",
                                "这个 Idempotency-Key 已用于另一个请求",
                                "This Idempotency-Key was used for another request"));
            }
            Answer answer = work.apply(transaction);
            if (answer.status() >= 400) {
                // Nothing was written, so the key is still free.
                transaction.update(row(community, token, key, Sql.of("delete from api_answer")));
                return answer;
            }
            transaction.update(row(
                    community,
                    token,
                    key,
                    Sql.of("""
                            update api_answer set status = {status}, location = {location}, etag = {etag}, body = {body}
                            """)
                            .value("status", answer.status())
                            .value("location", answer.location())
                            .value("etag", answer.etag())
                            .value("body", answer.body())));
            return answer;
        });
    }

    private static Sql row(UUID community, UUID token, String key, Sql what) {
        return Sql.of("{what} where community_id = {community} and token_id = {token} and key = {key}")
                .part("what", what)
                .value("community", community)
                .value("token", token)
                .value("key", key);
    }

    private static Optional<Kept> said(Transaction transaction, UUID community, UUID token, String key) {
        return transaction.optional(
                row(community, token, key, Sql.of("select request, status, location, etag, body from api_answer")),
                row -> new Kept(row.text("request"), Answer.read(row)));
    }
}

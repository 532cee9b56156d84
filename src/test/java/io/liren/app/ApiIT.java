package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.calendar.FixedToday;
import io.liren.journal.Chain;
import io.liren.journal.Journal;
import io.liren.sql.Scope;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Another program, and a phone's calendar, come in by doors of their own: no session, the same checks, the same journal. */
class ApiIT {
    private static final Path HOME = Path.of("target", "pg", "api");
    private static final Path BOOKS = Path.of("target", "pg", "api-books");
    private static final String SECRET = "yi-ju-hao-ji-de-hua";
    private static final String BOOK = """
            ---
            rulebook: visits
            title: 走访制度 | Visits
            posts:
              clerk: 经办人 | Clerk
              doctor: 医生 | Doctor
            ---
            ## 1 走访 | Visits
            每月走访一次。
            ```register
            person:
              label: 人员 | Person
              title: [name]
              enter: [clerk]
              fields:
                name:  {label: 姓名 | Name, type: text, required: true}
                phone: {label: 电话 | Phone, type: phone, sensitive: {class: L2, purpose: 联系 | contact}, for: [doctor]}
                born:  {label: 出生日期 | Born, type: date}
                kind:  {label: 类别 | Kind, type: choice, options: {a: 甲类 | A, b: 乙类 | B}}
            visit:
              label: 走访 | Visit
              title: [person, on]
              happened: on
              enter: [clerk]
              fields:
                person: {label: 人员 | Person, type: reference, to: person, required: true}
                on:     {label: 日期 | Date, type: date, required: true, default: today}
                gift:   {label: 慰问金 | Gift, type: money, min: 0}
            ```
            ```limit
            not_in_future: {on: visit, must: "visit.on <= today", otherwise: block, says: 日期不能晚于今天 | Not after today, field: on}
            modest: {on: visit, must: "visit.gift == null || visit.gift <= 1000", otherwise: warn, says: 超过一千元 | More than a thousand, field: gift}
            ```
            ```duty
            monthly:
              label: 每月走访 | Monthly visit
              for: person
              every: month
              from: 2026-11-01
              met-by: visit where visit.person == person
              owed-by: clerk
            ```
            """;
    private static final Pattern ONCE = Pattern.compile("<code class=\"once\">([^<]+)</code>");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static Connections connections;
    private static Engine engine;
    private static Server server;
    private static Visitor admin = new Visitor(0);
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void openAnOffice() throws Exception {
        Folders.delete(HOME);
        Folders.delete(BOOKS);
        Files.createDirectories(BOOKS);
        Files.writeString(BOOKS.resolve("visits.md"), BOOK);
        connections = Connections.open(HOME, Places.cache(), Optional.empty(), Progress.silent());
        engine =
                Engine.open(connections, HOME, BOOKS, new FixedToday(LocalDate.parse("2026-11-24")), Progress.silent());
        server = Server.start(engine, 0);
        admin = new Visitor(server.port());
        admin.get("/first-run");
        admin.post(
                "/first-run",
                Map.of("community", "试点社区", "street", "槐荫街道", "name", "冯壬九", "login", "admin", "password", SECRET));
        assertThat(admin.signIn("admin", SECRET)).isEqualTo("/");
    }

    @AfterAll
    static void close() throws Exception {
        if (server != null) {
            server.close();
        }
        if (connections != null) {
            connections.close();
        }
        Folders.delete(HOME);
        Folders.delete(BOOKS);
    }

    private static String token(String scopes, String rulebooks) throws Exception {
        admin.get("/tokens");
        assertThat(Visitor.where(admin.post(
                        "/tokens",
                        Map.of("label", "街道平台", "scopes", scopes, "rulebooks", rulebooks, "until", "2027-11-24"))))
                .isEqualTo("/tokens");
        return once("/tokens");
    }

    private static String once(String page) throws Exception {
        Matcher found = ONCE.matcher(admin.get(page).body());
        assertThat(found.find()).as("the secret is shown").isTrue();
        String secret = found.group(1);
        assertThat(admin.get(page).body()).as("once").doesNotContain(secret);
        return secret;
    }

    private HttpResponse<String> send(String method, String path, String token, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), BodyHandlers.ofString());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(HttpResponse<String> response) {
        return JSON.readValue(response.body(), Map.class);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static String person(String name) {
        return "{\"values\": {\"name\": \"" + name + "\", \"phone\": \"19900001234\", \"kind\": \"a\"}}";
    }

    @Test
    void whatIsEnteredByAProgramGoesThroughTheSameDoor() throws Exception {
        String token = token("read,write,duties", "");
        String people = "/api/v1/registers/visits/person";
        HttpResponse<String> made = send("POST", people, token, person("王戊五"), "Idempotency-Key", "k1");
        assertThat(made.statusCode()).isEqualTo(201);
        assertThat(made.headers().firstValue("ETag")).contains("\"1\"");
        Map<String, Object> record = json(made);
        String id = (String) Objects.requireNonNull(record.get("id"));
        assertThat(made.headers().firstValue("Location").orElseThrow()).endsWith(people + "/" + id);
        assertThat(map(Objects.requireNonNull(record.get("values"))))
                .containsEntry("name", "王戊五")
                .containsEntry("phone", Map.of("masked", "199****1234"));

        // The line broke and the program asks again: the same answer, and nothing twice.
        HttpResponse<String> again = send("POST", people, token, person("王戊五"), "Idempotency-Key", "k1");
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(made.body());
        HttpResponse<String> other = send("POST", people, token, person("另一人"), "Idempotency-Key", "k1");
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(json(other)).containsEntry("code", "idempotency-key");

        // Who can do without the record is told its id alone.
        HttpResponse<String> brief = send("POST", people, token, person("赵己四"), "Prefer", "return=minimal");
        assertThat(brief.statusCode()).isEqualTo(201);
        assertThat(brief.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(json(brief)).containsOnlyKeys("id", "revision");
        assertThat(brief.headers().firstValue("Location").orElseThrow())
                .endsWith(people + "/" + json(brief).get("id"));

        // Checked like a form: what is wrong is told at its field, in both languages.
        HttpResponse<String> wrong =
                send("POST", people, token, "{\"values\": {\"name\": \"\", \"kind\": \"c\", \"age\": 3}}");
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.headers().firstValue("Content-Type").orElse("")).startsWith("application/problem+json");
        assertThat(JSON.readTree(wrong.body()).at("/problems"))
                .extracting(p -> p.at("/code").asString())
                .contains("required", "unreadable", "unknown-field");
        String visit = "{\"values\": {\"person\": \"" + id + "\", \"on\": \"%s\", \"gift\": \"%s\"}%s}";
        HttpResponse<String> future =
                send("POST", "/api/v1/registers/visits/visit", token, visit.formatted("2026-11-30", "5", ""));
        assertThat(future.statusCode()).isEqualTo(422);
        assertThat(future.body()).contains("visits.not_in_future");
        HttpResponse<String> much =
                send("POST", "/api/v1/registers/visits/visit", token, visit.formatted("2026-11-20", "2000", ""));
        assertThat(json(much)).containsEntry("code", "warning");
        assertThat(owed(token, id)).hasSize(1);
        assertThat(send(
                                "POST",
                                "/api/v1/registers/visits/visit",
                                token,
                                visit.formatted("2026-11-20", "2000", ", \"acknowledged\": \"大病\""))
                        .statusCode())
                .isEqualTo(201);
        assertThat(owed(token, id)).isEmpty();

        // Nobody overwrites what they have not seen.
        String one = people + "/" + id;
        String change = "{\"values\": {\"kind\": \"b\"}, \"reason\": \"核对\"}";
        assertThat(send("PATCH", one, token, change).statusCode()).isEqualTo(428);
        HttpResponse<String> corrected = send("PATCH", one, token, change, "If-Match", "\"1\"");
        assertThat(corrected.statusCode()).isEqualTo(200);
        assertThat(corrected.headers().firstValue("ETag")).contains("\"2\"");
        assertThat(send("PATCH", one, token, "{\"values\": {\"kind\": \"a\"}}", "If-Match", "\"1\"")
                        .statusCode())
                .isEqualTo(412);
        assertThat(send("GET", one, token, "", "If-None-Match", "\"2\"").statusCode())
                .isEqualTo(304);
        assertThat(send("DELETE", one + "?reason=x", token, "", "If-Match", "\"2\"")
                        .statusCode())
                .as("a visit refers to it")
                .isEqualTo(422);

        UUID community = engine.communities().getFirst();
        assertThat(engine.database()
                        .inTransaction(Scope.of(community), transaction -> Chain.verify(transaction, community))
                        .holds())
                .isTrue();
        List<Journal.Placed> entries = engine.database()
                .inTransaction(
                        Scope.of(community),
                        transaction ->
                                engine.journal().of(transaction, community, "visits.person", UUID.fromString(id)));
        assertThat(entries).extracting(placed -> placed.entry().reason()).containsExactly("", "核对");
    }

    private List<?> owed(String token, String of) throws Exception {
        HttpResponse<String> duties = send("GET", "/api/v1/duties", token, "");
        assertThat(duties.statusCode()).isEqualTo(200);
        return ((List<?>) Objects.requireNonNull(json(duties).get("duties")))
                .stream().filter(d -> of.equals(map(d).get("subject"))).toList();
    }

    @Test
    void pagesFollowEachOtherAndTokensReachOnlySoFar() throws Exception {
        String writer = token("read,write", "");
        String visits = "/api/v1/registers/visits/visit";
        String id = (String)
                Objects.requireNonNull(json(send("POST", "/api/v1/registers/visits/person", writer, person("李己六")))
                        .get("id"));
        for (int day = 1; day <= 7; day++) {
            assertThat(send(
                                    "POST",
                                    visits,
                                    writer,
                                    "{\"values\": {\"person\": \"" + id + "\", \"on\": \"2026-11-0" + day + "\"}}")
                            .statusCode())
                    .isEqualTo(201);
        }
        Set<Object> seen = new HashSet<>();
        List<String> days = new ArrayList<>();
        String after = "";
        int pages = 0;
        do {
            Map<String, Object> page =
                    json(send("GET", visits + "?person=" + id + "&sort=on&size=3" + after, writer, ""));
            for (Object line : (List<?>) Objects.requireNonNull(page.get("records"))) {
                assertThat(seen.add(map(line).get("id"))).as("no line twice").isTrue();
                days.add((String)
                        map(Objects.requireNonNull(map(line).get("values"))).get("on"));
            }
            after = page.get("next") instanceof String next ? "&after=" + next : "";
            pages++;
        } while (!after.isEmpty());
        assertThat(pages).isEqualTo(3);
        assertThat(days).hasSize(7).isSorted();
        assertThat(send("GET", visits + "?nothing=1", writer, "").statusCode()).isEqualTo(400);
        // Of wide records only what is asked for.
        Map<String, Object> narrow = json(send("GET", visits + "?size=1&fields=on,person", writer, ""));
        assertThat(map(Objects.requireNonNull(map(((List<?>) Objects.requireNonNull(narrow.get("records"))).getFirst())
                                .get("values")))
                        .keySet())
                .containsExactlyInAnyOrder("on", "person");
        assertThat(send("GET", visits + "?fields=on,nothing", writer, "").statusCode())
                .isEqualTo(400);

        // Without a token nothing opens, a browser's session least of all.
        assertThat(send("GET", visits, "", "").statusCode()).isEqualTo(401);
        assertThat(admin.get("/api/v1/registers/visits/visit").statusCode()).isEqualTo(401);
        assertThat(send("GET", visits, "made-up", "").statusCode()).isEqualTo(401);
        String reader = token("read", "");
        HttpResponse<String> refused = send("POST", visits, reader, "{\"values\": {}}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(json(refused)).containsEntry("code", "scope");
        assertThat(send("GET", "/api/v1/duties", reader, "").statusCode()).isEqualTo(403);
        assertThat(send("GET", "/api/v1/nowhere", reader, "").statusCode()).isEqualTo(404);
        assertThat(send("POST", visits, writer, "{broken").statusCode()).isEqualTo(400);

        // The description is made from the rulebook.
        var description =
                JSON.readTree(send("GET", "/api/v1/openapi.json", reader, "").body());
        assertThat(description.at("/openapi").asString()).isEqualTo("3.1.0");
        assertThat(description
                        .at("/components/schemas/visits.person.input/properties/kind/enum")
                        .toString())
                .isEqualTo("[\"a\",\"b\"]");
        assertThat(description
                        .at("/components/schemas/visits.visit.input/required")
                        .toString())
                .isEqualTo("[\"person\"]");
        assertThat(description
                        .at("/paths/~1api~1v1~1registers~1visits~1visit~1{id}/patch/operationId")
                        .asString())
                .isEqualTo("visits.visit.correct");

        // An ended token opens nothing from that moment on.
        Matcher end = Pattern.compile("action=\"(/tokens/[0-9a-f-]+/end)\"")
                .matcher(admin.get("/tokens").body());
        List<String> ends = new ArrayList<>();
        while (end.find()) {
            ends.add(end.group(1));
        }
        assertThat(ends).hasSizeGreaterThanOrEqualTo(2);
        for (String each : ends) {
            admin.post(each, Map.of());
        }
        assertThat(send("GET", visits, reader, "").statusCode()).isEqualTo(401);
        assertThat(send("GET", visits, writer, "").statusCode()).isEqualTo(401);
    }

    @Test
    void aPhoneSubscribesToWhatIsDueAndNamesNobody() throws Exception {
        String writer = token("write", "");
        send("POST", "/api/v1/registers/visits/person", writer, person("欧阳娜娜"));
        admin.get("/feeds");
        admin.post("/feeds", Map.of("label", "我的手机"));
        String address = once("/feeds");
        String path = URI.create(address).getPath();
        HttpResponse<String> calendar = send("GET", path, "", "");
        assertThat(calendar.statusCode()).isEqualTo(200);
        assertThat(calendar.headers().firstValue("Content-Type").orElse("")).startsWith("text/calendar");
        assertThat(calendar.body())
                .startsWith("BEGIN:VCALENDAR\r\n")
                .contains("SUMMARY:每月走访", "DTSTART;VALUE=DATE:20261130", "END:VCALENDAR\r\n")
                .doesNotContain("欧阳");
        assertThat(calendar.body().lines()).allMatch(line -> line.getBytes(StandardCharsets.UTF_8).length <= 75);
        assertThat(send("GET", "/public/calendar/made-up.ics", "", "").statusCode())
                .isEqualTo(404);
        // The address of a calendar is no token, nor the other way round.
        String secret = path.substring(path.lastIndexOf('/') + 1).replace(".ics", "");
        assertThat(send("GET", "/api/v1/duties", secret, "").statusCode()).isEqualTo(401);
        assertThat(send("GET", "/public/calendar/" + writer + ".ics", "", "").statusCode())
                .isEqualTo(404);
        Matcher end = Pattern.compile("action=\"(/feeds/[0-9a-f-]+/end)\"")
                .matcher(admin.get("/feeds").body());
        assertThat(end.find()).isTrue();
        admin.post(end.group(1), Map.of());
        assertThat(send("GET", path, "", "").statusCode()).isEqualTo(404);
    }
}

package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.liren.calendar.FixedToday;
import io.liren.journal.Chain;
import io.liren.sql.Scope;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Who comes in and who does not, asked over HTTP of an office that is founded here, by its first administrator. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DoorIT {
    private static final Path HOME = Path.of("target", "pg", "door");
    private static final String SECRET = "yi-ju-hao-ji-de-hua";
    private static Connections connections;
    private static Engine engine;
    private static Server server;

    @BeforeAll
    static void openAnEmptyHome() throws Exception {
        Folders.delete(HOME);
        connections = Connections.open(HOME, Places.cache(), Optional.empty(), Progress.silent());
        engine = Engine.open(
                connections,
                HOME,
                Path.of("rulebooks"),
                new FixedToday(LocalDate.parse("2026-11-24")),
                Progress.silent());
        server = Server.start(engine, 0);
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
    }

    private static Map<String, String> founding(String login) {
        return Map.of("community", "试点社区", "street", "槐荫街道", "name", "冯壬九", "login", login, "password", SECRET);
    }

    @Test
    @Order(1)
    void ofTwoWhoFoundAtTheSameMomentOneDoes() throws Exception {
        List<Callable<Integer>> both = new ArrayList<>();
        for (String login : List.of("admin", "admin2")) {
            Visitor visitor = new Visitor(server.port());
            assertThat(Visitor.where(visitor.get("/sign-in"))).isEqualTo("/first-run");
            visitor.get("/first-run");
            both.add(() -> visitor.post("/first-run", founding(login)).statusCode());
        }
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> each : threads.invokeAll(both)) {
                answers.add(each.get());
            }
            assertThat(answers).containsExactlyInAnyOrder(302, 404);
        }
        assertThat(engine.communities()).hasSize(1);
        assertThat(new Visitor(server.port()).get("/first-run").statusCode()).isEqualTo(404);
    }

    private static String admin() {
        return engine.accounts().byLogin("admin").isPresent() ? "admin" : "admin2";
    }

    @Test
    @Order(2)
    void whoeverIsNotSignedInIsSentToTheDoorAndPagesForbidForeignScripts() throws Exception {
        for (String path : List.of("/", "/users", "/journal", "/parameters", "/registers", "/rulebooks/party")) {
            assertThat(Visitor.where(new Visitor(server.port()).get(path)))
                    .as(path)
                    .isEqualTo("/sign-in");
        }
        HttpResponse<String> door = new Visitor(server.port()).get("/sign-in");
        assertThat(door.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(p -> assertThat(p)
                        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
        assertThat(door.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    }

    @Test
    @Order(3)
    void aPostWithoutTheTokenOfAPageIsRefused() throws Exception {
        Visitor visitor = new Visitor(server.port());
        assertThat(visitor.signIn(admin(), SECRET)).isEqualTo("/");
        visitor.forget();
        assertThat(visitor.post("/users", Map.of("name", "甲", "login", "jia", "post", "administrator"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(engine.accounts().byLogin("jia")).isEmpty();
    }

    @Test
    @Order(4)
    void aNewColleagueChangesTheInitialPasswordAndLosesTheSessionWithTheAccount() throws Exception {
        Visitor admin = new Visitor(server.port());
        admin.signIn(admin(), SECRET);
        admin.get("/users");
        assertThat(Visitor.where(
                        admin.post("/users", Map.of("name", "王庚七", "login", "geng", "post", "community.clerk"))))
                .isEqualTo("/users");
        Matcher shown = Pattern.compile("class=\"once\">([^<]+)<")
                .matcher(admin.get("/users").body());
        assertThat(shown.find()).isTrue();
        String initial = shown.group(1);
        assertThat(admin.get("/users").body()).as("shown once").doesNotContain(initial);
        assertThat(admin.post("/users", Map.of("name", "王庚七", "login", "geng", "post", "community.clerk"))
                        .statusCode())
                .as("the name is taken")
                .isEqualTo(422);

        Visitor geng = new Visitor(server.port());
        geng.signIn("geng", initial);
        assertThat(Visitor.where(geng.get("/registers"))).isEqualTo("/password");
        geng.get("/password");
        assertThat(geng.post("/password", Map.of("current", initial, "fresh", "short", "again", "short"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(Visitor.where(geng.post("/password", Map.of("current", initial, "fresh", SECRET, "again", SECRET))))
                .isEqualTo("/");
        assertThat(geng.get("/").statusCode()).isEqualTo(200);
        assertThat(geng.get("/users").statusCode()).as("only the administrator").isEqualTo(403);
        assertThat(geng.get("/journal").statusCode()).isEqualTo(403);

        UUID id = engine.accounts().byLogin("geng").orElseThrow().id();
        admin.get("/users");
        admin.post("/users/" + id + "/lock", Map.of());
        assertThat(Visitor.where(geng.get("/")))
                .as("the session ends with the account")
                .isEqualTo("/sign-in");
        assertThat(new Visitor(server.port()).signIn("geng", SECRET)).isEqualTo("/sign-in?wrong");
        admin.get("/users");
        admin.post("/users/" + id + "/unlock", Map.of());
        assertThat(new Visitor(server.port()).signIn("geng", SECRET)).isEqualTo("/");
    }

    @Test
    @Order(5)
    void nobodyLocksTheOwnAccountOrEndsTheOwnPostOfAdministrator() throws Exception {
        Visitor admin = new Visitor(server.port());
        admin.signIn(admin(), SECRET);
        admin.get("/users");
        UUID id = engine.accounts().byLogin(admin()).orElseThrow().id();
        admin.post("/users/" + id + "/lock", Map.of());
        admin.get("/users");
        admin.post("/users/" + id + "/posts/administrator/end", Map.of());
        assertThat(admin.get("/users").statusCode()).isEqualTo(200);
        assertThat(admin.post("/users/" + UUID.randomUUID() + "/lock", Map.of()).statusCode())
                .as("somebody who is not of this community")
                .isEqualTo(403);
    }

    @Test
    @Order(6)
    void aParameterSetHereIsInForceIsInTheJournalAndTheJournalHolds() throws Exception {
        Visitor admin = new Visitor(server.port());
        admin.signIn(admin(), SECRET);
        assertThat(admin.get("/parameters").body()).contains("32小时").contains("/parameters/party.study_hours");
        assertThat(admin.post(
                                "/parameters/party.study_hours",
                                Map.of("value", "四十", "from", "2026-01-01", "source", ""))
                        .statusCode())
                .isEqualTo(422);
        HttpResponse<String> set = admin.post(
                "/parameters/party.study_hours", Map.of("value", "40", "from", "2026-01-01", "source", "社区党委会第3次会议"));
        assertThat(set.statusCode()).isEqualTo(302);
        assertThat(admin.get("/parameters").body()).contains("40小时", "社区党委会第3次会议");
        assertThat(admin.get("/journal").body()).contains("设置", "学时");
        HttpResponse<String> checked = admin.post("/journal/verify", Map.of());
        assertThat(checked.body()).contains("首尾相扣");
        UUID here = engine.communities().getFirst();
        assertThat(engine.owner()
                        .inTransaction(Scope.of(here), t -> Chain.verify(t, here))
                        .holds())
                .isTrue();
    }

    @Test
    @Order(7)
    void fiveWrongPasswordsCloseTheDoorWithTheSameWords() throws Exception {
        for (int i = 0; i < 5; i++) {
            assertThat(new Visitor(server.port()).signIn("geng", "wrong-" + i)).isEqualTo("/sign-in?wrong");
        }
        assertThat(new Visitor(server.port()).signIn("geng", SECRET))
                .as("locked")
                .isEqualTo("/sign-in?wrong");
        assertThat(new Visitor(server.port()).signIn("nobody", SECRET)).isEqualTo("/sign-in?wrong");
    }
}

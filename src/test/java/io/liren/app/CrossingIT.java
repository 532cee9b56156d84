package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.liren.access.Areas;
import io.liren.access.Viewer;
import io.liren.register.RegisterModel;
import io.liren.schema.Ids;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import io.liren.wording.Language;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tries to cross from one community into another with every statement that the application issues: each is recorded
 * while people of one community work, with all its values, and run again by the database's rules for another one.
 */
class CrossingIT {
    private static final Path HOME = Path.of("target", "pg", "crossing");
    private static final Pattern LINK = Pattern.compile("href=\"(/[^\"#]*)\"");
    private static final Pattern UUIDS =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    /** What all communities share; row-level security has no say there. */
    private static final Pattern SHARED =
            Pattern.compile("(update|into|from)\\s+\"?(app_user|user_post|parameter_value)\\b");

    private static final List<String> WORKERS = List.of(
            "director",
            "secretary",
            "treasurer",
            "clerk",
            "admin",
            "safety",
            "civil",
            "women",
            "helper",
            "union-treasurer");

    /** A statement as it was sent: its text, and the calls that filled it in. */
    private record Sent(String text, List<Object[]> fills, List<Method> by) {}

    private static final Map<String, Sent> SENT = new ConcurrentHashMap<>();
    private static Connections connections;
    private static Engine engine;
    private static Server server;

    @BeforeAll
    static void openTheDemoAndListen() throws Exception {
        Folders.delete(HOME);
        connections = Connections.open(HOME, Places.cache(), Optional.empty(), Progress.silent());
        HikariDataSource heard = new HikariDataSource();
        heard.setDataSource(listening(connections.app()));
        heard.setMaximumPoolSize(10);
        Connections overheard = new Connections((HikariDataSource) connections.owner(), heard, null);
        engine = Engine.open(overheard, HOME, Path.of("rulebooks"), MadeDemo.today(), Progress.silent());
        // Made here, as the statements that do it are to be heard as well.
        DemoCommand.fill(engine, DemoDescription.read().alone());
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

    /** A source whose connections remember what was sent in the name of a community. */
    private static DataSource listening(DataSource source) {
        return proxy(
                DataSource.class,
                source,
                (method, arguments, result) ->
                        result instanceof Connection connection ? listening(connection) : result);
    }

    private static Connection listening(Connection connection) {
        boolean[] community = {false};
        return proxy(Connection.class, connection, (method, arguments, result) -> {
            if (method.getName().equals("setAutoCommit")) {
                community[0] = false;
            }
            if (result instanceof PreparedStatement statement && arguments != null) {
                return community[0] ? listening(statement, String.valueOf(arguments[0])) : result;
            }
            if (result instanceof Statement statement) {
                return proxy(Statement.class, statement, (m, a, r) -> {
                    if (a != null && a.length > 0 && String.valueOf(a[0]).startsWith("set local liren.community")) {
                        community[0] = true;
                    }
                    return r;
                });
            }
            return result;
        });
    }

    private static PreparedStatement listening(PreparedStatement statement, String text) {
        List<Object[]> fills = new ArrayList<>();
        List<Method> by = new ArrayList<>();
        return proxy(PreparedStatement.class, statement, (method, arguments, result) -> {
            String name = method.getName();
            if (name.startsWith("set") && arguments != null && arguments.length >= 2) {
                fills.add(arguments);
                by.add(method);
            } else if (name.startsWith("execute") || name.equals("addBatch")) {
                SENT.putIfAbsent(text, new Sent(text, List.copyOf(fills), List.copyOf(by)));
            }
            return result;
        });
    }

    @FunctionalInterface
    private interface Heard {
        Object after(Method method, Object[] arguments, Object result);
    }

    private static <T> T proxy(Class<T> type, Object inner, Heard heard) {
        return type.cast(Proxy.newProxyInstance(
                CrossingIT.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    try {
                        return heard.after(method, arguments, method.invoke(inner, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    /** Everyone of the demo opens every kind of page that a link leads to, and some forms are sent. */
    private static void work() throws Exception {
        for (String account : WORKERS) {
            Visitor visitor = new Visitor(server.port());
            assertThat(visitor.signIn(account, "liren-demo-2026")).isEqualTo("/");
            Set<String> kinds = new HashSet<>();
            List<String> ahead = new ArrayList<>(List.of("/", "/search?q=王", "/journal", "/users", "/parameters"));
            int typed = ahead.size();
            for (int i = 0; i < ahead.size() && i < 150; i++) {
                String page = ahead.get(i);
                var answer = visitor.get(page);
                assertThat(answer.statusCode())
                        .as("no link leads to a closed door: " + account + " " + page)
                        .isIn(i < typed ? List.of(200, 302, 403) : List.of(200, 302));
                Matcher links = LINK.matcher(answer.body());
                while (links.find()) {
                    String link = links.group(1).replace("&amp;", "&");
                    String kind = UUIDS.matcher(link).replaceAll("*");
                    kind = kind.contains("/reports/") ? kind.replaceAll("\\d[^/]*/.*", "*") : kind;
                    boolean leads = !link.startsWith("/language") && !link.contains("as-of") && !link.contains(".css");
                    if (leads && kinds.add(kind)) {
                        ahead.add(link);
                    }
                }
            }
            visitor.get("/registers?as-of=2026-06-30");
            visitor.get("/");
        }
        Visitor admin = new Visitor(server.port());
        admin.signIn("admin", "liren-demo-2026");
        admin.get("/users");
        admin.post("/users", Map.of("name", "钱乙九", "login", "qian", "post", "community.clerk"));
        admin.post("/journal/verify", Map.of());
        admin.post("/parameters/party.study_hours", Map.of("value", "36", "from", "2026-11-01", "source", "社区会议"));
    }

    @Test
    void noStatementReachesAnotherCommunitysRows() throws Exception {
        work();
        UUID here = engine.communities().getFirst();
        UUID there = engine.owner().inTransaction(Scope.platform(), transaction -> {
            UUID above = Areas.topmost(transaction, Ids.fresh(engine.today().now()));
            UUID id = Ids.fresh(engine.today().now());
            Areas.make(transaction, id, Optional.of(above), "community", "隔壁社区", "Next door");
            return id;
        });
        Set<String> theirs = engine.owner()
                .inTransaction(
                        Scope.of(here),
                        t -> new HashSet<>(t.rows(
                                Sql.of("select distinct record::text as r from journal where register <> 'app_user'"),
                                row -> row.text("r"))));
        theirs.remove(here.toString());
        assertThat(theirs).hasSizeGreaterThan(5000);
        assertThat(SENT).as("statements heard").hasSizeGreaterThan(150);
        Map<String, String> crossed = new LinkedHashMap<>();
        Map<String, Integer> outcomes = new HashMap<>();
        try (Connection connection = connections.app().getConnection()) {
            connection.setAutoCommit(false);
            for (Sent sent : SENT.values()) {
                String outcome = again(connection, sent, there, theirs);
                outcomes.merge(outcome, 1, Integer::sum);
                if (outcome.startsWith("CROSSED")) {
                    crossed.put(sent.text(), outcome);
                }
            }
        }
        assertThat(crossed).isEmpty();
        assertThat(outcomes.getOrDefault("nothing", 0))
                .as("reads that ran and found nothing of the other community")
                .isGreaterThan(100);
    }

    /** Within a community posts divide: what a register's readers alone may know is told nowhere else. */
    @Test
    void whoeverMayNotReadARegisterIsNotToldWhatItsRecordsAreCalled() {
        UUID here = engine.communities().getFirst();
        Set<String> everyPost = new HashSet<>();
        engine.edition()
                .rulebooks()
                .forEach(r -> everyPost.addAll(engine.edition().names().postsOf(r.id())));
        int closed = 0;
        for (RegisterModel model : engine.records().registers().all()) {
            List<UUID> some = engine.owner()
                    .inTransaction(
                            Scope.of(here),
                            t -> t.rows(
                                    Sql.of("select id from {table} where community_id = {here} limit 20")
                                            .name("table", model.table().name())
                                            .value("here", here),
                                    row -> row.uuid("id")));
            Viewer outsider = viewer(here, Set.of("community.archivist"));
            if (!model.opensTo(outsider) && !some.isEmpty()) {
                closed++;
                assertThat(engine.titles().of(outsider, model.id(), some))
                        .as(model.id())
                        .isEmpty();
                assertThat(engine.titles().of(viewer(here, everyPost), model.id(), some))
                        .as(model.id())
                        .hasSize(some.size());
            }
        }
        assertThat(closed).as("registers that are closed to an archivist").isGreaterThan(10);
    }

    private static Viewer viewer(UUID community, Set<String> posts) {
        return new Viewer(new UUID(0, 9), "测试", community, posts, Language.ZH, Optional.empty());
    }

    @Test
    void namesOfPeopleInAClosedRegisterStandOnNoPageOfOthers() throws Exception {
        Visitor helper = new Visitor(server.port());
        helper.signIn("helper", "liren-demo-2026");
        Matcher found = Pattern.compile("href=\"(/registers/public-safety/care/[0-9a-f-]+)\">([^<]+)<")
                .matcher(helper.get("/registers/public-safety/care").body());
        Set<String> links = new HashSet<>();
        while (found.find()) {
            links.add(found.group(1));
        }
        assertThat(links).as("the helper sees them").isNotEmpty();
        assertThat(helper.get("/rulebooks/public-safety/4").body()).contains("/registers/public-safety/care/");
        for (String account : List.of("treasurer", "clerk", "safety", "admin")) {
            Visitor other = new Visitor(server.port());
            other.signIn(account, "liren-demo-2026");
            String clause = other.get("/rulebooks/public-safety/4").body();
            assertThat(links).as(account).noneMatch(clause::contains);
            assertThat(other.get("/reports/public-safety/help_counts/2026-H1/returnees/people")
                            .statusCode())
                    .as(account)
                    .isEqualTo(403);
            assertThat(other.get("/registers/public-safety/care").statusCode())
                    .as(account)
                    .isEqualTo(403);
        }
    }

    /** The control: the same way of asking does find the rows by the rules of their own community. */
    @Test
    void theirOwnCommunityFindsThem() throws Exception {
        UUID here = engine.communities().getFirst();
        try (Connection connection = connections.app().getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute("set local liren.community to '" + here + "'");
                try (ResultSet rows = statement.executeQuery("select count(*) from journal")) {
                    rows.next();
                    assertThat(rows.getLong(1)).isGreaterThan(5000);
                }
            }
            connection.rollback();
        }
    }

    private static String again(Connection connection, Sent sent, UUID there, Set<String> theirs) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (Statement scope = connection.createStatement();
                PreparedStatement statement = connection.prepareStatement(sent.text())) {
            scope.execute("set local liren.community to '" + there + "'");
            for (int i = 0; i < sent.fills().size(); i++) {
                try {
                    sent.by().get(i).invoke(statement, sent.fills().get(i));
                } catch (IllegalAccessException | InvocationTargetException e) {
                    throw new IllegalStateException(e);
                }
            }
            if (!statement.execute()) {
                boolean shared =
                        SHARED.matcher(sent.text().toLowerCase(Locale.ROOT)).find();
                return statement.getUpdateCount() == 0 || shared ? "unchanged" : "CROSSED: changed rows";
            }
            try (ResultSet rows = statement.getResultSet()) {
                int width = rows.getMetaData().getColumnCount();
                while (rows.next()) {
                    for (int column = 1; column <= width; column++) {
                        Matcher ids = UUIDS.matcher(String.valueOf(rows.getString(column)));
                        while (ids.find()) {
                            if (theirs.contains(ids.group())) {
                                return "CROSSED: " + rows.getMetaData().getColumnLabel(column);
                            }
                        }
                    }
                }
            }
            return "nothing";
        } catch (SQLException e) {
            return "refused " + e.getSQLState();
        } finally {
            connection.rollback(before);
        }
    }
}

package io.liren.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.liren.sql.Database;
import io.liren.wording.Label;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The open database of a home: embedded, or a running PostgreSQL named by its address. Roles are ready; tables are laid
 * by whoever needs them, as the owner.
 */
public final class Connections implements AutoCloseable {
    private static final String NAME = "liren";

    private final HikariDataSource owner;
    private final HikariDataSource app;
    private final @Nullable PgServer server;

    Connections(HikariDataSource owner, HikariDataSource app, @Nullable PgServer server) {
        this.owner = owner;
        this.app = app;
        this.server = server;
    }

    /**
     * Opens the database of a home.
     *
     * @param home the data folder; holds the passwords in any case, and the data if embedded
     * @param address {@code postgresql://user:password@host:port/database} (or the same with {@code jdbc:} before it);
     *     empty for the embedded one
     * @throws StartFailure in words
     */
    public static Connections open(Path home, Path cache, Optional<String> address, Progress progress) {
        try {
            Files.createDirectories(home);
            String appPassword = Folders.secret(home.resolve("app.password"));
            if (address.isPresent()) {
                Address external = Address.parse(address.get());
                return connect(external.url(), external.user(), external.password(), appPassword, null);
            }
            PgServer server = PgServer.start(home, cache, progress);
            try {
                createDatabase(server, NAME);
                return connect(server.url(NAME), PgServer.OWNER, server.ownerPassword(), appPassword, server);
            } catch (RuntimeException | Error e) {
                server.close();
                throw e;
            }
        } catch (IOException e) {
            throw DiskSpace.explain(e, home);
        }
    }

    private static Connections connect(
            String url, String user, String password, String appPassword, @Nullable PgServer server) {
        HikariDataSource owner = pool("owner", url, user, password, 3);
        try {
            Roles.prepare(owner, appPassword);
            return new Connections(owner, pool("app", url, Roles.APP, appPassword, 20), server);
        } catch (RuntimeException | Error e) {
            owner.close();
            throw e;
        }
    }

    /** Whether another Liren of this machine runs the database. */
    boolean isShared() {
        return server != null && !server.isOurs();
    }

    /** Whether the database is the embedded one. */
    boolean isEmbedded() {
        return server != null;
    }

    /** A fresh database beside the one in use, in the same embedded server. */
    Connections beside(String name, Path home) throws IOException {
        PgServer running = Objects.requireNonNull(server, "only the embedded server has room beside");
        administer(running, List.of("drop database if exists " + name, "create database " + name));
        return connect(
                running.url(name),
                PgServer.OWNER,
                running.ownerPassword(),
                Folders.secret(home.resolve("app.password")),
                null);
    }

    /** Puts a database made {@link #beside} in the place of the one in use, whose connections end here. */
    void replaceBy(String name) {
        PgServer running = Objects.requireNonNull(server, "only the embedded server has room beside");
        app.close();
        owner.close();
        administer(
                running,
                List.of(
                        "drop database if exists liren_replaced",
                        "alter database " + NAME + " rename to liren_replaced",
                        "alter database " + name + " rename to " + NAME,
                        "drop database liren_replaced"));
    }

    private static void administer(PgServer server, List<String> statements) {
        try (HikariDataSource first = pool("first", server.url("postgres"), PgServer.OWNER, server.ownerPassword(), 1);
                Connection connection = first.getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new StartFailure(
                    new Label("数据库操作失败:" + e.getMessage(), "the database refused: " + e.getMessage()), e);
        }
    }

    static void createDatabase(PgServer server, String name) {
        try (HikariDataSource first = pool("first", server.url("postgres"), PgServer.OWNER, server.ownerPassword(), 1);
                Connection connection = first.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet rows = statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
                if (rows.next()) {
                    return;
                }
            }
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new StartFailure(
                    new Label("无法建立数据库:" + e.getMessage(), "cannot create the database: " + e.getMessage()), e);
        }
    }

    /** Connections of one role. None is kept open idle for long; the session speaks the communities' time zone. */
    static HikariDataSource pool(String name, String url, String user, String password, int most) {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url);
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(most);
        config.setMinimumIdle(0);
        config.setIdleTimeout(60_000);
        config.setConnectionTimeout(15_000);
        config.setInitializationFailTimeout(1); // a wrong address or password is told at once
        // Not the machine's zone, which the driver would take: a date made from a moment is a date in the community.
        config.setConnectionInitSql("set time zone 'Asia/Shanghai'");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("ApplicationName", "liren " + name);
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            String why = rootMessage(e);
            throw new StartFailure(new Label("连不上数据库 " + url + ":" + why, "cannot connect to " + url + ": " + why), e);
        }
    }

    private static String rootMessage(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    /** As the owner, for laying tables. */
    public DataSource owner() {
        return owner;
    }

    /** As the application's role, bound by row-level security. */
    public DataSource app() {
        return app;
    }

    /** The door for laying tables. */
    public Database ownerDatabase() {
        return new Database(owner);
    }

    /** The address in use, without its password. */
    public String url() {
        return app.getJdbcUrl();
    }

    /** Closes the pools, and stops the database if this process started it. */
    @Override
    public void close() {
        app.close();
        owner.close();
        if (server != null) {
            server.close();
        }
    }

    /** A running PostgreSQL: where, and who may lay tables there. */
    record Address(String url, String user, String password) {
        static Address parse(String text) {
            try {
                String plain = text.startsWith("jdbc:") ? text.substring(5) : text;
                URI uri = URI.create(plain);
                List<String> who = uri.getRawUserInfo() == null
                        ? List.of()
                        : List.of(uri.getRawUserInfo().split(":", 2));
                if (!List.of("postgresql", "postgres").contains(uri.getScheme())
                        || uri.getHost() == null
                        || uri.getPath() == null
                        || uri.getPath().length() < 2) {
                    throw wrong(text);
                }
                String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
                String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
                return new Address(
                        "jdbc:postgresql://" + uri.getHost() + port + uri.getPath() + query,
                        who.isEmpty() ? parameter(uri, "user", "postgres") : decoded(who.getFirst()),
                        who.size() < 2 ? parameter(uri, "password", "") : decoded(who.get(1)));
            } catch (IllegalArgumentException e) {
                throw wrong(text);
            }
        }

        private static String decoded(String text) {
            return java.net.URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        }

        private static String parameter(URI uri, String name, String otherwise) {
            if (uri.getRawQuery() != null) {
                for (String pair : List.of(uri.getRawQuery().split("&"))) {
                    if (pair.startsWith(name + "=")) {
                        return decoded(pair.substring(name.length() + 1));
                    }
                }
            }
            return otherwise;
        }

        private static StartFailure wrong(String text) {
            // The address may hold a password: only what cannot be one is shown.
            String shown = text.replaceAll("//[^@/]*@", "//…@");
            return new StartFailure(new Label(
                    "--database 的地址不对:" + shown + "。写成 postgresql://用户:密码@主机:端口/数据库。",
                    "The address of --database is wrong: " + shown
                            + ". Write postgresql://user:password@host:port/database."));
        }
    }
}

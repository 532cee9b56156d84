package io.liren.testing;

import com.zaxxer.hikari.HikariDataSource;
import io.liren.app.ClusterForTests;
import io.liren.app.Roles;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** One real PostgreSQL for all tests of a run; each test that wants one gets a database of its own. */
public final class TestCluster {
    private static final String APP_PASSWORD = "only-for-tests-0123456789";
    private static final Map<String, String> TEMPLATES = new HashMap<>();
    private static int number;

    private TestCluster() {}

    /** Starts when first asked for, ends with the JVM. */
    private static final class Holder {
        private static final ClusterForTests CLUSTER = start();

        private static ClusterForTests start() {
            for (int home = 1; ; home++) {
                Optional<ClusterForTests> cluster = ClusterForTests.start(Path.of("target", "pg", "home-" + home));
                if (cluster.isPresent()) {
                    tidy(cluster.get());
                    return cluster.get();
                }
            }
        }

        private static void tidy(ClusterForTests cluster) {
            try (HikariDataSource owner = cluster.owner("postgres")) {
                List<String> left = new ArrayList<>();
                try (Connection connection = owner.getConnection();
                        Statement statement = connection.createStatement()) {
                    try (ResultSet rows =
                            statement.executeQuery("select datname from pg_database where datname like 't\\_%'")) {
                        while (rows.next()) {
                            left.add(rows.getString(1));
                        }
                    }
                    for (String database : left) {
                        statement.execute("drop database " + database);
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
                Roles.prepare(owner, APP_PASSWORD);
            }
        }
    }

    /** A new, empty database with the roles. */
    public static TestDatabase freshDatabase() {
        return create("template1");
    }

    /**
     * A new database that starts as a copy of one prepared once a run.
     *
     * @param template names what was prepared
     * @param prepare lays tables, as the owner; runs the first time only
     */
    public static synchronized TestDatabase freshDatabase(String template, Consumer<TestDatabase> prepare) {
        String source = TEMPLATES.get(template);
        if (source == null) {
            TestDatabase first = create("template1");
            prepare.accept(first);
            first.close();
            source = first.name();
            TEMPLATES.put(template, source);
        }
        return create(source);
    }

    private static synchronized TestDatabase create(String template) {
        String name = "t_" + ++number;
        ClusterForTests cluster = Holder.CLUSTER;
        try (HikariDataSource owner = cluster.owner("postgres");
                Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + template);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        HikariDataSource owner = cluster.owner(name);
        // Whoever was lent a database's address, to open it as a home's own, gave the role another password.
        Roles.prepare(owner, APP_PASSWORD);
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("revoke create on schema public from public");
            statement.execute("grant usage on schema public to liren_app, liren_derive");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return new TestDatabase(name, owner, cluster.pool(name, Roles.APP, APP_PASSWORD), cluster.address(name));
    }
}

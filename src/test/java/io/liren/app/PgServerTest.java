package io.liren.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.liren.sql.Scope;
import io.liren.sql.Sql;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PgServerTest {
    private static Path home(String name) throws Exception {
        Path home = Path.of("target", "pg", name);
        Folders.delete(home);
        return home;
    }

    private static List<String> column(Connections connections, Sql sql) {
        return connections.ownerDatabase().inTransaction(Scope.platform(), tx -> tx.rows(sql, row -> row.text("x")));
    }

    @Test
    void makesADurableDatabaseThatAsksForPasswordsAndSortsByPinyin() throws Exception {
        Path home = home("made");
        try (Connections connections = Connections.open(home, Places.cache(), Optional.empty(), Progress.silent())) {
            assertThat(column(
                            connections,
                            Sql.of("select setting as x from pg_settings where name in ('fsync', 'full_page_writes',"
                                    + " 'synchronous_commit', 'listen_addresses', 'data_checksums',"
                                    + " 'password_encryption') order by name")))
                    .containsExactly("on", "on", "on", "127.0.0.1", "scram-sha-256", "on");
            assertThat(column(
                            connections,
                            Sql.of("select x from (values ('重'), ('张'), ('阿'), ('编')) as v(x) order by x")))
                    .containsExactly("阿", "编", "张", "重");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("owner.password"))))
                    .isEqualTo("rw-------");
            String url = connections.url().replace("/liren", "/postgres");
            assertThatThrownBy(() -> Connections.pool("x", url, PgServer.OWNER, "wrong", 1))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void aSecondProcessUsesTheRunningDatabaseAndLeavesItRunning() throws Exception {
        Path home = home("shared");
        try (PgServer first = PgServer.start(home, Places.cache(), Progress.silent())) {
            try (PgServer second = PgServer.start(home, Places.cache(), Progress.silent())) {
                assertThat(second.isOurs()).isFalse();
                assertThat(second.port()).isEqualTo(first.port());
            }
            Connections.createDatabase(first, "still_there");
        }
        try (PgServer again = PgServer.start(home, Places.cache(), Progress.silent())) {
            assertThat(again.isOurs()).isTrue();
        }
    }

    @Test
    void aPidFileOfAnotherProgramIsNoObstacle() throws Exception {
        Path home = home("stale");
        PgServer.start(home, Places.cache(), Progress.silent()).close();
        long living = ProcessHandle.current().pid();
        Path data = home.resolve("pgdata").toAbsolutePath();
        Files.writeString(data.resolve("postmaster.pid"), living + "\n" + data + "\n1700000000\n5432\n\n127.0.0.1\n\n");
        try (PgServer again = PgServer.start(home, Places.cache(), Progress.silent())) {
            assertThat(again.isOurs()).isTrue();
        }
    }

    /** A process that runs a database in a home until it is killed. */
    static final class Holder {
        public static void main(String[] arguments) throws Exception {
            PgServer server = PgServer.start(Path.of(arguments[0]), Places.cache(), Progress.silent());
            Connections.createDatabase(server, "kept");
            Files.writeString(Path.of(arguments[0], "started"), Integer.toString(server.port()));
            Thread.sleep(Duration.ofMinutes(5));
        }
    }

    private static Process holder(Path home) throws Exception {
        Files.deleteIfExists(home.resolve("started"));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        home.toString())
                .inheritIO()
                .start();
        while (!Files.exists(home.resolve("started"))) {
            assertThat(process.isAlive()).isTrue();
            Thread.sleep(50);
        }
        return process;
    }

    @Test
    void survivesTheKillingOfItsProcessAndOfBoth() throws Exception {
        Path home = home("killed");
        Process holder = holder(home);
        PidFile left = PidFile.of(home.resolve("pgdata").toAbsolutePath()).orElseThrow();
        holder.destroyForcibly().waitFor();
        try (PgServer again = PgServer.start(home, Places.cache(), Progress.silent())) {
            assertThat(again.isOurs()).isTrue();
            assertThat(left.isAlive()).as("the old one is gone").isFalse();
            assertHas(again, "kept");
        }
        Process second = holder(home);
        PidFile file = PidFile.of(home.resolve("pgdata").toAbsolutePath()).orElseThrow();
        ProcessHandle.of(file.pid()).orElseThrow().destroyForcibly();
        second.destroyForcibly().waitFor();
        try (PgServer again = PgServer.start(home, Places.cache(), Progress.silent())) {
            assertHas(again, "kept");
        }
    }

    @Test
    void aDatabaseThatDiesAloneIsStartedAgainWhereItWas() throws Exception {
        Path home = home("revived");
        try (PgServer server = PgServer.start(home, Places.cache(), Progress.silent())) {
            Connections.createDatabase(server, "kept");
            int port = server.port();
            PidFile first = PidFile.of(home.resolve("pgdata").toAbsolutePath()).orElseThrow();
            ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (System.nanoTime() < end
                    && PidFile.of(first.data())
                            .filter(file -> file.pid() != first.pid() && file.ready())
                            .isEmpty()) {
                Thread.sleep(50);
            }
            assertThat(server.port()).isEqualTo(port);
            assertHas(server, "kept");
        }
    }

    private static void assertHas(PgServer server, String database) throws Exception {
        try (HikariDataSource pool =
                Connections.pool("x", server.url(database), PgServer.OWNER, server.ownerPassword(), 1)) {
            assertThat(pool.getConnection().isValid(1)).isTrue();
        }
    }
}

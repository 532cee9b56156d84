package io.liren.app;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Lends the tests of other packages a cluster and its pools. Not durable: a test's data need not survive. */
public final class ClusterForTests {
    private static final Map<String, String> HASTY =
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off", "max_connections", "300");
    private final PgServer server;

    private ClusterForTests(PgServer server) {
        this.server = server;
    }

    /** Starts the cluster of a home; empty if another test run holds that home. */
    public static Optional<ClusterForTests> start(Path home) {
        PgServer server = PgServer.start(home, Places.cache(), Progress.console(), HASTY);
        if (!server.isOurs()) {
            server.close();
            return Optional.empty();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        return Optional.of(new ClusterForTests(server));
    }

    /** A pool of the owner, who may do everything. */
    public HikariDataSource owner(String database) {
        return Connections.pool("owner-" + database, server.url(database), PgServer.OWNER, server.ownerPassword(), 3);
    }

    /** A pool of a role. */
    public HikariDataSource pool(String database, String user, String password) {
        return Connections.pool(user + "-" + database, server.url(database), user, password, 6);
    }

    /** The address for {@code --database}, as the owner. */
    public String address(String database) {
        return "postgresql://" + PgServer.OWNER + ":" + server.ownerPassword() + "@127.0.0.1:" + server.port() + "/"
                + database;
    }
}

package io.liren.testing;

import com.zaxxer.hikari.HikariDataSource;
import io.liren.sql.Database;
import javax.sql.DataSource;

/** A database of a test's own. Closing it is polite, not needed. */
public final class TestDatabase implements AutoCloseable {
    private final String name;
    private final HikariDataSource owner;
    private final HikariDataSource app;
    private final String address;

    TestDatabase(String name, HikariDataSource owner, HikariDataSource app, String address) {
        this.name = name;
        this.owner = owner;
        this.app = app;
        this.address = address;
    }

    /** As the owner, who may do everything and whom row-level security does not bind. */
    public DataSource owner() {
        return owner;
    }

    /** As the application's role. */
    public DataSource app() {
        return app;
    }

    /** The door as the application has it. */
    public Database database() {
        return new Database(app);
    }

    /** The door for laying tables. */
    public Database ownerDatabase() {
        return new Database(owner);
    }

    /** For {@code --database}, as the owner. */
    public String address() {
        return address;
    }

    String name() {
        return name;
    }

    @Override
    public void close() {
        app.close();
        owner.close();
    }
}

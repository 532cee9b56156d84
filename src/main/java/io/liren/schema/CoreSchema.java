package io.liren.schema;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** The core tables: areas, users, journal, keys, calendar, what is derived. Everything else is made from the rulebooks. */
public final class CoreSchema {
    /** The schema of the rows as they are now. */
    public static final String MAIN = "public";

    /** The schema that shows the registers as known at {@code liren.known_at}. */
    public static final String PAST = "past";

    private CoreSchema() {}

    /**
     * Brings the core tables up to date.
     *
     * @param owner connections of the role that owns the tables, and may make roles
     */
    public static void apply(DataSource owner) {
        Flyway.configure()
                .dataSource(owner)
                .locations("classpath:io/liren/schema")
                .defaultSchema(MAIN)
                .table("schema_history")
                .loggers("slf4j")
                // They are named by their day and don't lean on each other: one that joined later may lie before
                // others.
                .outOfOrder(true)
                .load()
                .migrate();
    }
}

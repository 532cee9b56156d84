package io.liren.register;

import io.liren.schema.CoreSchema;
import io.liren.sql.Sql;
import io.liren.sql.Transaction;
import java.time.Instant;
import java.util.function.Supplier;

/** Reads the registers as they were known at a moment (当时所知). */
public final class KnownAt {
    private KnownAt() {}

    /** Reads so, and comes back to the present. Sensitive values of past versions read as missing. */
    public static <T> T moment(Transaction transaction, Instant at, Supplier<T> read) {
        transaction.useSchema(CoreSchema.PAST);
        // The text of an Instant; settings take no binds.
        transaction.update(Sql.trusted("set local liren.known_at to '" + at + "'"));
        try {
            return read.get();
        } finally {
            transaction.update(Sql.trusted("set local search_path to default"));
        }
    }
}

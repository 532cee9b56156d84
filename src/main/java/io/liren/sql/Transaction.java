package io.liren.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** An open transaction. It ends when the work given to {@link Database#inTransaction} returns. */
public final class Transaction {
    private final Connection connection;
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final Map<Object, Object> known = new HashMap<>();
    private final String scope;
    /** Settings that go out together with the first statement that follows. */
    private final List<String> settings = new ArrayList<>();

    private Planning planning = Planning.EACH;
    private boolean begun;
    private boolean rollbackOnly;

    private enum Planning {
        EACH,
        ONCE,
        UNKNOWN
    }

    /** @param scope the setting that says whose rows it touches; an empty text for none */
    Transaction(Connection connection, String scope) {
        this.connection = connection;
        this.scope = scope;
        fresh();
    }

    private void fresh() {
        begun = false;
        planning = Planning.EACH;
        settings.clear();
        if (!scope.isEmpty()) {
            settings.add(scope);
        }
    }

    private Connection ready() throws SQLException {
        begun = true;
        if (!settings.isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(String.join("; ", settings));
            }
            settings.clear();
        }
        return connection;
    }

    /** All rows of a statement. */
    public <T> List<T> rows(Sql sql, RowReader<T> reader) {
        List<T> all = new ArrayList<>();
        stream(sql, reader, all::add);
        return all;
    }

    /** Each row as it comes; for results too large to hold. */
    public <T> void stream(Sql sql, RowReader<T> reader, Consumer<T> each) {
        run(sql, statement -> {
            statement.setFetchSize(2000);
            try (ResultSet rows = statement.executeQuery()) {
                Row row = new Row(rows);
                while (rows.next()) {
                    each.accept(reader.read(row));
                }
            }
            return 0;
        });
    }

    /** The only row. */
    public <T> T one(Sql sql, RowReader<T> reader) {
        return optional(sql, reader).orElseThrow(() -> new IllegalStateException("no row from: " + sql));
    }

    /** The first row, if there is one. */
    public <T> Optional<T> optional(Sql sql, RowReader<T> reader) {
        List<T> rows = rows(sql, reader);
        return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
    }

    /** Whether the statement gives any row. */
    public boolean any(Sql sql) {
        return !rows(sql, row -> true).isEmpty();
    }

    /** Runs a statement that changes something; returns how many rows. */
    public int update(Sql sql) {
        return run(sql, PreparedStatement::executeUpdate);
    }

    /** Runs statements of one text with different binds as one batch; returns how many rows. */
    public int batch(List<Sql> statements) {
        if (statements.isEmpty()) {
            return 0;
        }
        return run(statements.getFirst(), first -> {
            first.addBatch();
            for (Sql next : statements.subList(1, statements.size())) {
                bind(first, next);
                first.addBatch();
            }
            int sum = 0;
            for (int count : first.executeBatch()) {
                sum += Math.max(0, count);
            }
            return sum;
        });
    }

    /** Fills a table from lines in PostgreSQL's COPY text format; returns how many rows. */
    public long copy(Sql copyStatement, String lines) {
        try {
            return ready().unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn(copyStatement.text(), new StringReader(lines));
        } catch (SQLException e) {
            throw new DatabaseException(e, copyStatement.text());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Fills a table from a stream in one of COPY's formats; returns how many rows. */
    public long copyIn(Sql copyStatement, InputStream lines) {
        try {
            return ready().unwrap(PGConnection.class).getCopyAPI().copyIn(copyStatement.text(), lines);
        } catch (SQLException e) {
            throw new DatabaseException(e, copyStatement.text());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /**
     * Puts many rows into a table, skipping those whose key is there. Row-level security takes no COPY: they go through a
     * table of the transaction's own, where it is asked of each row. Returns how many were put in.
     */
    public int load(String table, List<String> columns, CopyText rows) {
        String aside = "load_" + Integer.toHexString(table.hashCode());
        Sql names = Sql.join(", ", columns.stream().map(Sql::identifier).toList());
        update(Sql.of("create temporary table if not exists {aside} (like {table}) on commit drop")
                .name("aside", aside)
                .name("table", table));
        copyIn(
                Sql.of("copy {aside} ({columns}) from stdin")
                        .name("aside", aside)
                        .part("columns", names),
                rows.stream());
        int count =
                update(Sql.of("insert into {table} ({columns}) select {columns} from {aside} on conflict do nothing")
                        .name("table", table)
                        .part("columns", names)
                        .name("aside", aside));
        update(Sql.of("truncate {aside}").name("aside", aside));
        return count;
    }

    /** Writes what a COPY statement gives out; returns how many rows. */
    public long copyOut(Sql copyStatement, OutputStream lines) {
        try {
            return ready().unwrap(PGConnection.class).getCopyAPI().copyOut(copyStatement.text(), lines);
        } catch (SQLException e) {
            throw new DatabaseException(e, copyStatement.text());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** From here on names without a schema mean this one, then the shared one. */
    public void useSchema(String schema) {
        update(Sql.of("set local search_path to {schema}, public").name("schema", schema));
    }

    /**
     * From here on a statement that this connection has run several times is not planned anew for its binds: right for what
     * asks for single records, by their keys.
     */
    public void planOnce() {
        if (planning != Planning.ONCE) {
            settings.add("set local plan_cache_mode to force_generic_plan");
            planning = Planning.ONCE;
        }
    }

    /** From here on each statement is planned for its binds, as usual. */
    public void planEach() {
        if (planning != Planning.EACH) {
            settings.add("set local plan_cache_mode to auto");
            planning = Planning.EACH;
        }
    }

    /** What was found out under this key before, unless something has been taken back since; else it is found out now. */
    @SuppressWarnings("unchecked")
    public <T> T once(Key<T> key, Supplier<T> finding) {
        T there = (T) known.get(key);
        return there == null ? know(key, finding.get()) : there;
    }

    /** From here on this is known under the key. */
    public <T> T know(Key<T> key, T value) {
        known.put(key, value);
        return value;
    }

    /** What something is known under, for as long as the transaction lasts; a record. */
    public interface Key<T> {}

    /** Does the work and takes it back, whatever it changed; what it returned stays. */
    public <T> T tried(Supplier<T> work) {
        try {
            Savepoint savepoint = ready().setSavepoint();
            try {
                return work.get();
            } finally {
                takeBack(savepoint);
            }
        } catch (SQLException e) {
            throw new DatabaseException(e, "a savepoint");
        }
    }

    /** Does the work; if it fails, takes it back and passes the failure on, so that the transaction can go on. */
    public <T> T guarded(Supplier<T> work) {
        if (!begun) {
            return guardedAsAWhole(work);
        }
        try {
            Savepoint savepoint = ready().setSavepoint();
            try {
                T result = work.get();
                connection.releaseSavepoint(savepoint);
                return result;
            } catch (RuntimeException e) {
                takeBack(savepoint);
                throw e;
            }
        } catch (SQLException e) {
            throw new DatabaseException(e, "a savepoint");
        }
    }

    /** Where nothing was done before, there is nothing to go back to but the beginning. */
    private <T> T guardedAsAWhole(Supplier<T> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            try {
                connection.rollback();
            } catch (SQLException gone) {
                e.addSuppressed(gone);
            }
            known.clear();
            fresh();
            throw e;
        }
    }

    private void takeBack(Savepoint savepoint) throws SQLException {
        // What was locked or set since then is so no more.
        known.clear();
        planning = Planning.UNKNOWN;
        connection.rollback(savepoint);
    }

    /** Nothing of this transaction will be kept. */
    public void rollbackOnly() {
        rollbackOnly = true;
    }

    /** Runs once the transaction is kept, never if it is not. */
    public void afterCommit(Runnable work) {
        afterCommit.add(work);
    }

    boolean isRollbackOnly() {
        return rollbackOnly;
    }

    List<Runnable> afterCommit() {
        return afterCommit;
    }

    private interface Running<T> {
        T run(PreparedStatement statement) throws SQLException;
    }

    private <T> T run(Sql sql, Running<T> running) {
        String text = sql.text();
        try (PreparedStatement statement = ready().prepareStatement(text)) {
            bind(statement, sql);
            return running.run(statement);
        } catch (SQLException e) {
            throw new DatabaseException(e, text);
        }
    }

    private void bind(PreparedStatement statement, Sql sql) throws SQLException {
        int index = 0;
        for (Object value : sql.binds()) {
            index++;
            switch (value) {
                case null -> statement.setNull(index, Types.NULL);
                case Instant moment -> statement.setObject(index, moment.atOffset(ZoneOffset.UTC));
                case byte[] bytes -> statement.setBytes(index, bytes);
                case Collection<?> many -> statement.setArray(index, array(many.toArray()));
                case Object[] many -> statement.setArray(index, array(many));
                case BigDecimal number -> statement.setBigDecimal(index, number);
                case String text -> statement.setString(index, text);
                case LocalDate date -> statement.setObject(index, date);
                case LocalTime time -> statement.setObject(index, time);
                case Enum<?> word -> statement.setString(index, word.name());
                case Object other -> statement.setObject(index, other);
            }
        }
    }

    private java.sql.Array array(@Nullable Object[] items) throws SQLException {
        Object first = items.length == 0 ? null : items[0];
        boolean uuids = first instanceof UUID || (items.length == 0 && items instanceof UUID[]);
        String type = switch (first) {
            case null -> uuids ? "uuid" : "text";
            case UUID id -> "uuid";
            case Long number -> "bigint";
            case Integer number -> "integer";
            case BigDecimal number -> "numeric";
            case LocalDate date -> "date";
            case Boolean flag -> "boolean";
            case Object other -> "text";
        };
        return connection.createArrayOf(type, items);
    }
}

package io.liren.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The one door to the database. Each transaction says whose rows it touches; the setting ends with it.
 *
 * <p>Values that can be bound: text, UUID, LocalDate, LocalTime, Instant, numbers, booleans, bytes, and arrays or
 * collections of one of these.
 */
public final class Database {
    private final DataSource source;
    private final ThreadLocal<@Nullable Transaction> current = new ThreadLocal<>();

    /** @param source connections of the application's own role */
    public Database(DataSource source) {
        this.source = source;
    }

    /** Work that can fail. */
    public interface Work<T extends @Nullable Object> extends Function<Transaction, T> {}

    /**
     * Does the work in a transaction: kept if it returns, taken back if it throws. Inside another on the same thread it
     * joins that one.
     *
     * @throws DatabaseException if a statement is refused
     */
    public <T extends @Nullable Object> T inTransaction(Scope scope, Work<T> work) {
        Transaction outer = current.get();
        if (outer != null) {
            return work.apply(outer);
        }
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            Transaction transaction = new Transaction(connection, setting(scope));
            current.set(transaction);
            T result;
            try {
                result = work.apply(transaction);
                if (transaction.isRollbackOnly()) {
                    connection.rollback();
                } else {
                    connection.commit();
                }
            } catch (RuntimeException | Error e) {
                takeBack(connection, e);
                throw e;
            } finally {
                current.remove();
            }
            if (!transaction.isRollbackOnly()) {
                transaction.afterCommit().forEach(Runnable::run);
            }
            return result;
        } catch (SQLException e) {
            throw new DatabaseException(e, "a transaction");
        }
    }

    /** A connection that is gone has taken everything back already; why it went is what counts. */
    private static void takeBack(Connection connection, Throwable why) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            why.addSuppressed(e);
        }
    }

    /** The settings take no binds; what goes in is a UUID's own text or a constant. */
    private static String setting(Scope scope) {
        return switch (scope) {
            case Scope.Community(var community) -> "set local liren.community to '" + community + "'";
            case Scope.Deriving() -> "set local role liren_derive";
            case Scope.Platform() -> "";
        };
    }
}

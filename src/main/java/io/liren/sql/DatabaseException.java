package io.liren.sql;

import java.sql.SQLException;

/** The database refused a statement or could not be reached. The SQL state says which. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String sqlState;

    /** @param doing what was being done, in a few words or as the statement's text */
    public DatabaseException(SQLException cause, String doing) {
        super(cause.getMessage() + "\n  in: " + doing, cause);
        String state = cause.getSQLState();
        this.sqlState = state == null ? "" : state;
    }

    /** The five characters of SQL that say what kind of failure it was. */
    public String sqlState() {
        return sqlState;
    }

    /** Whether a unique rule was broken. */
    public boolean isDuplicate() {
        return sqlState.equals("23505");
    }

    /** Whether a reference leads nowhere. */
    public boolean isDangling() {
        return sqlState.equals("23503");
    }

    /** Whether row-level security or a missing grant refused it. */
    public boolean isForbidden() {
        return sqlState.equals("42501");
    }
}

package io.liren.app;

import io.liren.wording.Label;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * The database's roles. The owner lays tables. {@code liren_app} is who the application signs in as: it owns nothing, so
 * row-level security binds it. {@code liren_derive} passes row-level security, can't sign in, and is put on for the
 * length of a derivation only.
 */
public final class Roles {
    /** The application signs in as this. */
    public static final String APP = "liren_app";
    /** Put on for a derivation. */
    public static final String DERIVE = "liren_derive";

    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9_-]{16,}");
    private static final String FORBIDDEN = "42501";

    private Roles() {}

    /**
     * Makes the roles if they are not there, and sets the application's password.
     *
     * @param owner may create roles
     * @param appPassword at least 16 letters and digits
     * @throws StartFailure if the owner may not create roles; says what an administrator has to run
     */
    public static void prepare(DataSource owner, String appPassword) {
        if (!PASSWORD.matcher(appPassword).matches()) {
            throw new IllegalArgumentException("the application's password must be at least 16 letters and digits");
        }
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            // Two Lirens that start at the same moment must not both create them.
            statement.execute("select pg_advisory_xact_lock(7312002)");
            if (lacks(statement, DERIVE)) {
                statement.execute("create role liren_derive nologin bypassrls");
            }
            if (lacks(statement, APP)) {
                statement.execute("create role liren_app login nosuperuser nobypassrls nocreatedb nocreaterole");
            }
            statement.execute("alter role liren_app password '" + appPassword + "'");
            statement.execute("grant liren_derive to liren_app with inherit false, set true");
            statement.execute("revoke create on schema public from public");
            statement.execute("grant usage on schema public to liren_app, liren_derive");
            connection.commit();
        } catch (SQLException e) {
            if (FORBIDDEN.equals(e.getSQLState())) {
                throw new StartFailure(
                        new Label(
                                "--database 的用户不能创建角色。请让数据库管理员执行一次:" + SCRIPT,
                                "The user of --database may not create roles. Ask the administrator to run once: "
                                        + SCRIPT),
                        e);
            }
            throw new StartFailure(
                    new Label("无法准备数据库角色:" + e.getMessage(), "cannot prepare the database's roles: " + e.getMessage()),
                    e);
        }
    }

    private static final String SCRIPT = "create role liren_derive nologin bypassrls; create role liren_app login; "
            + "grant liren_derive to liren_app with inherit false, set true; "
            + "grant liren_app to <user> with admin option;";

    private static boolean lacks(Statement statement, String role) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select 1 from pg_roles where rolname = '" + role + "'")) {
            return !rows.next();
        }
    }
}

package com.digiflowhub.platform.database;

import com.digiflowhub.platform.settings.InvalidSetting;
import com.digiflowhub.platform.vault.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The roles behind the walls. {@code hub_app} serves pages and handlers, {@code hub_engine} the door and the desks, {@code hub_search} owns
 * search functions; none owns a table. One login is a NOINHERIT member of the first two, and each pool says which it is.
 */
final class DatabaseRoles {
    static final int OLDEST_VERSION = 150000;
    /** Two that change one role at the same moment refuse each other. The number is ours alone in this database. */
    private static final long ONE_AT_A_TIME = 0x44_69_67_69_46_6c_6f_77L;

    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private DatabaseRoles() {}

    /** Makes what is missing and returns the address under which the hub works. Nodes that start at once do so one after another. */
    static DatabaseAddress ensure(DatabaseAddress owner, Secret loginPassword) {
        String login = "hub_login_" + owner.name().replaceAll("[^A-Za-z0-9_]", "_");
        try (Connection connection = open(owner);
                Statement statement = connection.createStatement()) {
            requireVersion(connection);
            connection.setAutoCommit(false);
            statement.execute("select pg_advisory_xact_lock(" + ONE_AT_A_TIME + ")");
            for (String step : steps(login, loginPassword, owner.name())) {
                statement.execute(step);
            }
            connection.commit();
        } catch (SQLException failure) {
            throw explain(failure, owner, login);
        }
        return owner.as(login, loginPassword);
    }

    /** Fails unless the working login is what it must be: no superuser, no owner of tables, not past row-level security. */
    static void verify(DatabaseAddress working) {
        try (Connection connection = open(working);
                Statement statement = connection.createStatement()) {
            requireVersion(connection);
            try (ResultSet found = statement.executeQuery("""
                    select exists (select from pg_roles r where r.rolname in (current_user, 'hub_app', 'hub_engine')
                                     and (r.rolsuper or r.rolbypassrls))
                        or exists (select from pg_class c join pg_roles o on o.oid = c.relowner
                                    where o.rolname in (current_user, 'hub_app', 'hub_engine') and c.relkind in ('r', 'p'))
                    """)) {
                if (found.next() && found.getBoolean(1)) {
                    throw new InvalidSetting(
                            "DATABASE_APP_URL",
                            "must name a login that is no superuser, owns no table and does not bypass row-level security");
                }
            }
        } catch (SQLException failure) {
            throw new InvalidSetting("DATABASE_APP_URL", "cannot sign in: " + failure.getMessage(), failure);
        }
    }

    private static List<String> steps(String login, Secret password, String database) {
        return List.of(
                create("hub_app", "nologin"),
                create("hub_engine", "nologin"),
                create("hub_search", "nologin"),
                create(login, "login noinherit"),
                "alter role " + login + " password '" + password.reveal() + "'",
                "grant hub_app, hub_engine to " + login,
                "grant connect on database \"" + database.replace("\"", "\"\"") + "\" to hub_app, hub_engine",
                "grant hub_search to current_user");
    }

    private static String create(String role, String attributes) {
        return """
                do $$ begin
                    create role %s %s;
                exception when duplicate_object or unique_violation then null;
                end $$""".formatted(role, attributes);
    }

    private static void requireVersion(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("select current_setting('server_version_num')::int")) {
            version.next();
            requireVersion(version.getInt(1));
        }
    }

    static void requireVersion(int version) {
        if (version < OLDEST_VERSION) {
            throw new InvalidSetting(
                    "DATABASE_URL", "names a PostgreSQL " + version / 10_000 + "; the hub needs 15 or newer");
        }
    }

    private static InvalidSetting explain(SQLException failure, DatabaseAddress owner, String login) {
        if (INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState())) {
            String sql = String.join(";\n", steps(login, new Secret("CHOOSE-A-PASSWORD"), owner.name()));
            return new InvalidSetting(
                    "DATABASE_URL",
                    "names a user that may not create roles. Let an administrator run this, then set DATABASE_APP_URL to the login "
                            + login + ":\n" + sql.replace("current_user", owner.user()) + ";",
                    failure);
        }
        return new InvalidSetting("DATABASE_URL", "cannot be used: " + failure.getMessage(), failure);
    }

    private static Connection open(DatabaseAddress address) throws SQLException {
        return DriverManager.getConnection(
                address.jdbcUrl(), address.user(), address.password().reveal());
    }
}

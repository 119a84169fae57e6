package dev.costinsights.embeddedpostgres;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.Set;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/** What is asked of the running PostgreSQL over connections: whether it is ready, its role and database, its settings. */
final class Database {

    private static final String NAME = "cost_insights";
    private static final String MAINTENANCE_DATABASE = "postgres";
    /** cannot_connect_now: starting, recovering or stopping. */
    private static final String CANNOT_CONNECT_NOW = "57P03";

    private static final Set<String> UNREACHABLE = Set.of("08001", "08004", "08006", CANNOT_CONNECT_NOW, "57P01");

    private final int port;
    private final Credentials credentials;

    Database(int port, Credentials credentials) {
        this.port = port;
        this.credentials = credentials;
    }

    String url() {
        return "postgresql://" + Credentials.SERVER_ROLE + ":"
                + URLEncoder.encode(credentials.serverPassword(), StandardCharsets.UTF_8) + "@127.0.0.1:" + port + "/"
                + NAME;
    }

    /** Whether the superuser can log in now; false while nothing listens, or the server starts, recovers or stops. */
    boolean isReady() throws SQLException {
        return canLogIn(MAINTENANCE_DATABASE, Credentials.SUPERUSER, credentials.superuserPassword());
    }

    /** Whether the server's own role can log in to its own database now. */
    boolean isOpenToServer() throws SQLException {
        return canLogIn(NAME, Credentials.SERVER_ROLE, credentials.serverPassword());
    }

    private boolean canLogIn(String database, String user, String password) throws SQLException {
        try (Connection connection = connect(database, user, password)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            if (UNREACHABLE.contains(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    /** The role and its database, made unless they are there. The database comes last: if it is there, all is. */
    void ensureExists() throws SQLException {
        try (Connection connection =
                        connect(MAINTENANCE_DATABASE, Credentials.SUPERUSER, credentials.superuserPassword());
                Statement statement = connection.createStatement()) {
            if (exists(statement, "SELECT 1 FROM pg_database WHERE datname = 'cost_insights'")) {
                return;
            }
            if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = 'cost_insights'")) {
                statement.execute("CREATE ROLE cost_insights LOGIN CREATEDB");
            }
            // Hashed on this side, so that no log of the server ever shows it.
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(
                            Credentials.SERVER_ROLE,
                            credentials.serverPassword().toCharArray(),
                            "scram-sha-256");
            statement.execute("CREATE DATABASE cost_insights OWNER cost_insights");
        }
    }

    private static boolean exists(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    /** Asked as the server's own role in its own database, because both can carry settings of their own. */
    void requireDurable() throws SQLException {
        try (Connection connection = connect(NAME, Credentials.SERVER_ROLE, credentials.serverPassword());
                Statement statement = connection.createStatement()) {
            for (String setting : Settings.DURABLE) {
                try (ResultSet row = statement.executeQuery("SHOW " + setting)) {
                    row.next();
                    if (!row.getString(1).equals("on")) {
                        throw new EmbeddedPostgresException("PostgreSQL runs with " + setting + " = " + row.getString(1)
                                + ", which loses acknowledged events in a crash: set it to on");
                    }
                }
            }
        }
    }

    private Connection connect(String database, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty("connectTimeout", "5");
        properties.setProperty("socketTimeout", "30");
        return new Driver().connect("jdbc:postgresql://127.0.0.1:" + port + "/" + database, properties);
    }
}

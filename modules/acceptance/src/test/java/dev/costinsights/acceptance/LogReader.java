package dev.costinsights.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Looks into a server's database past the server: what is there, not what it says is there. */
record LogReader(String jdbcUrl, String user, String password) {

    /** The embedded database of a data directory; its second password is that of the server's own role. */
    static LogReader embedded(Path dataDir) {
        try {
            List<String> passwords = Files.readAllLines(dataDir.resolve("postgres.passwords"));
            String port = Files.readString(dataDir.resolve("postgres.port")).strip();
            return new LogReader(
                    "jdbc:postgresql://127.0.0.1:" + port + "/cost_insights", "cost_insights", passwords.get(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the log holds in sum. */
    record Contents(long events, long distinctExternalIds, BigDecimal costCents) {}

    Contents contents() {
        try (Connection connection = connect();
                ResultSet row = connection.createStatement().executeQuery("""
                        select count(*), count(distinct external_id), coalesce(sum(cost_cents), 0)
                        from log.events
                        """)) {
            row.next();
            return new Contents(row.getLong(1), row.getLong(2), row.getBigDecimal(3));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Set<String> externalIds() {
        try (Connection connection = connect();
                ResultSet rows = connection
                        .createStatement()
                        .executeQuery("select external_id from log.events where external_id is not null")) {
            Set<String> ids = new HashSet<>();
            while (rows.next()) {
                ids.add(rows.getString(1));
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try (Connection connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl, user, password);
    }

    @Override
    public String toString() {
        return "LogReader[" + jdbcUrl + "]";
    }
}

package dev.costinsights.embeddedpostgres;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** What the tests share: the unpacked programs, and SQL over a database URL. */
final class TestDatabases {

    static final Path PROGRAMS = Path.of("target", "postgres-programs").toAbsolutePath();

    private TestDatabases() {}

    static EmbeddedPostgres.Options in(Path dataDirectory) {
        return in(dataDirectory, Map.of());
    }

    static EmbeddedPostgres.Options in(Path dataDirectory, Map<String, String> settings) {
        return new EmbeddedPostgres.Options(dataDirectory, PROGRAMS, settings);
    }

    static Connection connect(String databaseUrl) throws SQLException {
        URI url = URI.create(databaseUrl);
        String[] login = url.getUserInfo().split(":", 2);
        return DriverManager.getConnection(
                "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(), login[0], login[1]);
    }

    static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres.databaseUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static String query(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres.databaseUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}

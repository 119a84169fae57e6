package dev.costinsights.benchmarks;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;

/** One database, and how to connect to it. */
final class DatabaseAddress {

    private final URI url;

    /** @param url {@code postgresql://user:password@host:port/name} */
    DatabaseAddress(String url) {
        this.url = URI.create(url);
    }

    /** For the server's environment; a secret. */
    String url() {
        return url.toString();
    }

    /** A database of another name in the same PostgreSQL, created unless it is there. */
    DatabaseAddress sibling(String name) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            boolean exists;
            try (var rows = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + name + "'")) {
                exists = rows.next();
            }
            if (!exists) {
                statement.execute("CREATE DATABASE " + name);
            }
        }
        return new DatabaseAddress(url.resolve("/" + name).toString());
    }

    Connection connect() throws SQLException {
        String[] user = url.getRawUserInfo().split(":", 2);
        var properties = new Properties();
        properties.setProperty("user", URLDecoder.decode(user[0], StandardCharsets.UTF_8));
        properties.setProperty("password", URLDecoder.decode(user[1], StandardCharsets.UTF_8));
        // A named server-side statement from the first execution on, as any client in a hurry would.
        properties.setProperty("prepareThreshold", "1");
        return new Driver()
                .connect("jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(), properties);
    }
}

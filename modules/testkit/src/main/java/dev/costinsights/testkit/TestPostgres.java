package dev.costinsights.testkit;

import dev.costinsights.embeddedpostgres.EmbeddedPostgres;
import dev.costinsights.platform.db.DatabaseUrl;
import dev.costinsights.platform.db.Migrations;
import dev.costinsights.platform.db.SchemaMigration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * One PostgreSQL for all tests of a JVM: a container where a Docker engine answers, else the embedded one. Every call of
 * {@link #newDatabase} makes a fresh database on it, so that no test sees another's rows. The system property
 * {@code cost-insights.test-postgres} ({@code docker} or {@code embedded}) decides when the choice must not be left open.
 */
public final class TestPostgres {
    private static final Logger LOG = LoggerFactory.getLogger(TestPostgres.class);
    private static final String IMAGE = "postgres:18";
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    /** The server's own URL, started at the first use. */
    private static final class Server {
        private static final String URL = start();

        private static String start() {
            String choice = System.getProperty("cost-insights.test-postgres", "");
            boolean docker =
                    choice.isEmpty() ? DockerClientFactory.instance().isDockerAvailable() : choice.equals("docker");
            LOG.info("Tests run on {} PostgreSQL", docker ? "a containerized" : "the embedded");
            return docker ? startContainer() : startEmbedded();
        }

        /** The container is removed by Testcontainers when the JVM ends. */
        @SuppressWarnings("resource")
        private static String startContainer() {
            var container = new PostgreSQLContainer(IMAGE).withCommand("postgres", "-c", "max_connections=200");
            container.start();
            Runtime.getRuntime().addShutdownHook(new Thread(container::stop, "stop the tests' PostgreSQL"));
            return "postgresql://%s:%s@%s:%d/%s"
                    .formatted(
                            container.getUsername(),
                            container.getPassword(),
                            container.getHost(),
                            container.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT),
                            container.getDatabaseName());
        }

        @SuppressWarnings("resource")
        private static String startEmbedded() {
            try {
                Path directory = Files.createTempDirectory("cost-insights-test-");
                Path programs = Path.of(System.getProperty("java.io.tmpdir"), "cost-insights-test-programs");
                EmbeddedPostgres postgres = EmbeddedPostgres.open(new EmbeddedPostgres.Options(
                        directory, programs, Map.of("max_connections", "200", "max_wal_size", "4GB")));
                Runtime.getRuntime()
                        .addShutdownHook(new Thread(
                                () -> {
                                    postgres.stop();
                                    delete(directory);
                                },
                                "stop the tests' PostgreSQL"));
                return postgres.databaseUrl();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path directory) {
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            } catch (IOException e) {
                LOG.warn("The tests' database could not be deleted: {}", e.toString());
            }
        }
    }

    /** A database of its own, migrated in the given order. */
    public static DatabaseUrl newDatabase(SchemaMigration... migrations) {
        DatabaseUrl url = DatabaseUrl.parse(newDatabaseUrl());
        Migrations.run(url, List.of(migrations));
        return url;
    }

    /** An empty database of its own, as {@code postgresql://user:password@host:port/database}. */
    public static String newDatabaseUrl() {
        String name = "test_" + ProcessHandle.current().pid() + "_" + DATABASES.incrementAndGet();
        execute(DatabaseUrl.parse(Server.URL), "create database " + name);
        URI server = URI.create(Server.URL);
        return "postgresql://" + server.getRawAuthority() + "/" + name;
    }

    /** Runs one statement through JDBC, outside the code under test. */
    public static void execute(DatabaseUrl database, String sql) {
        try (Connection connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("A test's statement failed: " + sql, e);
        }
    }

    /** A JDBC connection, for what a test does outside the code under test. */
    public static Connection connect(DatabaseUrl database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.database(),
                database.user(),
                database.password().value());
    }
}

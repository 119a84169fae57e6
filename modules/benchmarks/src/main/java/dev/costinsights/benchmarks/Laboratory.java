package dev.costinsights.benchmarks;

import dev.costinsights.embeddedpostgres.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The place of one run: a directory, and in it a PostgreSQL with the durable settings of a first run. */
final class Laboratory implements AutoCloseable {

    private final LaboratoryOptions options;
    private final Path directory;
    private final EmbeddedPostgres postgres;

    private Laboratory(LaboratoryOptions options, Path directory) {
        this.options = options;
        this.directory = directory;
        this.postgres = EmbeddedPostgres.open(EmbeddedPostgres.Options.in(directory));
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::stop));
    }

    static Laboratory open(LaboratoryOptions options) throws IOException {
        if (!Files.isRegularFile(options.serverJar())) {
            throw new IOException(options.serverJar() + " is not there: build the server first, or say --server");
        }
        Path given = options.workDirectory();
        return new Laboratory(
                options,
                given == null ? Files.createTempDirectory("cost-insights-benchmark") : Files.createDirectories(given));
    }

    Path directory() {
        return directory;
    }

    /** A database of this name, created unless it is there. */
    DatabaseAddress database(String name) throws SQLException {
        return new DatabaseAddress(postgres.databaseUrl()).sibling(name);
    }

    /** Starts a server on a database, with a directory of its own for everything else. */
    ServerProcess server(String name, DatabaseAddress database) throws IOException {
        Path home = Files.createDirectories(directory.resolve("server-" + name));
        return ServerProcess.start(options.serverJar(), options.jvmOptions(), database, home);
    }

    Machine machine(DatabaseAddress database) throws IOException, SQLException {
        try (Connection connection = database.connect()) {
            return Machine.measure(directory, connection, options.jvmOptions());
        }
    }

    @Override
    public void close() throws IOException {
        postgres.stop();
        if (options.workDirectory() == null) {
            deleteTree();
        }
    }

    private void deleteTree() throws IOException {
        List<Path> paths;
        try (Stream<Path> tree = Files.walk(directory)) {
            paths = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }
}

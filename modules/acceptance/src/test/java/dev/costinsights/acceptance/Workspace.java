package dev.costinsights.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** The folder of one test under {@code target/acceptance}: what the servers wrote stays there, their data doesn't. */
record Workspace(Path path) {

    static Workspace of(Class<?> test, String name) {
        Path path = Path.of(System.getProperty("cost-insights.logs", "target/acceptance"))
                .toAbsolutePath()
                .resolve(test.getSimpleName())
                .resolve(name);
        try {
            deleteTree(path);
            Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Workspace(path);
    }

    Path dataDir() {
        return path.resolve("data");
    }

    /** Of the next server started here, so that a restart doesn't write over what was said before it. */
    Path nextLog() {
        for (int number = 1; ; number++) {
            Path log = path.resolve("server-%02d.out".formatted(number));
            if (!Files.exists(log)) {
                return log;
            }
        }
    }

    /** Called when no server runs here any more. */
    void deleteData() throws IOException {
        Path postgresLog = dataDir().resolve("postgres.log");
        if (Files.exists(postgresLog)) {
            Files.copy(postgresLog, path.resolve("postgres.log"));
        }
        deleteTree(dataDir());
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}

package dev.costinsights.embeddedpostgres;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A running PostgreSQL in a data directory, with the URL to reach it. */
public sealed interface EmbeddedPostgres extends AutoCloseable permits SupervisedPostgres, AttachedPostgres {

    /**
     * Starts PostgreSQL in the data directory and returns once it accepts connections; creates everything on the first run.
     *
     * <p>The server is started again by itself, on the same port, whenever it ends without {@link #stop()}. It outlives a JVM
     * that ends without {@link #stop()}; the next {@code open} finds and stops it.
     *
     * @throws DataDirectoryInUseException if another live server has the data directory open
     * @throws EmbeddedPostgresException if PostgreSQL can't be started, or not with durable settings
     */
    static EmbeddedPostgres open(Options options) {
        return SupervisedPostgres.open(options);
    }

    /**
     * The database of a server that runs on this data directory now, for a command run beside it. Stopping the result leaves
     * the database running.
     *
     * @return empty if no server on this data directory accepts connections
     */
    static Optional<EmbeddedPostgres> attachIfRunning(Path dataDirectory) {
        return AttachedPostgres.find(dataDirectory);
    }

    /** {@code postgresql://user:password@127.0.0.1:port/cost_insights}; a secret, the same for the life of this object. */
    String databaseUrl();

    /**
     * Ends connections, stops the server and releases the data directory; returns when that is done. Further calls do nothing.
     *
     * @throws EmbeddedPostgresException if the server is still there after every way of stopping it
     */
    void stop();

    @Override
    default void close() {
        stop();
    }

    /**
     * Where and how the database runs.
     *
     * @param dataDirectory the state of this server; the database cluster is its folder {@code postgres}
     * @param binariesDirectory where the server programs are unpacked; may be shared by several data directories
     * @param settings PostgreSQL settings that differ from the defaults chosen here, by name
     */
    record Options(Path dataDirectory, Path binariesDirectory, Map<String, String> settings) {

        public Options {
            settings = Map.copyOf(settings);
            Settings.requireChangeable(settings.keySet());
        }

        /** Everything in one data directory, with the default settings. */
        public static Options in(Path dataDirectory) {
            return new Options(dataDirectory, dataDirectory.resolve("postgres-programs"), Map.of());
        }
    }
}

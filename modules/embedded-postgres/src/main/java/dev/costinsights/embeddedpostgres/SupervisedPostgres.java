package dev.costinsights.embeddedpostgres;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The PostgreSQL that this process started, and a thread that starts it again whenever it ends unasked. */
final class SupervisedPostgres implements EmbeddedPostgres {

    private static final Logger LOG = LoggerFactory.getLogger(SupervisedPostgres.class);
    private static final Duration FIRST_BACKOFF = Duration.ofMillis(200);
    private static final Duration LAST_BACKOFF = Duration.ofSeconds(5);
    /** A server that lived this long didn't end because of how it was started. */
    private static final Duration STEADY_AFTER = Duration.ofSeconds(30);

    private static final Duration LOG_CHECK = Duration.ofMinutes(1);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(1);

    private final DataDirectoryLock lock;
    private final ServerProcess server;
    private final int port;
    private final Database database;
    private final CompletableFuture<Void> stopRequested;
    private final CompletableFuture<Void> stopped = new CompletableFuture<>();

    private SupervisedPostgres(
            DataDirectoryLock lock,
            ServerProcess server,
            int port,
            Database database,
            CompletableFuture<Void> stopRequested) {
        this.lock = lock;
        this.server = server;
        this.port = port;
        this.database = database;
        this.stopRequested = stopRequested;
    }

    static SupervisedPostgres open(Options options) {
        return open(options, RunAs::choose);
    }

    /** How to choose the identity to run under. */
    interface RunAsChoice {
        RunAs choose(DataDirectory directory) throws IOException;
    }

    static SupervisedPostgres open(Options options, RunAsChoice runAs) {
        Programs.requireSupportedPlatform();
        DataDirectory directory = DataDirectory.create(options.dataDirectory());
        try {
            DataDirectoryLock lock = DataDirectoryLock.acquire(directory);
            try {
                return openLocked(options, directory, lock, runAs.choose(directory));
            } catch (IOException | SQLException | RuntimeException e) {
                lock.close();
                throw e;
            }
        } catch (IOException | SQLException e) {
            throw new EmbeddedPostgresException("PostgreSQL doesn't start in " + directory.path() + ": " + e, e);
        }
    }

    private static SupervisedPostgres openLocked(
            Options options, DataDirectory directory, DataDirectoryLock lock, RunAs runAs)
            throws IOException, SQLException {
        Programs programs = Programs.in(options.binariesDirectory(), runAs);
        // Before anything else looks at the cluster or the port: an orphan holds both.
        Postmaster.clear(directory.cluster());
        Cluster.prepare(directory, programs, runAs);
        int port = directory.freePort();
        Database database = new Database(port, directory.credentials());
        CompletableFuture<Void> stopRequested = new CompletableFuture<>();
        ServerProcess server = new ServerProcess(directory, programs, runAs, options.settings(), stopRequested);
        Process process = server.start(port, database);
        try {
            database.ensureExists();
            database.requireDurable();
        } catch (SQLException | RuntimeException e) {
            server.stop(process);
            throw e;
        }
        LOG.info(
                "PostgreSQL {} (process {}) serves {} on port {}",
                programs.majorVersion(),
                process.pid(),
                directory.cluster(),
                port);
        SupervisedPostgres postgres = new SupervisedPostgres(lock, server, port, database, stopRequested);
        Thread supervisor = new Thread(() -> postgres.superviseUntilStopped(process), "embedded-postgres");
        supervisor.setDaemon(true);
        supervisor.start();
        return postgres;
    }

    @Override
    public String databaseUrl() {
        return database.url();
    }

    @Override
    public void stop() {
        stopRequested.complete(null);
        try {
            stopped.get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new EmbeddedPostgresException(
                    "PostgreSQL didn't stop: " + e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new EmbeddedPostgresException("PostgreSQL didn't stop within " + STOP_LIMIT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("Interrupted while PostgreSQL stopped", e);
        }
    }

    /** From here on only the supervising thread touches the process, so starting and stopping never meet. */
    private void superviseUntilStopped(Process first) {
        try {
            // Before stop() returns: who waited for it may open the data directory at once.
            try (lock) {
                Process last = supervise(first);
                if (last != null) {
                    server.stop(last);
                }
            }
            LOG.info("PostgreSQL stopped");
            stopped.complete(null);
        } catch (IOException | RuntimeException e) {
            LOG.error("PostgreSQL is no longer supervised", e);
            stopped.completeExceptionally(e);
        }
    }

    /** Returns the running process, if there is one, when a stop is requested. */
    private @Nullable Process supervise(Process first) {
        Process process = first;
        Duration backoff = FIRST_BACKOFF;
        long startedAt = System.nanoTime();
        while (endsBeforeStopIsRequested(process)) {
            LOG.error("PostgreSQL ended by itself with status {}; starting it again", process.exitValue());
            if (System.nanoTime() - startedAt > STEADY_AFTER.toNanos()) {
                backoff = FIRST_BACKOFF;
            }
            Process next = null;
            while (next == null) {
                if (stopIsRequestedWithin(backoff)) {
                    return null;
                }
                backoff = min(backoff.multipliedBy(2), LAST_BACKOFF);
                next = tryStart(backoff);
            }
            process = next;
            startedAt = System.nanoTime();
        }
        return process;
    }

    private @Nullable Process tryStart(Duration backoff) {
        try {
            Process process = server.start(port, database);
            LOG.info("PostgreSQL (process {}) serves port {} again", process.pid(), port);
            return process;
        } catch (IOException | RuntimeException e) {
            if (!stopRequested.isDone()) {
                LOG.error("PostgreSQL can't be started again; next attempt in {} ms", backoff.toMillis(), e);
            }
            return null;
        }
    }

    private boolean endsBeforeStopIsRequested(Process process) {
        CompletableFuture<Object> either = CompletableFuture.anyOf(Command.exitOf(process), stopRequested);
        while (!isDoneWithin(either, LOG_CHECK)) {
            server.tidyLog();
        }
        return !stopRequested.isDone();
    }

    private boolean stopIsRequestedWithin(Duration duration) {
        return isDoneWithin(stopRequested, duration);
    }

    private static boolean isDoneWithin(CompletableFuture<?> future, Duration duration) {
        try {
            future.get(duration.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("Nobody interrupts the supervising thread, and an exit can't fail", e);
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}

package dev.costinsights.embeddedpostgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts PostgreSQL in a prepared cluster, as often as needed, and tells when it is ready or why it isn't. */
final class ServerProcess {

    private static final Logger LOG = LoggerFactory.getLogger(ServerProcess.class);
    private static final int RETRIES = 3;
    private static final Duration RETRY_PAUSE = Duration.ofSeconds(2);
    private static final Duration READY_POLL = Duration.ofMillis(20);
    /** Recovery replays up to max_wal_size of log; a slow disk needs minutes for that. */
    private static final Duration READY_LIMIT = Duration.ofMinutes(10);

    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(10);

    private final Path cluster;
    private final Programs programs;
    private final RunAs runAs;
    private final Map<String, String> changedSettings;
    private final ServerLog log;
    private final CompletableFuture<Void> stopRequested;

    ServerProcess(
            DataDirectory directory,
            Programs programs,
            RunAs runAs,
            Map<String, String> changedSettings,
            CompletableFuture<Void> stopRequested) {
        this.cluster = directory.cluster();
        this.programs = programs;
        this.runAs = runAs;
        this.changedSettings = changedSettings;
        this.log = new ServerLog(directory.log());
        this.stopRequested = stopRequested;
    }

    /** Starts and waits until connections work; fails with the last lines that PostgreSQL wrote. */
    Process start(int port, Database database) throws IOException {
        for (int retry = 0; ; retry++) {
            Postmaster.clear(cluster);
            log.create();
            log.rotateWhenLarge();
            long logStart = log.size();
            Process process = launch(port);
            try {
                awaitReady(process, database, logStart);
                return process;
            } catch (EmbeddedPostgresException | IOException | SQLException e) {
                stop(process);
                if (retry == RETRIES || !leftoversOfEarlierServer(log.tail(logStart))) {
                    throw e instanceof EmbeddedPostgresException known ? known : notStarted(e.toString(), logStart, e);
                }
                LOG.info(
                        "PostgreSQL's previous processes are still ending; trying again in {} s",
                        RETRY_PAUSE.toSeconds());
                pause(RETRY_PAUSE);
            }
        }
    }

    private Process launch(int port) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-D", cluster.toString()));
        arguments.addAll(Settings.asArguments(port, changedSettings));
        List<String> command = runAs.command(programs.postgres(), arguments);
        if (isInstalled("setsid")) {
            // Ctrl-C in a terminal reaches the whole session; the database must outlive the orderly stop of its server.
            command.add(0, "setsid");
        }
        return Command.prepare(command)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()))
                .start();
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private void awaitReady(Process process, Database database, long logStart) throws IOException, SQLException {
        long started = System.nanoTime();
        long nextProgress = started + PROGRESS_EVERY.toNanos();
        while (!database.isReady()) {
            if (!process.isAlive()) {
                throw notStarted("it ended with status " + process.exitValue(), logStart, null);
            }
            long now = System.nanoTime();
            if (now - started > READY_LIMIT.toNanos()) {
                throw notStarted(
                        "it accepts no connections after " + READY_LIMIT.toMinutes() + " minutes", logStart, null);
            }
            if (now > nextProgress) {
                LOG.info("Waiting for PostgreSQL to recover; its last words: {}", log.tail(logStart));
                nextProgress = now + PROGRESS_EVERY.toNanos();
            }
            pause(READY_POLL);
        }
        if (!process.isAlive()) {
            throw notStarted("something else answers on its port", logStart, null);
        }
    }

    private EmbeddedPostgresException notStarted(String reason, long logStart, @Nullable Exception cause)
            throws IOException {
        return new EmbeddedPostgresException(
                "PostgreSQL doesn't start: " + reason + ". The end of " + log.file() + ":\n" + log.tail(logStart),
                cause);
    }

    private static boolean leftoversOfEarlierServer(String words) {
        return words.contains("shared memory block") || words.contains("lock file \"postmaster.pid\" already exists");
    }

    void stop(Process process) throws IOException {
        if (process.isAlive()) {
            new Postmaster(process.pid(), cluster, 0, false).stop();
        }
    }

    /** A log that can't be shortened, on a full disk for one, is no reason to give up the database. */
    void tidyLog() {
        try {
            log.rotateWhenLarge();
        } catch (IOException e) {
            LOG.warn("{} grew large and can't be rotated", log.file(), e);
        }
    }

    /** Waits, but not beyond a request to stop. */
    void pause(Duration duration) {
        try {
            stopRequested.get(duration.toNanos(), TimeUnit.NANOSECONDS);
            throw new EmbeddedPostgresException("PostgreSQL was stopped while it started");
        } catch (TimeoutException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("Interrupted while PostgreSQL started", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}

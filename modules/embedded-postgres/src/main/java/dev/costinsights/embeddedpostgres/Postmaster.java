package dev.costinsights.embeddedpostgres;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The main process of a running PostgreSQL, as its {@code postmaster.pid} names it.
 *
 * @param pid a live process that was seen to be a PostgreSQL of {@code cluster}
 * @param port where it listens
 * @param ready whether it has declared itself ready for connections
 */
record Postmaster(long pid, Path cluster, int port, boolean ready) {

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final String PID_FILE = "postmaster.pid";
    private static final Duration FAST_LIMIT = Duration.ofSeconds(30);
    private static final Duration IMMEDIATE_LIMIT = Duration.ofSeconds(10);
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(20);

    /** Finds the server of the cluster; a file left by a dead one, or naming a process that is something else, is none. */
    static Optional<Postmaster> find(Path cluster) throws IOException {
        return read(cluster).filter(Postmaster::isRunning);
    }

    private static Optional<Postmaster> read(Path cluster) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(cluster.resolve(PID_FILE), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        // Lines: pid, data directory, start time, port, socket directory, address, shared memory, state.
        if (lines.size() < 4
                || !lines.get(0).matches("\\d{1,18}")
                || !lines.get(3).matches("\\d{1,5}")) {
            return Optional.empty();
        }
        boolean ready = lines.size() >= 8 && lines.get(7).strip().equals("ready");
        return Optional.of(
                new Postmaster(Long.parseLong(lines.get(0)), cluster, Integer.parseInt(lines.get(3)), ready));
    }

    /** A zombie has no arguments, so it counts as gone; the id of a dead server taken by another process does, too. */
    private boolean isRunning() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().arguments())
                .map(arguments -> List.of(arguments).contains(cluster.toString()))
                .orElse(false);
    }

    /**
     * Makes sure that no process of an earlier server works in the cluster, and that no stale {@code postmaster.pid} keeps the
     * next one from starting. To be called with the data directory locked.
     */
    static void clear(Path cluster) throws IOException {
        Optional<Postmaster> orphan = find(cluster);
        if (orphan.isPresent()) {
            LOG.warn(
                    "Stopping the PostgreSQL (process {}) that a killed server left behind",
                    orphan.get().pid());
            orphan.get().stop();
        }
        killBackendsWithoutPostmaster(cluster);
        deleteMisleadingPidFile(cluster);
    }

    /**
     * PostgreSQL takes any live process of that id for a server, and gives up on a half-written file. A file that names a dead
     * process is left to it: from that it knows the shared memory which processes of the dead server may still use.
     */
    private static void deleteMisleadingPidFile(Path cluster) throws IOException {
        Path pidFile = cluster.resolve(PID_FILE);
        boolean namesADeadProcess = read(cluster)
                .filter(postmaster -> ProcessHandle.of(postmaster.pid()).isEmpty())
                .isPresent();
        if (Files.exists(pidFile) && !namesADeadProcess) {
            LOG.info("Removing {}, which names no PostgreSQL", pidFile);
            Files.delete(pidFile);
        }
    }

    /** Fast shutdown; where that takes too long, immediate shutdown; then kill. All three leave a consistent database. */
    void stop() throws IOException {
        if (signalAndAwait("INT", FAST_LIMIT)) {
            return;
        }
        LOG.warn("PostgreSQL didn't stop within {} s; stopping it without a checkpoint", FAST_LIMIT.toSeconds());
        if (signalAndAwait("QUIT", IMMEDIATE_LIMIT) || signalAndAwait("KILL", KILL_LIMIT)) {
            return;
        }
        throw new EmbeddedPostgresException("PostgreSQL (process " + pid + ") in " + cluster + " can't be stopped");
    }

    private boolean signalAndAwait(String signal, Duration limit) throws IOException {
        Command.Result sent = signal(signal, pid);
        if (sent.exitStatus() != 0 && isRunning()) {
            throw new EmbeddedPostgresException(
                    "PostgreSQL (process " + pid + ") in " + cluster + " can't be stopped: " + sent.output());
        }
        long deadline = System.nanoTime() + limit.toNanos();
        while (isRunning()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            pause();
        }
        return true;
    }

    /**
     * A busy backend of a killed server goes on until its statement ends, and a new server can't start before: its statement
     * will never be acknowledged, so it is killed. Only Linux tells which processes these are; elsewhere the start is retried.
     */
    private static void killBackendsWithoutPostmaster(Path cluster) throws IOException {
        long deadline = System.nanoTime() + KILL_LIMIT.toNanos();
        List<Long> backends;
        while (!(backends = postgresProcessesIn(cluster)).isEmpty()) {
            if (System.nanoTime() > deadline) {
                throw new EmbeddedPostgresException(
                        "Processes of a killed PostgreSQL can't be stopped in " + cluster + ": " + backends);
            }
            for (long backend : backends) {
                signal("KILL", backend);
            }
            pause();
        }
    }

    private static List<Long> postgresProcessesIn(Path cluster) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> isPostgresIn(cluster, Path.of("/proc", Long.toString(pid))))
                .toList();
    }

    private static boolean isPostgresIn(Path cluster, Path process) {
        try {
            return Files.readString(process.resolve("comm")).strip().equals("postgres")
                    && Files.readSymbolicLink(process.resolve("cwd")).equals(cluster);
        } catch (NoSuchFileException | AccessDeniedException e) {
            // Ended meanwhile, another user's, or a system without /proc: none that we could deal with here.
            return false;
        } catch (IOException e) {
            LOG.debug("Can't tell what {} is", process, e);
            return false;
        }
    }

    // Java can send TERM only, which makes PostgreSQL wait for its clients to leave.
    private static Command.Result signal(String name, long pid) throws IOException {
        return Command.run(
                Duration.ofSeconds(10), List.of("sh", "-c", "kill -" + name + " \"$0\"", Long.toString(pid)));
    }

    private static void pause() {
        try {
            Thread.sleep(POLL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EmbeddedPostgresException("Interrupted while waiting for PostgreSQL to stop", e);
        }
    }
}

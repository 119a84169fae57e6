package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A started server and its PostgreSQL. It ends these two processes and no other. */
final class ServerProcess implements AutoCloseable {
    private static final Pattern READY =
            Pattern.compile("^Cost Insights is ready: (http://localhost:\\d+/)$", Pattern.MULTILINE);
    private static final Pattern SIGN_IN_LINK = Pattern.compile("http://localhost:\\d+/sign-in\\S+");
    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final Workspace workspace;
    private final Path out;
    private final Path err;
    private final String token;

    ServerProcess(Process process, Workspace workspace, Path out, Path err, String token) {
        this.process = process;
        this.workspace = workspace;
        this.out = out;
        this.err = err;
        this.token = token;
    }

    void awaitReady() {
        await("the ready line")
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(25))
                .failFast(
                        "the server ended, see " + err,
                        () -> !process.isAlive() && readyLine().isEmpty())
                .until(() -> readyLine().isPresent());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** As the ready line says it, with a slash at the end. */
    URI uri() {
        return readyLine().orElseThrow(() -> new IllegalStateException("The server isn't ready: " + out));
    }

    /** The link that signs in once, as it is printed at a start without a dashboard user. */
    URI signInLink() {
        Matcher link = SIGN_IN_LINK.matcher(output());
        assertThat(link.find()).as("a sign-in link in %s", out).isTrue();
        return URI.create(link.group());
    }

    /** With the token given at the start. */
    Wire wire() {
        return new Wire(uri(), token);
    }

    LogReader log() {
        return LogReader.embedded(workspace.dataDir());
    }

    /** As a power cut would: no chance to say anything. */
    void kill() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Kills the postmaster; its children see that and end. */
    void killPostgres() {
        ProcessHandle postmaster = postmaster().orElseThrow(() -> new IllegalStateException("No PostgreSQL runs"));
        postmaster.destroyForcibly();
        await("the postmaster's end").atMost(STOP_LIMIT).until(() -> !postmaster.isAlive());
    }

    /** The PostgreSQL of this data directory, when it runs. */
    Optional<ProcessHandle> postmaster() {
        try {
            List<String> lines = Files.readAllLines(workspace.dataDir().resolve("postgres/postmaster.pid"));
            // Only if the process is still that PostgreSQL: the file outlives a killed one, and its number comes again.
            return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).filter(this::servesThisData);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean servesThisData(ProcessHandle handle) {
        return handle.info()
                .commandLine()
                .orElse("")
                .contains(workspace.dataDir().toString());
    }

    /** Asks for an orderly stop, as a service manager does. */
    int stop() {
        process.destroy();
        return awaitExit();
    }

    int awaitExit() {
        return awaitExit(STOP_LIMIT);
    }

    int awaitExit(Duration limit) {
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("The process didn't end within " + limit + ": " + err);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it wrote for people. */
    String output() {
        return read(out);
    }

    /** What it logged. */
    String errors() {
        return read(err);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroy();
            try {
                awaitExit();
            } finally {
                endPostgres();
            }
        } else {
            endPostgres();
        }
    }

    private void endPostgres() {
        postmaster().ifPresent(orphan -> {
            orphan.destroyForcibly();
            await("PostgreSQL's end").atMost(STOP_LIMIT).until(() -> !orphan.isAlive());
        });
    }

    private Optional<URI> readyLine() {
        Matcher ready = READY.matcher(output());
        return ready.find() ? Optional.of(URI.create(ready.group(1))) : Optional.empty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.costinsights.embeddedpostgres;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs programs with a bare environment: what the server was told in secret isn't inherited, and PG* variables don't count. */
final class Command {

    /** What a short-lived program said and how it ended. */
    record Result(int exitStatus, String output) {}

    private Command() {}

    static ProcessBuilder prepare(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(new File("/"));
        builder.environment().keySet().retainAll(List.of("PATH"));
        builder.environment().putAll(Map.of("LC_ALL", "C", "TZ", "UTC"));
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        return builder.redirectErrorStream(true);
    }

    /** Runs to the end, or to the limit, at which the program is killed. */
    static Result run(Duration limit, List<String> command) throws IOException {
        Process process = prepare(command).start();
        CompletableFuture<Void> exit = exitOf(process);
        CompletableFuture<Void> guard = exit.copy().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
        guard.exceptionally(late -> {
            process.destroyForcibly();
            return null;
        });
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        exit.join();
        return new Result(process.exitValue(), output);
    }

    /**
     * Completes when the process has ended. {@link Process#onExit()} would run on the common pool, whose few threads
     * anybody may keep busy.
     */
    static CompletableFuture<Void> exitOf(Process process) {
        CompletableFuture<Void> exit = new CompletableFuture<>();
        Thread waiter = new Thread(
                () -> {
                    try {
                        process.waitFor();
                        exit.complete(null);
                    } catch (InterruptedException e) {
                        exit.completeExceptionally(e);
                    }
                },
                "exit of process " + process.pid());
        waiter.setDaemon(true);
        waiter.start();
        return exit;
    }
}

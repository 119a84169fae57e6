package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How to start the packaged server: any free port, the workspace's data directory, a known access token. */
final class Launch {
    static final String TOKEN = "acceptance-tests-access-token";
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(5);

    private final Workspace workspace;
    private final Map<String, String> environment = new HashMap<>();

    private Launch(Workspace workspace) {
        this.workspace = workspace;
        environment.put("COST_INSIGHTS_HTTP_PORT", "0");
        environment.put("COST_INSIGHTS_DATA_DIR", workspace.dataDir().toString());
        environment.put("COST_INSIGHTS_BOOTSTRAP_TOKEN", TOKEN);
    }

    static Launch in(Workspace workspace) {
        return new Launch(workspace);
    }

    Launch with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    Launch without(String variable) {
        environment.remove(variable);
        return this;
    }

    /** Starts the server and doesn't wait for it. */
    ServerProcess start(String... arguments) {
        Path out = workspace.nextLog();
        Path err = out.resolveSibling(out.getFileName().toString().replace(".out", ".err"));
        try {
            Process process = command(arguments)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            return new ServerProcess(
                    process, workspace, out, err, environment.getOrDefault("COST_INSIGHTS_BOOTSTRAP_TOKEN", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ServerProcess startReady() {
        ServerProcess server = start();
        try {
            server.awaitReady();
        } catch (RuntimeException | Error e) {
            server.close();
            throw e;
        }
        return server;
    }

    /** Runs a command of the jar to its end. */
    Finished run(String... arguments) {
        ServerProcess process = start(arguments);
        int exitCode = process.awaitExit(COMMAND_LIMIT);
        return new Finished(exitCode, process.output(), process.errors());
    }

    /** A command that has ended. */
    record Finished(int exitCode, String output, String errors) {
        Finished succeeded() {
            assertThat(exitCode)
                    .as("exit code of a command that wrote%n%s%n%s", output, errors)
                    .isZero();
            return this;
        }
    }

    private ProcessBuilder command(String... arguments) throws IOException {
        File jar = new File(System.getProperty("cost-insights.jar", "modules/launcher/target/cost-insights.jar"));
        assertThat(jar).as("the packaged server").exists();
        List<String> command = new ArrayList<>(List.of(java(), "-Xmx1g", "-jar", jar.getAbsolutePath()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(Files.createDirectories(workspace.path()).toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("COST_INSIGHTS_"));
        builder.environment().putAll(environment);
        return builder;
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Sends a signal by its name, such as {@code STOP}, which {@link ProcessHandle} can't. */
    static void signal(String name, long pid) {
        try {
            Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .inheritIO()
                    .start();
            assertThat(kill.waitFor(10, TimeUnit.SECONDS)).as("kill ends").isTrue();
            assertThat(kill.exitValue()).as("kill -%s %d", name, pid).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

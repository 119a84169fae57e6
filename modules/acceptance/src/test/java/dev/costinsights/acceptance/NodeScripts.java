package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The scripts of {@code src/test/js} beside the npm packages that their lock file names, which npm verifies by hash. What
 * is installed stays under {@code target} until the lock file changes.
 */
final class NodeScripts {
    private static final int OLDEST_NODE = 18;
    private static final String ADVICE =
            " (Debian: apt-get install nodejs npm); -Dcost-insights.clients=none leaves the official clients' tests out";
    private static final String LOCK = "package-lock.json";

    private final Path folder;

    private NodeScripts(Path folder) {
        this.folder = folder;
    }

    static NodeScripts installed() {
        assumeFalse(
                System.getProperty("cost-insights.clients", "npm").equals("none"),
                "left out by -Dcost-insights.clients=none");
        requireNode();
        Path source = Path.of(System.getProperty("cost-insights.scripts", "src/test/js"));
        Path folder = Path.of(System.getProperty("cost-insights.scripts.installed", "target/js"));
        try (FileChannel lock = lockFile(folder)) {
            // Until it is closed: other test processes want the same packages in the same folder.
            lock.lock();
            copy(source, folder);
            install(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new NodeScripts(folder);
    }

    private static FileChannel lockFile(Path folder) throws IOException {
        Files.createDirectories(folder);
        return FileChannel.open(folder.resolve("install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** To be started; it runs in the folder of the scripts and knows where the server is. */
    ProcessBuilder script(URI server, String name, String... arguments) {
        List<String> command = new ArrayList<>(List.of("node", name));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).directory(folder.toFile());
        // Without the slash at the end, as users write it.
        builder.environment().put("COST_INSIGHTS_URL", server.toString().replaceFirst("/$", ""));
        return builder;
    }

    private static void requireNode() {
        String version = output(new ProcessBuilder("node", "--version"), "node").strip();
        int major = Integer.parseInt(version.substring(1, version.indexOf('.')));
        assertThat(major)
                .as("the major version of node, which is %s%s", version, ADVICE)
                .isGreaterThanOrEqualTo(OLDEST_NODE);
    }

    private static void copy(Path source, Path folder) throws IOException {
        try (Stream<Path> files = Files.list(source)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static void install(Path folder) throws IOException {
        Path installed = folder.resolve("node_modules/" + LOCK);
        Path wanted = folder.resolve(LOCK);
        if (Files.exists(installed) && Files.mismatch(installed, wanted) == -1) {
            return;
        }
        output(
                new ProcessBuilder("npm", "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund")
                        .directory(folder.toFile()),
                "npm");
        Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Runs a program that must end well. */
    private static String output(ProcessBuilder builder, String program) {
        try {
            Process process = builder.redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES))
                    .as("%s ends", program)
                    .isTrue();
            assertThat(process.exitValue())
                    .as("%s wrote: %s", String.join(" ", builder.command()), output)
                    .isZero();
            return output;
        } catch (IOException e) {
            throw new AssertionError(program + " can't be run" + ADVICE, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

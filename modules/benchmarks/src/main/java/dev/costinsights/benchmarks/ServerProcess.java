package dev.costinsights.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged server, running. Its log goes to {@code server.log} in its directory. */
final class ServerProcess implements AutoCloseable {

    static final String TOKEN = "benchmark-token-of-no-value";
    static final String ADMIN_EMAIL = "benchmark@example.com";
    static final String ADMIN_PASSWORD = "benchmark password of no value";

    private static final Pattern READY = Pattern.compile("Cost Insights is ready: (http://\\S+)");
    private static final Duration STOP_WITHIN = Duration.ofSeconds(30);

    private final Process process;
    private final URI url;
    private final Duration startTime;

    private ServerProcess(Process process, URI url, Duration startTime) {
        this.process = process;
        this.url = url;
        this.startTime = startTime;
    }

    /** Returns when the server says that it is ready. */
    static ServerProcess start(Path jar, List<String> jvmOptions, DatabaseAddress database, Path home)
            throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString()));
        Path log = home.resolve("server.log");
        var builder = new ProcessBuilder(command).directory(home.toFile()).redirectError(log.toFile());
        var environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("COST_INSIGHTS_"));
        environment.put("COST_INSIGHTS_HTTP_PORT", "0");
        environment.put("COST_INSIGHTS_DATA_DIR", home.toString());
        environment.put("COST_INSIGHTS_DATABASE_URL", database.url());
        environment.put("COST_INSIGHTS_BOOTSTRAP_TOKEN", TOKEN);
        environment.put("COST_INSIGHTS_ADMIN_EMAIL", ADMIN_EMAIL);
        environment.put("COST_INSIGHTS_ADMIN_PASSWORD", ADMIN_PASSWORD);
        long start = System.nanoTime();
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        URI url = awaitReady(process.inputReader(), log);
        return new ServerProcess(process, url, Duration.ofNanos(System.nanoTime() - start));
    }

    /** The ready line is the last that the server writes to its standard output, so nobody needs to read on. */
    private static URI awaitReady(BufferedReader output, Path log) throws IOException {
        String line;
        while ((line = output.readLine()) != null) {
            Matcher ready = READY.matcher(line);
            if (ready.find()) {
                return URI.create(ready.group(1));
            }
        }
        throw new IOException("The server ended before it was ready; see " + log);
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    URI url() {
        return url;
    }

    /** From the start of the process to its ready line. */
    Duration startTime() {
        return startTime;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(STOP_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("The server did not stop within " + STOP_WITHIN.toSeconds() + " s");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

package dev.costinsights.embeddedpostgres;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link ServerProgram} in a child process, to be talked to and killed. */
final class ChildServer implements AutoCloseable {

    private final Process jvm;
    private final BufferedReader output;

    private ChildServer(Process jvm) {
        this.jvm = jvm;
        this.output = jvm.inputReader(StandardCharsets.UTF_8);
    }

    static ChildServer start(Path dataDirectory) throws IOException {
        return start(List.of(), System.getProperty("java.class.path"), dataDirectory, TestDatabases.PROGRAMS);
    }

    static ChildServer start(List<String> prefix, String classPath, Path dataDirectory, Path programs)
            throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath, ServerProgram.class.getName()));
        command.addAll(List.of(dataDirectory.toString(), programs.toString()));
        return new ChildServer(new ProcessBuilder(command)
                .directory(new File("/"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The first line of its output that isn't about logging. */
    String says() throws IOException {
        String line = output.readLine();
        while (line != null && line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} .*")) {
            line = output.readLine();
        }
        return String.valueOf(line);
    }

    long pid() {
        return jvm.pid();
    }

    /** As kill -9 does. */
    void kill() {
        Command.exitOf(jvm.destroyForcibly()).join();
    }

    boolean ends() throws InterruptedException {
        return jvm.waitFor(30, TimeUnit.SECONDS);
    }

    boolean endsInOrder() throws IOException, InterruptedException {
        jvm.getOutputStream().close();
        return ends() && jvm.exitValue() == 0;
    }

    static long postmasterOf(Path dataDirectory) throws IOException {
        return Long.parseLong(Files.readAllLines(dataDirectory.resolve("postgres/postmaster.pid"))
                .get(0));
    }

    static void killProcess(long pid) {
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    }

    @Override
    public void close() {
        kill();
    }
}

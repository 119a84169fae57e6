package dev.costinsights.samples;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One run of a command: what it returned and what it printed. */
record CommandRun(int exitCode, String out, String err) {

    /** Either command's {@code run}. */
    interface Command {
        int run(String[] args, PrintStream out, PrintStream err, Map<String, String> env, Surroundings surroundings);
    }

    static CommandRun of(Command command, Surroundings surroundings, Map<String, String> env, String... args) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        int exitCode = command.run(
                args,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                env,
                surroundings);
        return new CommandRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}

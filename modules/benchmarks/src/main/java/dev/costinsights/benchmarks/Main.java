package dev.costinsights.benchmarks;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: one command per table of results. */
@Command(
        name = "benchmarks",
        description = "Measures the packaged server and prints a markdown table.",
        subcommands = {
            IngestCommand.class,
            MetricsCommand.class,
            EventsCommand.class,
            RevenueCommand.class,
            PagesCommand.class
        },
        mixinStandardHelpOptions = true)
public final class Main {

    private Main() {}

    /** Runs one command and exits with its code: 0 done, 1 failed, 2 wrong usage. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }
}

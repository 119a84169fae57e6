package dev.costinsights.samples;

import java.io.PrintStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Fills the dashboard with a made-up year of a small business with 240 customers, see {@link DemoYear}. */
public final class DemoCommand {

    private static final long DEFAULT_EVENTS = 200_000;

    /** A server whose clock is a little behind this one refuses events of its future. */
    static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(1);

    private static final String USAGE = """
            Sends a made-up year of a small software business with 240 customers: eight kinds of events, models
            of four vendors at prices like their own, growth, weekends, two days on which one customer's agents
            run away, a change of the main model four months ago, and a few costs that nobody is charged for.
            Beside them what the business earns, from a year before on: customers with their plans, trials,
            renewals, changes of plan, cancellations, credits bought on top, and refunds.

            Usage: demo [options]

              --events N     about how many events, 1000 to 2000000 (default 200000)
              --today DATE   the last day of the year, in UTC (default: the current day, up to now)
              --seed N       another business for another number (default 1)
            """ + SampleCommand.COMMON_USAGE + """

            With one seed and number of events, a run on a later day adds only what is new since the run before.
            """;

    private DemoCommand() {}

    /**
     * Runs the command.
     *
     * @param args what follows {@code demo} on the command line
     * @param out for the summary
     * @param err for progress and errors
     * @param env the environment, for the access token
     * @return the exit code: 0 done, 1 failed, 2 wrong usage
     */
    public static int run(String[] args, PrintStream out, PrintStream err, Map<String, String> env) {
        return run(args, out, err, env, Surroundings.real(env));
    }

    static int run(
            String[] args, PrintStream out, PrintStream err, Map<String, String> env, Surroundings surroundings) {
        var command = new SampleCommand(out, err, surroundings);
        try {
            Arguments arguments = Arguments.parse(args, Set.of("url", "token", "events", "today", "seed"));
            if (arguments.help()) {
                return command.help(USAGE);
            }
            if (!arguments.words().isEmpty()) {
                throw new UsageException("Not understood: " + String.join(" ", arguments.words()));
            }
            Instant now = surroundings.clock().instant();
            long seed = arguments.number("seed", 1, 0, Integer.MAX_VALUE);
            long events = arguments.number("events", DEFAULT_EVENTS, 1_000, 2_000_000);
            LocalDate today = today(arguments, now);
            Target target = arguments.target(env);
            Instant until = now.minus(CLOCK_TOLERANCE);
            var year = new DemoYear(seed, today, events, until);
            List<SampleFact> facts = DemoRevenue.facts(seed, today, until);
            long total = year.events().count();
            err.printf(
                    Locale.ROOT,
                    "Sending a demo year, %s to %s (%,d events, %,d revenue facts, seed %d) to %s%n",
                    year.firstDay(),
                    today,
                    total,
                    facts.size(),
                    seed,
                    target.url());
            int revenue = command.sendFacts(target, facts);
            return revenue == SampleCommand.OK
                    ? command.sendEvents(target, year.events().iterator(), total)
                    : revenue;
        } catch (UsageException e) {
            return command.misused("demo", e);
        }
    }

    private static LocalDate today(Arguments arguments, Instant now) throws UsageException {
        LocalDate current = LocalDate.ofInstant(now, ZoneOffset.UTC);
        String given = arguments.options().get("today");
        if (given == null) {
            return current;
        }
        try {
            LocalDate today = LocalDate.parse(given);
            if (!today.isAfter(current) && today.getYear() >= 2000) {
                return today;
            }
        } catch (DateTimeException e) {
            throw new UsageException("--today must be a date like %s.".formatted(current));
        }
        throw new UsageException("--today must be from 2000-01-01 to %s.".formatted(current));
    }
}

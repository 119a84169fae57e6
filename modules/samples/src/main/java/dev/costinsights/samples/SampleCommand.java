package dev.costinsights.samples;

import java.io.PrintStream;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** What both commands do once they know what to send where: send it, and say what came of it. */
final class SampleCommand {

    static final int OK = 0;
    static final int FAILED = 1;
    static final int USAGE = 2;

    /** The part of the usage text that is the same for both. */
    static final String COMMON_USAGE = """
              --url URL      where the server is (default http://localhost:8080)
              --token TOKEN  an access token that may write events, and revenue if there is any; better given in
                             the environment, as COST_INSIGHTS_TOKEN or else COST_INSIGHTS_BOOTSTRAP_TOKEN
              --help         this text

            Repeating a command is safe: what the server has already counts as a duplicate and changes nothing.
            Exit codes: 0 done, 1 failed, 2 wrong usage.
            """;

    private final PrintStream out;
    private final PrintStream err;
    private final Surroundings surroundings;

    SampleCommand(PrintStream out, PrintStream err, Surroundings surroundings) {
        this.out = out;
        this.err = err;
        this.surroundings = surroundings;
    }

    /** Shows the usage text to whoever asked for it. */
    int help(String usage) {
        out.print(usage);
        return OK;
    }

    /** Says what is wrong with the command line. */
    int misused(String command, UsageException wrong) {
        err.println(wrong.getMessage());
        err.println("See: " + command + " --help");
        return USAGE;
    }

    /** Sends the events; {@code total} is how many there are. Returns the exit code. */
    int sendEvents(Target target, Iterator<SampleEvent> events, long total) {
        return send(target, target.events(), Batch.ofEvents(events), total, "events");
    }

    /** Sends revenue facts. Returns the exit code. */
    int sendFacts(Target target, List<SampleFact> facts) {
        return send(target, target.revenue(), Batch.ofFacts(facts.iterator()), facts.size(), "facts");
    }

    private int send(Target target, URI address, Iterator<Batch> batches, long total, String what) {
        var progress = new Progress(err, surroundings, total, what);
        var endpoint = new IngestEndpoint(target, address, surroundings.clock());
        var delivery = new Delivery(endpoint, surroundings, progress, batches);
        try {
            delivery.run();
        } catch (DeliveryException e) {
            return failed(progress, delivery.tally(), total, what, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(progress, delivery.tally(), total, what, "Interrupted.");
        }
        progress.close();
        Tally tally = delivery.tally();
        out.printf(
                Locale.ROOT,
                "Sent %,d %s in %.1f s: %,d inserted, %,d duplicates.%n",
                tally.sent(),
                what,
                progress.elapsed().toMillis() / 1000.0,
                tally.inserted(),
                tally.duplicates());
        if (tally.costCents().signum() != 0) {
            out.printf("Their exact cost: %s cents.%n", EventsJson.plain(tally.costCents()));
        }
        return OK;
    }

    private int failed(Progress progress, Tally tally, long total, String what, String why) {
        progress.close();
        err.println(why);
        err.printf(
                Locale.ROOT,
                "Accepted before that: %,d of %,d %s (%,d inserted, %,d duplicates), %s cents.%n",
                tally.sent(),
                total,
                what,
                tally.inserted(),
                tally.duplicates(),
                EventsJson.plain(tally.costCents()));
        err.println("Running the same command again is safe: what has arrived already is not counted twice.");
        return FAILED;
    }
}

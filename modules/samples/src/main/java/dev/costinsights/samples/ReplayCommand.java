package dev.costinsights.samples;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Replays production traces of two LLM services (Azure, 2023) as {@code llm.inference} events. {@link Trace} states the
 * rules that assign customers, prices and external ids.
 */
public final class ReplayCommand {

    private static final String USAGE = """
            Replays production traces of two LLM services (Azure LLM inference, 16 November 2023, CC-BY 4.0).

            Usage: replay [code|conversation|all] [options]

              code           8,819 requests of a code completion service, 4760.8895 cents
              conversation   19,366 requests of a conversation service, 9679.1325 cents
              all            both (default)

            """ + SampleCommand.COMMON_USAGE + """

            The traces name neither models nor customers nor prices. The vendor is azure and the model the name
            of the service; a context token costs 0.00025 cents, a generated one 0.001. Request number n of a
            trace, counted from 1, belongs to customer-<n modulo 24> (customer-00 to customer-23) and has the
            external id azure-code-<n> or azure-conversation-<n> in six digits. Timestamps are those of the trace
            in UTC; it gives seven fractional digits, of which six are sent (the seventh is always 0).
            Source: Azure Public Dataset; P. Patel et al., "Splitwise: Efficient generative LLM inference using
            phase splitting", ISCA 2024.
            """;

    private ReplayCommand() {}

    /**
     * Runs the command.
     *
     * @param args what follows {@code replay} on the command line
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
            Arguments arguments = Arguments.parse(args, Set.of("url", "token"));
            if (arguments.help()) {
                return command.help(USAGE);
            }
            List<Trace> traces = traces(arguments.words());
            Target target = arguments.target(env);
            List<SampleEvent> events =
                    traces.stream().flatMap(trace -> trace.events().stream()).toList();
            err.printf(
                    Locale.ROOT,
                    "Replaying %s (%,d events) to %s%n",
                    traces.stream().map(Trace::service).collect(Collectors.joining(" and ")),
                    events.size(),
                    target.url());
            return command.sendEvents(target, events.iterator(), events.size());
        } catch (UsageException e) {
            return command.misused("replay", e);
        }
    }

    private static List<Trace> traces(List<String> words) throws UsageException {
        if (words.isEmpty() || words.equals(List.of("all"))) {
            return List.of(Trace.values());
        }
        List<Trace> named = Arrays.stream(Trace.values())
                .filter(trace -> words.equals(List.of(trace.service())))
                .toList();
        if (named.isEmpty()) {
            throw new UsageException("Give one of code, conversation or all, not: " + String.join(" ", words));
        }
        return named;
    }
}

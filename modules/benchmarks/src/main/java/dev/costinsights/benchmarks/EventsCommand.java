package dev.costinsights.benchmarks;

import java.io.IOException;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How long lists and statistics of events take on a large log, against SQL that looks at the events themselves. */
@Command(
        name = "events",
        description = "Lists and statistics of events on a large log, against SQL on the log.",
        mixinStandardHelpOptions = true)
final class EventsCommand implements Callable<Integer> {

    private static final int RANGE_DAYS = 90;

    @Mixin
    private LaboratoryOptions options = new LaboratoryOptions();

    @Option(names = "--events", defaultValue = "5000000", description = "Events (default: ${DEFAULT-VALUE}).")
    private long events;

    @Option(names = "--rounds", defaultValue = "5", description = "After a first one to warm up (default: 5).")
    private int rounds;

    @Option(
            names = "--requests",
            defaultValue = "20",
            description = "Per round and question (default: ${DEFAULT-VALUE}).")
    private int requests;

    /** Something asked for the n-th time; returns how long the answer took, in microseconds. */
    private interface Asked {
        long micros(Site site, int n) throws IOException, SQLException, InterruptedException;
    }

    /** @param fromLog asked once a round */
    private record Question(String name, Asked server, Asked fromLog) {}

    private static final class Answers {
        private final Histogram server = new Histogram(3);
        private final Histogram log = new Histogram(3);
        private final List<Double> ratios = new ArrayList<>();
    }

    private final LocalDate lastDay = LocalDate.now(ZoneOffset.UTC).minusDays(1);

    private final List<Question> questions = List.of(
            new Question(
                    "newest 100 events of a customer, with their count",
                    (site, n) ->
                            site.client().answerMicros("/v1/events/?limit=100&external_customer_id=" + customer(n)),
                    (site, n) -> LogQuery.newestOfCustomerMicros(site.connection(), customer(n))),
            new Question(
                    "newest 100 events with a value in their metadata, with their count",
                    (site, n) -> site.client()
                            .answerMicros("/v1/events/?limit=100&metadata%5Bdeployment%5D=" + deployment(n)),
                    (site, n) -> LogQuery.newestWithMetadataMicros(site.connection(), deployment(n))),
            new Question(
                    "statistics of 90 days by name and day",
                    (site, n) -> site.client().answerMicros(statistics("timeseries", n) + "&interval=day"),
                    (site, n) -> LogQuery.statisticsMicros(
                            site.connection(), first(n), first(n).plusDays(RANGE_DAYS - 1L))));

    /** What the log alone isn't asked for: as many traces or customers as in the third question. */
    private final List<Question> others = List.of(
            only("statistics of 90 days by customer", "by-customer", ""),
            only("statistics of 90 days by model", "by-property", "&property=_llm.model"),
            only("most expensive traces of 90 days", "by-variance", ""));

    private Question only(String name, String path, String more) {
        return new Question(
                name,
                (site, n) -> site.client().answerMicros(statistics(path, n) + more),
                (site, n) ->
                        LogQuery.statisticsMicros(site.connection(), first(n), first(n).plusDays(RANGE_DAYS - 1L)));
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        try (var laboratory = Laboratory.open(options)) {
            Machine machine = laboratory.machine(laboratory.database("cost_insights"));
            try (Site site = Site.open(laboratory, events, lastDay.minusDays(FilledLog.DAYS - 1L))) {
                List<Question> all = new ArrayList<>(questions);
                all.addAll(others);
                List<Answers> answers =
                        all.stream().map(question -> new Answers()).toList();
                for (int round = 0; round <= rounds; round++) {
                    for (int i = 0; i < all.size(); i++) {
                        measure(all.get(i), site, round, answers.get(i));
                    }
                    System.err.printf("round %d of %d done%n", round, rounds);
                }
                print(machine, all, answers);
            }
        }
        return 0;
    }

    /** One round of a question; the first round warms up and is not recorded. */
    private void measure(Question question, Site site, int round, Answers answers)
            throws IOException, SQLException, InterruptedException {
        var server = new Histogram(3);
        long log = 0;
        for (int i = 0; i < requests; i++) {
            // Something else each time: an answer kept from the last time would measure nothing.
            int n = round * requests + i;
            if (i == requests / 2) {
                log = question.fromLog().micros(site, n);
            }
            server.recordValue(question.server().micros(site, n));
        }
        if (round > 0) {
            answers.server.add(server);
            answers.log.recordValue(log);
            answers.ratios.add(log / (double) server.getValueAtPercentile(50));
        }
    }

    /** From those with few events to those with many. */
    private static String customer(int n) {
        return "customer-" + (n * 7919L) % 10_000;
    }

    private static String deployment(int n) {
        return "deployment-" + (n * 997L) % FilledLog.DEPLOYMENTS;
    }

    private LocalDate first(int n) {
        return lastDay.minusDays(RANGE_DAYS - 1L + n * 13L % (FilledLog.DAYS - RANGE_DAYS));
    }

    private String statistics(String kind, int n) {
        LocalDate first = first(n);
        return "/v1/events/statistics/" + kind + "?start_date=" + first + "&end_date="
                + first.plusDays(RANGE_DAYS - 1L);
    }

    private void print(Machine machine, List<Question> all, List<Answers> answers) {
        System.out.printf(Locale.ROOT, """
                %,d events, a fifth of them beneath another. %d rounds of %d requests a question, in turns with one SQL query \
                on the log; p50 / p95 in milliseconds, the ratio is of a round's query to its median answer: median \
                (least–most). %s.

                | question | server | SQL on the log | log : server |
                |---|---|---|---|
                """, events, rounds, requests, machine.asMarkdown());
        for (int i = 0; i < all.size(); i++) {
            Answers answer = answers.get(i);
            System.out.printf(
                    "| %s | %s | %s | **%s** |%n",
                    all.get(i).name(),
                    Latency.of(answer.server).asMillis(),
                    Latency.of(answer.log).asMillis(),
                    Spread.of(answer.ratios).format("%,.0f"));
        }
    }
}

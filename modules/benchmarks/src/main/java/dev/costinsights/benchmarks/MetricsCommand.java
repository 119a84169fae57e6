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

/** How long answers take on a large log, against a small one and against the same answer computed from the log. */
@Command(
        name = "metrics",
        description =
                "Metrics over 366 days and the Costs page on a large log, against a small one and the log itself.",
        mixinStandardHelpOptions = true)
final class MetricsCommand implements Callable<Integer> {

    private static final String PLAIN_ZONE = "UTC";
    /** A quarter of an hour off the hours of UTC. */
    private static final String AWKWARD_ZONE = "Asia/Kathmandu";

    private static final int RANGE_DAYS = 366;

    @Mixin
    private LaboratoryOptions options = new LaboratoryOptions();

    @Option(names = "--small", defaultValue = "100000", description = "Events (default: ${DEFAULT-VALUE}).")
    private long small;

    @Option(names = "--large", defaultValue = "5000000", description = "Events (default: ${DEFAULT-VALUE}).")
    private long large;

    @Option(names = "--rounds", defaultValue = "5", description = "After a first one to warm up (default: 5).")
    private int rounds;

    @Option(
            names = "--requests",
            defaultValue = "60",
            description = "Per round, size and question (default: ${DEFAULT-VALUE}).")
    private int requests;

    /** A question and the range it is about; returns how long the answer took, in microseconds. */
    private interface Asked {
        long micros(Site site, LocalDate first, LocalDate last) throws IOException, SQLException, InterruptedException;
    }

    private record Question(String name, Asked asked, boolean fromLog) {}

    /** Both sizes' latencies of one question, of all rounds, and the ratio of each round's medians. */
    private static final class Answers {
        private final Histogram small = new Histogram(3);
        private final Histogram large = new Histogram(3);
        private final List<Double> largeMedians = new ArrayList<>();
        private final List<Double> ratios = new ArrayList<>();
    }

    private static final List<Question> QUESTIONS = List.of(
            metrics(PLAIN_ZONE),
            metrics(AWKWARD_ZONE),
            new Question(
                    "Costs page, first byte, 30 days",
                    (site, first, last) -> page(site, last.minusDays(29), last, ""),
                    false),
            new Question(
                    "Costs page, first byte, 366 days by customer",
                    (site, first, last) -> page(site, first, last, "&by=customer"),
                    false),
            fromLog(PLAIN_ZONE),
            fromLog(AWKWARD_ZONE));

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        LocalDate lastDay = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        LocalDate firstDay = lastDay.minusDays(FilledLog.DAYS - 1L);
        try (var laboratory = Laboratory.open(options)) {
            Machine machine = laboratory.machine(laboratory.database("cost_insights"));
            try (Site smallSite = Site.open(laboratory, small, firstDay);
                    Site largeSite = Site.open(laboratory, large, firstDay)) {
                List<Answers> answers =
                        QUESTIONS.stream().map(question -> new Answers()).toList();
                for (int round = 0; round <= rounds; round++) {
                    for (int i = 0; i < QUESTIONS.size(); i++) {
                        measure(QUESTIONS.get(i), smallSite, largeSite, firstDay, round, answers.get(i));
                    }
                    System.err.printf("round %d of %d done%n", round, rounds);
                }
                print(machine, smallSite, largeSite, answers);
            }
        }
        return 0;
    }

    private static Question metrics(String zone) {
        return new Question(
                "`GET /v1/metrics/`, 366 days by day, every slug, " + zone,
                (site, first, last) -> site.client().metricsMicros(first, last, zone),
                false);
    }

    private static Question fromLog(String zone) {
        return new Question(
                "costs and distinct customers of these days by SQL on the log, " + zone,
                (site, first, last) -> LogQuery.costsByDayMicros(site.connection(), first, last, zone),
                true);
    }

    private static long page(Site site, LocalDate first, LocalDate last, String more)
            throws IOException, InterruptedException {
        return site.client().firstByteMicros("/costs?tz=UTC&from=" + first + "&to=" + last + more);
    }

    /** One round of a question; the first round warms up and is not recorded. */
    private void measure(
            Question question, Site smallSite, Site largeSite, LocalDate firstDay, int round, Answers answers)
            throws IOException, SQLException, InterruptedException {
        var small = new Histogram(3);
        var large = new Histogram(3);
        int asked = question.fromLog() ? 1 : requests;
        for (int i = 0; i < asked; i++) {
            // Another range each time: an answer kept from the last time would measure nothing.
            LocalDate first = firstDay.plusDays((i * 7L + round) % (FilledLog.DAYS - RANGE_DAYS));
            LocalDate last = first.plusDays(RANGE_DAYS - 1L);
            if ((i + round) % 2 == 0) {
                small.recordValue(question.asked().micros(smallSite, first, last));
                large.recordValue(question.asked().micros(largeSite, first, last));
            } else {
                large.recordValue(question.asked().micros(largeSite, first, last));
                small.recordValue(question.asked().micros(smallSite, first, last));
            }
        }
        if (round > 0) {
            answers.small.add(small);
            answers.large.add(large);
            answers.largeMedians.add((double) large.getValueAtPercentile(50));
            answers.ratios.add(large.getValueAtPercentile(50) / (double) small.getValueAtPercentile(50));
        }
    }

    private void print(Machine machine, Site smallSite, Site largeSite, List<Answers> answers) {
        System.out.printf(
                Locale.ROOT, """
                %d rounds of %d requests a size and question, in turns; p50 / p95 in milliseconds, the ratio is of the \
                medians of a round: median (least–most). %s.

                | question | %,d events | %,d events | large : small |
                |---|---|---|---|
                """, rounds, requests, machine.asMarkdown(), smallSite.events(), largeSite.events());
        for (int i = 0; i < QUESTIONS.size(); i++) {
            Answers answer = answers.get(i);
            System.out.printf(
                    "| %s | %s | %s | **%s** |%n",
                    QUESTIONS.get(i).name(),
                    Latency.of(answer.small).asMillis(),
                    Latency.of(answer.large).asMillis(),
                    Spread.of(answer.ratios).format("%.2f"));
        }
        System.out.printf(
                Locale.ROOT,
                "%nAt %,d events the totals answer %s times faster than the log (%s: %s times).%n",
                largeSite.events(),
                timesFaster(answers.get(0), answers.get(4)),
                AWKWARD_ZONE,
                timesFaster(answers.get(1), answers.get(5)));
        for (Site site : List.of(smallSite, largeSite)) {
            System.out.printf(
                    Locale.ROOT,
                    "%,d events: start to ready %.1f s%s.%n",
                    site.events(),
                    site.startTime().toMillis() / 1e3,
                    site.foldedPerSecond().isPresent()
                            ? String.format(
                                    Locale.ROOT,
                                    ", then all of them folded at %,.0f events/s",
                                    site.foldedPerSecond().getAsDouble())
                            : "");
        }
    }

    private String timesFaster(Answers totals, Answers log) {
        var times = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            times.add(log.largeMedians.get(round) / totals.largeMedians.get(round));
        }
        return Spread.of(times).format("%,.0f");
    }
}

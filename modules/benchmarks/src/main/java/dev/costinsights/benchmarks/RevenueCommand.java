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

/** How long answers about revenue take on much of it, against a little and against SQL on the facts. */
@Command(
        name = "revenue",
        description = "Metrics of revenue over 366 days, profitability and cohorts on much revenue, against a little"
                + " and the facts themselves.",
        mixinStandardHelpOptions = true)
final class RevenueCommand implements Callable<Integer> {

    private static final String PLAIN_ZONE = "UTC";
    /** A quarter of an hour off the hours of UTC. */
    private static final String AWKWARD_ZONE = "Asia/Kathmandu";

    private static final int RANGE_DAYS = 366;
    private static final String OURS =
            "&metrics=net_revenue_by_date&metrics=profit&metrics=profit_margin&metrics=refunds"
                    + "&metrics=unattributed_costs&metrics=attribution_coverage&metrics=mrr&metrics=new_mrr&metrics=expansion_mrr"
                    + "&metrics=contraction_mrr&metrics=churned_mrr&metrics=reactivation_mrr&metrics=gross_mrr_churn"
                    + "&metrics=net_mrr_churn&metrics=customer_churn";

    @Mixin
    private LaboratoryOptions options = new LaboratoryOptions();

    @Option(names = "--orders", defaultValue = "1000000", description = "Default: ${DEFAULT-VALUE}.")
    private int orders;

    @Option(names = "--subscriptions", defaultValue = "200000", description = "Default: ${DEFAULT-VALUE}.")
    private int subscriptions;

    @Option(names = "--customers", defaultValue = "100000", description = "Default: ${DEFAULT-VALUE}.")
    private int customers;

    @Option(names = "--events", defaultValue = "5000000", description = "Default: ${DEFAULT-VALUE}.")
    private int events;

    @Option(
            names = "--fraction",
            defaultValue = "50",
            description = "The little is so many times less of everything (default: ${DEFAULT-VALUE}).")
    private int fraction;

    @Option(names = "--rounds", defaultValue = "5", description = "After a first one to warm up (default: 5).")
    private int rounds;

    @Option(
            names = "--requests",
            defaultValue = "20",
            description = "Per round, size and question (default: ${DEFAULT-VALUE}).")
    private int requests;

    /** A question and the range it is about; returns how long the answer took, in microseconds. */
    private interface Asked {
        long micros(RevenueSite site, LocalDate first, LocalDate last)
                throws IOException, SQLException, InterruptedException;
    }

    private record Question(String name, Asked asked, boolean fromLog) {}

    /** Both sizes' latencies of one question, of all rounds, and the ratio of each round's medians. */
    private static final class Answers {
        private final Histogram little = new Histogram(3);
        private final Histogram much = new Histogram(3);
        private final List<Double> muchMedians = new ArrayList<>();
        private final List<Double> ratios = new ArrayList<>();
    }

    private static final List<Question> QUESTIONS = List.of(
            api("every slug of the reference, 366 days by day, " + PLAIN_ZONE, metrics(PLAIN_ZONE, "day", "")),
            api("every slug of the reference, 366 days by day, " + AWKWARD_ZONE, metrics(AWKWARD_ZONE, "day", "")),
            api("ours with MRR movements, 366 days by day, " + PLAIN_ZONE, metrics(PLAIN_ZONE, "day", OURS)),
            api("ours with MRR movements, 366 days by month, " + PLAIN_ZONE, metrics(PLAIN_ZONE, "month", OURS)),
            api(
                    "MRR movements by customer, first 100 of 366 days by month",
                    "/v1/metrics/mrr-movements?interval=month" + "&limit=100"),
            api(
                    "profitability of customers, first 100 by profit",
                    "/v1/customers/profitability?limit=100&sorting=-profit"),
            api("profitability of customers, search", "/v1/customers/profitability?limit=100&query=customer-77"),
            api("profitability of products", "/v1/products/profitability?limit=100"),
            new Question("cohorts of twelve months", RevenueCommand::cohorts, false),
            fromLog(PLAIN_ZONE),
            fromLog(AWKWARD_ZONE));

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        LocalDate lastDay = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        LocalDate firstDay = lastDay.minusDays(FilledLog.DAYS - 1L);
        var much = new FilledFacts(customers, subscriptions, orders);
        var little = new FilledFacts(
                Math.max(1, customers / fraction),
                Math.max(1, subscriptions / fraction),
                Math.max(1, orders / fraction));
        try (var laboratory = Laboratory.open(options)) {
            Machine machine = laboratory.machine(laboratory.database("cost_insights"));
            try (RevenueSite littleSite =
                            RevenueSite.open(laboratory, little, Math.max(1, events / fraction), firstDay);
                    RevenueSite muchSite = RevenueSite.open(laboratory, much, events, firstDay)) {
                List<Answers> answers =
                        QUESTIONS.stream().map(question -> new Answers()).toList();
                for (int round = 0; round <= rounds; round++) {
                    for (int i = 0; i < QUESTIONS.size(); i++) {
                        measure(QUESTIONS.get(i), littleSite, muchSite, firstDay, round, answers.get(i));
                    }
                    System.err.printf("round %d of %d done%n", round, rounds);
                }
                print(machine, littleSite, muchSite, answers);
            }
        }
        return 0;
    }

    private static String metrics(String zone, String interval, String more) {
        return "/v1/metrics/?interval=" + interval + "&timezone=" + zone + more;
    }

    private static Question api(String name, String path) {
        return new Question(
                name,
                (site, first, last) -> site.client().answerMicros(path + "&start_date=" + first + "&end_date=" + last),
                false);
    }

    private static long cohorts(RevenueSite site, LocalDate first, LocalDate last)
            throws IOException, InterruptedException {
        String month = last.toString().substring(0, 7);
        return site.client()
                .answerMicros("/v1/customers/cohorts?start_month="
                        + last.minusMonths(11).toString().substring(0, 7) + "&end_month=" + month);
    }

    private static Question fromLog(String zone) {
        return new Question(
                "orders and revenue of these days by SQL on the facts, " + zone,
                (site, first, last) -> LogQuery.revenueByDayMicros(site.connection(), first, last, zone),
                true);
    }

    /** One round of a question; the first round warms up and is not recorded. */
    private void measure(
            Question question,
            RevenueSite littleSite,
            RevenueSite muchSite,
            LocalDate firstDay,
            int round,
            Answers answers)
            throws IOException, SQLException, InterruptedException {
        var little = new Histogram(3);
        var much = new Histogram(3);
        int asked = question.fromLog() ? 1 : requests;
        for (int i = 0; i < asked; i++) {
            // Another range each time: an answer kept from the last time would measure nothing.
            LocalDate first = firstDay.plusDays((i * 7L + round) % (FilledLog.DAYS - RANGE_DAYS));
            LocalDate last = first.plusDays(RANGE_DAYS - 1L);
            if ((i + round) % 2 == 0) {
                little.recordValue(question.asked().micros(littleSite, first, last));
                much.recordValue(question.asked().micros(muchSite, first, last));
            } else {
                much.recordValue(question.asked().micros(muchSite, first, last));
                little.recordValue(question.asked().micros(littleSite, first, last));
            }
        }
        if (round > 0) {
            answers.little.add(little);
            answers.much.add(much);
            answers.muchMedians.add((double) much.getValueAtPercentile(50));
            answers.ratios.add(much.getValueAtPercentile(50) / (double) little.getValueAtPercentile(50));
        }
    }

    private void print(Machine machine, RevenueSite littleSite, RevenueSite muchSite, List<Answers> answers) {
        System.out.printf(
                Locale.ROOT,
                """
                Much: %,d orders, %,d subscriptions, %,d customers, %,d events; a little: %d times less of each. %d rounds of \
                %d requests a size and question, in turns; p50 / p95 in milliseconds, the ratio is of the medians of a \
                round: median (least–most). %s.

                | question | a little | much | much : a little |
                |---|---|---|---|
                """,
                orders,
                subscriptions,
                customers,
                events,
                fraction,
                rounds,
                requests,
                machine.asMarkdown());
        for (int i = 0; i < QUESTIONS.size(); i++) {
            Answers answer = answers.get(i);
            System.out.printf(
                    "| %s | %s | %s | **%s** |%n",
                    QUESTIONS.get(i).name(),
                    Latency.of(answer.little).asMillis(),
                    Latency.of(answer.much).asMillis(),
                    Spread.of(answer.ratios).format("%.2f"));
        }
        int logs = QUESTIONS.size() - 2;
        System.out.printf(
                Locale.ROOT,
                "%nOf much revenue the totals answer with every slug %s times faster than the facts with one (%s: %s times).%n",
                timesFaster(answers.get(0), answers.get(logs)),
                AWKWARD_ZONE,
                timesFaster(answers.get(1), answers.get(logs + 1)));
        for (RevenueSite site : List.of(littleSite, muchSite)) {
            site.factsFoldedPerSecond()
                    .ifPresent(perSecond -> System.out.printf(
                            Locale.ROOT,
                            "%,d facts of %,d orders: folded at %,.0f facts/s.%n",
                            site.facts(),
                            site.contents().orders(),
                            perSecond));
        }
    }

    private String timesFaster(Answers totals, Answers facts) {
        var times = new ArrayList<Double>();
        for (int round = 0; round < rounds; round++) {
            times.add(facts.muchMedians.get(round) / totals.muchMedians.get(round));
        }
        return Spread.of(times).format("%,.1f");
    }
}

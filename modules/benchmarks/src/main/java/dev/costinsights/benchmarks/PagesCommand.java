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

/** How soon each page of the dashboard starts to arrive on much data, against a little, and how much is transferred. */
@Command(
        name = "pages",
        description = "Time to first byte and size of each page of the dashboard on much data, against a little.",
        mixinStandardHelpOptions = true)
final class PagesCommand implements Callable<Integer> {

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
            defaultValue = "10",
            description = "Per round, size and page (default: ${DEFAULT-VALUE}).")
    private int requests;

    /** A page, by its name in the table, and how its address is made of what a site holds. */
    private record Page(String name, String path, boolean ranged) {
        /** The last 30 days that end some days before the last. */
        String address(Found found, LocalDate last, int daysBefore) {
            String address = path.replace("{event}", found.eventId())
                    .replace("{name}", found.eventName())
                    .replace("{customer}", found.customerId());
            if (!ranged) {
                return address;
            }
            LocalDate end = last.minusDays(daysBefore);
            return address + (address.contains("?") ? "&" : "?") + "tz=UTC&from=" + end.minusDays(29) + "&to=" + end;
        }
    }

    private static final List<Page> PAGES = List.of(
            new Page("Overview", "/overview", true),
            new Page("Costs", "/costs", true),
            new Page("Costs by customer", "/costs?by=customer", true),
            new Page("Event name", "/costs/event-name?name={name}", true),
            new Page("Events", "/events", true),
            new Page("Events of a name", "/events?name={name}", true),
            new Page("Event", "/events/{event}", false),
            new Page("Customers", "/customers", true),
            new Page("Customer", "/customers/{customer}", true),
            new Page("Products and models", "/products", true),
            new Page("Metrics: revenue", "/metrics/revenue", true),
            new Page("Metrics: subscriptions", "/metrics/subscriptions", true),
            new Page("Metrics: costs", "/metrics/costs", true),
            new Page("Definitions", "/metrics/definitions", false),
            new Page("Settings", "/settings", false));

    /** What is needed to name the pages of a site. */
    private record Found(String eventId, String eventName, String customerId) {
        static Found in(RevenueSite site) throws IOException, InterruptedException {
            return new Found(
                    site.client().text("/v1/events/?limit=1", "/items/0/id"),
                    site.client().text("/v1/events/?limit=1", "/items/0/name"),
                    site.client().text("/v1/customers/?limit=1", "/items/0/id"));
        }
    }

    /** Both sizes' latencies of one page, of all rounds, and the ratio of each round's medians. */
    private static final class Answers {
        private final Histogram little = new Histogram(3);
        private final Histogram much = new Histogram(3);
        private final List<Double> ratios = new ArrayList<>();
        private int refused;
    }

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
                littleSite.client().signIn();
                muchSite.client().signIn();
                Found inLittle = Found.in(littleSite);
                Found inMuch = Found.in(muchSite);
                List<Answers> answers =
                        PAGES.stream().map(page -> new Answers()).toList();
                for (int round = 0; round <= rounds; round++) {
                    for (int i = 0; i < PAGES.size(); i++) {
                        measure(PAGES.get(i), littleSite, inLittle, muchSite, inMuch, lastDay, round, answers.get(i));
                    }
                    System.err.printf("round %d of %d done%n", round, rounds);
                }
                print(machine, muchSite, inMuch, lastDay, answers);
            }
        }
        return 0;
    }

    /** One round of a page; the first round warms up and is not recorded. */
    private void measure(
            Page page,
            RevenueSite littleSite,
            Found inLittle,
            RevenueSite muchSite,
            Found inMuch,
            LocalDate last,
            int round,
            Answers answers)
            throws IOException, InterruptedException {
        var little = new Histogram(3);
        var much = new Histogram(3);
        for (int i = 0; i < requests; i++) {
            // Another range each time: an answer kept from the last time would measure nothing.
            int daysBefore = i * 7 + round;
            String littleAddress = page.address(inLittle, last, daysBefore);
            String muchAddress = page.address(inMuch, last, daysBefore);
            if ((i + round) % 2 == 0) {
                little.recordValue(littleSite.client().firstByteMicros(littleAddress));
                muchOf(muchSite, muchAddress, much, round, answers);
            } else {
                muchOf(muchSite, muchAddress, much, round, answers);
                little.recordValue(littleSite.client().firstByteMicros(littleAddress));
            }
        }
        if (round > 0) {
            answers.little.add(little);
            answers.much.add(much);
            answers.ratios.add(much.getValueAtPercentile(50) / (double) little.getValueAtPercentile(50));
        }
    }

    private static void muchOf(RevenueSite site, String address, Histogram much, int round, Answers answers)
            throws IOException, InterruptedException {
        ServerClient.Arrival arrival = site.client().arrival(address);
        much.recordValue(arrival.firstByteMicros());
        if (arrival.refused() && round > 0) {
            answers.refused++;
        }
    }

    private void print(Machine machine, RevenueSite muchSite, Found found, LocalDate last, List<Answers> answers)
            throws IOException, InterruptedException {
        System.out.printf(
                Locale.ROOT,
                """
                Much: %,d orders, %,d subscriptions, %,d customers, %,d events; a little: %d times less of each. %d rounds of \
                %d requests a size and page, in turns, 30 days each; first byte p50 / p95 in milliseconds, the ratio is of \
                the medians of a round: median (least–most). Sizes as transferred, compressed; all with style, scripts and \
                font, as on a first visit. %s.

                | page | a little | much | much : a little | refused (503) | page, KB | all, KB |
                |---|---|---|---|---|---|---|
                """,
                orders,
                subscriptions,
                customers,
                events,
                fraction,
                rounds,
                requests,
                machine.asMarkdown());
        for (int i = 0; i < PAGES.size(); i++) {
            Answers answer = answers.get(i);
            ServerClient.Weight weight = muchSite.client().weight(PAGES.get(i).address(found, last, 0));
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | **%s** | %d of %d | %.1f | %.1f |%n",
                    PAGES.get(i).name(),
                    Latency.of(answer.little).asMillis(),
                    Latency.of(answer.much).asMillis(),
                    Spread.of(answer.ratios).format("%.2f"),
                    answer.refused,
                    rounds * requests,
                    weight.pageBytes() / 1e3,
                    weight.allBytes() / 1e3);
        }
    }
}

package dev.costinsights.benchmarks;

import java.io.IOException;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Events a second through HTTP until they are in the totals, against the same rows inserted directly. */
@Command(
        name = "ingest",
        description = "Events a second through HTTP, totals caught up, against the same rows inserted directly.",
        mixinStandardHelpOptions = true)
final class IngestCommand implements Callable<Integer> {

    private static final int EVENTS_PER_REQUEST = 100;
    private static final int CONNECTIONS = 8;

    @Mixin
    private LaboratoryOptions options = new LaboratoryOptions();

    @Option(names = "--events", defaultValue = "100000", description = "Per round (default: ${DEFAULT-VALUE}).")
    private int events;

    @Option(names = "--rounds", defaultValue = "7", description = "After a first one to warm up (default: 7).")
    private int rounds;

    /** What one round took. {@code folded} is the time to the end of a strong read, {@code acknowledged} to the last 200. */
    private record Round(Duration acknowledged, Duration folded, Duration direct, int refusals) {}

    @Override
    public Integer call() throws IOException, SQLException, ExecutionException, InterruptedException {
        try (var laboratory = Laboratory.open(options)) {
            DatabaseAddress database = laboratory.database("ingest");
            Machine machine = laboratory.machine(database);
            try (var server = laboratory.server("ingest", database)) {
                var client = new ServerClient(server.url());
                var direct = new DirectInserts(database);
                measure(client, direct, 0);
                var measured = new ArrayList<Round>();
                for (int number = 1; number <= rounds; number++) {
                    Round round = measure(client, direct, number);
                    measured.add(round);
                    System.err.printf(
                            Locale.ROOT,
                            "round %d: %,.0f events/s, of them acknowledged at %,.0f; direct %,.0f%n",
                            number,
                            perSecond(round.folded()),
                            perSecond(round.acknowledged()),
                            perSecond(round.direct()));
                }
                DirectInserts.requireEqualCounts(database);
                print(machine, measured);
            }
        }
        return 0;
    }

    /** Takes turns in which goes first, so that neither always finds the caches and the WAL as the other left them. */
    private Round measure(ServerClient client, DirectInserts direct, int number)
            throws IOException, SQLException, ExecutionException, InterruptedException {
        List<LoadEvent> load =
                LoadEvent.before(Instant.now().truncatedTo(ChronoUnit.MILLIS), events, System.nanoTime());
        Duration directly = number % 2 == 0 ? direct.insert(load) : Duration.ZERO;

        List<byte[]> bodies = RequestBodies.of(load, EVENTS_PER_REQUEST);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        BigDecimal before = client.costsOfEverythingAcknowledged(today.minusDays(2), today);
        var next = new AtomicInteger();
        var refusals = new AtomicInteger();
        Callable<Void> sender = () -> {
            int taken;
            while ((taken = next.getAndIncrement()) < bodies.size()) {
                refusals.addAndGet(client.ingest(bodies.get(taken)));
            }
            return null;
        };
        long start = System.nanoTime();
        Workers.run(Collections.nCopies(CONNECTIONS, sender));
        long acknowledged = System.nanoTime();
        BigDecimal after = client.costsOfEverythingAcknowledged(today.minusDays(2), today);
        long folded = System.nanoTime();
        BigDecimal sent = LoadEvent.costCents(load);
        if (after.subtract(before).compareTo(sent) != 0) {
            throw new IllegalStateException("Sent " + sent + " cents, the totals grew by " + after.subtract(before));
        }

        if (number % 2 != 0) {
            directly = direct.insert(load);
        }
        return new Round(
                Duration.ofNanos(acknowledged - start), Duration.ofNanos(folded - start), directly, refusals.get());
    }

    private double perSecond(Duration took) {
        return events / (took.toNanos() / 1e9);
    }

    private void print(Machine machine, List<Round> measured) {
        Spread http = Spread.of(
                measured.stream().map(round -> perSecond(round.folded())).toList());
        Spread acknowledged = Spread.of(
                measured.stream().map(round -> perSecond(round.acknowledged())).toList());
        Spread direct = Spread.of(
                measured.stream().map(round -> perSecond(round.direct())).toList());
        Spread ratio = Spread.of(measured.stream()
                .map(round -> (double) round.direct().toNanos() / round.folded().toNanos())
                .toList());
        Spread acknowledgedRatio = Spread.of(measured.stream()
                .map(round ->
                        (double) round.direct().toNanos() / round.acknowledged().toNanos())
                .toList());
        int refusals = measured.stream().mapToInt(Round::refusals).sum();
        System.out.printf(
                Locale.ROOT,
                """
                %d rounds of %,d events in turns; median (least–most). %s.

                | ingest | events/s | ratio to direct |
                |---|---|---|
                | HTTP, %d a request, %d connections, until the totals hold them | %s | **%s** |
                | the same, until the last one is acknowledged | %s | %s |
                | direct `INSERT … unnest`, 1000 rows a statement, 4 connections, no totals | %s | 1 |

                Requests that were asked to come again: %d.
                """,
                measured.size(),
                events,
                machine.asMarkdown(),
                EVENTS_PER_REQUEST,
                CONNECTIONS,
                http.format("%,.0f"),
                ratio.format("%.2f"),
                acknowledged.format("%,.0f"),
                acknowledgedRatio.format("%.2f"),
                direct.format("%,.0f"),
                refusals);
    }
}

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
import java.util.function.ToDoubleFunction;
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

    /**
     * What one round took.
     *
     * @param acknowledged to the last 200
     * @param folded to the end of a strong read after it
     * @param cpu of that
     * @param refusals how many requests were asked to come again
     */
    private record ThroughHttp(Duration acknowledged, Duration folded, CpuTime cpu, int refusals) {}

    private record Direct(Duration inserted, CpuTime cpu) {}

    private record Round(ThroughHttp http, Direct direct) {}

    @Override
    public Integer call() throws IOException, SQLException, ExecutionException, InterruptedException {
        try (var laboratory = Laboratory.open(options)) {
            DatabaseAddress database = laboratory.database("ingest");
            Machine machine = laboratory.machine(database);
            try (var server = laboratory.server("ingest", database);
                    var direct = new DirectInserts(database)) {
                measure(server, direct, 0);
                var measured = new ArrayList<Round>();
                for (int number = 1; number <= rounds; number++) {
                    Round round = measure(server, direct, number);
                    measured.add(round);
                    System.err.printf(
                            Locale.ROOT,
                            "round %d: %,.0f events/s, of them acknowledged at %,.0f; direct %,.0f%n",
                            number,
                            perSecond(round.http().folded()),
                            perSecond(round.http().acknowledged()),
                            perSecond(round.direct().inserted()));
                }
                DirectInserts.requireEqualCounts(database);
                print(machine, measured);
            }
        }
        return 0;
    }

    /** Takes turns in which goes first, so that neither always finds the caches and the WAL as the other left them. */
    private Round measure(ServerProcess server, DirectInserts direct, int number)
            throws IOException, ExecutionException, InterruptedException {
        List<LoadEvent> load =
                LoadEvent.before(Instant.now().truncatedTo(ChronoUnit.MILLIS), events, System.nanoTime());
        if (number % 2 == 0) {
            Direct first = insert(server, direct, load);
            return new Round(post(server, load), first);
        }
        ThroughHttp first = post(server, load);
        return new Round(first, insert(server, direct, load));
    }

    private static Direct insert(ServerProcess server, DirectInserts direct, List<LoadEvent> load)
            throws ExecutionException, InterruptedException {
        CpuTime before = CpuTime.now(server.handle());
        Duration inserted = direct.insert(load);
        return new Direct(inserted, CpuTime.now(server.handle()).since(before));
    }

    private static ThroughHttp post(ServerProcess server, List<LoadEvent> load)
            throws IOException, ExecutionException, InterruptedException {
        var client = new ServerClient(server.url());
        List<byte[]> bodies = RequestBodies.of(load, EVENTS_PER_REQUEST);
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        BigDecimal costsBefore = client.costsOfEverythingAcknowledged(today.minusDays(2), today);
        var next = new AtomicInteger();
        var refusals = new AtomicInteger();
        Callable<Void> sender = () -> {
            int taken;
            while ((taken = next.getAndIncrement()) < bodies.size()) {
                refusals.addAndGet(client.ingest(bodies.get(taken)));
            }
            return null;
        };
        CpuTime cpuBefore = CpuTime.now(server.handle());
        long start = System.nanoTime();
        Workers.run(Collections.nCopies(CONNECTIONS, sender));
        long acknowledged = System.nanoTime();
        BigDecimal costsAfter = client.costsOfEverythingAcknowledged(today.minusDays(2), today);
        long folded = System.nanoTime();
        CpuTime cpu = CpuTime.now(server.handle()).since(cpuBefore);
        requireExact(LoadEvent.costCents(load), costsAfter.subtract(costsBefore));
        return new ThroughHttp(
                Duration.ofNanos(acknowledged - start), Duration.ofNanos(folded - start), cpu, refusals.get());
    }

    private static void requireExact(BigDecimal sentCents, BigDecimal addedCents) {
        if (addedCents.compareTo(sentCents) != 0) {
            throw new IllegalStateException("Sent " + sentCents + " cents, the totals grew by " + addedCents);
        }
    }

    private double perSecond(Duration took) {
        return events / (took.toNanos() / 1e9);
    }

    private void print(Machine machine, List<Round> rounds) {
        Spread http = spread(rounds, round -> perSecond(round.http().folded()));
        Spread acknowledged = spread(rounds, round -> perSecond(round.http().acknowledged()));
        Spread direct = spread(rounds, round -> perSecond(round.direct().inserted()));
        Spread ratio = spread(
                rounds, round -> times(round.direct().inserted(), round.http().folded()));
        Spread acknowledgedRatio = spread(
                rounds, round -> times(round.direct().inserted(), round.http().acknowledged()));
        Spread serverCpu =
                spread(rounds, round -> microsPerEvent(round.http().cpu().server()));
        Spread postgresCpu =
                spread(rounds, round -> microsPerEvent(round.http().cpu().postgres()));
        Spread directCpu =
                spread(rounds, round -> microsPerEvent(round.direct().cpu().postgres()));
        System.out.printf(
                Locale.ROOT,
                """
                %d rounds of %,d events in turns; median (least–most). %s.

                | ingest | events/s | ratio to direct | core µs per event: server | PostgreSQL |
                |---|---|---|---|---|
                | HTTP, %d a request, %d connections, until the totals hold them | %s | **%s** | %s | %s |
                | the same, until the last one is acknowledged | %s | %s | | |
                | direct `INSERT … unnest`, 1000 rows a statement, 4 connections, no totals | %s | 1 | | %s |

                Requests that were asked to come again: %d.
                """,
                rounds.size(),
                events,
                machine.asMarkdown(),
                EVENTS_PER_REQUEST,
                CONNECTIONS,
                http.format("%,.0f"),
                ratio.format("%.2f"),
                serverCpu.format("%.0f"),
                postgresCpu.format("%.0f"),
                acknowledged.format("%,.0f"),
                acknowledgedRatio.format("%.2f"),
                direct.format("%,.0f"),
                directCpu.format("%.0f"),
                rounds.stream().mapToInt(round -> round.http().refusals()).sum());
    }

    private static Spread spread(List<Round> rounds, ToDoubleFunction<Round> value) {
        return Spread.of(rounds.stream().mapToDouble(value).boxed().toList());
    }

    private static double times(Duration one, Duration other) {
        return (double) one.toNanos() / other.toNanos();
    }

    private double microsPerEvent(Duration cpu) {
        return cpu.toNanos() / 1e3 / events;
    }
}

package dev.costinsights.aggregation;

import static dev.costinsights.aggregation.TotalsFixture.foldAll;
import static dev.costinsights.aggregation.TotalsFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.testkit.TestCustomers;
import dev.costinsights.testkit.TestFacts;
import dev.costinsights.testkit.TestLog;
import dev.costinsights.testkit.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.sqlclient.Pool;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttributionIT {
    private static final UUID ORGANIZATION = UUID.fromString("10000000-0000-4000-8000-000000000000");
    private static final UUID OTHER = UUID.fromString("20000000-0000-4000-8000-000000000000");
    private static final Instant START = Instant.parse("2026-02-27T00:00:00Z");
    private static final UUID ANN = customer(0);
    private static final UUID BEN = customer(1);

    private TotalsFixture fixture;
    private FoldStore events;
    private FactFold customers;
    private final Map<UUID, String> externalIds = new HashMap<>();
    private final Set<UUID> registered = new HashSet<>();

    @BeforeEach
    void open() throws Exception {
        fixture = new TotalsFixture();
        events = fixture.foldStore("events");
        customers = new FactFold(fixture.database.pool("facts", 1));
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private static UUID customer(int number) {
        return UUID.fromString("c0000000-0000-4000-8000-00000000000" + number);
    }

    private void put(UUID id, @Nullable String externalId) throws SQLException {
        TestCustomers.put(fixture.connection, ORGANIZATION, id, externalId);
        TestFacts.addTicket(fixture.connection, ORGANIZATION, "customer", id);
        registered.add(id);
        externalIds.remove(id);
        if (externalId != null) {
            externalIds.put(id, externalId);
        }
    }

    private void delete(UUID id) throws SQLException {
        TestCustomers.delete(fixture.connection, ORGANIZATION, id);
        TestFacts.addTicket(fixture.connection, ORGANIZATION, "customer", id);
        externalIds.remove(id);
    }

    private boolean foldCustomers(int tickets) throws Exception {
        return get(customers.fold(ORGANIZATION, tickets)).isPresent();
    }

    private void foldAllCustomers() throws Exception {
        boolean folded;
        do {
            folded = foldCustomers(100);
        } while (folded);
    }

    private void append(TestLog.Event... appended) throws Exception {
        TestLog.append(fixture.connection, ORGANIZATION, List.of(appended));
    }

    private static TestLog.Event byExternalId(String externalId, String cents) {
        return TestLog.Event.of(START, "call", externalId, cents);
    }

    private static TestLog.Event byId(UUID id, String cents) {
        return new TestLog.Event(START, "call", null, id, new BigDecimal(cents), null, null);
    }

    /** Bucket to figures; buckets whose events all went away again count as none. */
    private SortedMap<String, String> attributed() throws SQLException {
        SortedMap<String, String> figures = new TreeMap<>();
        try (var statement = fixture.connection.prepareStatement("""
                select grain, bucket, cost_cents, events from totals.attributed_costs
                where organization_id = ? and (cost_cents <> 0 or events <> 0)
                """)) {
            statement.setObject(1, ORGANIZATION);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    figures.put(
                            rows.getInt(1) + " " + rows.getTimestamp(2).toInstant(),
                            TotalsFixture.figures(rows.getBigDecimal(3), rows.getLong(4)));
                }
            }
        }
        return figures;
    }

    private String attributedOfFirstDay() throws SQLException {
        return attributed().getOrDefault("1440 " + START, TotalsFixture.figures(null, 0));
    }

    private SortedMap<String, String> expected(List<TestLog.Event> logged) {
        SortedMap<String, String> all = ExpectedTotals.of(logged.stream()
                .filter(event -> event.externalCustomerId() == null
                        ? registered.contains(event.customerId())
                        : externalIds.containsValue(event.externalCustomerId()))
                .toList());
        SortedMap<String, String> figures = new TreeMap<>();
        all.forEach((key, value) -> {
            if (key.startsWith("organization ")) {
                figures.put(key.substring("organization ".length()).strip(), value);
            }
        });
        return figures;
    }

    @Test
    void aCustomerRegisteredLaterBringsItsHistory() throws Exception {
        append(byExternalId("ann", "1.5"), byExternalId("ben", "2"), byExternalId("nobody", "4"));
        foldAll(events, ORGANIZATION, 100);
        assertThat(attributedOfFirstDay()).isEqualTo("0 in 0");

        put(ANN, "ann");
        foldAllCustomers();
        assertThat(attributedOfFirstDay()).isEqualTo("1.5 in 1");

        append(byExternalId("ann", "8"), byId(ANN, "16"));
        foldAll(events, ORGANIZATION, 100);
        assertThat(attributedOfFirstDay()).isEqualTo("25.5 in 3");
        foldAllCustomers();
        assertThat(attributedOfFirstDay()).isEqualTo("25.5 in 3");
    }

    @Test
    void fewCustomersAreTakenAtOnceHoweverLargeTheChunk() throws Exception {
        for (int i = 0; i < 60; i++) {
            TestFacts.addTicket(fixture.connection, ORGANIZATION, "customer", UUID.randomUUID());
        }

        Folded first = get(customers.fold(ORGANIZATION, FactFold.MAX_CHUNK)).orElseThrow();
        assertThat(first.count()).isEqualTo(50);
        assertThat(first.taken()).isEqualTo(FactFold.MAX_CHUNK);
        assertThat(get(customers.fold(ORGANIZATION, 1)).orElseThrow().count()).isOne();
        assertThat(get(customers.fold(ORGANIZATION, FactFold.MAX_CHUNK))
                        .orElseThrow()
                        .count())
                .isEqualTo(9);
    }

    @Test
    void anExternalIdTakesItsHistoryAlong() throws Exception {
        put(ANN, "ann");
        append(byExternalId("ann", "1"), byExternalId("annie", "2"), byId(ANN, "4"));
        foldAll(events, ORGANIZATION, 100);

        put(ANN, "annie");
        foldAllCustomers();
        assertThat(attributedOfFirstDay()).isEqualTo("6 in 2");

        put(ANN, null);
        foldAllCustomers();
        assertThat(attributedOfFirstDay()).isEqualTo("4 in 1");
    }

    @Test
    void anExternalIdThatGoesToAnotherStaysRegistered() throws Exception {
        put(ANN, "shared");
        append(byExternalId("shared", "1"));
        foldAll(events, ORGANIZATION, 100);

        put(ANN, null);
        put(BEN, "shared");
        foldCustomers(1);
        foldCustomers(1);
        foldCustomers(1);
        assertThat(attributedOfFirstDay()).isEqualTo("1 in 1");

        put(BEN, null);
        foldAllCustomers();
        assertThat(attributedOfFirstDay()).isEqualTo("0 in 0");
    }

    @Test
    void aDeletedCustomerKeepsWhatWasSentByItsId() throws Exception {
        put(ANN, "ann");
        append(byExternalId("ann", "1"), byId(ANN, "2"));
        foldAll(events, ORGANIZATION, 100);

        delete(ANN);
        foldAllCustomers();

        assertThat(attributedOfFirstDay()).isEqualTo("2 in 1");
    }

    @Test
    void eventsThatWaitAreLeftToTheirFold() throws Exception {
        append(byExternalId("ann", "1"));
        foldAll(events, ORGANIZATION, 100);
        append(byExternalId("ann", "2"));

        put(ANN, "ann");
        foldAllCustomers();
        assertThat(attributedOfFirstDay()).isEqualTo("1 in 1");

        foldAll(events, ORGANIZATION, 100);
        assertThat(attributedOfFirstDay()).isEqualTo("3 in 2");
    }

    @Test
    void customersOfAnotherOrganizationOwnNothingHere() throws Exception {
        TestCustomers.put(fixture.connection, OTHER, ANN, "ann");
        append(byExternalId("ann", "1"), byId(ANN, "2"));
        foldAll(events, ORGANIZATION, 100);

        TestFacts.addTicket(fixture.connection, ORGANIZATION, "customer", ANN);
        foldAllCustomers();

        assertThat(attributedOfFirstDay()).isEqualTo("0 in 0");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverTheOrderItIsWhatReadingWouldSay(long seed) throws Exception {
        var random = new Random(seed);
        List<TestLog.Event> logged = new ArrayList<>();
        for (int step = 0; step < 120; step++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    List<TestLog.Event> more = randomEvents(random, 1 + random.nextInt(30));
                    TestLog.append(fixture.connection, ORGANIZATION, more);
                    logged.addAll(more);
                }
                case 2, 3 -> change(random);
                case 4 -> get(events.fold(ORGANIZATION, 1 + random.nextInt(40)));
                default -> foldCustomers(1 + random.nextInt(4));
            }
        }
        foldAll(events, ORGANIZATION, 25);
        foldAllCustomers();
        assertThat(attributed()).isEqualTo(expected(logged));
        assertThat(differences()).isZero();

        TestPostgres.execute(fixture.url, "update totals.attributed_costs set cost_cents = cost_cents + 1");
        TestPostgres.execute(fixture.url, "update totals.customer_keys set registered_customer_id = null");
        assertThat(differences()).isPositive();
        get(Rebuild.run(fixture.database, progress -> {}));
        assertThat(attributed()).isEqualTo(expected(logged));
        assertThat(differences()).isZero();
    }

    private void change(Random random) throws SQLException {
        UUID id = customer(random.nextInt(8));
        String externalId = "external-" + random.nextInt(8);
        switch (random.nextInt(5)) {
            case 0 -> delete(id);
            case 1 -> put(id, null);
            default -> {
                for (UUID owner : List.copyOf(externalIds.keySet())) {
                    if (externalId.equals(externalIds.get(owner)) && !owner.equals(id)) {
                        put(owner, null);
                    }
                }
                put(id, externalId);
            }
        }
    }

    private static List<TestLog.Event> randomEvents(Random random, int count) {
        List<TestLog.Event> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean named = random.nextInt(10) > 0;
            boolean byId = random.nextInt(3) == 0;
            events.add(new TestLog.Event(
                    START.plusSeconds(random.nextInt(4 * 86_400)),
                    "name",
                    named && !byId ? "external-" + random.nextInt(8) : null,
                    named && byId ? customer(random.nextInt(8)) : null,
                    random.nextInt(8) == 0 ? null : new BigDecimal(random.nextInt(-500, 5_000)).movePointLeft(3),
                    null,
                    null));
        }
        return events;
    }

    private double differences() throws Exception {
        var registry = new SimpleMeterRegistry();
        Pool comparing = fixture.database.pool("reconciler", 1);
        var reconciler = new Reconciler(
                new DayStore(comparing),
                new ReconcileStore(comparing),
                new RowCheck(comparing),
                new ReconcileMeters(registry, Clock.systemUTC()));
        get(reconciler.view());
        get(comparing.close());
        return List.of("cents", "events", "customers").stream()
                .mapToDouble(unit -> registry.get("cost.insights.reconciler.difference." + unit)
                        .gauge()
                        .value())
                .sum();
    }
}

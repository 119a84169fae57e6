package dev.costinsights.aggregation;

import static dev.costinsights.aggregation.RevenueFacts.fact;
import static dev.costinsights.aggregation.RevenueFacts.later;
import static dev.costinsights.aggregation.TotalsFixture.foldAll;
import static dev.costinsights.aggregation.TotalsFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.costinsights.testkit.TestFacts;
import dev.costinsights.testkit.TestPostgres;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderFolderIT {
    private static final UUID ORGANIZATION = UUID.fromString("10000000-0000-4000-8000-000000000000");
    private static final UUID OTHER = UUID.fromString("20000000-0000-4000-8000-000000000000");
    private static final UUID CUSTOMER = UUID.fromString("c0000000-0000-4000-8000-000000000000");
    private static final UUID PRODUCT = UUID.fromString("d0000000-0000-4000-8000-000000000000");
    private static final UUID ORDER = UUID.fromString("a0000000-0000-4000-8000-000000000000");
    private static final UUID CLAIM = UUID.fromString("b0000000-0000-4000-8000-000000000000");

    private static final TestFacts.Fact PAID = fact(
            "order.paid",
            "2026-02-01T10:00:00Z",
            "id",
            ORDER,
            "created_at",
            Instant.parse("2026-02-01T09:59:00Z"),
            "status",
            "paid",
            "customer_id",
            CUSTOMER,
            "product_id",
            PRODUCT,
            "currency",
            "eur",
            "net_amount",
            1_001,
            "platform_fee_amount",
            40);

    private static final TestFacts.Fact REFUND = fact(
            "refund.created",
            "2026-02-03T10:00:00Z",
            "id",
            CLAIM,
            "created_at",
            Instant.parse("2026-02-03T10:00:00Z"),
            "status",
            "succeeded",
            "order_id",
            ORDER,
            "amount",
            500,
            "currency",
            "eur");

    private static final TestFacts.Fact DISPUTE = fact(
            "dispute.created",
            "2026-02-04T10:00:00Z",
            "id",
            CLAIM,
            "created_at",
            Instant.parse("2026-02-04T10:00:00Z"),
            "status",
            "open",
            "order_id",
            ORDER,
            "amount",
            1_001,
            "currency",
            "eur",
            "fee_amount",
            1_500);

    private static TestFacts.Fact rate(String day, String rate) {
        return fact(
                "exchange_rate.set",
                "2026-02-10T00:00:00Z",
                "currency",
                "eur",
                "day",
                LocalDate.parse(day),
                "rate",
                new BigDecimal(rate));
    }

    private TotalsFixture fixture;
    private FactFold fold;

    @BeforeEach
    void open() throws Exception {
        fixture = new TotalsFixture();
        fold = new FactFold(fixture.database.pool("fold", 1));
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private void appendAndFold(TestFacts.Fact... facts) throws Exception {
        TestFacts.append(fixture.connection, ORGANIZATION, List.of(facts));
        foldAll(fold, ORGANIZATION, 1_000);
    }

    private void assertRevenueOf(TestFacts.Fact... facts) throws Exception {
        assertThat(StoredRevenue.differences(fixture.connection, ORGANIZATION, ExpectedRevenue.of(List.of(facts))))
                .isEmpty();
    }

    private String total(String key) throws Exception {
        return StoredRevenue.of(fixture.connection, ORGANIZATION).get(key);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void totalsFollowFromFactsInWhateverOrderTheyCome(long seed) throws Exception {
        List<TestFacts.Fact> facts = new RevenueFacts(seed).history();
        var expected = ExpectedRevenue.of(facts);
        assertThat(expected).hasSizeGreaterThan(200);

        for (UUID organizationId : List.of(ORGANIZATION, OTHER)) {
            appendInAnyOrder(new Random(seed), organizationId, facts);
            foldAll(fold, organizationId, 20);

            assertThat(StoredRevenue.differences(fixture.connection, organizationId, expected))
                    .isEmpty();
            assertEverythingFoldedAgainChangesNothing(organizationId);
        }
    }

    private void appendInAnyOrder(Random random, UUID organizationId, List<TestFacts.Fact> facts) throws Exception {
        List<TestFacts.Fact> shuffled = new ArrayList<>(facts);
        Collections.shuffle(shuffled, random);
        for (int i = 0; i < shuffled.size(); ) {
            int until = Math.min(shuffled.size(), i + 1 + random.nextInt(25));
            List<TestFacts.Fact> append = new ArrayList<>(shuffled.subList(i, until));
            append.add(shuffled.get(random.nextInt(until)));
            TestFacts.append(fixture.connection, organizationId, append);
            if (random.nextBoolean()) {
                get(fold.fold(organizationId, 1 + random.nextInt(30)));
            }
            i = until;
        }
    }

    private void assertEverythingFoldedAgainChangesNothing(UUID organizationId) throws Exception {
        var before = StoredRevenue.of(fixture.connection, organizationId);
        try (var statement = fixture.connection.prepareStatement("""
                insert into log.fact_tickets (organization_id, id, kind, object_id)
                select distinct on (kind, object_id) organization_id, nextval('log.fact_ticket_ids'), kind, object_id
                from log.facts where organization_id = ?""")) {
            statement.setObject(1, organizationId);
            statement.execute();
        }
        foldAll(fold, organizationId, 30);
        assertThat(StoredRevenue.differences(fixture.connection, organizationId, before))
                .isEmpty();
    }

    @Test
    void aRefundWaitsForItsOrder() throws Exception {
        TestFacts.Fact own = later(REFUND, "refund.created", "2026-02-03T10:00:00Z", "exchange_rate", "1.5");
        appendAndFold(own);
        assertRevenueOf();
        assertThat(waiting("refunds")).isTrue();

        appendAndFold(PAID);

        assertRevenueOf(PAID, own);
        assertThat(waiting("refunds")).isFalse();
        assertThat(total("organization 1440 2026-02-03T00:00:00Z 0")).isEqualTo(" 0 0 0 0 750 0");
        assertThat(total("organization 1440 2026-02-01T00:00:00Z 1")).isEqualTo(" 1 1001 40 750 0 0");
    }

    private boolean waiting(String table) throws Exception {
        try (var rows = fixture.connection
                .createStatement()
                .executeQuery("select waiting, customer_id is null from totals." + table)) {
            rows.next();
            assertThat(rows.getBoolean(2)).isEqualTo(rows.getBoolean(1));
            return rows.getBoolean(1);
        }
    }

    @Test
    void anOrderTakesAlongWhatBelongsToItWhenItMoves() throws Exception {
        appendAndFold(PAID, REFUND, DISPUTE);
        TestFacts.Fact moved = later(
                PAID,
                "order.updated",
                "2026-02-05T10:00:00Z",
                "customer_id",
                UUID.randomUUID(),
                "product_id",
                null,
                "created_at",
                Instant.parse("2026-01-31T23:59:59Z"));

        appendAndFold(moved);

        assertRevenueOf(PAID, REFUND, DISPUTE, moved);
    }

    @Test
    void aRefundMovesToAnotherOrder() throws Exception {
        UUID otherOrder = UUID.randomUUID();
        TestFacts.Fact other = later(PAID, "order.paid", "2026-02-01T10:00:00Z", "id", otherOrder);
        appendAndFold(PAID, other, REFUND);
        TestFacts.Fact moved = later(REFUND, "refund.updated", "2026-02-05T10:00:00Z", "order_id", otherOrder);

        appendAndFold(moved);

        assertRevenueOf(PAID, other, REFUND, moved);
    }

    @Test
    void aVoidOrderNoLongerCounts() throws Exception {
        TestFacts.Fact voided = later(PAID, "order.updated", "2026-02-05T10:00:00Z", "status", "void");

        appendAndFold(PAID);
        appendAndFold(voided);

        assertThat(StoredRevenue.of(fixture.connection, ORGANIZATION)).isEmpty();
    }

    @Test
    void aVersionThatComesLateChangesNothing() throws Exception {
        TestFacts.Fact before = later(PAID, "order.created", "2026-02-01T09:59:00Z", "status", "pending");

        appendAndFold(PAID);
        appendAndFold(before);

        assertRevenueOf(PAID, before);
    }

    @Test
    void ofEqualVersionsTheOneReceivedLastHolds() throws Exception {
        TestFacts.Fact pending = later(PAID, "order.updated", "2026-02-01T10:00:00Z", "status", "pending");

        appendAndFold(pending, PAID);

        assertThat(total("organization 1440 2026-02-01T00:00:00Z 1")).isEqualTo(" 1 1001 40 0 0 0");
    }

    @Test
    void anOrderThatIsAsItsFactSaysIsNotWrittenAgain() throws Exception {
        TestFacts.Fact inWholeTens = later(
                PAID,
                "order.paid",
                "2026-02-01T10:00:00Z",
                "net_amount",
                new BigDecimal("1000.0"),
                "exchange_rate",
                new BigDecimal("20.00"));
        TestFacts.Fact inText = later(inWholeTens, "order.paid", "2026-02-01T10:00:00Z", "exchange_rate", "1.50");
        for (TestFacts.Fact fact : List.of(inWholeTens, inText)) {
            appendAndFold(later(fact, "order.paid", "2026-02-01T10:00:00Z", "id", UUID.randomUUID()));
        }
        String before = versionsOfOrders();

        assertEverythingFoldedAgainChangesNothing(ORGANIZATION);

        assertThat(versionsOfOrders()).isEqualTo(before);
    }

    private String versionsOfOrders() throws Exception {
        try (var rows = fixture.connection
                .createStatement()
                .executeQuery("select string_agg(id || ' ' || xmin, ';' order by id) from totals.orders")) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void aRateThatComesLateIsTakenByTheOrdersOfItsDayAndLaterOnes() throws Exception {
        TestFacts.Fact earlier = rate("2026-01-15", "1.5");
        TestFacts.Fact ofDay = rate("2026-02-01", "2");
        TestFacts.Fact later = rate("2026-02-02", "3");
        TestFacts.Fact unconverted = later(
                PAID,
                "order.paid",
                "2026-02-01T10:00:00Z",
                "id",
                UUID.randomUUID(),
                "created_at",
                Instant.parse("2026-01-14T23:59:59Z"));
        appendAndFold(PAID, REFUND, unconverted);

        appendAndFold(later);
        assertRevenueOf(PAID, REFUND, unconverted, later);
        appendAndFold(earlier);
        assertRevenueOf(PAID, REFUND, unconverted, later, earlier);
        assertThat(total("organization 1440 2026-02-01T00:00:00Z 1")).isEqualTo(" 1 1502 40 750 0 0");
        appendAndFold(ofDay);

        assertRevenueOf(PAID, REFUND, unconverted, later, earlier, ofDay);
        try (var rows = fixture.connection
                .createStatement()
                .executeQuery("select count(*) from totals.orders where not converted")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(1);
        }
    }

    @Test
    void aRateOfUsdChangesNothing() throws Exception {
        TestFacts.Fact inUsd = later(PAID, "order.paid", "2026-02-01T10:00:00Z", "currency", "usd");
        TestFacts.Fact ofUsd =
                later(rate("2026-02-01", "2"), "exchange_rate.set", "2026-02-10T00:00:00Z", "currency", "usd");
        appendAndFold(inUsd);

        appendAndFold(ofUsd);

        assertRevenueOf(inUsd);
        var touched = new TouchedObjects(Map.of(FactKind.EXCHANGE_RATE, Set.of(ofUsd.objectId())));
        OrderChunk dependents = get(fixture.database
                .pool("check", 1)
                .withConnection(connection -> OrderFolder.load(connection, ORGANIZATION, touched)));
        assertThat(dependents.versions()).isEmpty();
    }

    @Test
    void manyOrdersOfASubscriptionFollowItsStartAtOnce() throws Exception {
        UUID subscription = UUID.randomUUID();
        List<TestFacts.Fact> facts = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            facts.add(later(
                    PAID,
                    "order.paid",
                    "2026-02-01T10:00:00Z",
                    "id",
                    UUID.randomUUID(),
                    "subscription_id",
                    subscription,
                    "created_at",
                    Instant.parse("2026-02-01T09:59:00Z").plusSeconds(i * 600L)));
        }
        appendAndFold(facts.toArray(TestFacts.Fact[]::new));
        facts.add(fact(
                "subscription.created",
                "2026-02-01T09:00:00Z",
                "id",
                subscription,
                "created_at",
                Instant.parse("2026-02-01T09:59:00Z"),
                "status",
                "active",
                "customer_id",
                CUSTOMER,
                "product_id",
                PRODUCT,
                "amount",
                1_000,
                "currency",
                "eur",
                "recurring_interval",
                "month",
                "started_at",
                Instant.parse("2026-02-01T09:59:00Z")));

        appendAndFold(facts.get(facts.size() - 1));

        assertRevenueOf(facts.toArray(TestFacts.Fact[]::new));
    }

    @Test
    void aDisputeThatIsWonComesBackWhenItIs() throws Exception {
        TestFacts.Fact won = later(DISPUTE, "dispute.updated", "2026-03-01T10:00:00Z", "status", "won");
        TestFacts.Fact wonAgain = later(DISPUTE, "dispute.updated", "2026-03-02T10:00:00Z", "status", "won");

        appendAndFold(PAID, DISPUTE, wonAgain);
        appendAndFold(won);

        assertThat(total("organization 1440 2026-02-04T00:00:00Z 0")).isEqualTo(" 0 0 0 0 0 2501");
        assertThat(total("organization 1440 2026-03-01T00:00:00Z 0")).isEqualTo(" 0 0 0 0 0 -2501");
        assertRevenueOf(PAID, DISPUTE, wonAgain, won);
    }

    @Test
    void moreOrdersThanFitOneTransactionFollowARateOneChunkAtATime() throws Exception {
        List<TestFacts.Fact> orders = new ArrayList<>();
        for (int i = 0; i <= OrderFolder.MAX_DEPENDENTS; i++) {
            orders.add(later(PAID, "order.paid", "2026-02-01T10:00:00Z", "id", UUID.randomUUID()));
        }
        appendAndFold(orders.toArray(TestFacts.Fact[]::new));
        TestFacts.append(fixture.connection, ORGANIZATION, List.of(rate("2026-02-01", "2")));
        Instant appendedAt = oldestTicket();

        assertThat(get(fold.fold(ORGANIZATION, 1_000))).hasValue(new Folded(1, 1, appendedAt));

        assertThat(oldestTicket()).as("totals aren't newer than what waits").isEqualTo(appendedAt);

        assertThat(count("log.fact_tickets where id < 0")).isEqualTo(OrderFolder.MAX_DEPENDENTS + 1);
        assertThat(foldAll(fold, ORGANIZATION, 5_000)).isEqualTo(OrderFolder.MAX_DEPENDENTS + 1);
        assertThat(total("organization 1440 2026-02-01T00:00:00Z 1")).isEqualTo(" 10001 20022002 400040 0 0 0");
    }

    private Instant oldestTicket() throws Exception {
        try (var rows =
                fixture.connection.createStatement().executeQuery("select min(appended_at) from log.fact_tickets")) {
            rows.next();
            return rows.getObject(1, OffsetDateTime.class).toInstant();
        }
    }

    private int count(String rows) throws Exception {
        try (var result = fixture.connection.createStatement().executeQuery("select count(*) from " + rows)) {
            result.next();
            return result.getInt(1);
        }
    }

    @Test
    void aKilledTransactionLosesNothing() throws Exception {
        TestFacts.append(fixture.connection, ORGANIZATION, List.of(PAID, REFUND, DISPUTE));
        try (var blocker = TestPostgres.connect(fixture.url)) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("lock table totals.order_rates in exclusive mode");
            var killed = fold.fold(ORGANIZATION, 1_000);
            await("the fold waits for the lock").until(() -> terminate("wait_event_type = 'Lock'") == 1);
            await("the fold has failed").until(killed::failed);
        }
        assertRevenueOf();
        assertThat(count("totals.orders")).isZero();

        await("the killed session has let go of the row").until(() -> foldAll(fold, ORGANIZATION, 1_000) == 3);

        assertRevenueOf(PAID, REFUND, DISPUTE);
    }

    private int terminate(String condition) throws Exception {
        return count("(select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()"
                + " and pid <> pg_backend_pid() and " + condition + ") killed");
    }

    @Test
    void leavesOtherOrganizationsAlone() throws Exception {
        TestFacts.append(fixture.connection, OTHER, List.of(PAID));
        appendAndFold(REFUND);

        assertRevenueOf();
        assertThat(waiting("refunds")).isTrue();
    }
}

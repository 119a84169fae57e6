package dev.costinsights.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.testkit.TestFacts;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionFolderIT {
    private static final UUID ORGANIZATION = UUID.fromString("10000000-0000-4000-8000-000000000000");
    private static final UUID OTHER = UUID.fromString("20000000-0000-4000-8000-000000000000");
    private static final UUID SUBSCRIPTION = id('a', 1);
    private static final UUID PRODUCT = id('d', 1);
    private static final UUID ANN = id('c', 1);
    private static final UUID BOB = id('c', 2);

    private TotalsFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new TotalsFixture();
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private static UUID id(char kind, int number) {
        return UUID.fromString("%c0000000-0000-4000-8000-%012d".formatted(kind, number));
    }

    private static Instant day(int day) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds((day - 1) * 86_400L);
    }

    private static TestFacts.Fact fact(UUID id, int day, UUID customer, String status, Map<String, ?> more) {
        Map<String, Object> data = new HashMap<>(Map.of(
                "id",
                id,
                "created_at",
                day(1),
                "modified_at",
                day(day),
                "status",
                status,
                "customer_id",
                customer,
                "product_id",
                PRODUCT,
                "amount",
                1_200,
                "currency",
                "usd",
                "recurring_interval",
                "month",
                "started_at",
                day(1)));
        data.putAll(more);
        return new TestFacts.Fact("subscription.updated", day(day), data);
    }

    private void fold(UUID organization, TestFacts.Fact... facts) throws Exception {
        TestFacts.append(fixture.connection, organization, List.of(facts));
        RandomTickets.foldAll(fixture, organization, new Random(1), new SubscriptionFolder());
    }

    /** Rows as text without the organization. */
    private List<String> rows(String table, UUID organization) throws SQLException {
        try (var select =
                fixture.connection.prepareStatement("select (to_jsonb(t) - 'organization_id')::text from totals."
                        + table + " t where organization_id = ? order by 1")) {
            select.setObject(1, organization);
            return texts(select);
        }
    }

    private static List<String> texts(PreparedStatement select) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (var rows = select.executeQuery()) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /** Customer, from, to, cents, other prices, first paid. */
    private List<String> mrr(UUID organization) throws SQLException {
        try (var select = fixture.connection.prepareStatement("""
                select concat_ws(' ', customer_id, from_at at time zone 'UTC', to_at at time zone 'UTC', usd_cents,
                       other_prices, first_paid_at at time zone 'UTC')
                from totals.customer_mrr where organization_id = ? order by customer_id, from_at""")) {
            select.setObject(1, organization);
            return texts(select);
        }
    }

    @Test
    void aSubscriptionIsWhatItsLastVersionSays() throws Exception {
        Map<String, Object> more = new HashMap<>();
        more.put("trial_start", day(1));
        more.put("trial_end", day(3));
        more.put("canceled_at", day(6));
        more.put("ends_at", day(20));
        more.put("cancel_at_period_end", true);
        more.put("current_period_start", day(3));
        more.put("current_period_end", "2026-01-20T02:00:00+02:00");
        more.put("customer_cancellation_reason", "Too_Expensive");
        more.put("currency", "USD");
        more.put("recurring_interval", "year");
        more.put("recurring_interval_count", 1);
        fold(
                ORGANIZATION,
                fact(SUBSCRIPTION, 6, ANN, "active", more),
                fact(SUBSCRIPTION, 2, BOB, "trialing", Map.of()));

        assertThat(rows("subscriptions", ORGANIZATION))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .contains("\"customer_id\": \"" + ANN)
                        .contains("\"product_id\": \"" + PRODUCT)
                        .contains("\"status\": \"active\"")
                        .contains("\"created_at\": \"2026-01-01T")
                        .contains("\"started_at\": \"2026-01-01T")
                        .contains("\"trial_start\": \"2026-01-01T")
                        .contains("\"trial_end\": \"2026-01-03T")
                        .contains("\"canceled_at\": \"2026-01-06T")
                        .contains("\"end_at\": \"2026-01-20T")
                        .contains("\"cancel_at_period_end\": true")
                        .contains("\"current_period_start\": \"2026-01-03T")
                        .contains("\"current_period_end\": \"2026-01-20T")
                        .contains("\"cancellation_reason\": \"too_expensive\"")
                        .contains("\"amount\": 1200")
                        .contains("\"currency\": \"usd\"")
                        .contains("\"recurring_interval\": \"year\"")
                        .contains("\"recurring_interval_count\": 1")
                        .contains("\"monthly_cents\": 100"));
    }

    @Test
    void anUncanceledSubscriptionIsNotCanceled() throws Exception {
        fold(
                ORGANIZATION,
                fact(SUBSCRIPTION, 6, ANN, "active", Map.of("canceled_at", day(6), "ends_at", day(20))),
                fact(SUBSCRIPTION, 8, ANN, "active", Map.of("customer_cancellation_reason", "it rained")));

        assertThat(rows("subscriptions", ORGANIZATION))
                .singleElement()
                .satisfies(row -> assertThat(row)
                        .contains("\"canceled_at\": null")
                        .contains("\"end_at\": null")
                        .contains("\"cancellation_reason\": \"other\""));
    }

    @Test
    void aChangeOfPlanLeavesThePastAlone() throws Exception {
        fold(ORGANIZATION, fact(SUBSCRIPTION, 1, ANN, "active", Map.of()));
        fold(ORGANIZATION, fact(SUBSCRIPTION, 9, ANN, "active", Map.of("amount", 3_000)));
        fold(ORGANIZATION, fact(SUBSCRIPTION, 5, ANN, "active", Map.of("currency", "eur")));

        assertThat(mrr(ORGANIZATION))
                .containsExactly(
                        ANN + " 2026-01-01 00:00:00 2026-01-05 00:00:00 1200  2026-01-01 00:00:00",
                        ANN + " 2026-01-05 00:00:00 2026-01-09 00:00:00 0 eur 1200 month 1 2026-01-01 00:00:00",
                        ANN + " 2026-01-09 00:00:00 infinity 3000  2026-01-01 00:00:00");
        assertThat(rows("subscription_spans", ORGANIZATION)).hasSize(3);
    }

    @Test
    void aSpanThatIsNoneAnymoreIsGone() throws Exception {
        fold(ORGANIZATION, fact(SUBSCRIPTION, 9, ANN, "active", Map.of("amount", 3_000)));
        fold(ORGANIZATION, fact(SUBSCRIPTION, 10, ANN, "canceled", Map.of("ended_at", day(1))));

        assertThat(rows("subscription_spans", ORGANIZATION)).isEmpty();
        assertThat(mrr(ORGANIZATION)).isEmpty();
        assertThat(rows("subscriptions", ORGANIZATION)).hasSize(1);
    }

    @Test
    void timeWithoutStartAndEndIsKept() throws Exception {
        Map<String, Object> more = new HashMap<>();
        more.put("started_at", null);
        fold(ORGANIZATION, fact(SUBSCRIPTION, 9, ANN, "active", more));

        assertThat(mrr(ORGANIZATION)).containsExactly(ANN + " -infinity infinity 1200  -infinity");
        fold(ORGANIZATION, fact(id('a', 2), 9, ANN, "active", more));
        assertThat(mrr(ORGANIZATION)).containsExactly(ANN + " -infinity infinity 2400  -infinity");
    }

    @Test
    void aSubscriptionThatChangesItsCustomerChangesBoth() throws Exception {
        fold(
                ORGANIZATION,
                fact(SUBSCRIPTION, 1, ANN, "active", Map.of()),
                fact(id('a', 2), 1, ANN, "active", Map.of("amount", 500)));
        fold(ORGANIZATION, fact(SUBSCRIPTION, 4, BOB, "active", Map.of()));

        assertThat(mrr(ORGANIZATION))
                .containsExactly(
                        ANN + " 2026-01-01 00:00:00 2026-01-04 00:00:00 1700  2026-01-01 00:00:00",
                        ANN + " 2026-01-04 00:00:00 infinity 500  2026-01-01 00:00:00",
                        BOB + " 2026-01-04 00:00:00 infinity 1200  2026-01-04 00:00:00");

        // A version of an earlier time says that it was Bob's from the start.
        fold(ORGANIZATION, fact(SUBSCRIPTION, 1, BOB, "active", Map.of("modified_at", day(1).minusSeconds(1))));
        fold(
                ORGANIZATION,
                new TestFacts.Fact(
                        "subscription.created",
                        day(1),
                        fact(SUBSCRIPTION, 1, BOB, "active", Map.of()).data()));

        assertThat(mrr(ORGANIZATION))
                .containsExactly(
                        ANN + " 2026-01-01 00:00:00 infinity 500  2026-01-01 00:00:00",
                        BOB + " 2026-01-01 00:00:00 infinity 1200  2026-01-01 00:00:00");
    }

    @Test
    void foldingAgainWritesNothing() throws Exception {
        fold(
                ORGANIZATION,
                fact(SUBSCRIPTION, 1, ANN, "active", Map.of("amount", 1_000)),
                fact(SUBSCRIPTION, 4, ANN, "active", Map.of("currency", "eur")));
        List<String> written = writes();

        TestFacts.addTicket(fixture.connection, ORGANIZATION, "subscription", SUBSCRIPTION);
        RandomTickets.foldAll(fixture, ORGANIZATION, new Random(1), new SubscriptionFolder());

        assertThat(writes()).hasSize(5).isEqualTo(written);
    }

    private List<String> writes() throws SQLException {
        try (var select = fixture.connection.prepareStatement("""
                select 's' || ctid || xmin from totals.subscriptions
                union all select 'p' || ctid || xmin from totals.subscription_spans
                union all select 'm' || ctid || xmin from totals.customer_mrr order by 1""")) {
            return texts(select);
        }
    }

    @Test
    void rowsThatAreNotWhatFactsSayAreFoundAndRepaired() throws Exception {
        fold(
                ORGANIZATION,
                fact(SUBSCRIPTION, 1, ANN, "active", Map.of("amount", 1_000)),
                fact(SUBSCRIPTION, 4, ANN, "active", Map.of("currency", "eur")));
        List<String> before = mrr(ORGANIZATION);
        assertThat(differing()).isZero();

        for (String damage : List.of(
                "update totals.subscriptions set canceled_at = now()",
                "delete from totals.subscriptions",
                "update totals.subscription_spans set amount = amount + 1 where currency = 'eur'",
                "delete from totals.subscription_spans where currency = 'usd'",
                "update totals.customer_mrr set usd_cents = usd_cents + 1 where usd_cents > 0",
                "update totals.customer_mrr set to_at = now() where to_at = 'infinity'",
                "insert into totals.customer_mrr select organization_id, customer_id, '2020-01-01', '2021-01-01', 1, '',"
                        + " first_paid_at from totals.customer_mrr limit 1",
                "delete from totals.customer_mrr")) {
            try (var statement = fixture.connection.createStatement()) {
                statement.execute(damage);
            }
            assertThat(differing()).as(damage).isPositive();

            TestFacts.addTicket(fixture.connection, ORGANIZATION, "subscription", SUBSCRIPTION);
            RandomTickets.foldAll(fixture, ORGANIZATION, new Random(1), new SubscriptionFolder());

            assertThat(differing()).as("after " + damage).isZero();
            assertThat(mrr(ORGANIZATION)).isEqualTo(before);
        }
    }

    private long differing() throws Exception {
        var pool = fixture.database.pool("check", 1);
        long rows = TotalsFixture.get(pool.withTransaction(
                connection -> SubscriptionFolder.differing(connection, ORGANIZATION, Set.of(SUBSCRIPTION))));
        TotalsFixture.get(pool.close());
        return rows;
    }

    @Test
    void organizationsDoNotMeet() throws Exception {
        fold(ORGANIZATION, fact(SUBSCRIPTION, 1, ANN, "active", Map.of()));
        List<String> before = mrr(ORGANIZATION);

        fold(OTHER, fact(SUBSCRIPTION, 2, ANN, "canceled", Map.of("ended_at", day(2), "amount", 7)));

        assertThat(mrr(ORGANIZATION)).isEqualTo(before);
        assertThat(mrr(OTHER)).containsExactly(ANN + " 2026-01-01 00:00:00 2026-01-02 00:00:00 7  2026-01-01 00:00:00");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void theOrderOfArrivalChangesNothing(long seed) throws Exception {
        var random = new Random(seed);
        List<TestFacts.Fact> facts = randomFacts(random);
        TestFacts.append(fixture.connection, OTHER, facts);
        RandomTickets.fold(fixture, OTHER, all(facts), new SubscriptionFolder());

        Collections.shuffle(facts, random);
        for (int i = 0; i < facts.size(); ) {
            int next = Math.min(facts.size(), i + 1 + random.nextInt(60));
            TestFacts.append(fixture.connection, ORGANIZATION, facts.subList(i, next));
            if (random.nextBoolean()) {
                RandomTickets.foldAll(fixture, ORGANIZATION, random, new SubscriptionFolder());
            }
            i = next;
        }
        RandomTickets.foldAll(fixture, ORGANIZATION, random, new SubscriptionFolder());

        for (String table : List.of("subscriptions", "subscription_spans", "customer_mrr")) {
            assertThat(rows(table, ORGANIZATION))
                    .as(table)
                    .hasSizeGreaterThan(20)
                    .isEqualTo(rows(table, OTHER));
        }
        for (int customer = 1; customer <= 12; customer++) {
            for (int day = 0; day < 35; day++) {
                assertMrr(facts, id('c', customer), day(day).plusSeconds(43_200));
            }
        }
    }

    private static TouchedObjects all(List<TestFacts.Fact> facts) {
        return new TouchedObjects(Map.of(
                FactKind.SUBSCRIPTION,
                Set.copyOf(facts.stream().map(TestFacts.Fact::objectId).toList())));
    }

    /** Amounts of random facts are monthly, so that cents and prices can be added up at once. */
    private void assertMrr(List<TestFacts.Fact> facts, UUID customer, Instant at) throws SQLException {
        Map<UUID, List<TestFacts.Fact>> bySubscription = facts.stream()
                .sorted(Comparator.comparing(TestFacts.Fact::versionAt))
                .collect(Collectors.groupingBy(TestFacts.Fact::objectId));
        BigDecimal usd = BigDecimal.ZERO;
        List<String> others = new ArrayList<>();
        for (List<TestFacts.Fact> versions : bySubscription.values()) {
            SubscriptionPlan plan = PaidAtInstant.plan(
                    versions.stream().map(SubscriptionFolderIT::version).toList(), at);
            if (plan != null && plan.customerId().equals(customer)) {
                if (plan.currency().equals("usd")) {
                    usd = usd.add(plan.amount());
                } else {
                    others.add("eur " + plan.amount().toPlainString() + " month 1");
                }
            }
        }
        String expected = usd.signum() == 0 && others.isEmpty()
                ? null
                : usd.toPlainString() + "/" + CustomerMrrTest.counted(others);
        assertThat(mrrAt(customer, at)).as("%s at %s", customer, at).isEqualTo(expected);
    }

    private @Nullable String mrrAt(UUID customer, Instant at) throws SQLException {
        try (var select = fixture.connection.prepareStatement("""
                select usd_cents || '/' || other_prices from totals.customer_mrr
                where organization_id = ? and customer_id = ? and from_at <= ? and to_at > ?""")) {
            select.setObject(1, ORGANIZATION);
            select.setObject(2, customer);
            select.setObject(3, at.atOffset(ZoneOffset.UTC));
            select.setObject(4, at.atOffset(ZoneOffset.UTC));
            List<String> found = texts(select);
            assertThat(found).hasSizeLessThan(2);
            return found.isEmpty() ? null : found.get(0);
        }
    }

    private static SubscriptionVersion version(TestFacts.Fact fact) {
        Map<String, ?> data = fact.data();
        return new SubscriptionVersion(
                fact.versionAt(),
                new SubscriptionPlan(
                        (UUID) data.get("customer_id"),
                        PRODUCT,
                        new BigDecimal(data.get("amount").toString()),
                        (String) data.get("currency"),
                        "month",
                        1),
                (String) data.get("status"),
                (Instant) data.get("started_at"),
                (Instant) data.get("trial_end"),
                (Instant) data.get("ends_at"));
    }

    private static List<TestFacts.Fact> randomFacts(Random random) {
        List<String> statuses = List.of("trialing", "active", "active", "past_due", "canceled", "paused", "incomplete");
        List<TestFacts.Fact> facts = new ArrayList<>();
        for (int subscription = 1; subscription <= 60; subscription++) {
            UUID customer = id('c', random.nextInt(1, 13));
            for (int version = random.nextInt(1, 6); version > 0; version--) {
                Map<String, Object> more = new HashMap<>();
                more.put("amount", 100 * random.nextInt(4));
                more.put("currency", random.nextInt(4) == 0 ? "eur" : "usd");
                more.put("modified_at", day(2).plusMillis(random.nextInt(25 * 86_400) * 1_000L + subscription));
                more.put("trial_end", random.nextInt(3) == 0 ? day(random.nextInt(1, 20)) : null);
                more.put("ends_at", random.nextInt(4) == 0 ? day(random.nextInt(5, 30)) : null);
                facts.add(fact(
                        id('a', subscription),
                        2,
                        random.nextInt(10) == 0 ? id('c', random.nextInt(1, 13)) : customer,
                        statuses.get(random.nextInt(statuses.size())),
                        more));
            }
        }
        return facts;
    }
}

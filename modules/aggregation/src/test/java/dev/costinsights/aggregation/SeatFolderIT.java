package dev.costinsights.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.testkit.TestFacts;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Checkouts and seats. */
class SeatFolderIT {
    private static final UUID ORGANIZATION = UUID.fromString("10000000-0000-4000-8000-000000000000");
    private static final UUID OTHER = UUID.fromString("20000000-0000-4000-8000-000000000000");
    private static final UUID SEAT = id('f', 1);
    private static final UUID SUBSCRIPTION = id('a', 1);
    private static final UUID ORDER = id('b', 1);
    private static final UUID CUSTOMER = id('c', 1);
    private static final UUID PRODUCT = id('d', 1);
    private static final Instant CREATED = Instant.parse("2026-03-01T00:00:00Z");

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

    private static TestFacts.Fact seat(UUID id, @Nullable UUID subscription, @Nullable UUID order, int hour) {
        Map<String, Object> data = new HashMap<>();
        data.put("id", id);
        data.put("created_at", CREATED);
        data.put("subscription_id", subscription);
        data.put("order_id", order);
        data.put("claimed_at", hour < 2 ? null : CREATED.plusSeconds(7_200));
        data.put("revoked_at", hour < 3 ? null : CREATED.plusSeconds(10_800));
        return new TestFacts.Fact("customer_seat.assigned", CREATED.plusSeconds(hour * 3_600L), data);
    }

    private static TestFacts.Fact subscription(UUID id, UUID customer) {
        return new TestFacts.Fact(
                "subscription.created",
                CREATED,
                Map.of(
                        "id",
                        id,
                        "created_at",
                        CREATED,
                        "status",
                        "active",
                        "customer_id",
                        customer,
                        "product_id",
                        PRODUCT,
                        "amount",
                        1_000,
                        "currency",
                        "usd",
                        "recurring_interval",
                        "month"));
    }

    private static TestFacts.Fact checkout(String createdAt, @Nullable String openedAt, String status) {
        Map<String, Object> data = new HashMap<>();
        data.put("id", id('e', 1));
        data.put("created_at", createdAt);
        data.put("opened_at", openedAt);
        data.put("status", status);
        data.put("customer_id", CUSTOMER);
        data.put("product_id", PRODUCT);
        return new TestFacts.Fact("checkout.updated", Instant.parse(createdAt), data);
    }

    /** Stands for the fold of orders. */
    private void putOrder(UUID organization) throws Exception {
        try (var insert = fixture.connection.prepareStatement("""
                insert into totals.orders (organization_id, id, customer_id, product_id, created_at, status, counts,
                    currency, net_amount, rate, converted, revenue_cents, fee_cents, refund_cents, stage)
                values (?, ?, ?, ?, now(), 'paid', true, 'usd', 1, 1, true, 1, 0, 0, 1)""")) {
            insert.setObject(1, organization);
            insert.setObject(2, ORDER);
            insert.setObject(3, CUSTOMER);
            insert.setObject(4, PRODUCT);
            insert.executeUpdate();
        }
    }

    private void fold(UUID organization, TestFacts.Fact... facts) throws Exception {
        TestFacts.append(fixture.connection, organization, List.of(facts));
        foldAll(organization, new Random(1));
    }

    private void foldAll(UUID organization, Random random) throws Exception {
        RandomTickets.foldAll(
                fixture, organization, random, new SubscriptionFolder(), new CheckoutFolder(), new SeatFolder());
    }

    /** Rows as text without the organization. */
    private List<String> rows(String table, UUID organization) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (var select =
                fixture.connection.prepareStatement("select (to_jsonb(t) - 'organization_id')::text from totals."
                        + table + " t where organization_id = ? order by 1")) {
            select.setObject(1, organization);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        }
        return texts;
    }

    private String onlyRow(String table) throws SQLException {
        List<String> rows = rows(table, ORGANIZATION);
        assertThat(rows).hasSize(1);
        return rows.get(0);
    }

    private static String field(String name, @Nullable UUID id) {
        return "\"" + name + "\": " + (id == null ? "null" : "\"" + id + "\"");
    }

    @Test
    void aSeatWaitsForItsSubscription() throws Exception {
        fold(ORGANIZATION, seat(SEAT, SUBSCRIPTION, null, 1));
        fold(OTHER, subscription(SUBSCRIPTION, CUSTOMER));

        assertThat(onlyRow("seats"))
                .contains("\"waiting\": true", field("customer_id", null), field("product_id", null));

        fold(ORGANIZATION, subscription(SUBSCRIPTION, CUSTOMER));

        assertThat(onlyRow("seats"))
                .contains("\"waiting\": false", field("customer_id", CUSTOMER), field("product_id", PRODUCT));
    }

    @Test
    void aSeatWaitsForItsOrder() throws Exception {
        fold(ORGANIZATION, seat(SEAT, null, ORDER, 1));
        putOrder(OTHER);
        assertThat(onlyRow("seats")).contains("\"waiting\": true");

        putOrder(ORGANIZATION);
        RandomTickets.fold(
                fixture, ORGANIZATION, new TouchedObjects(Map.of(FactKind.ORDER, Set.of(ORDER))), new SeatFolder());

        assertThat(onlyRow("seats"))
                .contains("\"waiting\": false", field("customer_id", CUSTOMER), field("product_id", PRODUCT));
    }

    @Test
    void theSubscriptionOfASeatComesBeforeItsOrder() throws Exception {
        putOrder(ORGANIZATION);
        fold(ORGANIZATION, seat(SEAT, SUBSCRIPTION, ORDER, 1));
        assertThat(onlyRow("seats")).contains("\"waiting\": false", field("customer_id", CUSTOMER));

        fold(ORGANIZATION, subscription(SUBSCRIPTION, id('c', 2)));

        assertThat(onlyRow("seats")).contains(field("customer_id", id('c', 2)));
    }

    @Test
    void aSeatIsWhatItsLastFactSays() throws Exception {
        fold(ORGANIZATION, subscription(SUBSCRIPTION, CUSTOMER), seat(SEAT, SUBSCRIPTION, null, 3));
        fold(ORGANIZATION, seat(SEAT, SUBSCRIPTION, null, 1), seat(SEAT, SUBSCRIPTION, null, 2));

        assertThat(onlyRow("seats"))
                .contains(
                        "\"created_at\": \"2026-03-01T00:00:00",
                        "\"claimed_at\": \"2026-03-01T02:00:00",
                        "\"revoked_at\": \"2026-03-01T03:00:00",
                        field("subscription_id", SUBSCRIPTION),
                        field("order_id", null));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-22T12:12:59Z, , 2026-01-22T12:12:59",
        "2026-01-22T12:12:59Z, 2026-01-23T00:00:00Z, 2026-01-23T00:00:00",
        "2026-01-22T12:13:00Z, 2026-01-23T00:00:00Z, 2026-01-23T00:00:00",
        "2026-01-22T12:13:00Z, , ",
    })
    void aCheckoutCountsWhenItWasOpened(String createdAt, @Nullable String openedAt, @Nullable String effectiveAt)
            throws Exception {
        fold(ORGANIZATION, checkout(createdAt, openedAt, "open"));

        assertThat(onlyRow("checkouts"))
                .contains(
                        "\"succeeded\": false",
                        field("customer_id", CUSTOMER),
                        field("product_id", PRODUCT),
                        "\"effective_at\": " + (effectiveAt == null ? "null" : "\"" + effectiveAt));
    }

    @ParameterizedTest
    @CsvSource({"succeeded, true", "confirmed, false", "failed, false", "expired, false", "open, false"})
    void onlyASucceededCheckoutHasSucceeded(String status, boolean succeeded) throws Exception {
        fold(ORGANIZATION, checkout("2026-01-01T00:00:00Z", null, status));

        assertThat(onlyRow("checkouts")).contains("\"succeeded\": " + succeeded);
    }

    @Test
    void rowsThatAreNotWhatFactsSayAreFound() throws Exception {
        fold(
                ORGANIZATION,
                subscription(SUBSCRIPTION, CUSTOMER),
                seat(SEAT, SUBSCRIPTION, null, 3),
                checkout("2026-01-01T00:00:00Z", null, "open"));
        assertThat(differing()).isZero();

        for (String damage : List.of(
                "update totals.seats set claimed_at = now()",
                "delete from totals.seats",
                "update totals.checkouts set succeeded = true",
                "delete from totals.checkouts")) {
            try (var statement = fixture.connection.createStatement()) {
                statement.execute(damage);
            }
            assertThat(differing()).as(damage).isOne();

            TestFacts.addTicket(fixture.connection, ORGANIZATION, "customer_seat", SEAT);
            TestFacts.addTicket(fixture.connection, ORGANIZATION, "checkout", id('e', 1));
            foldAll(ORGANIZATION, new Random(1));

            assertThat(differing()).as("after " + damage).isZero();
        }
    }

    private long differing() throws Exception {
        var pool = fixture.database.pool("check", 1);
        long rows = TotalsFixture.get(pool.withConnection(connection -> SeatFolder.differing(
                        connection, ORGANIZATION, Set.of(SEAT))
                .compose(seats -> CheckoutFolder.differing(connection, ORGANIZATION, Set.of(id('e', 1)))
                        .map(checkouts -> seats + checkouts))));
        TotalsFixture.get(pool.close());
        return rows;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void theOrderOfArrivalChangesNothing(long seed) throws Exception {
        var random = new Random(seed);
        List<TestFacts.Fact> facts = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int subscription = random.nextInt(60);
            facts.add(seat(id('f', i), id('a', subscription), null, 1));
            facts.add(seat(id('f', i), id('a', random.nextInt(60)), null, 1 + random.nextInt(3)));
            if (i < 50) {
                facts.add(subscription(id('a', i), id('c', random.nextInt(9))));
            }
        }
        TestFacts.append(fixture.connection, OTHER, distinct(facts));
        foldAll(OTHER, random);

        facts = distinct(facts);
        Collections.shuffle(facts, random);
        for (int i = 0; i < facts.size(); i += 25) {
            TestFacts.append(fixture.connection, ORGANIZATION, facts.subList(i, Math.min(i + 25, facts.size())));
            foldAll(ORGANIZATION, random);
        }

        List<String> seats = rows("seats", ORGANIZATION);
        assertThat(seats).hasSize(100).isEqualTo(rows("seats", OTHER));
        assertThat(seats).anyMatch(seat -> seat.contains("\"waiting\": true"));
        assertThat(seats).anyMatch(seat -> seat.contains("\"waiting\": false"));
    }

    /** One fact of each object and version. */
    private static List<TestFacts.Fact> distinct(List<TestFacts.Fact> facts) {
        Map<String, TestFacts.Fact> distinct = new HashMap<>();
        facts.forEach(fact -> distinct.putIfAbsent(fact.objectId() + " " + fact.versionAt(), fact));
        return new ArrayList<>(distinct.values());
    }
}

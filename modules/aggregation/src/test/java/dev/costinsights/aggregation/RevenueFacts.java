package dev.costinsights.aggregation;

import dev.costinsights.testkit.TestFacts;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Facts for tests: one by one, and whole random histories. */
final class RevenueFacts {
    private static final Instant FIRST = Instant.parse("2026-01-20T23:00:00Z");
    private static final List<String> CURRENCIES = List.of("usd", "eur", "jpy");
    private static final List<String> ORDER_STATUSES =
            List.of("draft", "pending", "paid", "paid", "paid", "refunded", "partially_refunded", "void");

    private final Random random;
    private final List<UUID> customers = ids(4);
    private final List<UUID> products = ids(3);
    private final List<UUID> subscriptions = ids(5);
    private final List<UUID> orders = ids(50);
    private long versions;

    RevenueFacts(long seed) {
        random = new Random(seed);
    }

    private static List<UUID> ids(int count) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(UUID.randomUUID());
        }
        return ids;
    }

    static TestFacts.Fact fact(String type, String at, Object... data) {
        Map<String, Object> object = new HashMap<>();
        for (int i = 0; i < data.length; i += 2) {
            object.put((String) data[i], data[i + 1]);
        }
        return new TestFacts.Fact(type, Instant.parse(at), object);
    }

    /** The same object later, with some fields as given. */
    static TestFacts.Fact later(TestFacts.Fact fact, String type, String at, Object... data) {
        Map<String, Object> object = new HashMap<>(fact.data());
        for (int i = 0; i < data.length; i += 2) {
            object.put((String) data[i], data[i + 1]);
        }
        return new TestFacts.Fact(type, Instant.parse(at), object);
    }

    /** A history with everything that revenue totals can meet, in no order. */
    List<TestFacts.Fact> history() {
        List<TestFacts.Fact> facts = new ArrayList<>();
        subscriptions.forEach(id -> versions(facts, () -> subscription(id)));
        orders.forEach(id -> versions(facts, () -> order(id)));
        for (UUID id : ids(25)) {
            versions(facts, () -> refund(id));
        }
        for (UUID id : ids(12)) {
            versions(facts, () -> dispute(id));
        }
        for (int day = 0; day < 30; day += 3) {
            for (String currency : List.of("eur", "jpy")) {
                LocalDate date = LocalDate.ofInstant(FIRST, ZoneOffset.UTC).plusDays(day);
                versions(facts, () -> rate(currency, date));
            }
        }
        return facts;
    }

    private interface Version {
        TestFacts.Fact make();
    }

    private void versions(List<TestFacts.Fact> facts, Version version) {
        for (int i = random.nextInt(3); i >= 0; i--) {
            facts.add(version.make());
        }
    }

    /** Crowded, so that orders of a subscription meet in quarter-hours, hours, days and weeks. */
    private Instant time() {
        Instant crowd = FIRST.plus(Duration.ofDays(random.nextInt(5) * 8L));
        return crowd.plusSeconds(random.nextInt(random.nextBoolean() ? 2_000 : 400_000));
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private @Nullable Object rarely(Object value) {
        return random.nextInt(3) == 0 ? value : null;
    }

    private TestFacts.Fact version(String type, UUID id, Object... data) {
        Map<String, Object> object = new HashMap<>();
        object.put("id", id);
        object.put("created_at", time());
        for (int i = 0; i < data.length; i += 2) {
            object.put((String) data[i], data[i + 1]);
        }
        // Every version at a time of its own, in no order.
        Instant at = time().plusNanos(++versions * 1_000);
        object.put("modified_at", random.nextBoolean() ? at : null);
        return new TestFacts.Fact(type, at, object);
    }

    private TestFacts.Fact subscription(UUID id) {
        return version(
                "subscription.updated",
                id,
                "status",
                "active",
                "customer_id",
                any(customers),
                "product_id",
                any(products),
                "amount",
                1_000,
                "currency",
                "usd",
                "recurring_interval",
                "month",
                "started_at",
                random.nextInt(5) == 0 ? null : time());
    }

    private TestFacts.Fact order(UUID id) {
        return version(
                "order.updated",
                id,
                "status",
                any(ORDER_STATUSES),
                "customer_id",
                any(customers),
                "product_id",
                random.nextInt(4) == 0 ? null : any(products),
                "subscription_id",
                random.nextInt(4) == 0 ? null : any(subscriptions),
                "currency",
                any(CURRENCIES),
                "net_amount",
                random.nextInt(20_000) - 1_000,
                "platform_fee_amount",
                rarely(random.nextInt(500)),
                "exchange_rate",
                rarely(new BigDecimal(random.nextInt(2_000) + 1).movePointLeft(3)));
    }

    /** Some of orders that nobody knows. */
    private UUID anyOrder() {
        return random.nextInt(10) == 0 ? UUID.randomUUID() : any(orders);
    }

    private TestFacts.Fact refund(UUID id) {
        return version(
                "refund.updated",
                id,
                "status",
                any(List.of("pending", "succeeded", "succeeded", "failed")),
                "order_id",
                anyOrder(),
                "amount",
                random.nextInt(5_000),
                "currency",
                "eur",
                "exchange_rate",
                rarely(new BigDecimal("1.115")));
    }

    private TestFacts.Fact dispute(UUID id) {
        return version(
                "dispute.updated",
                id,
                "status",
                any(List.of("open", "lost", "won")),
                "order_id",
                anyOrder(),
                "amount",
                random.nextInt(5_000),
                "currency",
                "eur",
                "fee_amount",
                rarely(1_500),
                "exchange_rate",
                rarely(new BigDecimal("0.995")));
    }

    private TestFacts.Fact rate(String currency, LocalDate day) {
        Instant at = time().plusNanos(++versions * 1_000);
        return new TestFacts.Fact(
                "exchange_rate.set",
                at,
                Map.of(
                        "currency",
                        currency,
                        "day",
                        day,
                        "rate",
                        new BigDecimal(random.nextInt(2_000) + 1).movePointLeft(3)));
    }
}

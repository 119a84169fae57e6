package dev.costinsights.presentation;

import dev.costinsights.presentation.RevenueRows.Checkout;
import dev.costinsights.presentation.RevenueRows.Dispute;
import dev.costinsights.presentation.RevenueRows.Order;
import dev.costinsights.presentation.RevenueRows.Product;
import dev.costinsights.presentation.RevenueRows.Refund;
import dev.costinsights.presentation.RevenueRows.Seat;
import dev.costinsights.presentation.RevenueRows.Subscription;
import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Seeded revenue where mistakes would show: renewals, trials and ends around midnights and clock changes. */
final class RandomRevenue {
    static final List<String> REASONS = List.of(
            "customer_service",
            "low_quality",
            "missing_features",
            "switched_service",
            "too_complex",
            "too_expensive",
            "unused",
            "other");
    private static final List<String> CURRENCIES = List.of("usd", "usd", "eur", "jpy");
    private static final List<String> INTERVALS = List.of("month", "month", "year", "week", "day");

    private final Random random;
    private final RevenueRows rows = new RevenueRows();
    private final List<UUID> customers = new ArrayList<>();

    private RandomRevenue(Random random) {
        this.random = random;
    }

    /** @param customers whose it is */
    record World(RevenueRows rows, List<UUID> customers, List<TestLog.Event> events) {}

    static World world(Random random) {
        return new RandomRevenue(random).world();
    }

    private World world() {
        for (int i = 0; i < 8; i++) {
            customers.add(id());
        }
        for (int i = 0; i < 5; i++) {
            rows.products.add(new Product(id(), i < 3 ? "recurring" : "one_time"));
        }
        for (int i = 0; i < 25; i++) {
            addSubscription();
        }
        for (int i = 0; i < 15; i++) {
            addOrder(null, oneOf(customers), maybe(product()), RandomEvents.time(random));
        }
        for (int i = 0; i < 4; i++) {
            // Of subscriptions that nobody told of.
            addOrder(id(), oneOf(customers), product(), RandomEvents.time(random));
        }
        for (int i = 0; i < 20; i++) {
            rows.checkouts.add(new Checkout(
                    maybe(oneOf(customers)), maybe(product()), maybe(RandomEvents.time(random)), random.nextBoolean()));
        }
        for (int i = 0; i < 25; i++) {
            addSeat();
        }
        List<TestLog.Event> events = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            events.add(new TestLog.Event(
                    RandomEvents.time(random),
                    "a",
                    null,
                    oneOf(customers),
                    new BigDecimal(random.nextInt(2_000_000)).movePointLeft(3),
                    null,
                    null));
        }
        return new World(rows, customers, events);
    }

    private void addSubscription() {
        UUID customer = oneOf(customers);
        Instant started = RandomEvents.time(random);
        String interval = oneOf(INTERVALS);
        var subscription = new Subscription(
                id(),
                customer,
                product(),
                near(started),
                random.nextInt(10) == 0 ? null : started,
                random.nextInt(3) == 0 ? near(started.plus(Duration.ofDays(random.nextInt(40)))) : null,
                random.nextInt(2) == 0 ? later(started) : null,
                random.nextInt(2) == 0 ? later(started) : null,
                oneOf(REASONS),
                random.nextInt(30_000),
                oneOf(CURRENCIES),
                interval,
                1 + random.nextInt(3));
        rows.subscriptions.add(subscription);
        Instant at = random.nextInt(3) == 0 ? started.plusSeconds(random.nextInt(600)) : near(started);
        for (int i = random.nextInt(6); i >= 0; i--) {
            UUID product = random.nextInt(5) == 0 ? product() : subscription.product();
            UUID payer = random.nextInt(5) == 0 ? oneOf(customers) : customer;
            addOrder(subscription.id(), payer, product, at);
            at = nextOrder(at, interval);
        }
    }

    private Instant nextOrder(Instant at, String interval) {
        return switch (random.nextInt(5)) {
            case 0 -> at;
            case 1 -> at.plusSeconds(random.nextInt(8_000));
            case 2 -> RandomEvents.time(random);
            default ->
                at.plus(Duration.ofDays(
                        switch (interval) {
                            case "day" -> 1;
                            case "week" -> 7;
                            case "month" -> 30;
                            default -> 365;
                        }));
        };
    }

    private void addOrder(@Nullable UUID subscription, UUID customer, @Nullable UUID product, Instant at) {
        boolean counts = random.nextInt(8) > 0;
        String currency = oneOf(CURRENCIES);
        BigDecimal rate = currency.equals("usd") ? BigDecimal.ONE : BigDecimal.valueOf(1 + random.nextInt(20_000), 4);
        var order = new Order(
                id(),
                customer,
                product,
                subscription,
                at,
                counts,
                currency,
                rate,
                counts ? random.nextInt(20_000) : 0,
                counts ? random.nextInt(500) : 0);
        rows.orders.add(order);
        if (random.nextInt(4) == 0) {
            rows.refunds.add(new Refund(order, later(at), random.nextInt(5_000)));
        }
        if (random.nextInt(6) == 0) {
            Instant disputed = later(at);
            rows.disputes.add(new Dispute(order, disputed, maybe(later(disputed)), random.nextInt(9_000)));
        }
    }

    private void addSeat() {
        boolean waiting = random.nextInt(6) == 0;
        Instant created = RandomEvents.time(random);
        rows.seats.add(new Seat(
                waiting,
                waiting ? null : oneOf(customers),
                waiting ? null : maybe(product()),
                created,
                maybe(later(created)),
                random.nextInt(3) == 0 ? null : later(created)));
    }

    private Instant later(Instant at) {
        return random.nextInt(3) == 0 ? RandomEvents.time(random) : at.plusSeconds(random.nextInt(6_000_000));
    }

    private Instant near(Instant at) {
        return at.plusSeconds(random.nextInt(7_200) - 3_600L);
    }

    private UUID product() {
        return oneOf(rows.products).id();
    }

    private <T> @Nullable T maybe(T value) {
        return random.nextInt(4) == 0 ? null : value;
    }

    private <T> T oneOf(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }

    private UUID id() {
        return new UUID(
                random.nextLong() & ~0xf000L | 0x4000L, random.nextLong() & 0x3fffffffffffffffL | Long.MIN_VALUE);
    }
}

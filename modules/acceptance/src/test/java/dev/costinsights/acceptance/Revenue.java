package dev.costinsights.acceptance;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What facts say of orders, their refunds and disputes, subscriptions, checkouts and seats, amounts in cents of usd,
 * converted once and rounded half away from zero.
 */
final class Revenue {
    private static final Set<String> COUNTING = Set.of("paid", "refunded", "partially_refunded");
    /** Checkouts created before count from then, when they weren't opened. */
    private static final Instant OPENED_CHECKOUTS = Instant.parse("2026-01-22T12:13:00Z");

    /**
     * Whose something is, and of which product.
     *
     * @param customer null for a checkout of nobody
     */
    record About(@Nullable UUID customer, @Nullable UUID product) {}

    /**
     * An order.
     *
     * @param converted false when no rate is known and 1 was taken
     * @param revenue 0 unless it counts, as its fee
     */
    record Order(
            UUID id,
            About about,
            @Nullable UUID subscription,
            Instant createdAt,
            boolean counts,
            String currency,
            BigDecimal rate,
            boolean converted,
            BigDecimal revenue,
            BigDecimal fee) {}

    /** A refund that succeeded. */
    record Refund(Order order, Instant createdAt, BigDecimal cents) {}

    /**
     * A dispute, with its fee.
     *
     * @param wonAt when it was given back; null when it wasn't
     */
    record Dispute(Order order, Instant createdAt, @Nullable Instant wonAt, BigDecimal cents) {}

    /** A checkout that counts. */
    record Checkout(About about, Instant at, boolean succeeded) {}

    /** A seat of a subscription or an order that is known. */
    record Seat(
            About about,
            Instant createdAt,
            @Nullable Instant claimedAt,
            @Nullable Instant revokedAt) {}

    private final FactBook book;
    private final Map<UUID, String> billingTypes = new HashMap<>();
    private final Map<UUID, Order> orders = new HashMap<>();
    private final Map<UUID, Subscription> subscriptions = new HashMap<>();
    private final List<Refund> refunds = new ArrayList<>();
    private final List<Dispute> disputes = new ArrayList<>();
    private final List<Checkout> checkouts = new ArrayList<>();
    private final List<Seat> seats = new ArrayList<>();

    Revenue(FactBook book) {
        this.book = book;
        book.present("product")
                .forEach(product -> billingTypes.put(
                        product.id(), product.required("is_recurring").booleanValue() ? "recurring" : "one_time"));
        book.present("order").forEach(order -> orders.put(order.id(), order(order)));
        book.histories("subscription")
                .forEach(history -> subscriptions.put(FactBook.last(history).id(), Subscription.of(history)));
        book.present("refund").forEach(this::addRefund);
        book.histories("dispute").forEach(this::addDispute);
        book.present("checkout").forEach(this::addCheckout);
        book.present("customer_seat").forEach(this::addSeat);
    }

    private Order order(Fact order) {
        String currency = order.required("currency").asText();
        Instant createdAt = Objects.requireNonNull(order.instant("created_at"));
        Optional<BigDecimal> rate = Optional.ofNullable(order.decimal("exchange_rate"))
                .or(() -> currency.equals("usd") ? Optional.of(BigDecimal.ONE) : day(currency, createdAt));
        boolean counts = COUNTING.contains(order.required("status").asText());
        return new Order(
                order.id(),
                new About(order.uuid("customer_id"), order.uuid("product_id")),
                order.uuid("subscription_id"),
                createdAt,
                counts,
                currency,
                rate.orElse(BigDecimal.ONE),
                rate.isPresent(),
                counts ? cents(order, "net_amount", rate.orElse(BigDecimal.ONE)) : BigDecimal.ZERO,
                counts
                        ? Objects.requireNonNullElse(order.decimal("platform_fee_amount"), BigDecimal.ZERO)
                        : BigDecimal.ZERO);
    }

    private static BigDecimal cents(Fact fact, String field, BigDecimal rate) {
        return Decimals.rounded(fact.required(field).decimalValue().multiply(rate));
    }

    /** Usd per unit by what was set for the UTC day of this instant, else for the nearest earlier one. */
    private Optional<BigDecimal> day(String currency, Instant instant) {
        String day = LocalDate.ofInstant(instant, ZoneOffset.UTC).toString();
        return book.present("exchange_rate").stream()
                .filter(rate -> rate.required("currency").asText().equals(currency))
                .filter(rate -> rate.required("day").asText().compareTo(day) <= 0)
                .max(Comparator.comparing(rate -> rate.required("day").asText()))
                .map(rate -> rate.required("rate").decimalValue());
    }

    private void addRefund(Fact refund) {
        Order order = orders.get(refund.uuid("order_id"));
        if (order != null && refund.required("status").asText().equals("succeeded")) {
            BigDecimal rate = Objects.requireNonNullElse(refund.decimal("exchange_rate"), order.rate());
            refunds.add(new Refund(
                    order, Objects.requireNonNull(refund.instant("created_at")), cents(refund, "amount", rate)));
        }
    }

    private void addDispute(List<Fact> history) {
        Fact dispute = FactBook.last(history);
        Order order = orders.get(dispute.uuid("order_id"));
        if (order != null) {
            BigDecimal rate = Objects.requireNonNullElse(dispute.decimal("exchange_rate"), order.rate());
            BigDecimal fee = Objects.requireNonNullElse(dispute.decimal("fee_amount"), BigDecimal.ZERO);
            Instant wonAt = history.stream()
                    .filter(version -> version.required("status").asText().equals("won"))
                    .findFirst()
                    .map(Fact::version)
                    .orElse(null);
            disputes.add(new Dispute(
                    order,
                    Objects.requireNonNull(dispute.instant("created_at")),
                    wonAt,
                    cents(dispute, "amount", rate).add(fee)));
        }
    }

    private void addCheckout(Fact checkout) {
        Instant createdAt = Objects.requireNonNull(checkout.instant("created_at"));
        Instant at = checkout.instant("opened_at");
        if (at == null && createdAt.isBefore(OPENED_CHECKOUTS)) {
            at = createdAt;
        }
        if (at != null) {
            checkouts.add(new Checkout(
                    new About(checkout.uuid("customer_id"), checkout.uuid("product_id")),
                    at,
                    checkout.required("status").asText().equals("succeeded")));
        }
    }

    private void addSeat(Fact seat) {
        Subscription subscription = subscriptions.get(seat.uuid("subscription_id"));
        Order order = orders.get(seat.uuid("order_id"));
        if (subscription != null || order != null) {
            seats.add(new Seat(
                    subscription != null
                            ? subscription.now().about()
                            : Objects.requireNonNull(order).about(),
                    Objects.requireNonNull(seat.instant("created_at")),
                    seat.instant("claimed_at"),
                    seat.instant("revoked_at")));
        }
    }

    List<Order> orders() {
        return List.copyOf(orders.values());
    }

    List<Subscription> subscriptions() {
        return List.copyOf(subscriptions.values());
    }

    /** Null when the order is of none, or of one that isn't known. */
    @Nullable
    Subscription subscription(Order order) {
        return subscriptions.get(order.subscription());
    }

    List<Refund> refunds() {
        return refunds;
    }

    List<Dispute> disputes() {
        return disputes;
    }

    List<Checkout> checkouts() {
        return checkouts;
    }

    List<Seat> seats() {
        return seats;
    }

    /** Null for a product that isn't known. */
    @Nullable
    String billingType(@Nullable UUID product) {
        return billingTypes.get(product);
    }

    /** The rate of a time: of the latest order up to it whose rate is known, else of its day, else 1. */
    BigDecimal rateAt(String currency, Instant instant) {
        return currency.equals("usd")
                ? BigDecimal.ONE
                : counting(currency)
                        .filter(order -> order.converted() && !order.createdAt().isAfter(instant))
                        .max(Comparator.comparing(Order::createdAt))
                        .map(Order::rate)
                        .or(() -> day(currency, instant))
                        .orElse(BigDecimal.ONE);
    }

    /** What the orders of a period paid for a unit of a currency, each alike, as a quotient. */
    Rate rateIn(String currency, Bucket bucket) {
        List<Order> inside = counting(currency)
                .filter(order -> bucket.holds(order.createdAt()))
                .toList();
        return currency.equals("usd") || inside.isEmpty()
                ? new Rate(BigDecimal.ONE, BigDecimal.ONE)
                : new Rate(Decimals.sum(inside, Order::rate), Decimals.of(inside.size()));
    }

    /** An exact quotient. */
    record Rate(BigDecimal sum, BigDecimal count) {}

    private Stream<Order> counting(String currency) {
        return orders.values().stream()
                .filter(Order::counts)
                .filter(order -> order.currency().equals(currency));
    }
}

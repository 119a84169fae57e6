package dev.costinsights.acceptance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What customers pay a month at a time, valued with the plans and rates of that time. */
final class MonthlyRevenue {
    private final Revenue revenue;
    private final Predicate<Revenue.About> meant;

    /** @param meant of customers and products, at the time that is asked about */
    MonthlyRevenue(Revenue revenue, Predicate<Revenue.About> meant) {
        this.revenue = revenue;
        this.meant = meant;
    }

    /**
     * By customer at the end of a period, who pay nothing left out. What happens at that very instant belongs to the next
     * period, but for the rate, which is the latest at or before it.
     */
    Map<UUID, BigDecimal> at(Instant end) {
        Instant lastMoment = end.minusNanos(1000);
        Map<UUID, BigDecimal> paid = new TreeMap<>();
        for (Subscription subscription : revenue.subscriptions()) {
            Subscription.Version version = subscription.at(lastMoment);
            if (pays(subscription, lastMoment)) {
                var rate = new Revenue.Rate(revenue.rateAt(version.currency(), end), BigDecimal.ONE);
                paid.merge(version.about().customer(), version.monthly(rate), BigDecimal::add);
            }
        }
        paid.values().removeIf(monthly -> monthly.signum() == 0);
        return paid;
    }

    private boolean pays(Subscription subscription, Instant instant) {
        return meant.test(subscription.at(instant).about()) && subscription.pays(instant);
    }

    /** Whether the customer paid at any time before. */
    boolean paidBefore(UUID customer, Instant instant) {
        return ofCustomer(customer)
                .anyMatch(subscription -> subscription.turns().stream()
                        .anyMatch(turn -> turn.isBefore(instant) && pays(subscription, turn)));
    }

    /** When the customer last ceased to pay before an instant; empty for one who pays then or never did. */
    Optional<Instant> lostBefore(UUID customer, Instant instant) {
        Instant lastMoment = instant.minusNanos(1000);
        if (ofCustomer(customer).anyMatch(subscription -> pays(subscription, lastMoment))) {
            return Optional.empty();
        }
        List<Instant> turns = ofCustomer(customer)
                .flatMap(subscription -> subscription.turns().stream())
                .filter(turn -> turn.isBefore(instant))
                .toList();
        return turns.stream()
                .filter(turn ->
                        ofCustomer(customer).anyMatch(subscription -> pays(subscription, turn.minusNanos(1000))))
                .max(Instant::compareTo);
    }

    private Stream<Subscription> ofCustomer(UUID customer) {
        return revenue.subscriptions().stream()
                .filter(subscription ->
                        customer.equals(subscription.now().about().customer()));
    }

    /** From one end of a period to the next, of one customer. */
    record Movement(UUID customer, String kind, BigDecimal before, BigDecimal after) {
        BigDecimal change() {
            return after.subtract(before);
        }
    }

    /** What moved in the part of the period that is in the range. */
    List<Movement> movements(Bucket bucket) {
        Map<UUID, BigDecimal> before = at(bucket.from());
        Map<UUID, BigDecimal> after = at(bucket.to());
        var everyone = new TreeMap<>(before);
        everyone.putAll(after);
        return everyone.keySet().stream()
                .map(customer -> movement(
                        customer,
                        before.getOrDefault(customer, BigDecimal.ZERO),
                        after.getOrDefault(customer, BigDecimal.ZERO),
                        bucket.from()))
                .filter(movement -> movement.change().signum() != 0)
                .toList();
    }

    private Movement movement(UUID customer, BigDecimal before, BigDecimal after, Instant from) {
        String kind;
        if (before.signum() == 0) {
            kind = paidBefore(customer, from) ? "reactivation" : "new";
        } else if (after.signum() == 0) {
            kind = "churned";
        } else {
            kind = after.compareTo(before) > 0 ? "expansion" : "contraction";
        }
        return new Movement(customer, kind, before, after);
    }
}

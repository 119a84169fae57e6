package dev.costinsights.acceptance;

import dev.costinsights.acceptance.Revenue.About;
import dev.costinsights.acceptance.Revenue.Checkout;
import dev.costinsights.acceptance.Revenue.Seat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Checkouts and seats in a period. */
final class CheckoutAndSeatFigures {
    private final List<Checkout> checkouts;
    private final List<Seat> seats;

    CheckoutAndSeatFigures(Revenue revenue, Predicate<About> meant) {
        checkouts = revenue.checkouts().stream()
                .filter(checkout -> meant.test(checkout.about()))
                .toList();
        seats = revenue.seats().stream()
                .filter(seat -> meant.test(seat.about()))
                .toList();
    }

    Map<String, BigDecimal> of(Bucket bucket) {
        List<Checkout> made = checkouts.stream()
                .filter(checkout -> bucket.holds(checkout.at()))
                .toList();
        List<Seat> held = seats.stream()
                .filter(seat -> bucket.isReachedBy(seat.createdAt()))
                .filter(seat -> seat.revokedAt() == null || !bucket.isReachedBy(seat.revokedAt()))
                .toList();
        long claimed = held.stream()
                .filter(seat -> seat.claimedAt() != null && bucket.isReachedBy(seat.claimedAt()))
                .count();
        var values = new TreeMap<String, BigDecimal>();
        values.put("checkouts", Decimals.of(made.size()));
        values.put(
                "succeeded_checkouts",
                Decimals.of(made.stream().filter(Checkout::succeeded).count()));
        values.put("seats_total", Decimals.of(held.size()));
        values.put("seats_claimed", Decimals.of(claimed));
        values.put("seats_pending", Decimals.of(held.size() - claimed));
        values.put(
                "seat_customers",
                Decimals.of(held.stream()
                        .map(seat -> seat.about().customer())
                        .distinct()
                        .count()));
        values.put("new_seat_customers", customers(of -> isNew(of, bucket)));
        values.put("churned_seat_customers", customers(of -> isLost(of, bucket)));
        return values;
    }

    private BigDecimal customers(Predicate<List<Seat>> which) {
        Map<UUID, List<Seat>> byCustomer = seats.stream()
                .collect(Collectors.groupingBy(
                        seat -> Objects.requireNonNull(seat.about().customer())));
        return Decimals.of(byCustomer.values().stream().filter(which).count());
    }

    /** A seat in the range, and none in an earlier period. */
    private static boolean isNew(List<Seat> of, Bucket bucket) {
        return of.stream().anyMatch(seat -> bucket.holds(seat.createdAt()))
                && of.stream().noneMatch(seat -> seat.createdAt().isBefore(bucket.start()));
    }

    private static boolean isLost(List<Seat> of, Bucket bucket) {
        return of.stream().allMatch(seat -> seat.revokedAt() != null)
                && bucket.holds(of.stream()
                        .map(Seat::revokedAt)
                        .map(Objects::requireNonNull)
                        .max(Instant::compareTo)
                        .orElseThrow());
    }
}

package dev.costinsights.aggregation;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a customer pays a month from one change to the next.
 *
 * @param from inclusive; {@link Instant#MIN} when it has no start
 * @param to exclusive; {@link Instant#MAX} when it has no end
 * @param usdCents of the subscriptions in usd
 * @param otherPrices of those in other currencies, sorted, equal ones once with their count; empty without one
 * @param firstPaidAt when the customer first paid anything
 */
record CustomerMrr(Instant from, Instant to, BigDecimal usdCents, String otherPrices, Instant firstPaidAt) {

    /** Lays the spans of a customer over each other. Rows come by time, don't overlap, and none is of nothing. */
    static List<CustomerMrr> of(Collection<PaidSpan> spans) {
        Map<Instant, List<PaidSpan>> starts = new HashMap<>();
        Map<Instant, List<PaidSpan>> ends = new HashMap<>();
        NavigableSet<Instant> changes = new TreeSet<>();
        for (PaidSpan span : spans) {
            starts.computeIfAbsent(span.from(), at -> new ArrayList<>()).add(span);
            ends.computeIfAbsent(span.to(), at -> new ArrayList<>()).add(span);
            changes.add(span.from());
            changes.add(span.to());
        }
        List<CustomerMrr> rows = new ArrayList<>();
        var paid = new Paid();
        for (Instant at : changes) {
            ends.getOrDefault(at, List.of()).forEach(span -> paid.add(span.plan(), -1));
            starts.getOrDefault(at, List.of()).forEach(span -> paid.add(span.plan(), 1));
            Instant next = changes.higher(at);
            if (next != null && paid.isSomething()) {
                append(rows, at, next, paid);
            }
        }
        return rows;
    }

    private static void append(List<CustomerMrr> rows, Instant from, Instant to, Paid paid) {
        CustomerMrr before = rows.isEmpty() ? null : rows.get(rows.size() - 1);
        String otherPrices = paid.otherPrices();
        if (before != null && before.to.equals(from) && before.isWorth(paid.usdCents, otherPrices)) {
            rows.set(rows.size() - 1, new CustomerMrr(before.from, to, paid.usdCents, otherPrices, before.firstPaidAt));
        } else {
            Instant firstPaidAt = before == null ? from : before.firstPaidAt;
            rows.add(new CustomerMrr(from, to, paid.usdCents, otherPrices, firstPaidAt));
        }
    }

    private boolean isWorth(BigDecimal cents, String prices) {
        return usdCents.compareTo(cents) == 0 && otherPrices.equals(prices);
    }

    /** The sum of what is paid at a time. */
    private static final class Paid {
        private final SortedMap<String, Integer> prices = new TreeMap<>();
        private BigDecimal usdCents = BigDecimal.ZERO;

        private void add(SubscriptionPlan plan, int times) {
            BigDecimal cents = plan.monthlyCents();
            if (cents == null) {
                prices.merge(plan.price(), times, (one, other) -> one + other == 0 ? null : one + other);
            } else {
                usdCents = usdCents.add(cents.multiply(BigDecimal.valueOf(times)));
            }
        }

        private boolean isSomething() {
            return usdCents.signum() > 0 || !prices.isEmpty();
        }

        private String otherPrices() {
            List<String> each = new ArrayList<>();
            prices.forEach((price, times) -> each.add(times > 1 ? times + " x " + price : price));
            return String.join(", ", each);
        }
    }
}

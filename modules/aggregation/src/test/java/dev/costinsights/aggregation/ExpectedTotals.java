package dev.costinsights.aggregation;

import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What totals must be, computed event by event in plain Java. */
final class ExpectedTotals {
    private final Map<String, BigDecimal> costs = new HashMap<>();
    private final Map<String, Long> events = new HashMap<>();
    private final Map<String, Set<String>> active = new HashMap<>();

    private ExpectedTotals() {}

    static SortedMap<String, String> of(Collection<TestLog.Event> logged) {
        var expected = new ExpectedTotals();
        logged.forEach(expected::add);
        SortedMap<String, String> totals = new TreeMap<>();
        expected.costs.forEach((key, cents) -> totals.put(key, TotalsFixture.figures(cents, expected.events.get(key))));
        expected.active.forEach((key, customers) -> totals.put(key, String.valueOf(customers.size())));
        return totals;
    }

    private void add(TestLog.Event event) {
        BigDecimal cents = event.costCents() == null ? BigDecimal.ZERO : event.costCents();
        String customer = customerOf(event);
        for (int grain : new int[] {15, 60, 1440}) {
            String bucket = " " + grain + " " + bucket(event.occurredAt(), grain);
            add("organization" + bucket + " ", cents);
            add("event name" + bucket + " " + event.name(), cents);
            if (event.vendor() != null || event.model() != null) {
                add("llm" + bucket + " " + orDash(event.vendor()) + "/" + orDash(event.model()), cents);
            }
            if (customer != null) {
                active.computeIfAbsent("active" + bucket, key -> new HashSet<>())
                        .add(customer);
            }
        }
        if (customer != null) {
            addToCustomer(event, customer, cents);
        }
    }

    private static @Nullable String customerOf(TestLog.Event event) {
        if (event.externalCustomerId() != null && !event.externalCustomerId().isEmpty()) {
            return event.externalCustomerId();
        }
        return event.customerId() == null ? null : event.customerId().toString();
    }

    private void addToCustomer(TestLog.Event event, String customer, BigDecimal cents) {
        add("customer 1440 " + bucket(event.occurredAt(), 1440) + " " + customer, cents);
        Instant month = event.occurredAt()
                .atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .withDayOfMonth(1)
                .toInstant();
        add("customer 0 " + month + " " + customer, cents);
    }

    private void add(String key, BigDecimal cents) {
        costs.merge(key, cents, BigDecimal::add);
        events.merge(key, 1L, Long::sum);
    }

    private static Instant bucket(Instant instant, int minutes) {
        long seconds = minutes * 60L;
        return Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), seconds) * seconds);
    }

    private static String orDash(@Nullable String text) {
        return text == null ? "-" : text;
    }
}

package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Metrics event by event: which local day or hour it fell on, and nothing else. Shares no code with the server. */
final class ExpectedMetrics {
    private final TimeRange range;
    private final Interval interval;
    private final Function<TestLog.Event, String> customer;

    /** @param customer the same for events of one customer */
    ExpectedMetrics(TimeRange range, Interval interval, Function<TestLog.Event, String> customer) {
        this.customer = customer;
        this.range = range;
        this.interval = interval;
    }

    /** Values by the start of the period; only periods with an event. */
    Map<Instant, Map<Metric, BigDecimal>> periods(List<TestLog.Event> events) {
        Map<Instant, BigDecimal> costs = new TreeMap<>();
        Map<Instant, Set<String>> customers = new TreeMap<>();
        Map<Instant, Set<String>> asSent = new TreeMap<>();
        for (TestLog.Event event : events) {
            if (isInside(event)) {
                costs.merge(label(event), cents(event), BigDecimal::add);
                customers
                        .computeIfAbsent(label(event), label -> new HashSet<>())
                        .add(customer.apply(event));
                asSent.computeIfAbsent(label(event), label -> new HashSet<>()).add(asSent(event));
            }
        }
        Map<Instant, Map<Metric, BigDecimal>> values = new TreeMap<>();
        BigDecimal cumulative = history(events);
        for (Instant label : costs.keySet()) {
            cumulative = cumulative.add(costs.get(label));
            long count = customers.get(label).size();
            long users = asSent.get(label).size();
            Map<Metric, BigDecimal> period = new EnumMap<>(Metric.class);
            period.put(Metric.COSTS, costs.get(label));
            period.put(Metric.CUMULATIVE_COSTS, cumulative);
            period.put(Metric.ACTIVE_USER_BY_EVENT, BigDecimal.valueOf(users));
            period.put(Metric.COST_PER_USER, ratio(costs.get(label), users));
            period.put(Metric.ACTIVE_CUSTOMERS, BigDecimal.valueOf(count));
            period.put(Metric.COST_PER_ACTIVE_CUSTOMER, ratio(costs.get(label), count));
            values.put(label, period);
        }
        return values;
    }

    Map<Metric, BigDecimal> totals(List<TestLog.Event> events) {
        List<TestLog.Event> inside = events.stream().filter(this::isInside).toList();
        BigDecimal costs = sum(inside);
        long customers = inside.stream().map(customer).distinct().count();
        Map<Metric, BigDecimal> totals = new EnumMap<>(Metric.class);
        totals.put(Metric.COSTS, costs);
        totals.put(Metric.CUMULATIVE_COSTS, history(events).add(costs));
        totals.put(Metric.ACTIVE_USER_BY_EVENT, BigDecimal.ZERO);
        totals.put(Metric.COST_PER_USER, BigDecimal.ZERO);
        totals.put(Metric.ACTIVE_CUSTOMERS, BigDecimal.valueOf(customers));
        if (customers > 0) {
            totals.put(Metric.COST_PER_ACTIVE_CUSTOMER, ratio(costs, customers));
        }
        return totals;
    }

    BigDecimal history(List<TestLog.Event> events) {
        return sum(events.stream()
                .filter(event -> localDay(event).isBefore(range.start()))
                .toList());
    }

    static BigDecimal sum(List<TestLog.Event> events) {
        return events.stream().map(ExpectedMetrics::cents).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String asSent(TestLog.Event event) {
        return event.externalCustomerId() != null
                ? "external " + event.externalCustomerId()
                : "id " + event.customerId();
    }

    private static BigDecimal cents(TestLog.Event event) {
        return event.costCents() == null ? BigDecimal.ZERO : event.costCents();
    }

    private static BigDecimal ratio(BigDecimal costs, long customers) {
        return costs.divide(BigDecimal.valueOf(customers), 12, RoundingMode.HALF_UP);
    }

    private LocalDate localDay(TestLog.Event event) {
        return event.occurredAt().atZone(range.zone()).toLocalDate();
    }

    private boolean isInside(TestLog.Event event) {
        LocalDate day = localDay(event);
        return !day.isBefore(range.start()) && !day.isAfter(range.end());
    }

    private Instant label(TestLog.Event event) {
        LocalDate day = localDay(event);
        return switch (interval) {
            case HOUR -> {
                Instant start = range.start().atStartOfDay(range.zone()).toInstant();
                yield start.plus(Duration.ofHours(
                        Duration.between(start, event.occurredAt()).toHours()));
            }
            case DAY -> startOf(day);
            case WEEK -> startOf(day.minusDays(day.getDayOfWeek().getValue() - DayOfWeek.MONDAY.getValue()));
            case MONTH -> startOf(LocalDate.of(day.getYear(), day.getMonth(), 1));
            case YEAR -> startOf(LocalDate.of(day.getYear(), 1, 1));
        };
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(range.zone()).toInstant();
    }
}

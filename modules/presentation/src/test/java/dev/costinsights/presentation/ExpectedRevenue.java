package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.presentation.RevenueRows.Checkout;
import dev.costinsights.presentation.RevenueRows.Dispute;
import dev.costinsights.presentation.RevenueRows.Order;
import dev.costinsights.presentation.RevenueRows.Refund;
import dev.costinsights.presentation.RevenueRows.Seat;
import dev.costinsights.presentation.RevenueRows.Subscription;
import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The reference's metrics row by row, one period after the other. Shares no code with the server. */
final class ExpectedRevenue {
    private final RevenueRows rows;
    private final List<TestLog.Event> events;
    private final Interval interval;
    private final ZoneId zone;
    private final Instant start;
    private final Instant end;
    private final List<Bucket> buckets = new ArrayList<>();
    private final Predicate<Order> order;
    private final Predicate<Subscription> subscription;
    private final Predicate<Checkout> checkout;
    private final Predicate<Seat> seat;

    /** A period: whole from {@code first} until {@code next}, in the range from {@code from} until {@code to}. */
    record Bucket(Instant first, Instant next, Instant from, Instant to) {
        boolean has(@Nullable Instant at) {
            return at != null && !at.isBefore(from) && at.isBefore(to);
        }

        boolean wholeHas(@Nullable Instant at) {
            return at != null && !at.isBefore(first) && at.isBefore(next);
        }
    }

    interface Filter {
        boolean matches(@Nullable UUID customer, @Nullable UUID product);
    }

    ExpectedRevenue(RevenueRows rows, List<TestLog.Event> events, TimeRange range, Interval interval, Filter filter) {
        this.rows = rows;
        this.events = events;
        this.interval = interval;
        zone = range.zone();
        start = range.start().atStartOfDay(zone).toInstant();
        end = range.end().plusDays(1).atStartOfDay(zone).toInstant();
        order = one -> filter.matches(one.customer(), one.product());
        subscription = one -> filter.matches(one.customer(), one.product());
        checkout = one -> filter.matches(one.customer(), one.product());
        seat = one -> !one.waiting() && filter.matches(one.customer(), one.product());
        addBuckets(range.start());
    }

    private void addBuckets(LocalDate day) {
        if (interval == Interval.HOUR) {
            for (Instant hour = start; hour.isBefore(end); hour = hour.plus(Duration.ofHours(1))) {
                add(hour, hour.plus(Duration.ofHours(1)));
            }
            return;
        }
        LocalDate first = day;
        while (!isFirst(first)) {
            first = first.minusDays(1);
        }
        while (first.atStartOfDay(zone).toInstant().isBefore(end)) {
            LocalDate next = first.plusDays(1);
            while (!isFirst(next)) {
                next = next.plusDays(1);
            }
            add(first.atStartOfDay(zone).toInstant(), next.atStartOfDay(zone).toInstant());
            first = next;
        }
    }

    private boolean isFirst(LocalDate day) {
        return switch (interval) {
            case HOUR, DAY -> true;
            case WEEK -> day.getDayOfWeek().getValue() == 1;
            case MONTH -> day.getDayOfMonth() == 1;
            case YEAR -> day.getDayOfYear() == 1;
        };
    }

    /** A day that the calendar of the zone skipped isn't there. */
    private void add(Instant first, Instant next) {
        if (first.isBefore(next)) {
            buckets.add(
                    new Bucket(first, next, first.isBefore(start) ? start : first, next.isBefore(end) ? next : end));
        }
    }

    List<Map<Metric, BigDecimal>> periods() {
        List<Map<Metric, BigDecimal>> all = new ArrayList<>();
        for (Bucket bucket : buckets) {
            Map<Metric, BigDecimal> values = new EnumMap<>(Metric.class);
            putSubscriptions(bucket, values);
            putOthers(bucket, values);
            putOrders(bucket, values);
            putDerived(bucket, values);
            all.add(values);
        }
        return all;
    }

    Instant timestamp(int i) {
        return buckets.get(i).first();
    }

    /** @param periods what {@link #periods} gave */
    Map<Metric, BigDecimal> totals(List<Map<Metric, BigDecimal>> periods) {
        Map<Metric, BigDecimal> totals = new EnumMap<>(periods.get(periods.size() - 1));
        for (Metric metric : List.of(
                Metric.CHECKOUTS,
                Metric.SUCCEEDED_CHECKOUTS,
                Metric.CHURNED_SUBSCRIPTIONS,
                Metric.NEW_SEAT_CUSTOMERS,
                Metric.CHURNED_SEAT_CUSTOMERS,
                Metric.ORDERS,
                Metric.REVENUE,
                Metric.NET_REVENUE,
                Metric.COSTS,
                Metric.ONE_TIME_PRODUCTS,
                Metric.ONE_TIME_PRODUCTS_REVENUE,
                Metric.ONE_TIME_PRODUCTS_NET_REVENUE,
                Metric.NEW_SUBSCRIPTIONS,
                Metric.NEW_SUBSCRIPTIONS_REVENUE,
                Metric.NEW_SUBSCRIPTIONS_NET_REVENUE,
                Metric.RENEWED_SUBSCRIPTIONS,
                Metric.RENEWED_SUBSCRIPTIONS_REVENUE,
                Metric.RENEWED_SUBSCRIPTIONS_NET_REVENUE,
                Metric.CASHFLOW)) {
            totals.put(metric, sum(periods, values -> values.get(metric)));
        }
        for (Metric metric : Metric.defaults()) {
            if (metric.slug().startsWith("canceled_")) {
                totals.put(metric, sum(periods, values -> values.get(metric)));
            }
        }
        totals.put(Metric.AVERAGE_ORDER_VALUE, ratio(totals.get(Metric.REVENUE), totals.get(Metric.ORDERS)));
        totals.put(Metric.NET_AVERAGE_ORDER_VALUE, ratio(totals.get(Metric.NET_REVENUE), totals.get(Metric.ORDERS)));
        totals.put(Metric.COST_PER_USER, ratio(totals.get(Metric.COSTS), totals.get(Metric.ACTIVE_SUBSCRIPTIONS)));
        totals.put(Metric.ACTIVE_USER_BY_EVENT, totals.get(Metric.ACTIVE_SUBSCRIPTIONS));
        totals.put(
                Metric.CHECKOUTS_CONVERSION,
                ratio(totals.get(Metric.SUCCEEDED_CHECKOUTS), totals.get(Metric.CHECKOUTS)));
        return totals;
    }

    private void putSubscriptions(Bucket bucket, Map<Metric, BigDecimal> values) {
        List<Subscription> all =
                rows.subscriptions.stream().filter(subscription).toList();
        List<Subscription> active = all.stream()
                .filter(s -> s.startedAt() == null
                        || s.startedAt().isBefore(bucket.next())
                                && s.startedAt().isBefore(end))
                .filter(s -> s.endAt() == null || !s.endAt().isBefore(bucket.next()))
                .toList();
        Predicate<Subscription> trial =
                s -> s.trialEnd() != null && !s.trialEnd().isBefore(bucket.next());
        Predicate<Subscription> committed = s -> s.endAt() == null;
        put(values, Metric.ACTIVE_SUBSCRIPTIONS, active.size());
        put(
                values,
                Metric.COMMITTED_SUBSCRIPTIONS,
                active.stream().filter(committed).count());
        values.put(Metric.MONTHLY_RECURRING_REVENUE, monthly(active, trial.negate(), bucket));
        values.put(Metric.TRIAL_MONTHLY_RECURRING_REVENUE, monthly(active, trial, bucket));
        values.put(
                Metric.COMMITTED_MONTHLY_RECURRING_REVENUE,
                monthly(active, trial.negate().and(committed), bucket));
        values.put(Metric.TRIAL_COMMITTED_MONTHLY_RECURRING_REVENUE, monthly(active, trial.and(committed), bucket));
        long customers = active.stream().map(Subscription::customer).distinct().count();
        values.put(
                Metric.AVERAGE_REVENUE_PER_USER,
                customers == 0
                        ? BigDecimal.ZERO
                        : values.get(Metric.MONTHLY_RECURRING_REVENUE)
                                .divide(BigDecimal.valueOf(customers), 0, RoundingMode.HALF_UP));
        put(
                values,
                Metric.CHURNED_SUBSCRIPTIONS,
                all.stream().filter(s -> bucket.has(s.endAt())).count());
        put(
                values,
                Metric.NEW_SUBSCRIPTIONS,
                all.stream()
                        .filter(s ->
                                bucket.wholeHas(s.createdAt()) && s.createdAt().isBefore(end))
                        .filter(s -> s.endAt() == null || !s.endAt().isBefore(bucket.next()))
                        .count());
        put(
                values,
                Metric.CANCELED_SUBSCRIPTIONS,
                all.stream().filter(s -> bucket.has(s.canceledAt())).count());
        for (Metric metric : Metric.defaults()) {
            if (metric.slug().startsWith("canceled_subscriptions_")) {
                put(
                        values,
                        metric,
                        all.stream()
                                .filter(s -> bucket.has(s.canceledAt()))
                                .filter(s -> metric.slug().endsWith(s.reason()))
                                .count());
            }
        }
        putChurn(all, bucket, values);
    }

    private BigDecimal canceled = BigDecimal.ZERO;
    private BigDecimal activeBefore = BigDecimal.ZERO;

    private void putChurn(List<Subscription> all, Bucket bucket, Map<Metric, BigDecimal> values) {
        boolean yearly = interval == Interval.YEAR;
        Instant since = yearly
                ? bucket.first()
                : bucket.first().atZone(zone).minusDays(30).toInstant();
        Instant until = yearly ? bucket.next() : bucket.first();
        canceled = BigDecimal.valueOf(all.stream()
                .filter(s -> s.canceledAt() != null)
                .filter(s -> !s.canceledAt().isBefore(since) && s.canceledAt().isBefore(until))
                .count());
        activeBefore = BigDecimal.valueOf(all.stream()
                .filter(s -> s.startedAt() == null || !s.startedAt().isAfter(since))
                .filter(s -> s.endAt() == null || s.endAt().isAfter(since))
                .count());
        values.put(Metric.CHURN_RATE, ratio(canceled, activeBefore));
    }

    private BigDecimal monthly(List<Subscription> some, Predicate<Subscription> which, Bucket bucket) {
        return sum(some.stream().filter(which).toList(), s -> {
            List<Order> theirs = rows.orders.stream()
                    .filter(o -> o.counts() && o.currency().equals(s.currency()) && bucket.has(o.createdAt()))
                    .toList();
            return s.currency().equals("usd") || theirs.isEmpty()
                    ? monthly(s, BigDecimal.ONE, 1)
                    : monthly(s, sum(theirs, Order::rate), theirs.size());
        });
    }

    /** At the average of some rates. */
    static BigDecimal monthly(Subscription s, BigDecimal rates, long orders) {
        long times = switch (s.interval()) {
            case "week" -> 52;
            case "day" -> 365;
            default -> 1;
        };
        long parts = (s.interval().equals("month") ? 1 : 12) * s.count() * orders;
        return BigDecimal.valueOf(s.amount() * times)
                .multiply(rates)
                .divide(BigDecimal.valueOf(parts), 0, RoundingMode.HALF_UP);
    }

    private void putOthers(Bucket bucket, Map<Metric, BigDecimal> values) {
        List<Checkout> opened = rows.checkouts.stream()
                .filter(checkout)
                .filter(c -> bucket.has(c.at()))
                .toList();
        put(values, Metric.CHECKOUTS, opened.size());
        put(
                values,
                Metric.SUCCEEDED_CHECKOUTS,
                opened.stream().filter(Checkout::succeeded).count());

        List<Seat> seats = rows.seats.stream().filter(seat).toList();
        List<Seat> held = seats.stream()
                .filter(s -> s.createdAt().isBefore(bucket.next()))
                .filter(s -> s.revokedAt() == null || !s.revokedAt().isBefore(bucket.next()))
                .toList();
        long claimed = held.stream()
                .filter(s -> s.claimedAt() != null && s.claimedAt().isBefore(bucket.next()))
                .count();
        put(values, Metric.SEATS_TOTAL, held.size());
        put(values, Metric.SEATS_CLAIMED, claimed);
        put(values, Metric.SEATS_PENDING, held.size() - claimed);
        put(
                values,
                Metric.SEAT_CUSTOMERS,
                held.stream().map(Seat::customer).distinct().count());
        Collection<List<Seat>> byCustomer =
                seats.stream().collect(Collectors.groupingBy(Seat::customer)).values();
        put(
                values,
                Metric.NEW_SEAT_CUSTOMERS,
                byCustomer.stream()
                        .filter(of -> of.stream().anyMatch(s -> bucket.has(s.createdAt()))
                                && of.stream().noneMatch(s -> s.createdAt().isBefore(bucket.first())))
                        .count());
        put(
                values,
                Metric.CHURNED_SEAT_CUSTOMERS,
                byCustomer.stream()
                        .filter(of -> of.stream().allMatch(s -> s.revokedAt() != null)
                                && bucket.has(of.stream()
                                        .map(Seat::revokedAt)
                                        .max(Instant::compareTo)
                                        .orElseThrow()))
                        .count());
    }

    private void putOrders(Bucket bucket, Map<Metric, BigDecimal> values) {
        List<Order> all = rows.orders.stream().filter(order).toList();
        List<Order> inside = all.stream().filter(o -> bucket.has(o.createdAt())).toList();
        put(values, Metric.ORDERS, inside.stream().filter(Order::counts).count());
        values.put(Metric.REVENUE, revenue(inside));
        values.put(Metric.NET_REVENUE, net(inside).subtract(disputed(bucket.from(), bucket.to())));
        List<Order> until =
                all.stream().filter(o -> o.createdAt().isBefore(bucket.to())).toList();
        values.put(Metric.CUMULATIVE_REVENUE, revenue(until));
        values.put(Metric.NET_CUMULATIVE_REVENUE, net(until).subtract(disputed(Instant.MIN, bucket.to())));

        List<Order> oneTime =
                inside.stream().filter(o -> o.subscription() == null).toList();
        put(
                values,
                Metric.ONE_TIME_PRODUCTS,
                oneTime.stream().filter(Order::counts).count());
        values.put(Metric.ONE_TIME_PRODUCTS_REVENUE, revenue(oneTime));
        values.put(Metric.ONE_TIME_PRODUCTS_NET_REVENUE, net(oneTime));
        List<Order> started = inside.stream().filter(o -> started(o) != null).toList();
        List<Order> firsts =
                started.stream().filter(o -> bucket.wholeHas(started(o))).toList();
        List<Order> renewals =
                started.stream().filter(o -> !bucket.wholeHas(started(o))).toList();
        values.put(Metric.NEW_SUBSCRIPTIONS_REVENUE, revenue(firsts));
        values.put(Metric.NEW_SUBSCRIPTIONS_NET_REVENUE, net(firsts));
        put(
                values,
                Metric.RENEWED_SUBSCRIPTIONS,
                renewals.stream()
                        .filter(Order::counts)
                        .map(Order::subscription)
                        .distinct()
                        .count());
        values.put(Metric.RENEWED_SUBSCRIPTIONS_REVENUE, revenue(renewals));
        values.put(Metric.RENEWED_SUBSCRIPTIONS_NET_REVENUE, net(renewals));
    }

    private @Nullable Instant started(Order o) {
        Subscription of = rows.subscription(o);
        return of == null ? null : of.startedAt();
    }

    private static BigDecimal revenue(List<Order> some) {
        return sum(some, o -> BigDecimal.valueOf(o.revenue()));
    }

    private BigDecimal net(List<Order> some) {
        List<Refund> theirs = rows.refunds.stream()
                .filter(refund -> some.contains(refund.order()))
                .toList();
        return revenue(some)
                .subtract(sum(some, o -> BigDecimal.valueOf(o.fee())))
                .subtract(sum(theirs, refund -> BigDecimal.valueOf(refund.cents())));
    }

    private BigDecimal disputed(Instant from, Instant to) {
        var period = new Bucket(from, to, from, to);
        List<Dispute> theirs =
                rows.disputes.stream().filter(d -> order.test(d.order())).toList();
        return sum(theirs.stream().filter(d -> period.has(d.createdAt())).toList(), d -> BigDecimal.valueOf(d.cents()))
                .subtract(sum(
                        theirs.stream().filter(d -> period.has(d.wonAt())).toList(),
                        d -> BigDecimal.valueOf(d.cents())));
    }

    private void putDerived(Bucket bucket, Map<Metric, BigDecimal> values) {
        List<TestLog.Event> inside =
                events.stream().filter(e -> bucket.has(e.occurredAt())).toList();
        BigDecimal users = BigDecimal.valueOf(
                inside.stream().map(TestLog.Event::customerId).distinct().count());
        BigDecimal costs = ExpectedMetrics.sum(inside);
        BigDecimal allCosts = ExpectedMetrics.sum(events.stream()
                .filter(e -> e.occurredAt().isBefore(bucket.to()))
                .toList());
        values.put(Metric.COSTS, costs);
        values.put(Metric.CUMULATIVE_COSTS, allCosts);
        values.put(Metric.ACTIVE_USER_BY_EVENT, users);
        values.put(Metric.COST_PER_USER, ratio(costs, users));
        BigDecimal orders = values.get(Metric.ORDERS);
        values.put(Metric.AVERAGE_ORDER_VALUE, up(values.get(Metric.REVENUE), orders));
        values.put(Metric.NET_AVERAGE_ORDER_VALUE, up(values.get(Metric.NET_REVENUE), orders));
        BigDecimal twelve = BigDecimal.valueOf(12);
        values.put(
                Metric.ANNUAL_RECURRING_REVENUE,
                values.get(Metric.MONTHLY_RECURRING_REVENUE).multiply(twelve));
        values.put(
                Metric.COMMITTED_ANNUAL_RECURRING_REVENUE,
                values.get(Metric.COMMITTED_MONTHLY_RECURRING_REVENUE).multiply(twelve));
        values.put(
                Metric.CHECKOUTS_CONVERSION,
                ratio(values.get(Metric.SUCCEEDED_CHECKOUTS), values.get(Metric.CHECKOUTS)));
        BigDecimal margin = values.get(Metric.CUMULATIVE_REVENUE).subtract(allCosts);
        values.put(Metric.GROSS_MARGIN, margin);
        values.put(
                Metric.GROSS_MARGIN_PERCENTAGE,
                values.get(Metric.CUMULATIVE_REVENUE).signum() > 0
                        ? ratio(margin, values.get(Metric.CUMULATIVE_REVENUE))
                        : BigDecimal.ZERO);
        values.put(Metric.CASHFLOW, values.get(Metric.REVENUE).subtract(costs));
        values.put(
                Metric.AVERAGE_SEATS_PER_CUSTOMER,
                ratio(values.get(Metric.SEATS_TOTAL), values.get(Metric.SEAT_CUSTOMERS)));
        values.put(
                Metric.SEAT_UTILIZATION_RATE, ratio(values.get(Metric.SEATS_CLAIMED), values.get(Metric.SEATS_TOTAL)));
        values.put(Metric.LTV, ltv(values.get(Metric.AVERAGE_REVENUE_PER_USER), costs, users));
    }

    private BigDecimal ltv(BigDecimal perUser, BigDecimal costs, BigDecimal users) {
        if (canceled.signum() == 0) {
            return BigDecimal.ZERO;
        }
        BigDecimal divisor = users.max(BigDecimal.ONE);
        BigDecimal margin = perUser.multiply(divisor).subtract(costs);
        return margin.multiply(activeBefore)
                .divide(divisor.multiply(canceled), 0, RoundingMode.DOWN)
                .max(BigDecimal.ZERO);
    }

    private static BigDecimal up(BigDecimal sum, BigDecimal count) {
        return count.signum() == 0 ? BigDecimal.ZERO : sum.divide(count, 0, RoundingMode.CEILING);
    }

    private static BigDecimal ratio(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0 ? BigDecimal.ZERO : part.divide(whole, 12, RoundingMode.HALF_UP);
    }

    private static void put(Map<Metric, BigDecimal> values, Metric metric, long count) {
        values.put(metric, BigDecimal.valueOf(count));
    }

    private static <T> BigDecimal sum(List<T> all, java.util.function.Function<T, BigDecimal> cents) {
        return all.stream().map(cents).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

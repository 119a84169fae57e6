package dev.costinsights.acceptance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers a question about revenue and costs by looking at every fact and every event, as the definitions say and as
 * slowly as that is. Shares nothing with the server.
 */
final class RevenueBruteForce {
    /** Whose totals are those of the last period. */
    private static final List<String> LAST = List.of(
            "active_subscriptions",
            "committed_subscriptions",
            "monthly_recurring_revenue",
            "trial_monthly_recurring_revenue",
            "committed_monthly_recurring_revenue",
            "trial_committed_monthly_recurring_revenue",
            "average_revenue_per_user",
            "annual_recurring_revenue",
            "committed_annual_recurring_revenue",
            "churn_rate",
            "ltv",
            "seats_total",
            "seats_claimed",
            "seats_pending",
            "seat_customers",
            "average_seats_per_customer",
            "seat_utilization_rate",
            "cumulative_revenue",
            "net_cumulative_revenue",
            "cumulative_costs",
            "gross_margin",
            "gross_margin_percentage",
            "mrr");

    private static final List<String> PARTS = List.of(
            "average_order_value",
            "net_average_order_value",
            "cost_per_user",
            "active_user_by_event",
            "active_customers",
            "cost_per_active_customer",
            "checkouts_conversion",
            "profit_margin",
            "attribution_coverage",
            "gross_mrr_churn",
            "net_mrr_churn",
            "customer_churn");

    private final Revenue revenue;
    private final Registry registry;
    private final List<Event> events;

    RevenueBruteForce(FactBook book, List<Event> events) {
        this.revenue = new Revenue(book);
        this.registry = book.registry();
        this.events = List.copyOf(events);
    }

    Revenue revenue() {
        return revenue;
    }

    /** What a question's filters let through. */
    boolean means(Question question, Revenue.About about) {
        return isAmong(question.customers(), about.customer())
                && isAmong(question.products(), about.product())
                && isAmong(question.billingTypes(), revenue.billingType(about.product()));
    }

    /** None asked for are all. */
    private static boolean isAmong(List<?> asked, @Nullable Object value) {
        return asked.isEmpty() || value != null && asked.contains(value);
    }

    MonthlyRevenue monthly(Question question) {
        return new MonthlyRevenue(revenue, about -> means(question, about));
    }

    /** Every value of every period and of the range, whatever slugs were asked for. */
    Metrics everything(Question question) {
        var orders = new OrderFigures(revenue, about -> means(question, about));
        var subscriptions = new SubscriptionFigures(revenue, about -> means(question, about), question);
        var others = new CheckoutAndSeatFigures(revenue, about -> means(question, about));
        var movements = new MovementFigures(monthly(question));
        var costs = new EventFigures(meant(question), registry);
        List<Bucket> buckets = question.periods().buckets();
        Instant from = question.periods().from();

        var periods = new LinkedHashMap<Instant, Map<String, BigDecimal>>();
        List<MovementFigures.Period> moved = new ArrayList<>();
        for (Bucket bucket : buckets) {
            MovementFigures.Period movement = movements.of(bucket);
            moved.add(movement);
            var values = new TreeMap<String, BigDecimal>();
            values.putAll(orders.of(bucket));
            values.putAll(others.of(bucket));
            values.putAll(costs.of(bucket.from(), bucket.to()));
            values.putAll(subscriptions.of(
                    bucket, Ratios.number(values, "costs"), Ratios.number(values, "active_user_by_event")));
            values.putAll(movement.values());
            values.put("cumulative_revenue", orders.before(bucket.to(), "revenue"));
            values.put("net_cumulative_revenue", orders.before(bucket.to(), "net_revenue"));
            values.put("cumulative_costs", costs.before(bucket.to()));
            Ratios.ofPeriod(values);
            periods.put(bucket.start(), values);
        }
        return new Metrics(
                periods, totals(periods, costs.of(from, question.periods().to()), moved));
    }

    Metrics answer(Question question) {
        Metrics all = everything(question);
        var periods = new LinkedHashMap<Instant, Map<String, BigDecimal>>();
        all.periods().forEach((start, values) -> periods.put(start, only(question.slugs(), values)));
        return new Metrics(periods, only(question.slugs(), all.totals()));
    }

    private static Map<String, BigDecimal> only(List<String> slugs, Map<String, BigDecimal> values) {
        var kept = new TreeMap<>(values);
        kept.keySet().retainAll(slugs);
        return kept;
    }

    private static Map<String, BigDecimal> totals(
            Map<Instant, Map<String, BigDecimal>> periods,
            Map<String, BigDecimal> costs,
            List<MovementFigures.Period> moved) {
        List<Map<String, BigDecimal>> all = List.copyOf(periods.values());
        Map<String, BigDecimal> last = all.get(all.size() - 1);
        var totals = new TreeMap<String, BigDecimal>();
        for (String slug : last.keySet()) {
            if (LAST.contains(slug)) {
                totals.put(slug, Ratios.number(last, slug));
            } else if (!PARTS.contains(slug)) {
                totals.put(slug, Decimals.sum(all, values -> Ratios.number(values, slug)));
            }
        }
        totals.putAll(costs);
        Ratios.ofRange(totals);
        totals.putAll(MovementFigures.rates(moved));
        return totals;
    }

    private List<Event> meant(Question question) {
        return events.stream()
                .filter(event ->
                        isAmong(question.customers(), registry.owner(event).id()))
                .toList();
    }

    /** Of a registered customer; null: of nobody registered. */
    List<Event> eventsOf(@Nullable UUID customer) {
        return events.stream()
                .filter(event -> Objects.equals(customer, registry.owner(event).id()))
                .toList();
    }
}

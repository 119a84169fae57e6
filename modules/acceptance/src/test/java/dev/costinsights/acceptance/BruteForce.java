package dev.costinsights.acceptance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers a question by looking at every event, as the definitions say and as slowly as that is. Shares nothing with the
 * server: no totals, no SQL, its own periods.
 */
final class BruteForce {
    private static final MathContext PLENTY = new MathContext(60, RoundingMode.HALF_EVEN);

    private final List<Event> events;
    private final Registry registry;

    BruteForce(List<Event> events) {
        this(events, new Registry());
    }

    BruteForce(List<Event> events, Registry registry) {
        this.events = events;
        this.registry = registry;
    }

    Metrics answer(Question question) {
        Periods asked = new Periods(question.start(), question.end(), question.zone(), question.interval());
        Instant from = asked.from();
        Instant to = asked.to();
        List<Instant> starts = asked.starts();
        var periods = new LinkedHashMap<Instant, Map<String, BigDecimal>>();
        List<Event> meant = meant(question);
        BigDecimal cumulative = costs(between(meant, Instant.MIN, from));
        for (int i = 0; i < starts.size(); i++) {
            Instant next = i + 1 < starts.size() ? starts.get(i + 1) : to;
            List<Event> inside = between(meant, max(starts.get(i), from), next);
            cumulative = cumulative.add(costs(inside));
            periods.put(starts.get(i), only(question.slugs(), values(inside, cumulative)));
        }
        Map<String, BigDecimal> totals = values(between(meant, from, to), cumulative);
        // Defined by subscriptions, of which there are none.
        totals.put("active_user_by_event", BigDecimal.ZERO);
        totals.put("cost_per_user", BigDecimal.ZERO);
        return new Metrics(periods, only(question.slugs(), totals));
    }

    private Map<String, BigDecimal> values(List<Event> inside, BigDecimal cumulative) {
        BigDecimal costs = costs(inside);
        BigDecimal asSent = count(inside, BruteForce::customerAsSent);
        BigDecimal customers = count(inside, event -> {
            Registry.Owner owner = registry.owner(event);
            return owner.equals(Registry.Owner.NOBODY) ? null : owner;
        });
        var values = new TreeMap<String, BigDecimal>();
        values.put("costs", costs);
        values.put("cumulative_costs", cumulative);
        values.put("active_user_by_event", asSent);
        values.put("active_customers", customers);
        values.put("cost_per_user", asSent.signum() == 0 ? BigDecimal.ZERO : costs.divide(asSent, PLENTY));
        if (customers.signum() > 0) {
            values.put("cost_per_active_customer", costs.divide(customers, PLENTY));
        }
        return values;
    }

    /** Ids are different customers here, whoever has them. */
    private static @Nullable Object customerAsSent(Event event) {
        return event.customerId() != null
                ? event.customerId()
                : event.customer().isEmpty() ? null : event.customer();
    }

    /** Of nobody, none. */
    private static BigDecimal count(List<Event> events, Function<Event, @Nullable Object> customer) {
        return BigDecimal.valueOf(events.stream()
                .map(customer)
                .filter(Objects::nonNull)
                .distinct()
                .count());
    }

    private static Map<String, BigDecimal> only(List<String> slugs, Map<String, BigDecimal> values) {
        var kept = new TreeMap<>(values);
        kept.keySet().retainAll(slugs);
        return kept;
    }

    private static Instant max(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private List<Event> meant(Question question) {
        return question.customers().isEmpty()
                ? events
                : events.stream()
                        .filter(event -> question.customers().stream()
                                .anyMatch(id -> id.equals(registry.owner(event).id())))
                        .toList();
    }

    private static List<Event> between(List<Event> events, Instant from, Instant to) {
        return events.stream()
                .filter(event ->
                        !event.timestamp().isBefore(from) && event.timestamp().isBefore(to))
                .toList();
    }

    private static BigDecimal costs(List<Event> events) {
        return events.stream().map(Event::keptCents).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

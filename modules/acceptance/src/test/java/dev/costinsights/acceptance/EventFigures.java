package dev.costinsights.acceptance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Costs and customers of events. */
final class EventFigures {
    private final List<Event> events;
    private final Registry registry;

    EventFigures(List<Event> events, Registry registry) {
        this.events = events;
        this.registry = registry;
    }

    Map<String, BigDecimal> of(Instant from, Instant to) {
        List<Event> inside = events.stream()
                .filter(event ->
                        !event.timestamp().isBefore(from) && event.timestamp().isBefore(to))
                .toList();
        BigDecimal costs = costs(inside);
        BigDecimal unattributed = costs(inside.stream()
                .filter(event -> registry.owner(event).id() == null)
                .toList());
        BigDecimal asSent = Decimals.of(inside.stream()
                .map(EventFigures::customerAsSent)
                .filter(Objects::nonNull)
                .distinct()
                .count());
        BigDecimal customers = Decimals.of(inside.stream()
                .map(registry::owner)
                .filter(owner -> !owner.equals(Registry.Owner.NOBODY))
                .distinct()
                .count());
        var values = new TreeMap<String, BigDecimal>();
        values.put("costs", costs);
        values.put("unattributed_costs", unattributed);
        if (costs.signum() != 0) {
            values.put("attribution_coverage", Decimals.quotient(costs.subtract(unattributed), costs));
        }
        values.put("active_user_by_event", asSent);
        values.put("cost_per_user", Decimals.quotient(costs, asSent));
        values.put("active_customers", customers);
        if (customers.signum() > 0) {
            values.put("cost_per_active_customer", Decimals.quotient(costs, customers));
        }
        return values;
    }

    BigDecimal before(Instant to) {
        return costs(
                events.stream().filter(event -> event.timestamp().isBefore(to)).toList());
    }

    private static BigDecimal costs(List<Event> some) {
        return Decimals.sum(some, Event::keptCents);
    }

    private static @Nullable Object customerAsSent(Event event) {
        return event.customerId() != null
                ? event.customerId()
                : event.customer().isEmpty() ? null : event.customer();
    }
}

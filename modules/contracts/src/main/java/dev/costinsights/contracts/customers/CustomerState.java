package dev.costinsights.contracts.customers;

import dev.costinsights.contracts.bus.Message;
import java.time.Instant;
import java.util.List;

/**
 * A customer and what it is subscribed to.
 *
 * @param subscriptions active now, the oldest first; at most {@value #MAX_SUBSCRIPTIONS}
 * @param asOf everything committed to the log up to this instant is in
 */
public record CustomerState(Customer customer, List<ActiveSubscription> subscriptions, Instant asOf)
        implements Message {
    public static final int MAX_SUBSCRIPTIONS = 1_000;

    public CustomerState {
        subscriptions = List.copyOf(subscriptions);
    }
}

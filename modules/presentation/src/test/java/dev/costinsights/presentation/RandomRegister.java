package dev.costinsights.presentation;

import dev.costinsights.testkit.TestCustomers;
import dev.costinsights.testkit.TestLog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Customers of random events who are registered, get and lose external ids, and are deleted. Says whose an event is,
 * sharing no code with the server.
 */
final class RandomRegister {
    private final Connection connection;
    private final UUID organizationId;
    private final Map<UUID, String> externalIds = new HashMap<>();
    private final Set<UUID> registered = new HashSet<>();

    RandomRegister(Connection connection, UUID organizationId) {
        this.connection = connection;
        this.organizationId = organizationId;
    }

    void change(Random random) throws SQLException {
        UUID id = RandomEvents.customerId(random);
        String externalId = RandomEvents.externalCustomerId(random);
        switch (random.nextInt(6)) {
            case 0 -> {
                TestCustomers.delete(connection, organizationId, id);
                externalIds.remove(id);
            }
            case 1 -> put(id, null);
            default -> {
                for (UUID owner : List.copyOf(externalIds.keySet())) {
                    if (externalId.equals(externalIds.get(owner)) && !owner.equals(id)) {
                        put(owner, null);
                    }
                }
                put(id, externalId);
            }
        }
    }

    private void put(UUID id, @Nullable String externalId) throws SQLException {
        TestCustomers.put(connection, organizationId, id, externalId);
        registered.add(id);
        if (externalId == null) {
            externalIds.remove(id);
        } else {
            externalIds.put(id, externalId);
        }
    }

    /** Two events are one customer's when this is the same: the external id if there is any, else the id. */
    String customer(TestLog.Event event) {
        String externalId = event.externalCustomerId();
        if (externalId != null) {
            return externalId;
        }
        return externalIds.getOrDefault(event.customerId(), String.valueOf(event.customerId()));
    }

    /** The registered customer, deleted or not, whose event it is; null when it is nobody's. */
    @Nullable
    UUID owner(TestLog.Event event) {
        String externalId = event.externalCustomerId();
        if (externalId == null) {
            return registered.contains(event.customerId()) ? event.customerId() : null;
        }
        return externalIds.entrySet().stream()
                .filter(entry -> entry.getValue().equals(externalId))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    @Nullable
    String externalId(UUID id) {
        return externalIds.get(id);
    }

    boolean isRegistered(UUID id) {
        return registered.contains(id);
    }

    /** The same events as if each had been sent with the external id that its customer has now. */
    List<TestLog.Event> asOwned(List<TestLog.Event> events) {
        return events.stream()
                .map(event -> new TestLog.Event(
                        event.occurredAt(),
                        event.name(),
                        customer(event),
                        event.customerId(),
                        event.costCents(),
                        event.vendor(),
                        event.model()))
                .toList();
    }

    List<TestLog.Event> eventsOf(Set<UUID> ids, List<TestLog.Event> events) {
        Set<String> customers = new HashSet<>();
        for (UUID id : ids) {
            customers.add(externalIds.getOrDefault(id, id.toString()));
        }
        return events.stream()
                .filter(event -> customers.contains(customer(event)))
                .toList();
    }
}

package dev.costinsights.acceptance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Facts as they were received, and what each object is and was by them. */
final class FactBook {
    private final Set<List<Object>> received = new HashSet<>();
    private final Map<String, Map<String, List<Fact>>> histories = new HashMap<>();

    /**
     * What becomes of a batch.
     *
     * @param waiting of those inserted: what they belong to isn't known
     */
    record Received(int inserted, int duplicates, int waiting) {}

    Received receive(List<Fact> batch) {
        List<Fact> inserted = new ArrayList<>();
        for (Fact fact : batch) {
            if (received.add(List.of(fact.type(), fact.objectId(), fact.version()))) {
                inserted.add(fact);
                histories
                        .computeIfAbsent(fact.kind(), kind -> new LinkedHashMap<>())
                        .computeIfAbsent(fact.objectId(), id -> new ArrayList<>())
                        .add(fact);
            }
        }
        // A stable sort: of equal versions the last received stays the last.
        histories.values().forEach(kind -> kind.values().forEach(of -> of.sort(Comparator.comparing(Fact::version))));
        int waiting = (int) inserted.stream().filter(this::waits).count();
        return new Received(inserted.size(), batch.size() - inserted.size(), waiting);
    }

    /** Whether what the object belongs to isn't known; asked of the object as it is now. */
    boolean waits(Fact any) {
        Fact fact = last(history(any.kind(), any.objectId()));
        return switch (fact.kind()) {
            case "refund", "dispute" -> !isKnown("order", fact.text("order_id"));
            case "customer_seat" ->
                !isKnown("subscription", fact.text("subscription_id")) && !isKnown("order", fact.text("order_id"));
            default -> false;
        };
    }

    private boolean isKnown(String kind, @Nullable String id) {
        return id != null && !history(kind, id).isEmpty();
    }

    /** By version; empty for an object that isn't known. */
    List<Fact> history(String kind, String id) {
        return objects(kind).getOrDefault(id, List.of());
    }

    /** The histories of all objects of a kind. */
    List<List<Fact>> histories(String kind) {
        return List.copyOf(objects(kind).values());
    }

    /** Each object of a kind as it is now. */
    List<Fact> present(String kind) {
        return objects(kind).values().stream().map(FactBook::last).toList();
    }

    private Map<String, List<Fact>> objects(String kind) {
        return histories.getOrDefault(kind, Map.of());
    }

    static Fact last(List<Fact> history) {
        return history.get(history.size() - 1);
    }

    /** Customers as facts have registered them. */
    Registry registry() {
        var registry = new Registry();
        for (Fact customer : present("customer")) {
            boolean deleted = customer.text("deleted_at") != null;
            registry.put(new Registry.Customer(
                    customer.id(),
                    deleted ? null : customer.text("external_id"),
                    String.valueOf(customer.text("email"))));
        }
        return registry;
    }
}

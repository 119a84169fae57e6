package dev.costinsights.webui.events;

import dev.costinsights.contracts.customers.Customer;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who the customers of a filter are.
 *
 * @param byKey registered customers by what the filter calls them; those that aren't registered are absent
 * @param ids of those, and what looks like an id in the filter
 */
record CustomerNames(Map<String, Customer> byKey, Set<UUID> ids) {
    static final CustomerNames NONE = new CustomerNames(Map.of(), Set.of());

    CustomerNames {
        byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
        ids = Set.copyOf(ids);
    }

    /** @param keys what the filter calls them */
    static CustomerNames of(Set<String> keys, Map<String, Customer> byKey) {
        Set<UUID> ids = new HashSet<>();
        byKey.values().forEach(customer -> ids.add(customer.id()));
        keys.forEach(key -> id(key).ifPresent(ids::add));
        return new CustomerNames(byKey, ids);
    }

    /** Its name, else its email, else what the filter calls it. */
    String nameOf(String key) {
        Customer customer = byKey.get(key);
        if (customer == null) {
            return key;
        }
        return customer.name() != null ? customer.name() : customer.email() != null ? customer.email() : key;
    }

    static Optional<UUID> id(String key) {
        try {
            return key.length() == 36 ? Optional.of(UUID.fromString(key)) : Optional.empty();
        } catch (IllegalArgumentException noId) {
            return Optional.empty();
        }
    }
}

package dev.costinsights.acceptance;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Customers as they are registered now, and whose an event is by that. */
final class Registry {
    private final List<Customer> customers = new ArrayList<>();

    /**
     * @param externalId null for one without
     */
    record Customer(UUID id, @Nullable String externalId, String email) {}

    /**
     * Whose an event is; nobody's when both are null.
     *
     * @param id null when nobody is registered with the external id
     */
    record Owner(@Nullable UUID id, @Nullable String externalId) {
        static final Owner NOBODY = new Owner(null, null);
    }

    List<Customer> all() {
        return customers;
    }

    /** Adds a customer, or changes it. */
    void put(Customer customer) {
        customers.removeIf(other -> other.id().equals(customer.id()));
        customers.add(customer);
    }

    boolean isTaken(String externalId) {
        return customers.stream().anyMatch(customer -> externalId.equals(customer.externalId()));
    }

    Owner owner(Event event) {
        if (event.customerId() == null && event.customer().isEmpty()) {
            return Owner.NOBODY;
        }
        for (Customer customer : customers) {
            if (event.customerId() == null
                    ? event.customer().equals(customer.externalId())
                    : event.customerId().equals(customer.id())) {
                return new Owner(customer.id(), customer.externalId());
            }
        }
        return new Owner(event.customerId(), event.customerId() == null ? event.customer() : null);
    }
}

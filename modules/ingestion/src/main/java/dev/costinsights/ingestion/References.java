package dev.costinsights.ingestion;

import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.events.NewEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the customers and members that events name by id.
 *
 * @param members their customers
 */
record References(Map<UUID, Customer> customers, Map<UUID, Customer> members) {

    /** @param externalDigest null for a customer without an external id */
    record Customer(UUID id, @Nullable UUID externalDigest) {
        boolean isNamedBy(String externalId) {
            return CustomerDigest.ofExternalId(externalId).equals(externalDigest);
        }
    }

    /** What is wrong with the events' references, each failing field once. */
    List<FieldError> errorsOf(List<NewEvent> events) {
        List<FieldError> errors = new ArrayList<>();
        for (int index = 0; index < events.size(); index++) {
            NewEvent event = events.get(index);
            if (event.customerId() != null || event.memberId() != null) {
                check(index, event, errors);
            }
        }
        return errors;
    }

    private void check(int index, NewEvent event, List<FieldError> errors) {
        Customer customer = customers.get(event.customerId());
        String externalId = namedBy(event.externalCustomerId());
        if (event.customerId() != null && customer == null) {
            errors.add(new FieldError(index, "customer_id", "customer_id", "Customer not found."));
        } else if (customer != null && externalId != null && !customer.isNamedBy(externalId)) {
            errors.add(new FieldError(
                    index,
                    "external_customer_id",
                    "external_customer_id",
                    "customer_id and external_customer_id name different customers."));
        }
        if (event.memberId() != null && !isMember(members.get(event.memberId()), customer, externalId)) {
            errors.add(new FieldError(index, "member_id", "member_id", "Member not found."));
        }
    }

    /** A customer that isn't known is an error of its own; whether the member is one of it can't be said then. */
    private static boolean isMember(
            @Nullable Customer membersCustomer, @Nullable Customer customer, @Nullable String externalId) {
        if (membersCustomer == null) {
            return false;
        } else if (customer != null) {
            return Objects.equals(customer.id(), membersCustomer.id());
        }
        return externalId == null || membersCustomer.isNamedBy(externalId);
    }

    private static @Nullable String namedBy(@Nullable String externalCustomerId) {
        return externalCustomerId == null || externalCustomerId.isEmpty() ? null : externalCustomerId;
    }
}

package dev.costinsights.contracts.customers;

import dev.costinsights.contracts.bus.Message;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Asks for registered customers that are not deleted.
 *
 * @param email null or exactly this, in any case
 * @param query null or a part of the name, the email or the external id, in any case
 * @param active null or whether they have an active subscription
 * @param metadata for each key the values of which it has one, in text; numbers and flags count by value
 * @param sorting the first decides, ties go to the next and at last to the id; empty means the newest first
 * @param offset how many to leave out at the beginning
 */
public record ListCustomers(
        UUID organizationId,
        @Nullable String email,
        @Nullable String query,
        @Nullable Boolean active,
        Map<String, List<String>> metadata,
        List<Sort> sorting,
        long offset,
        int limit)
        implements Message {
    public ListCustomers {
        metadata = metadata.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
        sorting = List.copyOf(sorting);
    }

    /** One criterion. */
    public record Sort(Property property, boolean descending) {}

    /** By what customers can be ordered. */
    public enum Property {
        CREATED_AT,
        EMAIL,
        NAME
    }
}

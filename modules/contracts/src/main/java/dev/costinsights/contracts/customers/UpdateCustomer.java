package dev.costinsights.contracts.customers;

import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.events.MetadataValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks to change a registered customer. What is null stays as it is.
 *
 * @param type an individual may become a team, never the other way round
 * @param externalId its events are from now on those that name it by the new one
 * @param metadata in place of all that was there
 */
public record UpdateCustomer(
        UUID organizationId,
        CustomerRef customer,
        Customer.@Nullable Type type,
        @Nullable Change<String> externalId,
        @Nullable Change<String> email,
        @Nullable Change<String> name,
        @Nullable Change<BillingAddress> billingAddress,
        @Nullable Change<String> taxId,
        @Nullable Change<String> locale,
        @Nullable Map<String, MetadataValue> metadata)
        implements Message {
    public UpdateCustomer {
        metadata = metadata == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}

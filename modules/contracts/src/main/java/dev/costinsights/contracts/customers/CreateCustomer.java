package dev.costinsights.contracts.customers;

import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.events.NewEvent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks to register a customer.
 *
 * @param externalId the sender's own id for it, which no other customer of the organization has
 * @param email null for a team with an owner only
 * @param billingAddress null or as {@link BillingAddress} says
 * @param metadata at most {@value NewEvent#MAX_METADATA_KEYS} values
 * @param owner its first member; null makes one of the customer's own email and name
 */
public record CreateCustomer(
        UUID organizationId,
        Customer.Type type,
        @Nullable String externalId,
        @Nullable String email,
        @Nullable String name,
        @Nullable BillingAddress billingAddress,
        @Nullable String taxId,
        @Nullable String locale,
        Map<String, MetadataValue> metadata,
        @Nullable NewMember owner)
        implements Message {
    public CreateCustomer {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }
}

package dev.costinsights.contracts.eventlog;

import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.events.CostAmount;
import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.contracts.events.MetadataValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event of the log, as it is read.
 *
 * @param label the value at its event type's selector, else the type's label, else its name
 * @param customerId of the registered customer whose event it is; one sent by an id that isn't registered keeps that
 * @param customer null when it isn't a registered one's
 * @param externalCustomerId as it was sent
 * @param parentId of the event that it was linked under, or null
 * @param childCount all events beneath it
 * @param sums by the aggregate fields that were asked for, what it and everything beneath it have there; a field that none
 *     of them has as a number is absent
 */
public record Event(
        UUID organizationId,
        UUID id,
        Instant timestamp,
        String name,
        String label,
        @Nullable UUID customerId,
        @Nullable Customer customer,
        @Nullable String externalCustomerId,
        @Nullable UUID memberId,
        @Nullable String externalMemberId,
        @Nullable UUID parentId,
        long childCount,
        Map<String, MetadataValue> metadata,
        @Nullable CostAmount cost,
        @Nullable LlmUsage llm,
        Map<String, BigDecimal> sums) {
    public Event {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        sums = Collections.unmodifiableMap(new LinkedHashMap<>(sums));
    }
}

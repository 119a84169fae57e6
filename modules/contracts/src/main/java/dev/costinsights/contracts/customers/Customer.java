package dev.costinsights.contracts.customers;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.events.MetadataValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A registered customer.
 *
 * @param externalId the sender's own id for it; events that name it by this id are its events
 * @param billingAddress JSON as it was sent; null when there is none
 * @param modifiedAt null when it never changed
 * @param deletedAt null unless it was deleted, which frees its external id
 */
public record Customer(
        UUID organizationId,
        UUID id,
        @Nullable String externalId,
        Type type,
        @Nullable String email,
        @Nullable String name,
        @Nullable String billingName,
        @Nullable String billingAddress,
        @Nullable String taxId,
        @Nullable String locale,
        Map<String, MetadataValue> metadata,
        Instant createdAt,
        @Nullable Instant modifiedAt,
        @Nullable Instant deletedAt)
        implements Message {
    public Customer {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** One person, or several who are its members. */
    public enum Type {
        INDIVIDUAL,
        TEAM;

        private static final Map<String, Type> BY_WIRE_NAME =
                Arrays.stream(values()).collect(Collectors.toMap(Type::wireName, Function.identity()));

        /** The name on the wire: {@code individual}. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @return empty for a name that is no type */
        public static Optional<Type> ofWireName(String name) {
            return Optional.ofNullable(BY_WIRE_NAME.get(name));
        }
    }
}

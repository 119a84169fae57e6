package dev.costinsights.contracts.customers;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.costinsights.contracts.bus.Message;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One of the people of a customer.
 *
 * @param externalId the sender's own id for it, which no other member of the customer has
 * @param modifiedAt null when it never changed
 */
public record Member(
        UUID organizationId,
        UUID id,
        UUID customerId,
        @Nullable String externalId,
        String email,
        @Nullable String name,
        Role role,
        Instant createdAt,
        @Nullable Instant modifiedAt)
        implements Message {

    /** What a member may do; a customer has one owner at most. */
    public enum Role {
        OWNER,
        BILLING_MANAGER,
        MEMBER;

        private static final Map<String, Role> BY_WIRE_NAME =
                Arrays.stream(values()).collect(Collectors.toMap(Role::wireName, Function.identity()));

        /** The name on the wire: {@code billing_manager}. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @return empty for a name that is no role */
        public static Optional<Role> ofWireName(String name) {
            return Optional.ofNullable(BY_WIRE_NAME.get(name));
        }
    }
}

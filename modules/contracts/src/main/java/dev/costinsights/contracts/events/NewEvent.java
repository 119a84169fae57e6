package dev.costinsights.contracts.events;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event to be recorded.
 *
 * @param name at most {@value #MAX_NAME_LENGTH} characters; may be empty
 * @param timestamp when it happened, never later than its recording; null means now
 * @param externalId the sender's own id: the same id is recorded once per organization, for ever; null means no dedup
 * @param parentId id or external id of the event this one belongs under; it need not have been recorded yet
 * @param customerId a registered customer, or null
 * @param externalCustomerId the sender's own id of a customer, registered or not, or null; beside a customerId that
 *     customer's own
 * @param memberId a registered member of the customer, or null
 * @param externalMemberId the sender's own id of a member, or null
 * @param metadata at most {@value #MAX_METADATA_KEYS} values under keys of at most {@value #MAX_METADATA_KEY_LENGTH}
 *     characters, in the order sent
 * @param cost what the event cost, or null
 * @param llm the language model's part, or null
 */
public record NewEvent(
        String name,
        @Nullable Instant timestamp,
        @Nullable String externalId,
        @Nullable String parentId,
        @Nullable UUID customerId,
        @Nullable String externalCustomerId,
        @Nullable UUID memberId,
        @Nullable String externalMemberId,
        Map<String, MetadataValue> metadata,
        @Nullable CostAmount cost,
        @Nullable LlmUsage llm) {
    public static final int MAX_NAME_LENGTH = 128;
    public static final int MAX_METADATA_KEYS = 50;
    public static final int MAX_METADATA_KEY_LENGTH = 40;

    /** @throws IllegalArgumentException when a limit above is exceeded or no customer is named */
    public NewEvent {
        metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        if (name.codePointCount(0, name.length()) > MAX_NAME_LENGTH) {
            throw new IllegalArgumentException("An event's name has at most " + MAX_NAME_LENGTH + " characters.");
        }
        if (customerId == null && externalCustomerId == null) {
            throw new IllegalArgumentException("An event names its customer by customerId or externalCustomerId.");
        }
        if (metadata.size() > MAX_METADATA_KEYS) {
            throw new IllegalArgumentException("Metadata has at most " + MAX_METADATA_KEYS + " keys.");
        }
        for (String key : metadata.keySet()) {
            if (key.codePointCount(0, key.length()) > MAX_METADATA_KEY_LENGTH) {
                throw new IllegalArgumentException(
                        "A metadata key has at most " + MAX_METADATA_KEY_LENGTH + " characters.");
            }
        }
    }

    /** Starts an event of a customer known by the sender's own id. */
    public static Builder of(String name, String externalCustomerId) {
        return new Builder(name, externalCustomerId);
    }

    /** Collects the optional parts of an event. */
    public static final class Builder {
        private final String name;
        private final String externalCustomerId;
        private final Map<String, MetadataValue> metadata = new LinkedHashMap<>();
        private @Nullable Instant timestamp;
        private @Nullable String externalId;
        private @Nullable String parentId;
        private @Nullable String externalMemberId;
        private @Nullable CostAmount cost;
        private @Nullable LlmUsage llm;

        private Builder(String name, String externalCustomerId) {
            this.name = name;
            this.externalCustomerId = externalCustomerId;
        }

        public Builder at(Instant timestamp) {
            this.timestamp = timestamp;
            return this;
        }

        /** Makes recording idempotent: a retry with the same id is a duplicate. */
        public Builder externalId(String externalId) {
            this.externalId = externalId;
            return this;
        }

        public Builder under(String parentId) {
            this.parentId = parentId;
            return this;
        }

        public Builder member(String externalMemberId) {
            this.externalMemberId = externalMemberId;
            return this;
        }

        /** @param cents a decimal number such as {@code "0.025"} */
        public Builder costCents(String cents) {
            this.cost = CostAmount.ofCents(cents);
            return this;
        }

        public Builder cost(CostAmount cost) {
            this.cost = cost;
            return this;
        }

        public Builder llm(LlmUsage llm) {
            this.llm = llm;
            return this;
        }

        public Builder with(String key, MetadataValue value) {
            metadata.put(key, value);
            return this;
        }

        public NewEvent build() {
            return new NewEvent(
                    name,
                    timestamp,
                    externalId,
                    parentId,
                    null,
                    externalCustomerId,
                    null,
                    externalMemberId,
                    metadata,
                    cost,
                    llm);
        }
    }
}

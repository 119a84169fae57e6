package dev.costinsights.ingestion;

import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.events.NewEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks what an event's shape can't say: the time it claims, what PostgreSQL can hold. */
final class EventChecks {
    /** Between the clock of the process that took the request and this one. */
    static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(1);

    /** Far inside what PostgreSQL can hold, and the first year that ISO 8601 writes without agreement. */
    static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    private static final String VALUE_ERROR = "value_error";

    private final Instant now;
    private final List<FieldError> errors = new ArrayList<>();

    private EventChecks(Instant now) {
        this.now = now;
    }

    /** What is wrong with the events, each failing field once; empty when all may be recorded. */
    static List<FieldError> errorsOf(List<NewEvent> events, Instant now) {
        var checks = new EventChecks(now);
        for (int index = 0; index < events.size(); index++) {
            checks.check(index, events.get(index));
        }
        return checks.errors;
    }

    private void check(int index, NewEvent event) {
        checkTimestamp(index, event.timestamp());
        checkText(index, "name", event.name());
        checkText(index, "external_id", event.externalId());
        checkText(index, "parent_id", event.parentId());
        checkText(index, "external_customer_id", event.externalCustomerId());
        checkText(index, "external_member_id", event.externalMemberId());
        if (isUnstorable(event.metadata()) || isUnstorable(event.llm())) {
            refuseText(index, "metadata");
        }
    }

    private void checkTimestamp(int index, @Nullable Instant timestamp) {
        if (timestamp == null) {
            return;
        }
        if (timestamp.isAfter(now.plus(CLOCK_TOLERANCE))) {
            errors.add(new FieldError(index, "timestamp", VALUE_ERROR, "Value error, Timestamp must be in the past."));
        } else if (timestamp.isBefore(EARLIEST)) {
            errors.add(new FieldError(
                    index, "timestamp", VALUE_ERROR, "Value error, Timestamp must not be before the year 1."));
        }
    }

    private void checkText(int index, String field, @Nullable String text) {
        if (Texts.isUnstorable(text)) {
            refuseText(index, field);
        }
    }

    private void refuseText(int index, String field) {
        errors.add(new FieldError(index, field, VALUE_ERROR, "Value error, This value contains invalid characters"));
    }

    private static boolean isUnstorable(Map<String, MetadataValue> metadata) {
        for (Map.Entry<String, MetadataValue> entry : metadata.entrySet()) {
            if (Texts.isUnstorable(entry.getKey())
                    || entry.getValue() instanceof MetadataValue.Text text && Texts.isUnstorable(text.value())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isUnstorable(@Nullable LlmUsage llm) {
        return llm != null
                && (Texts.isUnstorable(llm.vendor())
                        || Texts.isUnstorable(llm.model())
                        || Texts.isUnstorable(llm.prompt())
                        || Texts.isUnstorable(llm.response()));
    }
}

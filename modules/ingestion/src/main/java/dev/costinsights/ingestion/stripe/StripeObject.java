package dev.costinsights.ingestion.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.model.Event;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The object of an event.
 *
 * @param <T> its type in Stripe's library, which knows the newest version of the API
 * @param raw as it was sent, for what older versions of the API have and the type has not
 */
record StripeObject<T>(Event event, T value, JsonNode raw) {
    private static final int NANOS_PER_MILLI = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;
    private static final int MICROS_PER_MILLI = 1_000;

    Instant happenedAt() {
        return Instant.ofEpochSecond(event.getCreated());
    }

    /**
     * Stripe's objects don't say when they were changed, its events do, to the second: an object goes through several
     * states within one, and their events come in any order. Which state follows which is the milliseconds; events of
     * equal rank differ in microseconds, so that none is taken for the same as another.
     *
     * @param rank of the object's state, below 1,000: the higher is the later
     */
    String version(int rank) {
        return happenedAt()
                .plusNanos((long) rank * NANOS_PER_MILLI)
                .plusNanos((long) StripeIds.spread(event.getId(), MICROS_PER_MILLI) * NANOS_PER_MICRO)
                .toString();
    }

    /** The beginning of each fact's data. */
    ObjectNode data(String objectId, @Nullable Long created, int rank) {
        UUID id = StripeIds.uuid(objectId);
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id.toString())
                .put("created_at", created == null ? happenedAt().toString() : time(created))
                .put("modified_at", version(rank))
                .put("stripe_id", objectId);
    }

    StripeFact fact(String type, ObjectNode data) {
        return new StripeFact(type, happenedAt(), data);
    }

    static @Nullable String time(@Nullable Long seconds) {
        return seconds == null ? null : Instant.ofEpochSecond(seconds).toString();
    }

    /** Text at the path of an object as it was sent; an expanded object is its id. */
    static @Nullable String idAt(JsonNode raw, String pointer) {
        JsonNode found = raw.at(pointer);
        if (found.isTextual()) {
            return found.textValue();
        }
        return found.path("id").isTextual() ? found.path("id").textValue() : null;
    }

    static @Nullable Long longAt(JsonNode raw, String pointer) {
        JsonNode found = raw.at(pointer);
        return found.isIntegralNumber() ? found.longValue() : null;
    }
}

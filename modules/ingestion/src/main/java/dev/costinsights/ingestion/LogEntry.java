package dev.costinsights.ingestion;

import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.contracts.events.NewEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is going to stand in the log.
 *
 * @param externalKey the front of the SHA-256 of the external id, by which events are deduplicated; null without one
 * @param customerId null also beside an external id, which names the same customer
 * @param customerDigest null when the event names nobody
 * @param metadata JSON
 */
record LogEntry(
        UUID id,
        NewEvent event,
        Instant occurredAt,
        long fingerprint,
        @Nullable UUID externalKey,
        @Nullable UUID customerId,
        @Nullable UUID customerDigest,
        String metadata) {

    /** @param receivedAt also when it happened, unless the event says so itself; PostgreSQL keeps microseconds */
    static LogEntry of(NewEvent event, UUID id, Instant receivedAt) {
        Instant timestamp = event.timestamp();
        String externalId = event.externalId();
        UUID customerId = namesByExternalId(event) ? null : event.customerId();
        return new LogEntry(
                id,
                event,
                (timestamp == null ? receivedAt : timestamp).truncatedTo(ChronoUnit.MICROS),
                Fingerprint.of(event),
                externalId == null ? null : Sha256.frontOf(externalId),
                customerId,
                CustomerDigest.of(event.externalCustomerId(), customerId),
                MetadataJson.of(event.metadata()));
    }

    private static boolean namesByExternalId(NewEvent event) {
        String externalId = event.externalCustomerId();
        return externalId != null && !externalId.isEmpty();
    }

    /** About how much memory its texts take. */
    long characters() {
        LlmUsage llm = event.llm();
        long characters = (long) event.name().length()
                + metadata.length()
                + length(event.externalId())
                + length(event.parentId())
                + length(event.externalCustomerId())
                + length(event.externalMemberId());
        return llm == null
                ? characters
                : characters
                        + llm.vendor().length()
                        + llm.model().length()
                        + length(llm.prompt())
                        + length(llm.response());
    }

    private static long length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}

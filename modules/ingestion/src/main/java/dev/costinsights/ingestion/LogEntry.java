package dev.costinsights.ingestion;

import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.contracts.events.NewEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is going to stand in the log.
 *
 * @param externalKey the front of the SHA-256 of the external id, by which events are deduplicated; null without one
 * @param metadata JSON
 */
record LogEntry(
        UUID id,
        NewEvent event,
        Instant occurredAt,
        long fingerprint,
        @Nullable UUID externalKey,
        String metadata) {

    /** @param receivedAt also when it happened, unless the event says so itself; PostgreSQL keeps microseconds */
    static LogEntry of(NewEvent event, UUID id, Instant receivedAt) {
        Instant timestamp = event.timestamp();
        return new LogEntry(
                id,
                event,
                (timestamp == null ? receivedAt : timestamp).truncatedTo(ChronoUnit.MICROS),
                Fingerprint.of(event),
                externalKey(event.externalId()),
                MetadataJson.of(event.metadata()));
    }

    private static @Nullable UUID externalKey(@Nullable String externalId) {
        if (externalId == null) {
            return null;
        }
        ByteBuffer hash = Sha256.of(externalId.getBytes(StandardCharsets.UTF_8));
        return new UUID(hash.getLong(), hash.getLong());
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

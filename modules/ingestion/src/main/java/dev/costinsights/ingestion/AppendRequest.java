package dev.costinsights.ingestion;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Events of one organization that are appended all or none.
 *
 * @param entries at least one
 * @param characters about how much memory the texts of the entries take
 */
record AppendRequest(UUID organizationId, Instant receivedAt, List<LogEntry> entries, long characters) {
    AppendRequest(UUID organizationId, Instant receivedAt, List<LogEntry> entries) {
        this(
                organizationId,
                receivedAt,
                List.copyOf(entries),
                entries.stream().mapToLong(LogEntry::characters).sum());
    }

    int events() {
        return entries.size();
    }

    /** Whether appending it twice is the same as appending it once. */
    boolean isIdempotent() {
        return entries.stream().allMatch(entry -> entry.externalKey() != null);
    }
}

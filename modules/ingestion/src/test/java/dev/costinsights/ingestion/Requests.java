package dev.costinsights.ingestion;

import dev.costinsights.contracts.events.NewEvent;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;

/** Requests for tests that don't care what is in them. */
final class Requests {
    static final UUID ACME = UUID.fromString("00000000-0000-4000-8000-0000000000a1");
    static final UUID GLOBEX = UUID.fromString("00000000-0000-4000-8000-0000000000b2");

    private static final EventIds IDS = new EventIds();

    private Requests() {}

    static AppendRequest of(UUID organizationId, Instant receivedAt, NewEvent... events) {
        return new AppendRequest(
                organizationId,
                receivedAt,
                List.of(events).stream()
                        .map(event -> LogEntry.of(event, IDS.next(receivedAt.toEpochMilli()), receivedAt))
                        .toList());
    }

    /** So many events of one name. */
    static AppendRequest of(UUID organizationId, Instant receivedAt, String name, int events) {
        return of(
                organizationId,
                receivedAt,
                Collections.nCopies(events, NewEvent.of(name, "user").build()).toArray(NewEvent[]::new));
    }
}

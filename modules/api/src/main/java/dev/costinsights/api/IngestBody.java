package dev.costinsights.api;

import dev.costinsights.contracts.events.IngestEvents;
import dev.costinsights.contracts.events.NewEvent;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.util.List;

/** Reads the body of an ingest request of events. */
final class IngestBody {
    private final ListBody<NewEvent> body;

    IngestBody(Clock clock) {
        body = new ListBody<>(
                "events",
                IngestEvents.MAX_EVENTS,
                (json, location, problems, refusals) ->
                        new EventReader(clock, problems, refusals).read(json, location));
    }

    /** Fails with an {@link InvalidRequest} naming everything that is wrong. */
    Future<List<NewEvent>> read(Vertx vertx, Buffer buffer) {
        return body.read(vertx, buffer);
    }

    /** @throws InvalidRequest naming everything that is wrong */
    List<NewEvent> read(byte[] bytes) {
        return body.read(bytes);
    }
}

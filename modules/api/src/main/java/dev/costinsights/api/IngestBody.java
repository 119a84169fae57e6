package dev.costinsights.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.costinsights.contracts.events.IngestEvents;
import dev.costinsights.contracts.events.NewEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the body of an ingest request, one event in memory at a time: JSON trees are many times larger than their text.
 * The last of several {@code events} counts, as the last of equal keys does everywhere.
 */
final class IngestBody {
    private static final Location EVENTS = Location.BODY.child("events");

    private final Clock clock;

    IngestBody(Clock clock) {
        this.clock = clock;
    }

    /** @throws InvalidRequest naming everything that is wrong */
    List<NewEvent> read(byte[] body) {
        if (body.length == 0) {
            throw InvalidRequest.of(WireError.missing(Location.BODY, null));
        }
        WireJson.requireUtf8(body);
        try (JsonParser parser = WireJson.parser(body)) {
            return read(parser, body);
        } catch (IOException e) {
            throw new UncheckedIOException("A body in memory can't be read", e);
        }
    }

    private List<NewEvent> read(JsonParser parser, byte[] body) throws IOException {
        try {
            Outcome outcome = parser.nextToken() == JsonToken.START_OBJECT ? readObject(parser) : notAnObject(parser);
            WireJson.requireEnd(parser);
            return outcome.events();
        } catch (JsonProcessingException e) {
            throw InvalidRequest.of(WireJson.syntaxError(e, parser, body));
        }
    }

    private Outcome readObject(JsonParser parser) throws IOException {
        var empty = JsonNodeFactory.instance.objectNode();
        Outcome outcome = Outcome.refused(WireError.missing(EVENTS, empty));
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean events = parser.currentName().equals("events");
            JsonToken value = parser.nextToken();
            if (!events) {
                parser.skipChildren();
            } else if (value == JsonToken.START_ARRAY) {
                outcome = readEvents(parser);
            } else {
                JsonNode input = WireJson.tree(parser);
                outcome = Outcome.refused(new WireError("list_type", EVENTS, "Input should be a valid list", input));
            }
        }
        return outcome;
    }

    private Outcome readEvents(JsonParser parser) throws IOException {
        var outcome = new Outcome(new ArrayList<>(), new Problems(), new Problems());
        var reader = new EventReader(clock, outcome.problems, outcome.refusals);
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (count >= IngestEvents.MAX_EVENTS) {
                parser.skipChildren();
            } else {
                NewEvent event = reader.read(WireJson.tree(parser), EVENTS.child(count));
                if (event != null) {
                    outcome.events.add(event);
                }
            }
            count++;
        }
        return count > IngestEvents.MAX_EVENTS ? Outcome.refused(tooMany(count)) : outcome;
    }

    private static WireError tooMany(int count) {
        return new WireError(
                "too_long",
                EVENTS,
                "List should have at most " + IngestEvents.MAX_EVENTS + " items after validation, not " + count,
                null,
                Map.of("field_type", "List", "max_length", IngestEvents.MAX_EVENTS, "actual_length", count));
    }

    private static Outcome notAnObject(JsonParser parser) throws IOException {
        JsonNode body = WireJson.tree(parser);
        return Outcome.refused(
                body.isNull()
                        ? WireError.missing(Location.BODY, null)
                        : new WireError(
                                "model_attributes_type",
                                Location.BODY,
                                "Input should be a valid dictionary or object to extract fields from",
                                body));
    }

    /** What the body holds, known only once its last byte is. */
    private record Outcome(List<NewEvent> events, Problems problems, Problems refusals) {

        static Outcome refused(WireError error) {
            var problems = new Problems();
            problems.add(error);
            return new Outcome(List.of(), problems, new Problems());
        }

        @Override
        public List<NewEvent> events() {
            problems.refuse(InvalidRequest.Kind.REQUEST);
            refusals.refuse(InvalidRequest.Kind.SERVICE);
            return events;
        }
    }
}

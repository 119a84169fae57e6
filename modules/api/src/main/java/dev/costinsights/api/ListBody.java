package dev.costinsights.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body that holds a long list, one element in memory at a time: JSON trees are many times larger than their text.
 * The last of several lists counts, as the last of equal keys does everywhere.
 *
 * @param <T> what an element is read as
 */
final class ListBody<T> {
    /** What takes the event loop about a millisecond to read; more is read on a worker. */
    private static final int MAX_BYTES_ON_EVENT_LOOP = 32 * 1024;

    private final String field;
    private final Location list;
    private final int most;
    private final ElementReader<T> elements;

    /** How one element is read. */
    @FunctionalInterface
    interface ElementReader<T> {
        /**
         * @param problems types and formats that are wrong
         * @param refusals well-formed values that aren't allowed
         * @return null when the element has a problem
         */
        @Nullable
        T read(JsonNode json, Location location, Problems problems, Problems refusals);
    }

    /**
     * @param field of the body that holds the list
     * @param most elements
     */
    ListBody(String field, int most, ElementReader<T> elements) {
        this.field = field;
        this.list = Location.BODY.child(field);
        this.most = most;
        this.elements = elements;
    }

    /** Fails with an {@link InvalidRequest} naming everything that is wrong. */
    Future<List<T>> read(Vertx vertx, Buffer body) {
        byte[] bytes = body.getBytes();
        return bytes.length > MAX_BYTES_ON_EVENT_LOOP
                ? vertx.executeBlocking(() -> read(bytes), false)
                : Future.succeededFuture(read(bytes));
    }

    /** @throws InvalidRequest naming everything that is wrong */
    List<T> read(byte[] body) {
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

    private List<T> read(JsonParser parser, byte[] body) throws IOException {
        try {
            Outcome<T> outcome =
                    parser.nextToken() == JsonToken.START_OBJECT ? readObject(parser) : notAnObject(parser);
            WireJson.requireEnd(parser);
            return outcome.elements();
        } catch (JsonProcessingException e) {
            throw InvalidRequest.of(WireJson.syntaxError(e, parser, body));
        }
    }

    private Outcome<T> readObject(JsonParser parser) throws IOException {
        var empty = JsonNodeFactory.instance.objectNode();
        Outcome<T> outcome = Outcome.refused(WireError.missing(list, empty));
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isList = parser.currentName().equals(field);
            JsonToken value = parser.nextToken();
            if (!isList) {
                parser.skipChildren();
            } else if (value == JsonToken.START_ARRAY) {
                outcome = readElements(parser);
            } else {
                JsonNode input = WireJson.tree(parser);
                outcome = Outcome.refused(new WireError("list_type", list, "Input should be a valid list", input));
            }
        }
        return outcome;
    }

    private Outcome<T> readElements(JsonParser parser) throws IOException {
        var outcome = new Outcome<T>(new ArrayList<>(), new Problems(), new Problems());
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (count >= most) {
                parser.skipChildren();
            } else {
                T element = elements.read(WireJson.tree(parser), list.child(count), outcome.problems, outcome.refusals);
                if (element != null) {
                    outcome.elements.add(element);
                }
            }
            count++;
        }
        return count > most ? Outcome.refused(tooMany(count)) : outcome;
    }

    private WireError tooMany(int count) {
        return new WireError(
                "too_long",
                list,
                "List should have at most " + most + " items after validation, not " + count,
                null,
                Map.of("field_type", "List", "max_length", most, "actual_length", count));
    }

    private static <T> Outcome<T> notAnObject(JsonParser parser) throws IOException {
        JsonNode body = WireJson.tree(parser);
        return Outcome.refused(
                body.isNull() ? WireError.missing(Location.BODY, null) : WireError.notAnObject(Location.BODY, body));
    }

    /** What the body holds, known only once its last byte is. */
    private record Outcome<T>(List<T> elements, Problems problems, Problems refusals) {

        static <T> Outcome<T> refused(WireError error) {
            var problems = new Problems();
            problems.add(error);
            return new Outcome<>(List.of(), problems, new Problems());
        }

        @Override
        public List<T> elements() {
            problems.refuse(InvalidRequest.Kind.REQUEST);
            refusals.refuse(InvalidRequest.Kind.SERVICE);
            return elements;
        }
    }
}

package dev.costinsights.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** A small body that is one JSON object. Unknown fields are ignored; each field that is wrong is one problem. */
final class ObjectBody {
    static final BodyLimit LIMIT = new BodyLimit(64 * 1024);

    private final JsonNode json;
    private final Problems problems = new Problems();
    private final Fields fields;

    private ObjectBody(JsonNode json) {
        this.json = json;
        this.fields = new Fields(json, Location.BODY, problems);
    }

    /** @throws InvalidRequest when it isn't a JSON object */
    static ObjectBody read(Buffer body) {
        byte[] bytes = body.getBytes();
        JsonNode json = bytes.length == 0 ? null : tree(bytes);
        if (json == null || json.isNull()) {
            throw InvalidRequest.of(WireError.missing(Location.BODY, null));
        }
        if (!json.isObject()) {
            throw InvalidRequest.of(WireError.notAnObject(Location.BODY, json));
        }
        return new ObjectBody(json);
    }

    private static JsonNode tree(byte[] body) {
        WireJson.requireUtf8(body);
        try (JsonParser parser = WireJson.parser(body)) {
            try {
                parser.nextToken();
                JsonNode json = WireJson.tree(parser);
                WireJson.requireEnd(parser);
                return json;
            } catch (JsonProcessingException e) {
                throw InvalidRequest.of(WireJson.syntaxError(e, parser, body));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("A body in memory can't be read", e);
        }
    }

    Fields fields() {
        return fields;
    }

    /**
     * Takes a field out of the body and reads it, so that no answer echoes it. Asked for before any other field.
     *
     * @return null when it is absent, null or wrong
     */
    <T> @Nullable T takeSecret(String name, boolean required, Fields.Reader<T> reader) {
        JsonNode value = ((ObjectNode) json).remove(name);
        Location location = Location.BODY.child(name);
        if (value == null || value.isNull()) {
            if (required) {
                problems.add(WireError.missing(location, null));
            }
            return null;
        }
        try {
            return reader.read(value);
        } catch (InvalidValue problem) {
            problems.add(WireError.of(problem, location, null));
            return null;
        }
    }

    /** @throws InvalidRequest naming every field that is wrong */
    void requireValid() {
        problems.refuse(InvalidRequest.Kind.REQUEST);
    }

    /** A module's refusal in terms of the wire, with what was sent. */
    <T> Future<T> refusal(Throwable failure) {
        return BusRefusal.inWireTerms(
                failure, Location.BODY, field -> Location.BODY.child(field.field()), field -> json.get(field.field()));
    }
}

package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.costinsights.contracts.customers.Change;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one JSON object of a request. A field that is absent or wrong reads as null; a wrong one leaves exactly
 * one problem behind.
 */
final class Fields {
    private final JsonNode object;
    private final Location location;
    private final Problems problems;

    /** How a value of one type is read. */
    @FunctionalInterface
    interface Reader<T> {
        T read(JsonNode value) throws InvalidValue;
    }

    Fields(JsonNode object, Location location, Problems problems) {
        this.object = object;
        this.location = location;
        this.problems = problems;
    }

    /** Whether the field is there, be it with null. */
    boolean isSent(String name) {
        return object.has(name);
    }

    /** Whether the field is there with a value other than null. */
    boolean has(String name) {
        return object.hasNonNull(name);
    }

    <T> @Nullable T required(String name, Reader<T> reader) {
        if (!object.has(name)) {
            problems.add(WireError.missing(location.child(name), object));
        }
        return unlessAbsent(name, reader);
    }

    /** A field that may be absent but not null. */
    <T> @Nullable T unlessAbsent(String name, Reader<T> reader) {
        JsonNode value = object.get(name);
        return value == null ? null : read(location.child(name), value, reader);
    }

    /** A field that may be absent or null. */
    <T> @Nullable T orNull(String name, Reader<T> reader) {
        return has(name) ? unlessAbsent(name, reader) : null;
    }

    /** What a field that may be absent, or null to clear what was there, changes. */
    <T> @Nullable Change<T> change(String name, Reader<T> reader) {
        return isSent(name) ? new Change<>(orNull(name, reader)) : null;
    }

    /** The fields of an object in this one that may be absent or null. */
    @Nullable
    Fields objectOrNull(String name) {
        return has(name) ? object(name) : null;
    }

    /** The fields of an object in this one. */
    @Nullable
    Fields object(String name) {
        JsonNode value = unlessAbsent(name, Values::object);
        return value == null ? null : new Fields(value, location.child(name), problems);
    }

    <T> @Nullable T read(Location at, JsonNode value, Reader<T> reader) {
        try {
            return reader.read(value);
        } catch (InvalidValue problem) {
            problems.add(WireError.of(problem, at, value));
            return null;
        }
    }

    void missing(String name) {
        problems.add(WireError.missing(location.child(name), object));
    }

    void problem(InvalidValue problem) {
        problems.add(WireError.of(problem, location, object));
    }

    Iterable<Map.Entry<String, JsonNode>> all() {
        return object.properties();
    }

    Location at(String name) {
        return location.child(name);
    }
}

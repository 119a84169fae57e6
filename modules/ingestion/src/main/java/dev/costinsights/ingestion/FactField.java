package dev.costinsights.ingestion;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A field of an object that is read.
 *
 * @param required whether it must be there, with a value; any other may be absent or null
 */
record FactField(String name, boolean required, FactCheck check) {

    static FactField required(String name, FactCheck check) {
        return new FactField(name, true, check);
    }

    static FactField optional(String name, FactCheck check) {
        return new FactField(name, false, check);
    }

    /** @param path of the object in the fact */
    void check(JsonNode object, String path, FactProblems problems) {
        JsonNode value = object.get(name);
        String field = path + '.' + name;
        if (value == null || value.isNull() && !required) {
            if (required) {
                problems.missing(field);
            }
        } else {
            check.check(value, field, problems);
        }
    }
}

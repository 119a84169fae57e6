package dev.costinsights.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The bodies of every answer that isn't a success. */
final class Errors {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Errors() {}

    static ObjectNode invalid(InvalidRequest failure) {
        ObjectNode body = JSON.objectNode().put("error", failure.kind().wireName());
        var detail = body.putArray("detail");
        failure.errors().forEach(error -> detail.add(error.toJson()));
        return body;
    }

    /** @param detail for a person; never what went wrong inside the server */
    static ObjectNode named(String error, String detail) {
        return JSON.objectNode().put("error", error).put("detail", detail);
    }

    /** The form that routing uses. */
    static ObjectNode unnamed(String detail) {
        return JSON.objectNode().put("detail", detail);
    }

    /** The form that RFC 6750 gives to what is wrong with a token. */
    static ObjectNode token(String error, String description) {
        return JSON.objectNode().put("error", error).put("error_description", description);
    }
}

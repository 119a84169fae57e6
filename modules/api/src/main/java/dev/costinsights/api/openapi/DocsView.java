package dev.costinsights.api.openapi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the readable page shows. Descriptions, notes, types and access are HTML, everything else is text.
 */
record DocsView(String title, String summary, List<String> intro, List<Group> groups, List<Schema> schemas) {

    /** The operations of one tag. */
    record Group(String anchor, String name, String description, List<Operation> operations) {}

    /**
     * @param access which scopes the token needs
     * @param curl a command that works once a token is in its variable; its address is {@link DocsPage#ADDRESS}
     */
    record Operation(
            String anchor,
            String method,
            String path,
            String summary,
            List<String> description,
            String access,
            List<Parameter> parameters,
            @Nullable Body request,
            List<Response> responses,
            String curl) {}

    /** @param place where it is sent: in the query, the path or a header */
    record Parameter(String name, String place, boolean required, String type, String notes) {}

    /**
     * @param fields of its schema, empty when that isn't an object
     * @param example null when there is none
     */
    record Body(
            String contentType,
            String type,
            List<Field> fields,
            @Nullable String example) {}

    /** @param headers that this answer has beside those of all answers */
    record Response(
            String status,
            String description,
            List<Header> headers,
            @Nullable Body body) {}

    record Header(String name, String notes) {}

    /** @param name with the names of the objects around it, as {@code detail[].loc} */
    record Field(String name, boolean required, String type, String notes) {}

    /** @param choices each possible value with its meaning */
    record Schema(
            String anchor, String name, String description, String type, List<Field> fields, List<Choice> choices) {}

    record Choice(String value, String title, String notes) {}
}

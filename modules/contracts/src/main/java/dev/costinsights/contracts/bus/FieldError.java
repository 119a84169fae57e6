package dev.costinsights.contracts.bus;

import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with one field of a request.
 *
 * @param index position of the offending element when the request holds a list, else null
 * @param field name of the field as on the wire
 * @param type machine-readable kind, as in the error envelope of the REST API
 * @param message one sentence for a person
 */
public record FieldError(@Nullable Integer index, String field, String type, String message) {}

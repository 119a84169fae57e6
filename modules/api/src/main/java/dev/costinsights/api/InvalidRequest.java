package dev.costinsights.api;

import java.util.List;

/** A request that can't be served as it is; answered with 422 and every failing field. */
final class InvalidRequest extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Who found the errors: clients know the two kinds by these names. */
    enum Kind {
        /** Types and formats. */
        REQUEST("RequestValidationError"),
        /** Rules that hold between a well-formed request and what the server knows. */
        SERVICE("PolarRequestValidationError");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    private final Kind kind;
    private final transient List<WireError> errors;

    InvalidRequest(Kind kind, List<WireError> errors) {
        super(kind.wireName(), null, false, false);
        this.kind = kind;
        this.errors = List.copyOf(errors);
    }

    static InvalidRequest of(WireError error) {
        return new InvalidRequest(Kind.REQUEST, List.of(error));
    }

    Kind kind() {
        return kind;
    }

    List<WireError> errors() {
        return errors;
    }
}

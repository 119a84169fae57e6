package dev.costinsights.api;

import java.util.Map;

/** One value that breaks a rule of the wire format; where it stood is known to whoever catches this. */
final class InvalidValue extends Exception {
    private static final long serialVersionUID = 1L;

    private final String type;
    private final transient Map<String, Object> context;

    InvalidValue(String type, String message) {
        this(type, message, Map.of());
    }

    /** @param context the numbers and words of the broken rule, empty when the message says it all */
    InvalidValue(String type, String message, Map<String, Object> context) {
        super(message, null, false, false);
        this.type = type;
        this.context = context;
    }

    String type() {
        return type;
    }

    String message() {
        return String.valueOf(getMessage());
    }

    Map<String, Object> context() {
        return context;
    }
}

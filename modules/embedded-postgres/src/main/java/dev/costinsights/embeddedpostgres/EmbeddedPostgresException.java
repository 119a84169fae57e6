package dev.costinsights.embeddedpostgres;

import org.jspecify.annotations.Nullable;

/** The embedded database can't be had; the message is meant for the person who starts the server. */
public class EmbeddedPostgresException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EmbeddedPostgresException(String message) {
        super(message);
    }

    EmbeddedPostgresException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}

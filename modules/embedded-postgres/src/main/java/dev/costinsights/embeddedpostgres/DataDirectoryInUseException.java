package dev.costinsights.embeddedpostgres;

/** Another live server holds the data directory; opening it a second time would corrupt it. */
public final class DataDirectoryInUseException extends EmbeddedPostgresException {

    private static final long serialVersionUID = 1L;

    DataDirectoryInUseException(String message) {
        super(message);
    }
}

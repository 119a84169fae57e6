package dev.costinsights.launcher;

/** A command line that isn't understood. The message is one line that says why. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message, null, false, false);
    }
}

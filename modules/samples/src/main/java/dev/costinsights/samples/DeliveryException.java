package dev.costinsights.samples;

import java.io.Serial;

/** The server refused a batch, or could not be reached for too long; the message is for the person at the terminal. */
final class DeliveryException extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    DeliveryException(String message) {
        super(message);
    }
}

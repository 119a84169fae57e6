package dev.costinsights.samples;

import java.time.Duration;

/** Hears how far a delivery is; several senders may tell it at once. */
interface Watcher {
    /** So many are accepted in all. */
    void sent(long accepted);

    /** A batch is about to be sent again after {@code wait}. */
    void waiting(String reason, Duration wait);
}

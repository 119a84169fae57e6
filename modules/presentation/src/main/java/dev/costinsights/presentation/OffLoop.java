package dev.costinsights.presentation;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;

/** Computes on a worker what would keep an event loop from its other questions. */
final class OffLoop {
    private OffLoop() {}

    /** To be asked on a context, as what follows upon a statement is; the result comes back there. */
    static <T> Future<T> compute(Callable<T> work) {
        return Vertx.currentContext().executeBlocking(work, false);
    }
}

package dev.costinsights.api;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.Semaphore;

/**
 * Bounds the bytes of request bodies under way at once, from their first byte to their answer. Senders beyond it are
 * asked to come back, before their body takes memory.
 */
final class BodyBudget implements Handler<RoutingContext> {
    private static final int SHARE_OF_HEAP = 16;
    private static final long RETRY_SECONDS = 1;

    private final Semaphore bytes;

    BodyBudget(int bytes) {
        this.bytes = new Semaphore(bytes);
    }

    /** A share of the heap, and room for one body at least. */
    static BodyBudget ofHeap(long heapBytes) {
        long share = Math.min(heapBytes / SHARE_OF_HEAP, Integer.MAX_VALUE);
        return new BodyBudget((int) Math.max(share, IngestRoute.MAX_BODY_BYTES));
    }

    @Override
    public void handle(RoutingContext context) {
        int length = Integer.parseInt(context.request().getHeader(HttpHeaders.CONTENT_LENGTH));
        if (!bytes.tryAcquire(length)) {
            Replies.tooMany(context, RETRY_SECONDS);
            return;
        }
        context.addEndHandler(ended -> bytes.release(length));
        context.next();
    }
}

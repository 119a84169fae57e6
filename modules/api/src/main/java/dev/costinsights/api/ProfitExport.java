package dev.costinsights.api;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sends a list as CSV while it is read, a part at a time and no faster than the client takes it. What fails before the
 * first part is an answer of its own; after it the connection is cut, so that half a file is never taken for a whole one.
 */
final class ProfitExport {
    private final RoutingContext context;
    private final Parts parts;

    private ProfitExport(RoutingContext context, Parts parts) {
        this.context = context;
        this.parts = parts;
    }

    /** The parts of a file. */
    @FunctionalInterface
    interface Parts {
        /** @return the part with this number, null when there are no more */
        Future<@Nullable String> read(int number);
    }

    /**
     * @param columns the first line
     * @param asOf what the header says
     */
    static void send(RoutingContext context, String file, String columns, Instant asOf, Parts parts) {
        parts.read(0)
                .onSuccess(first -> {
                    HttpServerResponse response = context.response();
                    response.setChunked(true)
                            .putHeader(CommonHeaders.AS_OF, asOf.toString())
                            .putHeader(HttpHeaders.CONTENT_TYPE, "text/csv; charset=utf-8")
                            .putHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=" + file);
                    response.write(columns);
                    new ProfitExport(context, parts).written(first, 0);
                })
                .onFailure(context::fail);
    }

    private void written(@Nullable String part, int number) {
        HttpServerResponse response = context.response();
        if (response.closed()) {
            return;
        }
        if (part == null) {
            response.end();
            return;
        }
        response.write(part);
        drained(response)
                .compose(ready -> parts.read(number + 1))
                .onSuccess(next -> written(next, number + 1))
                .onFailure(failure -> context.request().connection().close());
    }

    private static Future<Void> drained(HttpServerResponse response) {
        if (!response.writeQueueFull()) {
            return Future.succeededFuture();
        }
        Promise<Void> drained = Promise.promise();
        response.drainHandler(ready -> drained.tryComplete());
        response.closeHandler(gone -> drained.tryFail("The client is gone"));
        return drained.future();
    }
}

package dev.costinsights.aggregation;

import dev.costinsights.platform.db.PgErrors;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One view after another, with a pause between them. Runs on one event loop. */
final class ReconcileLoop {
    private static final Logger LOG = LoggerFactory.getLogger(ReconcileLoop.class);

    private final Vertx vertx;
    private final Reconciler reconciler;
    private final Duration pause;
    private final Promise<Void> stopped = Promise.promise();
    private long timer;
    private boolean viewing;
    private boolean stopping;

    ReconcileLoop(Vertx vertx, Reconciler reconciler, Duration pause) {
        this.vertx = vertx;
        this.reconciler = reconciler;
        this.pause = pause;
    }

    void start() {
        view();
    }

    /** Succeeds when the comparison under way has ended. */
    Future<Void> stop() {
        stopping = true;
        reconciler.stop();
        if (!viewing) {
            vertx.cancelTimer(timer);
            stopped.tryComplete();
        }
        return stopped.future();
    }

    private void view() {
        viewing = true;
        reconciler.view().onComplete(this::afterView);
    }

    private void afterView(AsyncResult<Void> view) {
        viewing = false;
        if (view.failed()) {
            if (PgErrors.isUnavailable(view.cause())) {
                LOG.warn(
                        "Totals could not be compared with the log now: {}",
                        view.cause().toString());
            } else {
                LOG.error("Comparing totals with the log failed", view.cause());
            }
        }
        if (stopping) {
            stopped.tryComplete();
        } else {
            timer = vertx.setTimer(Math.max(1, pause.toMillis()), id -> view());
        }
    }
}

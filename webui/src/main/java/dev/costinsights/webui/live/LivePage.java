package dev.costinsights.webui.live;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.util.UUID;

/** The stream to one open page. Rings close to each other become one; none is written while the reader is slow. */
final class LivePage {

    private static final long QUIET_MILLIS = 250;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final UUID organizationId;
    private boolean rung;
    private boolean quiet;
    private boolean closed;

    LivePage(Vertx vertx, HttpServerResponse response, UUID organizationId) {
        this.vertx = vertx;
        this.response = response;
        this.organizationId = organizationId;
    }

    /** Opens the stream at once, and tells the browser how soon to come back when it is lost. */
    void greet() {
        write("retry: 3000\n\n");
    }

    void ring(UUID changedOrganization) {
        if (!changedOrganization.equals(organizationId)) {
            return;
        }
        rung = true;
        if (!quiet) {
            tell();
        }
    }

    void beat() {
        if (!response.writeQueueFull()) {
            write(": still here\n\n");
        }
    }

    void end() {
        if (!closed) {
            closed = true;
            response.end();
        }
    }

    void close() {
        closed = true;
    }

    /** Tells of what rang, then is quiet for a while; what rings meanwhile, or finds the queue full, is told after it. */
    private void tell() {
        if (closed || !rung) {
            quiet = false;
            return;
        }
        if (!response.writeQueueFull()) {
            rung = false;
            write("event: totals\ndata: changed\n\n");
        }
        quiet = true;
        vertx.setTimer(QUIET_MILLIS, timer -> tell());
    }

    private void write(String text) {
        if (!closed) {
            response.write(text);
        }
    }
}

package dev.costinsights.platform.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** A module with routes on the one HTTP server. */
public interface HttpModule {
    /**
     * Mounts the module's routes on a router of its own, once per server instance.
     *
     * @return done when the module can answer
     */
    Future<Void> mount(Vertx vertx, Router router);
}

package dev.costinsights.platform.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;

/** A module with routes on the one HTTP server. */
public interface HttpModule {
    /**
     * Mounts the module's routes on the server's router, once per server instance. Modules share the router, so each
     * stays under paths that are its own, and the last one may take the rest.
     *
     * @return done when the module can answer
     */
    Future<Void> mount(Vertx vertx, Router router);
}

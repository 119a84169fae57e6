package dev.costinsights.platform.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.AllowForwardHeaders;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One instance of the one HTTP server: the modules' routes after health and metrics. Deployed more than once; the
 * instances share the port.
 */
public final class HttpVerticle extends VerticleBase {
    private static final int MAX_HEADER_BYTES = 32 * 1024;
    private static final int MAX_URI_BYTES = 16 * 1024;

    private final String host;
    private final int port;
    private final boolean behindProxy;
    private final Operations operations;
    private final List<HttpModule> modules;
    private final IntConsumer listening;
    private @Nullable HttpServer server;

    /**
     * @param port negative for any free one, shared by all instances that give the same number
     * @param behindProxy whether the address of a request is the first of its X-Forwarded-For header, if it has one
     * @param listening told the port
     */
    public HttpVerticle(
            String host,
            int port,
            boolean behindProxy,
            Operations operations,
            List<HttpModule> modules,
            IntConsumer listening) {
        this.host = host;
        this.port = port;
        this.behindProxy = behindProxy;
        this.operations = operations;
        this.modules = List.copyOf(modules);
        this.listening = listening;
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx)
                .allowForward(behindProxy ? AllowForwardHeaders.X_FORWARD : AllowForwardHeaders.NONE);
        operations.mount(router);
        Future<Void> mounted = Future.succeededFuture();
        for (HttpModule module : modules) {
            mounted = mounted.compose(done -> module.mount(vertx, router));
        }
        return mounted.compose(done -> {
            server = vertx.createHttpServer(new HttpServerOptions()
                    .setHost(host)
                    .setPort(port)
                    .setIdleTimeout(75)
                    .setIdleTimeoutUnit(TimeUnit.SECONDS)
                    .setCompressionSupported(true)
                    .setCompressionLevel(4)
                    .setDecompressionSupported(false)
                    .setMaxHeaderSize(MAX_HEADER_BYTES)
                    .setMaxInitialLineLength(MAX_URI_BYTES)
                    .setHandle100ContinueAutomatically(true));
            return server.requestHandler(router).listen().onSuccess(bound -> listening.accept(bound.actualPort()));
        });
    }

    @Override
    public Future<?> stop() {
        return server == null ? Future.succeededFuture() : server.shutdown(3, TimeUnit.SECONDS);
    }
}

package dev.costinsights.webui.live;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.metrics.TotalsChanged;
import dev.costinsights.webui.http.Cookies;
import dev.costinsights.webui.http.Gate;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;

/**
 * Server-sent events to the open pages of one server instance. All of it happens on that instance's event loop; only the
 * count of pages per session is shared between instances.
 */
public final class LiveHandler {

    private static final long HEARTBEAT_MILLIS = 15_000;

    private final Vertx vertx;
    private final Gate gate;
    private final Cookies cookies;
    private final OpenPages openPages;
    private final Set<LivePage> pages = new HashSet<>();

    /** A handler of one server instance. */
    public LiveHandler(Vertx vertx, Gate gate, Cookies cookies, OpenPages openPages) {
        this.vertx = vertx;
        this.gate = gate;
        this.cookies = cookies;
        this.openPages = openPages;
    }

    /** Hears from now on when totals change; done when it does. */
    public Future<Void> start() {
        return Channels.TOTALS_CHANGED.subscribe(vertx, this::ring).completion();
    }

    /** Opens the stream of a page. It ends with the session. */
    public void open(RoutingContext context) {
        gate.reader(context)
                .onSuccess(
                        reader -> open(context, reader, cookies.session(context).orElseThrow()))
                .onFailure(failure -> context.response()
                        .setStatusCode(ended(failure) ? 401 : 503)
                        .end());
    }

    private void open(RoutingContext context, SessionPrincipal reader, Secret session) {
        HttpServerResponse response = context.response();
        if (response.closed()) {
            return;
        }
        if (!openPages.add(reader.sessionId())) {
            response.setStatusCode(429).end();
            return;
        }
        response.setChunked(true)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                // A compressor would hold events back until its buffer is full.
                .putHeader(HttpHeaders.CONTENT_ENCODING, HttpHeaders.IDENTITY)
                .putHeader("X-Accel-Buffering", "no");
        LivePage page = new LivePage(vertx, response, reader.organizationId());
        pages.add(page);
        long heartbeat = vertx.setPeriodic(HEARTBEAT_MILLIS, timer -> beat(page, session));
        UUID sessionId = reader.sessionId();
        response.closeHandler(closed -> {
            vertx.cancelTimer(heartbeat);
            pages.remove(page);
            page.close();
            openPages.remove(sessionId);
        });
        page.greet();
    }

    private void ring(TotalsChanged changed) {
        pages.forEach(page -> page.ring(changed.organizationId()));
    }

    private void beat(LivePage page, Secret session) {
        gate.resolve(session).onComplete(result -> {
            if (result.failed() && ended(result.cause())) {
                page.end();
            } else {
                page.beat();
            }
        });
    }

    private static boolean ended(Throwable failure) {
        return failure instanceof ContractException known && known.code() == ErrorCode.UNAUTHENTICATED;
    }
}

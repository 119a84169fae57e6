package dev.costinsights.webui.settings;

import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.webui.http.Responder;
import dev.costinsights.webui.page.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Sends pages of the settings, with their navigation. Their templates include {@code settings-frame.html :: top}. */
public final class SettingsFrame {

    private final Responder responder;

    /** A frame of one server instance. */
    public SettingsFrame(Responder responder) {
        this.responder = responder;
    }

    /**
     * Sends a page that no cache keeps.
     *
     * @param entry where the reader is
     * @param page what the template reads as {@code page}
     */
    public void send(
            RoutingContext context,
            SessionPrincipal reader,
            int status,
            String template,
            SettingsEntry entry,
            Object page) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        responder.page(
                context,
                status,
                template,
                Map.of(
                        "page",
                        page,
                        "places",
                        entry.links(reader.role()),
                        "shell",
                        responder.shell(context, reader, entry.label(), "settings", null)));
    }

    /**
     * Says why a change was not made, or that nobody knows whether it was.
     *
     * @param entry the page from which it was sent
     */
    public void changeFailed(RoutingContext context, SessionPrincipal reader, SettingsEntry entry, Throwable failure) {
        ErrorCode code = failure instanceof ContractException known ? known.code() : ErrorCode.INTERNAL;
        switch (code) {
            case NOT_FOUND -> responder.problem(context, reader, 404, Problem.gone(entry.path(), entry.label()));
            case OVERLOADED, UNAVAILABLE, TIMEOUT ->
                responder.problem(context, reader, 503, Problem.undecided(entry.path(), entry.label()));
            default -> responder.failure(context, reader, failure);
        }
    }
}

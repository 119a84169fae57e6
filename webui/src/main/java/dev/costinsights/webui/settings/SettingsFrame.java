package dev.costinsights.webui.settings;

import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.webui.http.Responder;
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
}

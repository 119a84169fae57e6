package dev.costinsights.webui.metrics;

import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.webui.http.CsvReply;
import dev.costinsights.webui.http.Responder;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** What every metric means, as a page and as a file. */
public final class DefinitionsHandler {
    public static final String PATH = DefinitionsPage.PATH;

    private final Responder responder;

    /** Handlers of one server instance. */
    public DefinitionsHandler(Responder responder) {
        this.responder = responder;
    }

    /** The page. */
    public void show(RoutingContext context, SessionPrincipal reader) {
        responder.page(
                context,
                200,
                "definitions",
                Map.of(
                        "page",
                        DefinitionsPage.of(context.queryParams().get("query")),
                        "shell",
                        responder.shell(context, reader, "Definitions", "metrics", null)));
    }

    /** The same as a table. */
    public void file(RoutingContext context, SessionPrincipal reader) {
        CsvReply.send(
                context,
                "metric-definitions.csv",
                DefinitionsPage.file(context.queryParams().get("query")));
    }
}

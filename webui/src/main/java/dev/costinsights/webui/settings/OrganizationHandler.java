package dev.costinsights.webui.settings;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.ListOrganizations;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.webui.http.Responder;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** The page of the organization. */
public final class OrganizationHandler {

    /** Where the page is. */
    public static final String PATH = SettingsEntry.ORGANIZATION.path();

    private final Vertx vertx;
    private final Responder responder;
    private final SettingsFrame frame;

    /** Handlers of one server instance. */
    public OrganizationHandler(Vertx vertx, Responder responder) {
        this.vertx = vertx;
        this.responder = responder;
        this.frame = new SettingsFrame(responder);
    }

    /** The page. */
    public void show(RoutingContext context, SessionPrincipal reader) {
        responder.answer(
                context,
                reader,
                Channels.LIST_ORGANIZATIONS.ask(vertx, new ListOrganizations(reader.organizationId(), 0, 1)),
                found -> frame.send(
                        context,
                        reader,
                        200,
                        "settings-organization",
                        SettingsEntry.ORGANIZATION,
                        OrganizationPages.page(reader, found)));
    }
}

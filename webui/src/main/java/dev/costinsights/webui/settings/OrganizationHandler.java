package dev.costinsights.webui.settings;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.ListOrganizations;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.webui.http.Cookies;
import dev.costinsights.webui.http.Responder;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** The page of the organization: its name, its zone, and the days that pages show by default. */
public final class OrganizationHandler {

    /** Where the page is. */
    public static final String PATH = SettingsEntry.ORGANIZATION.path();

    private static final Secret SAVED = new Secret("saved");

    private final Vertx vertx;
    private final Responder responder;
    private final SettingsFrame frame;
    private final Cookies cookies;

    /** Handlers of one server instance. */
    public OrganizationHandler(Vertx vertx, Responder responder, Cookies cookies) {
        this.vertx = vertx;
        this.responder = responder;
        this.frame = new SettingsFrame(responder);
        this.cookies = cookies;
    }

    /** The page. */
    public void show(RoutingContext context, SessionPrincipal reader) {
        boolean saved = cookies.takeOnce(context, PATH).filter(SAVED::equals).isPresent();
        send(context, reader, 200, OrganizationForm.of(reader), saved ? "The organization is saved." : null);
    }

    /** Changes the organization and leads back. */
    public void save(RoutingContext context, SessionPrincipal reader) {
        OrganizationForm form = OrganizationForm.read(context.request().formAttributes());
        if (!form.problems().isEmpty()) {
            send(context, reader, 422, form, null);
            return;
        }
        Channels.UPDATE_ORGANIZATION
                .ask(vertx, form.wish(reader.organizationId()))
                .onSuccess(changed -> {
                    cookies.leaveOnce(context, PATH, SAVED);
                    responder.redirect(context, PATH);
                })
                .onFailure(failure -> {
                    OrganizationForm refused =
                            failure instanceof ContractException known && known.code() == ErrorCode.INVALID
                                    ? form.refused(known.fieldErrors())
                                    : null;
                    if (refused == null) {
                        frame.changeFailed(context, reader, SettingsEntry.ORGANIZATION, failure);
                    } else {
                        send(context, reader, 422, refused, null);
                    }
                });
    }

    private void send(
            RoutingContext context,
            SessionPrincipal reader,
            int status,
            OrganizationForm form,
            @Nullable String notice) {
        responder.answer(
                context,
                reader,
                Channels.LIST_ORGANIZATIONS.ask(vertx, new ListOrganizations(reader.organizationId(), 0, 1)),
                found -> frame.send(
                        context,
                        reader,
                        status,
                        "settings-organization",
                        SettingsEntry.ORGANIZATION,
                        OrganizationSettings.of(reader, found, reader.role().mayAs(Role.OWNER) ? form : null, notice)));
    }
}

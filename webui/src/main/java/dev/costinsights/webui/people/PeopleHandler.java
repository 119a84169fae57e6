package dev.costinsights.webui.people;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.ChangeRole;
import dev.costinsights.contracts.accounts.ListPeople;
import dev.costinsights.contracts.accounts.RemovePerson;
import dev.costinsights.contracts.accounts.ResetPassword;
import dev.costinsights.contracts.accounts.RevokeInvitation;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.webui.http.Cookies;
import dev.costinsights.webui.http.Gate;
import dev.costinsights.webui.http.Responder;
import dev.costinsights.webui.http.ServerAddress;
import dev.costinsights.webui.page.Problem;
import dev.costinsights.webui.people.PeoplePage.Made;
import dev.costinsights.webui.settings.OrganizationHandler;
import dev.costinsights.webui.settings.SettingsEntry;
import dev.costinsights.webui.settings.SettingsFrame;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The page of the people of the reader's organization, and of no other; for owners. */
public final class PeopleHandler {

    /** Where the page is. */
    public static final String PATH = SettingsEntry.PEOPLE.path();

    private final Vertx vertx;
    private final Responder responder;
    private final SettingsFrame frame;
    private final Cookies cookies;
    private final Clock clock;
    private final @Nullable URI publicUrl;

    /** Handlers of one server instance. */
    public PeopleHandler(Vertx vertx, Responder responder, Cookies cookies, Clock clock, @Nullable URI publicUrl) {
        this.vertx = vertx;
        this.responder = responder;
        this.frame = new SettingsFrame(responder);
        this.cookies = cookies;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    /** Adds the page and its forms. */
    public void mount(Router ui, Gate gate) {
        ui.get(PATH).handler(gate.page(Role.OWNER, this::show));
        form(ui, gate, "/invite", this::invite);
        form(ui, gate, "/invitations/:id/revoke", this::revoke);
        form(ui, gate, "/:id/role", this::changeRole);
        form(ui, gate, "/:id/reset", this::resetPassword);
        form(ui, gate, "/:id/remove", this::remove);
        // Where a page of a refused form stands; there is nothing to get.
        ui.get(PATH + "/*").handler(context -> responder.redirect(context, PATH));
    }

    private static void form(Router ui, Gate gate, String path, BiConsumer<RoutingContext, SessionPrincipal> handler) {
        ui.post(PATH + path).handler(gate.form(Role.OWNER, handler));
    }

    private void show(RoutingContext context, SessionPrincipal reader) {
        Optional<Secret> said = cookies.takeOnce(context, PATH);
        send(context, reader, 200, InviteForm.fresh(), said, null);
    }

    private void invite(RoutingContext context, SessionPrincipal reader) {
        InviteForm form = InviteForm.read(context.request().formAttributes());
        if (!form.problems().isEmpty()) {
            send(context, reader, 422, form, Optional.empty(), null);
            return;
        }
        Channels.INVITE_PERSON
                .ask(vertx, form.wish(reader.organizationId()))
                .onSuccess(made -> leadBack(context, PeopleOnce.made(made)))
                .onFailure(failure -> {
                    InviteForm refused = failure instanceof ContractException known && known.code() == ErrorCode.INVALID
                            ? form.refused(known.fieldErrors())
                            : null;
                    if (refused == null) {
                        changeFailed(context, reader, failure);
                    } else {
                        send(context, reader, 422, refused, Optional.empty(), null);
                    }
                });
    }

    private void revoke(RoutingContext context, SessionPrincipal reader) {
        withId(
                context,
                reader,
                id -> Channels.REVOKE_INVITATION
                        .ask(vertx, new RevokeInvitation(reader.organizationId(), id))
                        .onSuccess(done -> leadBack(context, PeopleOnce.REVOKED))
                        .onFailure(failure -> changeFailed(context, reader, failure)));
    }

    private void changeRole(RoutingContext context, SessionPrincipal reader) {
        Optional<Role> role =
                Role.ofWireName(Objects.requireNonNullElse(context.request().getFormAttribute(InviteForm.ROLE), ""));
        if (role.isEmpty()) {
            send(context, reader, 422, InviteForm.fresh(), Optional.empty(), "Choose a role.");
            return;
        }
        withId(
                context,
                reader,
                id -> Channels.CHANGE_ROLE
                        .ask(vertx, new ChangeRole(reader.organizationId(), id, role.get()))
                        .onSuccess(done -> {
                            if (id.equals(reader.userId()) && role.get() != Role.OWNER) {
                                responder.redirect(context, OrganizationHandler.PATH);
                            } else {
                                leadBack(context, PeopleOnce.ROLE_CHANGED);
                            }
                        })
                        .onFailure(failure -> changeFailed(context, reader, failure)));
    }

    private void resetPassword(RoutingContext context, SessionPrincipal reader) {
        withId(
                context,
                reader,
                id -> Channels.RESET_PASSWORD
                        .ask(vertx, new ResetPassword(reader.organizationId(), id))
                        .onSuccess(made -> leadBack(context, PeopleOnce.made(made)))
                        .onFailure(failure -> changeFailed(context, reader, failure)));
    }

    private void remove(RoutingContext context, SessionPrincipal reader) {
        withId(
                context,
                reader,
                id -> Channels.REMOVE_PERSON
                        .ask(vertx, new RemovePerson(reader.organizationId(), id))
                        .onSuccess(done -> leadBack(context, PeopleOnce.REMOVED))
                        .onFailure(failure -> changeFailed(context, reader, failure)));
    }

    private void withId(RoutingContext context, SessionPrincipal reader, Consumer<UUID> change) {
        PeopleOnce.uuid(context.pathParam("id"))
                .ifPresentOrElse(
                        change,
                        () -> responder.problem(
                                context, reader, 404, Problem.gone(PATH, SettingsEntry.PEOPLE.label())));
    }

    private void send(
            RoutingContext context,
            SessionPrincipal reader,
            int status,
            InviteForm form,
            Optional<Secret> said,
            @Nullable String problem) {
        var pages = new PeoplePages(reader, clock.instant());
        responder.answer(
                context, reader, Channels.LIST_PEOPLE.ask(vertx, new ListPeople(reader.organizationId())), people -> {
                    Made made = pages.made(said, people, ServerAddress.of(context.request(), publicUrl));
                    PeoplePage page = pages.page(people, form, PeopleOnce.notice(said), problem, made);
                    frame.send(context, reader, status, "settings-people", SettingsEntry.PEOPLE, page);
                });
    }

    private void leadBack(RoutingContext context, Secret once) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        cookies.leaveOnce(context, PATH, once);
        responder.redirect(context, PATH);
    }

    private void changeFailed(RoutingContext context, SessionPrincipal reader, Throwable failure) {
        if (failure instanceof ContractException known && known.code() == ErrorCode.INVALID) {
            String problem = known.fieldErrors().stream()
                    .map(FieldError::message)
                    .findFirst()
                    .orElse(known.detail());
            send(context, reader, 422, InviteForm.fresh(), Optional.empty(), problem);
        } else {
            frame.changeFailed(context, reader, SettingsEntry.PEOPLE, failure);
        }
    }
}

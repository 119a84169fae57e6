package dev.costinsights.webui.people;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.AcceptInvitation;
import dev.costinsights.contracts.accounts.FindInvitation;
import dev.costinsights.contracts.accounts.FoundInvitation;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.webui.http.Cookies;
import dev.costinsights.webui.http.Gate;
import dev.costinsights.webui.http.Responder;
import dev.costinsights.webui.http.ReturnPath;
import dev.costinsights.webui.page.Problem;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a one-time link opens: the page on which someone chooses a password, and is signed in. */
public final class InvitationHandler {

    /** Where the page is. */
    public static final String PATH = "/invitation";

    private static final Problem SPENT = new Problem(
            "This link opens nothing",
            "It was used, revoked or replaced, or it has expired. An owner of the organization can make a new one.",
            "/sign-in",
            "Sign in");
    private static final Problem TOO_MANY = new Problem(
            "Too many tries from your address", "Wait a minute, then open the link again.", "/sign-in", "Sign in");

    private final Vertx vertx;
    private final Responder responder;
    private final Cookies cookies;

    /** Handlers of one server instance. */
    public InvitationHandler(Vertx vertx, Responder responder, Cookies cookies) {
        this.vertx = vertx;
        this.responder = responder;
        this.cookies = cookies;
    }

    /**
     * What the page shows.
     *
     * @param code goes back with the form
     * @param role what the invited will be, with an article; null when it is about a new password
     * @param words what that role may do, said to the invited; null when it is about a new password
     * @param problem what is wrong with the password, or null at first
     */
    public record Form(
            Secret code,
            String organization,
            String email,
            @Nullable String role,
            @Nullable String words,
            @Nullable String problem) {}

    /** Adds the page and its form. */
    public void mount(Router ui, Gate gate) {
        ui.get(PATH).handler(this::show);
        ui.post(PATH).handler(gate.openForm(this::accept));
    }

    private void show(RoutingContext context) {
        form(
                context,
                new Secret(Objects.requireNonNullElse(context.queryParams().get("code"), "")),
                200,
                null);
    }

    private void accept(RoutingContext context) {
        var code = new Secret(field(context, "code"));
        Channels.ACCEPT_INVITATION
                .ask(vertx, new AcceptInvitation(code, new Secret(field(context, "password")), address(context)))
                .onSuccess(session -> {
                    cookies.begin(context, session.session(), session.expiresAt());
                    responder.redirect(context, ReturnPath.HOME);
                })
                .onFailure(failure -> {
                    String problem = passwordProblem(failure);
                    if (problem == null) {
                        refuse(context, failure);
                    } else {
                        form(context, code, 422, problem);
                    }
                });
    }

    private void form(RoutingContext context, Secret code, int status, @Nullable String problem) {
        Channels.FIND_INVITATION
                .ask(vertx, new FindInvitation(code, address(context)))
                .onSuccess(found -> {
                    context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
                    responder.page(context, status, "invitation", Map.of("form", form(code, found, problem)));
                })
                .onFailure(failure -> refuse(context, failure));
    }

    private static Form form(Secret code, FoundInvitation found, @Nullable String problem) {
        Role role = found.role();
        return new Form(
                code,
                found.organizationName(),
                found.email(),
                role == null ? null : RoleWords.withArticle(role),
                role == null ? null : RoleWords.invitation(role),
                problem);
    }

    /** Says the same for every link that opens nothing. */
    private void refuse(RoutingContext context, Throwable failure) {
        ErrorCode code = failure instanceof ContractException known ? known.code() : ErrorCode.INTERNAL;
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        switch (code) {
            case UNAUTHENTICATED, INVALID, FORBIDDEN, NOT_FOUND -> responder.problem(context, null, 404, SPENT);
            case OVERLOADED -> responder.problem(context, null, 429, TOO_MANY);
            default -> responder.failure(context, null, failure);
        }
    }

    private static @Nullable String passwordProblem(Throwable failure) {
        return failure instanceof ContractException known && known.code() == ErrorCode.INVALID
                ? known.fieldErrors().stream()
                        .filter(error -> error.field().equals("password"))
                        .map(FieldError::message)
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private static String field(RoutingContext context, String name) {
        return Objects.requireNonNullElse(context.request().getFormAttribute(name), "");
    }

    private static String address(RoutingContext context) {
        return context.request().remoteAddress().hostAddress();
    }
}

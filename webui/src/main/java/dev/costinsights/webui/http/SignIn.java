package dev.costinsights.webui.http;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.NewSession;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.accounts.SignInWithLink;
import dev.costinsights.contracts.accounts.SignInWithPassword;
import dev.costinsights.contracts.accounts.SignOut;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sign in by password or one-time link, and out. */
public final class SignIn {

    private final Vertx vertx;
    private final Gate gate;
    private final Cookies cookies;
    private final Responder responder;

    /** Handlers of one server instance. */
    public SignIn(Vertx vertx, Gate gate, Cookies cookies, Responder responder) {
        this.vertx = vertx;
        this.gate = gate;
        this.cookies = cookies;
        this.responder = responder;
    }

    /**
     * What the sign-in page shows.
     *
     * @param next where to go on
     * @param email what was typed, or empty
     * @param problem why it did not work, or null at first
     */
    public record Form(String next, String email, @Nullable String problem) {}

    /** The form; who is signed in already goes on. */
    public void show(RoutingContext context) {
        String next = ReturnPath.of(context.queryParams().get("next"));
        gate.reader(context)
                .onSuccess(reader -> responder.redirect(context, next))
                .onFailure(nobody -> form(context, 200, new Form(next, "", null)));
    }

    /** Takes email and password. */
    public void submit(RoutingContext context) {
        String next = ReturnPath.of(context.request().getFormAttribute("next"));
        String email = field(context, "email").strip();
        Future<NewSession> session = Channels.SIGN_IN_WITH_PASSWORD.ask(
                vertx, new SignInWithPassword(email, new Secret(field(context, "password")), address(context)));
        session.onSuccess(begun -> begin(context, begun, next))
                .onFailure(failure -> refuse(context, failure, new Form(next, email, "Email or password is wrong.")));
    }

    /** Takes the code of a one-time link. */
    public void link(RoutingContext context) {
        String code = Objects.requireNonNullElse(context.queryParams().get("code"), "");
        Channels.SIGN_IN_WITH_LINK
                .ask(vertx, new SignInWithLink(new Secret(code), address(context)))
                .onSuccess(begun -> begin(context, begun, "/"))
                .onFailure(failure -> refuse(
                        context,
                        failure,
                        new Form(ReturnPath.HOME, "", "This link was used before, or it has expired.")));
    }

    /** Ends the session. */
    public void out(RoutingContext context, SessionPrincipal reader) {
        // Whoever looks at another organization has a session at home too.
        List<Future<Done>> ended = Stream.of(cookies.session(context), cookies.home(context))
                .flatMap(Optional::stream)
                .map(session -> Channels.SIGN_OUT.ask(vertx, new SignOut(session)))
                .toList();
        responder.answer(context, reader, Future.all(ended), done -> {
            cookies.end(context);
            responder.redirect(context, "/sign-in");
        });
    }

    private void begin(RoutingContext context, NewSession session, String next) {
        cookies.begin(context, session.session(), session.expiresAt());
        responder.redirect(context, next);
    }

    private void refuse(RoutingContext context, Throwable failure, Form refused) {
        ErrorCode code = failure instanceof ContractException known ? known.code() : ErrorCode.INTERNAL;
        switch (code) {
            case UNAUTHENTICATED, INVALID, FORBIDDEN, NOT_FOUND -> form(context, 401, refused);
            case OVERLOADED ->
                form(
                        context,
                        429,
                        new Form(refused.next(), refused.email(), "Too many tries from your address. Wait a minute."));
            default -> responder.failure(context, null, failure);
        }
    }

    private void form(RoutingContext context, int status, Form form) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        responder.page(context, status, "sign-in", Map.of("form", form));
    }

    private static String field(RoutingContext context, String name) {
        return Objects.requireNonNullElse(context.request().getFormAttribute(name), "");
    }

    private static String address(RoutingContext context) {
        return context.request().remoteAddress().hostAddress();
    }
}

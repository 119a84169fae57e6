package dev.costinsights.webui.http;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.ResolveSession;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.webui.page.Problem;
import dev.costinsights.webui.range.OrganizationRange;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Lets through who is signed in, and forms that come from our own pages. */
public final class Gate {

    private final Vertx vertx;
    private final Cookies cookies;
    private final Responder responder;
    private final @Nullable URI publicUrl;

    /** A gate of one server instance. */
    public Gate(Vertx vertx, Cookies cookies, Responder responder, @Nullable URI publicUrl) {
        this.vertx = vertx;
        this.cookies = cookies;
        this.responder = responder;
        this.publicUrl = publicUrl;
    }

    /** A page for who is signed in; everyone else is led to the sign-in page. */
    public Handler<RoutingContext> page(BiConsumer<RoutingContext, SessionPrincipal> handler) {
        return context -> responder.answer(context, null, reader(context), reader -> {
            OrganizationRange.put(context.queryParams(), reader.defaultRange());
            handler.accept(context, reader);
        });
    }

    /**
     * A form of who is signed in and may send it; it must carry the session's token.
     *
     * @param least the role that suffices
     */
    public Handler<RoutingContext> form(Role least, BiConsumer<RoutingContext, SessionPrincipal> handler) {
        return page((context, reader) -> {
            boolean ours = Forgery.sameOrigin(context.request(), publicUrl)
                    && Forgery.tokenMatches(
                            reader.csrfToken(), context.request().getFormAttribute("csrf"));
            if (!ours) {
                responder.problem(context, reader, 403, Problem.forged());
            } else if (!reader.role().mayAs(least)) {
                responder.problem(context, reader, 403, Problem.notAllowed(least));
            } else {
                handler.accept(context, reader);
            }
        });
    }

    /**
     * Lets a body be read only once it is known that its sender may send one: before that, nothing of it is kept. What
     * comes after it must be a {@link #form} still.
     */
    public Handler<RoutingContext> beforeBody(Role least) {
        return context -> {
            context.request().pause();
            page(least, (allowed, reader) -> {
                        allowed.request().resume();
                        allowed.next();
                    })
                    .handle(context);
        };
    }

    /** A page that shows what only some may see. */
    public Handler<RoutingContext> page(Role least, BiConsumer<RoutingContext, SessionPrincipal> handler) {
        return page((context, reader) -> {
            if (reader.role().mayAs(least)) {
                handler.accept(context, reader);
            } else {
                responder.problem(context, reader, 403, Problem.notAllowed(least));
            }
        });
    }

    /** A form of nobody yet; it must come from our own page. */
    public Handler<RoutingContext> openForm(Handler<RoutingContext> handler) {
        return context -> {
            if (Forgery.sameOrigin(context.request(), publicUrl)) {
                handler.handle(context);
            } else {
                responder.problem(context, null, 403, Problem.forged());
            }
        };
    }

    /** Who reads; fails as UNAUTHENTICATED without a valid session. */
    public Future<SessionPrincipal> reader(RoutingContext context) {
        return cookies.session(context)
                .map(this::resolve)
                .orElseGet(() ->
                        Future.failedFuture(new ContractException(ErrorCode.UNAUTHENTICATED, "Nobody is signed in.")));
    }

    /** Whose session this is; fails as UNAUTHENTICATED when it has ended. */
    public Future<SessionPrincipal> resolve(Secret session) {
        return Channels.RESOLVE_SESSION.ask(vertx, new ResolveSession(session));
    }
}

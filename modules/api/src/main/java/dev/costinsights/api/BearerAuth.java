package dev.costinsights.api;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.AuthenticateToken;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.TokenPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.platform.limit.RateLimiter;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Lets a request pass only with a bearer token that may do it, and not too often; decides before the body is read. */
final class BearerAuth {
    private static final String SCHEME = "Bearer ";
    private static final int MAX_TOKEN = 1_000;
    private static final String PRINCIPAL = BearerAuth.class.getName();
    private static final String CHALLENGE = "WWW-Authenticate";
    private static final String PATIENCE = Patience.class.getName();
    private static final String REALM = "Bearer realm=\"polar\"";
    private static final String UNKNOWN_TOKEN =
            "The access token provided is expired, revoked, malformed, or invalid for other reasons.";
    private static final String MISSING_SCOPE =
            "The request requires higher privileges than provided by the access token.";

    private final Vertx vertx;
    private final RateLimiter<String> unknownTokens;
    private final @Nullable RateLimiter<UUID> requests;

    /**
     * @param unknownTokens limits each remote address
     * @param requests limits each token by its id; null means no limit
     */
    BearerAuth(Vertx vertx, RateLimiter<String> unknownTokens, @Nullable RateLimiter<UUID> requests) {
        this.vertx = vertx;
        this.unknownTokens = unknownTokens;
        this.requests = requests;
    }

    /** Whom the request speaks for; only after one of the handlers below. */
    static TokenPrincipal principal(RoutingContext context) {
        return context.get(PRINCIPAL);
    }

    /** How long the client still waits; only after one of the handlers below. */
    static Patience patience(RoutingContext context) {
        return context.get(PATIENCE);
    }

    Handler<RoutingContext> requiring(Scope scope) {
        return admitting((context, principal) -> admit(context, principal, scope));
    }

    /** For what a token may do with either scope. */
    Handler<RoutingContext> requiringEither(Scope scope, Scope wider) {
        return admitting((context, principal) ->
                admit(context, principal, principal.scopes().contains(wider) ? wider : scope));
    }

    /** For what every token may ask. */
    Handler<RoutingContext> anyScope() {
        return admitting(BearerAuth::admit);
    }

    private Handler<RoutingContext> admitting(BiConsumer<RoutingContext, TokenPrincipal> admission) {
        return context -> {
            HttpServerRequest request = context.request();
            Optional<Secret> token = token(request);
            if (token.isEmpty()) {
                refuseNoToken(context);
                return;
            }
            request.pause();
            long asked = System.nanoTime();
            authenticate(token.get())
                    .onSuccess(principal -> {
                        context.put(PATIENCE, Patience.FULL.after(Duration.ofNanos(System.nanoTime() - asked)));
                        take(principal)
                                .ifPresentOrElse(
                                        seconds -> Replies.tooMany(context, seconds),
                                        () -> admission.accept(context, principal));
                    })
                    .onFailure(failure -> refuse(context, failure))
                    // Nothing reads the body of a refused request: it flows away, so that the connection stays usable.
                    .onComplete(decided -> request.resume());
        };
    }

    private static Optional<Secret> token(HttpServerRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null) {
            return Optional.empty();
        }
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return Optional.empty();
        }
        String token = header.substring(SCHEME.length()).strip();
        return token.isEmpty() ? Optional.empty() : Optional.of(new Secret(token));
    }

    private Future<TokenPrincipal> authenticate(Secret token) {
        return token.value().length() > MAX_TOKEN
                ? Future.failedFuture(new ContractException(ErrorCode.UNAUTHENTICATED, "No token is that long."))
                : Channels.AUTHENTICATE_TOKEN.ask(vertx, new AuthenticateToken(token));
    }

    /** Seconds to wait when this is one request too many. */
    private OptionalLong take(TokenPrincipal principal) {
        return requests == null ? OptionalLong.empty() : requests.take(principal.tokenId());
    }

    private static void admit(RoutingContext context, TokenPrincipal principal) {
        context.put(PRINCIPAL, principal);
        context.next();
    }

    private static void admit(RoutingContext context, TokenPrincipal principal, Scope scope) {
        if (principal.scopes().contains(scope)) {
            admit(context, principal);
            return;
        }
        String challenge = challenge("insufficient_scope", MISSING_SCOPE) + ", scope=\"" + scope.wireName() + '"';
        context.response().putHeader(CHALLENGE, challenge);
        Replies.json(context, 403, Errors.token("insufficient_scope", MISSING_SCOPE));
    }

    private void refuse(RoutingContext context, Throwable failure) {
        if (failure instanceof ContractException known && known.code() == ErrorCode.UNAUTHENTICATED) {
            unknownTokens
                    .take(address(context.request()))
                    .ifPresentOrElse(seconds -> Replies.tooMany(context, seconds), () -> refuseUnknown(context));
        } else {
            context.fail(failure);
        }
    }

    private static void refuseNoToken(RoutingContext context) {
        context.response().putHeader(CHALLENGE, REALM);
        Replies.json(context, 401, Errors.named("Unauthorized", "Unauthorized"));
    }

    private static void refuseUnknown(RoutingContext context) {
        context.response()
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader("Pragma", "no-cache")
                .putHeader(CHALLENGE, challenge("invalid_token", UNKNOWN_TOKEN));
        Replies.json(context, 401, Errors.token("invalid_token", UNKNOWN_TOKEN));
    }

    private static String challenge(String error, String description) {
        return REALM + ", error=\"" + error + "\", error_description=\"" + description + '"';
    }

    /** Of the peer itself: a header that names another can be made up. */
    static String address(HttpServerRequest request) {
        SocketAddress peer = request.remoteAddress();
        return peer == null || peer.hostAddress() == null ? "local" : peer.hostAddress();
    }
}

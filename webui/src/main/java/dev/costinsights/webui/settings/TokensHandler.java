package dev.costinsights.webui.settings;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.ListTokens;
import dev.costinsights.contracts.accounts.RevokeToken;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.accounts.TokenPage;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.webui.http.Cookies;
import dev.costinsights.webui.http.Requested;
import dev.costinsights.webui.http.Responder;
import dev.costinsights.webui.http.ServerAddress;
import dev.costinsights.webui.page.Pager;
import dev.costinsights.webui.page.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The page of access tokens: lists, makes and revokes access tokens of the reader's organization, and of no other. */
public final class TokensHandler {

    /** Where the page is. */
    public static final String PATH = SettingsEntry.TOKENS.path();

    /** No list is that long; the offset of this page is still a number. */
    private static final long MOST_PAGES = Integer.MAX_VALUE;

    private final Vertx vertx;
    private final Responder responder;
    private final SettingsFrame frame;
    private final Cookies cookies;
    private final Clock clock;
    private final @Nullable URI publicUrl;

    /** Handlers of one server instance. */
    public TokensHandler(Vertx vertx, Responder responder, Cookies cookies, Clock clock, @Nullable URI publicUrl) {
        this.vertx = vertx;
        this.responder = responder;
        this.frame = new SettingsFrame(responder);
        this.cookies = cookies;
        this.clock = clock;
        this.publicUrl = publicUrl;
    }

    /** The page, with a token that was just made, this once. */
    public void show(RoutingContext context, SessionPrincipal reader) {
        long page = pageNumber(context.queryParams().get("page"));
        responder.answer(context, reader, list(reader.organizationId(), page), listed -> {
            Optional<Secret> said = cookies.takeOnce(context, PATH);
            send(
                    context,
                    reader,
                    200,
                    TokensPages.page(
                            reader,
                            listed.page(),
                            listed.found(),
                            TokenForm.fresh(),
                            Once.notice(said),
                            Once.made(said, listed.found(), ServerAddress.of(context.request(), publicUrl)),
                            clock.instant()));
        });
    }

    /** Makes a token and leads to the page that shows it. */
    public void create(RoutingContext context, SessionPrincipal reader) {
        TokenForm form = TokenForm.read(context.request().formAttributes());
        if (!form.problems().isEmpty()) {
            showAgain(context, reader, form);
            return;
        }
        Channels.CREATE_TOKEN
                .ask(vertx, form.wish(reader.organizationId(), reader.zone()))
                .onSuccess(made -> leadBack(context, Once.made(made), 1))
                .onFailure(failure -> {
                    TokenForm refused = failure instanceof ContractException known && known.code() == ErrorCode.INVALID
                            ? form.refused(known.fieldErrors())
                            : null;
                    if (refused == null) {
                        changeFailed(context, reader, failure);
                    } else {
                        showAgain(context, reader, refused);
                    }
                });
    }

    /** Revokes a token and leads back to the list. */
    public void revoke(RoutingContext context, SessionPrincipal reader) {
        Optional<UUID> id = Requested.id(context.pathParam("id"));
        if (id.isEmpty()) {
            responder.problem(context, reader, 404, Problem.noSuchToken());
            return;
        }
        long page = pageNumber(context.request().getFormAttribute("page"));
        Channels.REVOKE_TOKEN
                .ask(vertx, new RevokeToken(reader.organizationId(), id.get()))
                .onSuccess(done -> leadBack(context, Once.REVOKED, page))
                .onFailure(failure -> changeFailed(context, reader, failure));
    }

    private record Listed(long page, TokenPage found) {}

    /** Asks once, and once more when the page asked for lies behind the last. */
    private Future<Listed> list(UUID organizationId, long page) {
        var question = new ListTokens(organizationId, (page - 1) * TokensPages.PAGE_ROWS, TokensPages.PAGE_ROWS);
        return Channels.LIST_TOKENS.ask(vertx, question).compose(found -> {
            long last = Pager.pages(TokensPages.PAGE_ROWS, found.totalCount());
            return page <= last ? Future.succeededFuture(new Listed(page, found)) : list(organizationId, last);
        });
    }

    /** The page with what was written and what is wrong with it. */
    private void showAgain(RoutingContext context, SessionPrincipal reader, TokenForm form) {
        responder.answer(
                context,
                reader,
                list(reader.organizationId(), 1),
                listed -> send(
                        context,
                        reader,
                        422,
                        TokensPages.page(reader, listed.page(), listed.found(), form, null, null, clock.instant())));
    }

    private void send(RoutingContext context, SessionPrincipal reader, int status, TokensPage page) {
        frame.send(context, reader, status, "settings-tokens", SettingsEntry.TOKENS, page);
    }

    private void leadBack(RoutingContext context, Secret once, long page) {
        context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        cookies.leaveOnce(context, PATH, once);
        responder.redirect(context, TokensPages.href(page));
    }

    private void changeFailed(RoutingContext context, SessionPrincipal reader, Throwable failure) {
        ErrorCode code = failure instanceof ContractException known ? known.code() : ErrorCode.INTERNAL;
        switch (code) {
            case NOT_FOUND -> responder.problem(context, reader, 404, Problem.noSuchToken());
            case OVERLOADED, UNAVAILABLE, TIMEOUT -> responder.problem(context, reader, 503, Problem.undecided());
            default -> responder.failure(context, reader, failure);
        }
    }

    /** The first page for anything that is no number. */
    private static long pageNumber(@Nullable String text) {
        boolean number = text != null && text.matches("[1-9]\\d{0,9}");
        return number ? Math.min(Long.parseLong(text), MOST_PAGES) : 1;
    }
}

package dev.costinsights.webui.http;

import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.webui.page.Freshness;
import dev.costinsights.webui.page.Problem;
import dev.costinsights.webui.page.Renderer;
import dev.costinsights.webui.page.Shell;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends pages, redirects, and pages that say why there is no page. */
public final class Responder {

    private static final Logger LOG = LoggerFactory.getLogger(Responder.class);
    private static final String RETRY_SECONDS = "2";

    private final Renderer renderer;
    private final Cookies cookies;

    /** A responder of one server instance. */
    public Responder(Renderer renderer, Cookies cookies) {
        this.renderer = renderer;
        this.cookies = cookies;
    }

    /** The frame around a page for someone signed in. */
    public Shell shell(
            RoutingContext context, SessionPrincipal reader, String title, String nav, @Nullable Freshness freshness) {
        boolean canReturn = context.request().method() == HttpMethod.GET;
        return new Shell(
                title,
                nav,
                reader.organizationName(),
                reader.role(),
                reader.csrfToken(),
                cookies.theme(context),
                canReturn ? context.request().uri() : ReturnPath.HOME,
                freshness);
    }

    /** Renders and sends a page. */
    public void page(RoutingContext context, int status, String template, Map<String, Object> model) {
        Map<String, Object> all = new HashMap<>(model);
        all.put("theme", cookies.theme(context));
        all.put("away", cookies.home(context).isPresent());
        renderer.render(template, all)
                .onSuccess(html -> context.response()
                        .setStatusCode(status)
                        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                        .end(html))
                .onFailure(failure -> {
                    LOG.error("Template {} failed", template, failure);
                    context.response()
                            .setStatusCode(500)
                            .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                            .end("The server made a mistake. It is in the log.");
                });
    }

    /** Says in place of a page why there is none; in the shell when it is known who reads. */
    public void problem(RoutingContext context, @Nullable SessionPrincipal reader, int status, Problem problem) {
        Map<String, Object> model = new HashMap<>(Map.of("problem", problem));
        if (reader == null) {
            page(context, status, "stop-alone", model);
            return;
        }
        model.put("shell", shell(context, reader, problem.title(), "", null));
        page(context, status, "stop", model);
    }

    /** Leads on to a path of this server. */
    public void redirect(RoutingContext context, String path) {
        context.response()
                .setStatusCode(303)
                .putHeader(HttpHeaders.LOCATION, path)
                .end();
    }

    /** Leads to the sign-in page and from there back. */
    public void toSignIn(RoutingContext context) {
        String here = context.request().method() == HttpMethod.GET
                ? ReturnPath.of(context.request().uri())
                : ReturnPath.HOME;
        String target = here.equals(ReturnPath.HOME)
                ? "/sign-in"
                : "/sign-in?next=" + URLEncoder.encode(here, StandardCharsets.UTF_8);
        if (context.request().getHeader("HX-Request") != null) {
            context.response()
                    .setStatusCode(401)
                    .putHeader("HX-Redirect", target)
                    .end();
            return;
        }
        redirect(context, target);
    }

    /** Sends what comes of an answer, and says so when the answer, or sending it, failed: no request is left hanging. */
    public <T> void answer(
            RoutingContext context, @Nullable SessionPrincipal reader, Future<T> answer, Consumer<T> send) {
        answer.compose(value -> {
                    send.accept(value);
                    return Future.<Void>succeededFuture();
                })
                .onFailure(failure -> failure(context, reader, failure));
    }

    /** Answers a request that failed. */
    public void failure(RoutingContext context, @Nullable SessionPrincipal reader, Throwable failure) {
        String again =
                context.request().method() == HttpMethod.GET ? context.request().uri() : ReturnPath.HOME;
        ErrorCode code = failure instanceof ContractException known ? known.code() : ErrorCode.INTERNAL;
        switch (code) {
            case UNAUTHENTICATED, FORBIDDEN -> toSignIn(context);
            case OVERLOADED, UNAVAILABLE, TIMEOUT -> {
                LOG.warn("{} could not be answered: {}", context.request().path(), failure.getMessage());
                context.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
                problem(context, reader, 503, Problem.unavailable(again));
            }
            case NOT_FOUND -> problem(context, reader, 404, Problem.notFound());
            case INVALID, INTERNAL -> {
                LOG.error("{} failed", context.request().path(), failure);
                problem(context, reader, 500, Problem.defect(again));
            }
        }
    }
}

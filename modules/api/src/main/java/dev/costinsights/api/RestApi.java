package dev.costinsights.api;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.costinsights.api.openapi.Description;
import dev.costinsights.api.openapi.OpenApiDocument;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.platform.config.Settings;
import dev.costinsights.platform.http.HttpModule;
import dev.costinsights.platform.limit.RateLimiter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything under {@code /v1}. Each request becomes one message on the event bus; no route but the API's own
 * description and signed webhooks answers without a token, and whatever isn't a route is a 404.
 */
public final class RestApi implements HttpModule {
    private final Clock clock;
    private final ApiMetrics metrics;
    /**
     * By remote address, so that guessing is slow. Requests with a good token are never counted: they may share an
     * address with a guesser.
     */
    private final RateLimiter<String> unknownTokens;
    /** By token, shared by the server's event loops; null when requests are not limited. */
    private final @Nullable RateLimiter<UUID> requests;

    private final WebhookRefusals webhookRefusals;
    private final BodyBudget bodyBudget;
    /** Of senders who show no token: whoever they are, they take nothing from the others. */
    private final BodyBudget deliveryBudget;

    private final DescriptionRoutes description;

    /**
     * @param clock against which events are in the past
     * @param publicUrl how clients reach the server; null when it is only known from each request
     */
    public RestApi(Settings.Limits limits, Clock clock, MeterRegistry registry, @Nullable URI publicUrl) {
        this(limits, clock, registry, publicUrl, Ticker.systemTicker());
    }

    /** @param ticker measures the minutes of the limits */
    RestApi(Settings.Limits limits, Clock clock, MeterRegistry registry, @Nullable URI publicUrl, Ticker ticker) {
        this.clock = clock;
        this.metrics = new ApiMetrics(registry);
        this.unknownTokens = RateLimiter.byMinute(limits.unknownTokensPerMinute(), ticker);
        this.requests = limits.requestsPerTokenPerMinute() == 0
                ? null
                : RateLimiter.evenly(limits.requestsPerTokenPerMinute(), ticker);
        this.webhookRefusals = new WebhookRefusals(limits.unknownTokensPerMinute(), ticker);
        this.bodyBudget = BodyBudget.ofHeap(Runtime.getRuntime().maxMemory());
        this.deliveryBudget = BodyBudget.ofHeap(Runtime.getRuntime().maxMemory());
        this.description = new DescriptionRoutes(new Description(OpenApiDocument.load(), publicUrl));
    }

    @Override
    public Future<Void> mount(Vertx vertx, Router router) {
        Router v1 = routes(vertx);
        router.route("/v1/*").subRouter(v1);
        router.route("/api/v1/*").handler(CommonHeaders::deprecatedPath);
        router.route("/api/v1/*").subRouter(v1);
        return Future.succeededFuture();
    }

    Router routes(Vertx vertx) {
        var auth = new BearerAuth(vertx, unknownTokens, requests);
        var ingest = new IngestRoute(vertx, new IngestBody(clock));

        Router v1 = Router.router(vertx);
        v1.route().handler(metrics);
        v1.route().handler(CommonHeaders.cors());
        v1.route().handler(new CommonHeaders());

        description.mount(v1);

        // A path without a slash at its end matches both forms, so the form with a slash is asked first.
        v1.route("/events/ingest/").handler(RestApi::redirectToSlashless);
        v1.route("/events/ingest").handler(ApiMetrics.route(IngestRoute.PATH));
        v1.post("/events/ingest")
                .handler(IngestRoute.LIMIT)
                .handler(auth.requiring(Scope.EVENTS_WRITE))
                .handler(bodyBudget)
                .handler(ingest::handle);
        v1.route("/events/ingest").handler(context -> methodNotAllowed(context, "POST"));
        new EventsRoute(vertx).mount(v1, auth);
        new EventTypesRoute(vertx).mount(v1, auth, bodyBudget);

        new DashboardsRoute(vertx).mount(v1, auth, bodyBudget);
        new MetricsRoute(vertx).mount(v1, auth);
        new MovementsRoute(vertx).mount(v1, auth);
        new StatisticsRoute(vertx).mount(v1, auth);
        mountOrganizations(v1, auth, new OrganizationsRoute(vertx));
        mountTokens(v1, auth, new TokensRoute(vertx));
        new ProfitRoute(vertx, clock).mount(v1, auth);
        new CustomersRoute(vertx).mount(v1, auth, bodyBudget);
        new RevenueRoute(vertx).mount(v1, auth, bodyBudget);
        new ImportsRoute(vertx).mount(v1, auth, bodyBudget);
        new WebhooksRoute(vertx, webhookRefusals).mount(v1, auth, bodyBudget, deliveryBudget);

        v1.route().handler(context -> Replies.json(context, 404, Errors.unnamed("Not Found")));
        v1.route().failureHandler(new FailureHandler());
        return v1;
    }

    private void mountOrganizations(Router v1, BearerAuth auth, OrganizationsRoute organizations) {
        v1.route("/organizations").handler(ApiMetrics.route(OrganizationsRoute.PATH));
        v1.get("/organizations").handler(auth.anyScope()).handler(organizations::list);
        v1.post("/organizations")
                .handler(ObjectBody.LIMIT)
                .handler(auth.requiring(Scope.ORGANIZATIONS_WRITE))
                .handler(bodyBudget)
                .handler(organizations::create);
        v1.route("/organizations").handler(context -> methodNotAllowed(context, "GET, POST"));
    }

    private void mountTokens(Router v1, BearerAuth auth, TokensRoute tokens) {
        var managing = auth.requiring(Scope.ORGANIZATIONS_WRITE);
        v1.route("/organization-access-tokens").handler(ApiMetrics.route(TokensRoute.PATH));
        v1.get("/organization-access-tokens").handler(managing).handler(tokens::list);
        v1.post("/organization-access-tokens")
                .handler(ObjectBody.LIMIT)
                .handler(managing)
                .handler(bodyBudget)
                .handler(tokens::create);
        v1.route("/organization-access-tokens").handler(context -> methodNotAllowed(context, "GET, POST"));

        v1.route("/organization-access-tokens/:id/").handler(RestApi::redirectToSlashless);
        v1.route("/organization-access-tokens/:id").handler(ApiMetrics.route(TokensRoute.PATH + "{id}"));
        v1.delete("/organization-access-tokens/:id").handler(managing).handler(tokens::revoke);
        v1.route("/organization-access-tokens/:id").handler(context -> methodNotAllowed(context, "DELETE"));
    }

    static void redirectToSlashless(RoutingContext context) {
        String path = context.normalizedPath();
        String query = context.request().query();
        String slashless = path.substring(0, path.length() - 1);
        context.response()
                .setStatusCode(307)
                .putHeader(HttpHeaders.LOCATION, query == null ? slashless : slashless + '?' + query)
                .end();
    }

    static void methodNotAllowed(RoutingContext context, String allowed) {
        context.response().putHeader(HttpHeaders.ALLOW, allowed);
        Replies.json(context, 405, Errors.unnamed("Method Not Allowed"));
    }
}

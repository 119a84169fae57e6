package dev.costinsights.webui;

import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.platform.http.HttpModule;
import dev.costinsights.webui.account.AccountHandler;
import dev.costinsights.webui.costs.CostsHandler;
import dev.costinsights.webui.customer.CustomerHandler;
import dev.costinsights.webui.customers.CustomersHandler;
import dev.costinsights.webui.eventname.EventNameHandler;
import dev.costinsights.webui.events.EventsHandler;
import dev.costinsights.webui.http.Cookies;
import dev.costinsights.webui.http.Gate;
import dev.costinsights.webui.http.Responder;
import dev.costinsights.webui.http.ReturnPath;
import dev.costinsights.webui.http.SecurityHeaders;
import dev.costinsights.webui.http.SignIn;
import dev.costinsights.webui.imports.ImportsHandler;
import dev.costinsights.webui.live.LiveHandler;
import dev.costinsights.webui.live.OpenPages;
import dev.costinsights.webui.metrics.MetricsRoutes;
import dev.costinsights.webui.overview.OverviewHandler;
import dev.costinsights.webui.page.Assets;
import dev.costinsights.webui.page.Problem;
import dev.costinsights.webui.page.Renderer;
import dev.costinsights.webui.people.InvitationHandler;
import dev.costinsights.webui.people.PeopleHandler;
import dev.costinsights.webui.products.ProductsHandler;
import dev.costinsights.webui.sample.SampleHandler;
import dev.costinsights.webui.settings.OrganizationHandler;
import dev.costinsights.webui.settings.TokensHandler;
import dev.costinsights.webui.trace.EventHandler;
import dev.costinsights.webui.webhooks.WebhooksHandler;
import io.netty.handler.codec.DecoderException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Mounts the dashboard: every address that no other module answers. It knows other modules only through the event bus.
 */
public final class WebUi implements HttpModule {

    private static final int MOST_FORM_BYTES = 16 * 1024;
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final @Nullable URI publicUrl;
    private final Clock clock;
    private final Assets assets = Assets.load();
    private final OpenPages openPages = new OpenPages();
    private @Nullable Renderer renderer;
    private volatile List<Route> routes = List.of();

    /**
     * The dashboard of one installation.
     *
     * @param publicUrl how people and clients reach the server; null when it is only known from each request
     * @param clock tells which day it is
     */
    public WebUi(@Nullable URI publicUrl, Clock clock) {
        this.publicUrl = publicUrl;
        this.clock = clock;
    }

    @Override
    public Future<Void> mount(Vertx vertx, Router router) {
        Cookies cookies = new Cookies(publicUrl != null && "https".equals(publicUrl.getScheme()), clock);
        Renderer renderer = renderer(vertx);
        Responder responder = new Responder(renderer, cookies);
        Gate gate = new Gate(vertx, cookies, responder, publicUrl);
        SignIn signIn = new SignIn(vertx, gate, cookies, responder);
        CostsHandler costs = new CostsHandler(vertx, responder, clock, publicUrl);
        OverviewHandler overview = new OverviewHandler(vertx, responder, clock);
        EventNameHandler eventNames = new EventNameHandler(vertx, responder, clock, publicUrl);
        CustomersHandler customers = new CustomersHandler(vertx, responder, clock);
        CustomerHandler customer = new CustomerHandler(vertx, responder, clock);
        OrganizationHandler organization = new OrganizationHandler(vertx, responder, cookies);
        EventHandler event = new EventHandler(vertx, responder, clock);
        TokensHandler tokens = new TokensHandler(vertx, responder, cookies, clock, publicUrl);
        ProductsHandler products = new ProductsHandler(vertx, responder, clock);
        EventsHandler events = new EventsHandler(vertx, responder, clock, publicUrl);
        LiveHandler live = new LiveHandler(vertx, gate, cookies, openPages);

        Router ui = Router.router(vertx);
        ui.route("/v1/*").handler(context -> context.fail(404));
        ui.route().handler(SecurityHeaders::handle);
        ui.route().handler(WebUi::readQuery);
        ui.get(Assets.ROOT + "*").handler(this::asset);
        ui.get("/").handler(context -> responder.redirect(context, ReturnPath.HOME));
        new ImportsHandler(vertx, responder, clock).mount(ui, gate);
        ui.post().handler(BodyHandler.create(false).setBodyLimit(MOST_FORM_BYTES));
        ui.get("/sign-in").handler(signIn::show);
        ui.post("/sign-in").handler(gate.openForm(signIn::submit));
        ui.get("/sign-in/link").handler(signIn::link);
        ui.post("/sign-out").handler(gate.form(Role.VIEWER, signIn::out));
        ui.post("/theme").handler(gate.form(Role.VIEWER, (context, reader) -> {
            cookies.keepTheme(context, context.request().getFormAttribute("theme"));
            responder.redirect(context, ReturnPath.of(context.request().getFormAttribute("next")));
        }));
        ui.get(OverviewHandler.PATH).handler(gate.page(overview::show));
        ui.get(OverviewHandler.CSV).handler(gate.page(overview::csv));
        ui.get(OverviewHandler.CHANGES_CSV).handler(gate.page(overview::changesCsv));
        ui.get(OverviewHandler.LOSERS_CSV).handler(gate.page(overview::losersCsv));
        ui.get(CustomersHandler.PATH).handler(gate.page(customers::show));
        ui.get(ProductsHandler.PATH).handler(gate.page(products::show));
        ui.get(ProductsHandler.CSV).handler(gate.page(products::csv));
        ui.get(ProductsHandler.MODELS_CSV).handler(gate.page(products::modelsCsv));
        ui.get(CustomersHandler.CSV).handler(gate.page(customers::csv));
        ui.get(CustomerHandler.FIND).handler(gate.page(customer::find));
        ui.get(CustomerHandler.FIND_CSV).handler(gate.page(customer::find));
        ui.get(CustomerHandler.PATH).handler(gate.page(customer::show));
        ui.get(EventsHandler.PATH).handler(gate.page(events::show));
        ui.get(EventsHandler.CSV).handler(gate.page(events::csv));
        ui.get("/costs").handler(gate.page(costs::show));
        ui.get(EventNameHandler.PATH).handler(gate.page(eventNames::show));
        ui.get(EventNameHandler.CSV).handler(gate.page(eventNames::csv));
        ui.get(EventNameHandler.LABEL).handler(gate.page(eventNames::labelAddress));
        ui.post(EventNameHandler.LABEL).handler(gate.form(Role.MEMBER, eventNames::changeLabel));
        ui.get("/costs.csv").handler(gate.page(costs::breakdownFile));
        ui.get("/costs/over-time.csv").handler(gate.page(costs::overTimeFile));
        ui.post("/tokens").handler(gate.form(Role.MEMBER, costs::createToken));
        ui.get("/first-event").handler(gate.page(costs::firstEvent));
        ui.get(OrganizationHandler.PATH).handler(gate.page(organization::show));
        ui.post(OrganizationHandler.PATH + "/organization").handler(gate.form(Role.OWNER, organization::save));
        ui.get(OrganizationHandler.PATH + "/organization")
                .handler(context -> responder.redirect(context, OrganizationHandler.PATH));
        ui.get(TokensHandler.PATH).handler(gate.page(tokens::show));
        ui.post(TokensHandler.PATH).handler(gate.form(Role.MEMBER, tokens::create));
        ui.post(TokensHandler.PATH + "/:id/revoke").handler(gate.form(Role.MEMBER, tokens::revoke));
        // Where a page of a refused form stands; there is nothing to get.
        ui.get(TokensHandler.PATH + "/:id/revoke").handler(context -> responder.redirect(context, TokensHandler.PATH));
        new PeopleHandler(vertx, responder, cookies, clock, publicUrl).mount(ui, gate);
        new InvitationHandler(vertx, responder, cookies).mount(ui, gate);
        new AccountHandler(vertx, responder, cookies, clock).mount(ui, gate);
        ui.getWithRegex(EventHandler.PATTERN).handler(gate.page(event::show));
        ui.getWithRegex(EventHandler.CSV_PATTERN).handler(gate.page(event::csv));
        new WebhooksHandler(vertx, responder, cookies, clock, publicUrl).mount(ui, gate);
        new SampleHandler(vertx, responder, gate, cookies).mount(ui);
        MetricsRoutes.mount(vertx, ui, gate, responder, clock);
        ui.get("/live").handler(live::open);
        ui.get().handler(gate.page((context, reader) -> responder.problem(context, reader, 404, Problem.notFound())));
        ui.route().failureHandler(context -> failed(context, responder));
        router.route("/*").last().subRouter(ui);
        routes = ui.getRoutes();
        return live.start().compose(started -> costs.warmUp(renderer));
    }

    /** All of what was mounted last, so that a test can ask who gets through where. */
    List<Route> routes() {
        return List.copyOf(routes);
    }

    /** Refuses a query that can't be decoded here, where the failure handler hears of it. */
    private static void readQuery(RoutingContext context) {
        context.queryParams();
        context.next();
    }

    /** All server instances share one cache of templates. */
    private synchronized Renderer renderer(Vertx vertx) {
        if (renderer == null) {
            renderer = new Renderer(vertx, assets);
        }
        return renderer;
    }

    private void asset(RoutingContext context) {
        assets.at(context.request().path())
                .ifPresentOrElse(
                        file -> context.response()
                                .putHeader(HttpHeaders.CONTENT_TYPE, file.contentType())
                                .putHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER)
                                .end(file.content()),
                        () -> context.response().setStatusCode(404).end());
    }

    /** What the router itself refuses, such as a form that is too large or a query that can't be decoded. */
    private static void failed(RoutingContext context, Responder responder) {
        Throwable failure = context.failure();
        int status = failure instanceof HttpException refused ? refused.getStatusCode() : context.statusCode();
        if (failure instanceof DecoderException) {
            status = 400;
        }
        if (status == 400) {
            responder.problem(context, null, 400, Problem.malformed());
        } else if (failure == null || status < 500) {
            context.response().setStatusCode(status).end();
        } else {
            responder.failure(context, null, failure);
        }
    }
}

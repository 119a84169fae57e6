package dev.costinsights.webui.overview;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.webui.http.Responder;
import dev.costinsights.webui.overview.OverviewPages.Answers;
import dev.costinsights.webui.page.Freshness;
import dev.costinsights.webui.range.RangeState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.UUID;

/** The Overview; until anything was recorded, the way to the first event. */
public final class OverviewHandler {
    public static final String PATH = OverviewView.PATH;
    private static final String FIRST_RUN = "/costs";

    private final Vertx vertx;
    private final Responder responder;
    private final Clock clock;

    /** Handlers of one server instance. */
    public OverviewHandler(Vertx vertx, Responder responder, Clock clock) {
        this.vertx = vertx;
        this.responder = responder;
        this.clock = clock;
    }

    /** The page, or its live part alone when that is what a script asks for. */
    public void show(RoutingContext context, SessionPrincipal reader) {
        OverviewView.Parsed parsed =
                OverviewView.parse(name -> context.queryParams().get(name), reader.zone(), this::today);
        responder.answer(
                context,
                reader,
                answers(reader.organizationId(), parsed.view().days()),
                answers -> show(context, reader, parsed, answers));
    }

    private Future<Answers> answers(UUID organizationId, RangeState days) {
        Future<MetricsAnswer> now = Channels.METRICS.ask(vertx, OverviewPages.metrics(organizationId, days));
        Future<MetricsAnswer> before = Channels.METRICS.ask(vertx, OverviewPages.metricsBefore(organizationId, days));
        Future<CostReport> costs = Channels.COST_REPORT.ask(vertx, OverviewPages.costs(organizationId, days));
        Future<CustomerProfitPage> losers =
                Channels.LIST_CUSTOMER_PROFITS.ask(vertx, OverviewPages.losers(organizationId, days));
        return Future.all(now, before, costs, losers)
                .map(all -> new Answers(now.result(), before.result(), costs.result(), losers.result()));
    }

    private void show(RoutingContext context, SessionPrincipal reader, OverviewView.Parsed parsed, Answers answers) {
        if (OverviewPages.isEmpty(answers)) {
            responder.redirect(context, FIRST_RUN);
            return;
        }
        boolean livePart = "live".equals(context.request().getHeader("HX-Target"));
        Freshness freshness = Freshness.of(answers.costs().freshness());
        responder.page(
                context,
                200,
                livePart ? "overview-live" : "overview",
                Map.of(
                        "page",
                        OverviewPages.page(parsed.view(), parsed.notices(), answers, clock.instant()),
                        "shell",
                        responder.shell(context, reader, "Overview", "overview", freshness)));
    }

    private LocalDate today(ZoneId zone) {
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}

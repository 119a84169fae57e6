package dev.costinsights.webui.overview;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.webui.http.CsvReply;
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
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The Overview; until anything was recorded, the way to the first event. */
public final class OverviewHandler {
    public static final String PATH = OverviewView.PATH;
    public static final String CSV = OverviewView.CSV;
    public static final String CHANGES_CSV = OverviewView.CHANGES_CSV;
    public static final String LOSERS_CSV = OverviewView.LOSERS_CSV;
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
        OverviewView.Parsed parsed = parse(context, reader);
        responder.answer(
                context,
                reader,
                answers(reader.organizationId(), parsed.view()),
                answers -> show(context, reader, parsed, answers));
    }

    /** The chart as a file. */
    public void csv(RoutingContext context, SessionPrincipal reader) {
        OverviewView view = parse(context, reader).view();
        responder.answer(
                context,
                reader,
                Channels.METRICS.ask(vertx, OverviewPages.metrics(reader.organizationId(), view.days())),
                metrics -> CsvReply.send(
                        context, file("profit", view), OverviewPages.file(view, metrics, clock.instant())));
    }

    /** What changed as a file. */
    public void changesCsv(RoutingContext context, SessionPrincipal reader) {
        OverviewView view = parse(context, reader).view();
        UUID organizationId = reader.organizationId();
        Future<MetricsAnswer> now = Channels.METRICS.ask(vertx, OverviewPages.metrics(organizationId, view.days()));
        Future<MetricsAnswer> before =
                Channels.METRICS.ask(vertx, OverviewPages.metricsBefore(organizationId, view.days()));
        Future<CostReport> costs = Channels.COST_REPORT.ask(vertx, OverviewPages.changes(organizationId, view));
        responder.answer(
                context,
                reader,
                Future.all(now, before, costs),
                all -> CsvReply.send(
                        context,
                        file("changes", view),
                        ChangesView.file(view, now.result(), before.result(), OverviewPages.movers(costs.result()))));
    }

    /** Customers on whom money is lost as a file. */
    public void losersCsv(RoutingContext context, SessionPrincipal reader) {
        OverviewView view = parse(context, reader).view();
        responder.answer(
                context,
                reader,
                Channels.LIST_CUSTOMER_PROFITS.ask(
                        vertx, OverviewPages.losersOfFile(reader.organizationId(), view.days())),
                losers -> CsvReply.send(context, file("losses", view), LosersView.file(losers)));
    }

    private static String file(String name, OverviewView view) {
        return name + "-" + view.days().range().start() + "-"
                + view.days().range().end() + ".csv";
    }

    private OverviewView.Parsed parse(RoutingContext context, SessionPrincipal reader) {
        return OverviewView.parse(name -> context.queryParams().get(name), reader.zone(), this::today);
    }

    private Future<Answers> answers(UUID organizationId, OverviewView view) {
        RangeState days = view.days();
        Future<MetricsAnswer> now = Channels.METRICS.ask(vertx, OverviewPages.metrics(organizationId, days));
        Future<MetricsAnswer> before = Channels.METRICS.ask(vertx, OverviewPages.metricsBefore(organizationId, days));
        Future<CostReport> costs = Channels.COST_REPORT.ask(vertx, OverviewPages.costs(organizationId, view));
        // Ranking very many customers may take too long; the figures above don't wait for it in vain.
        Future<@Nullable CustomerProfitPage> losers = Channels.LIST_CUSTOMER_PROFITS
                .ask(vertx, OverviewPages.losers(organizationId, days))
                .recover(failure -> isLate(failure) ? Future.succeededFuture(null) : Future.failedFuture(failure));
        return Future.all(now, before, costs, losers)
                .map(all -> new Answers(now.result(), before.result(), costs.result(), losers.result()));
    }

    private static boolean isLate(Throwable failure) {
        return failure instanceof ContractException known
                && Set.of(ErrorCode.OVERLOADED, ErrorCode.UNAVAILABLE, ErrorCode.TIMEOUT)
                        .contains(known.code());
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

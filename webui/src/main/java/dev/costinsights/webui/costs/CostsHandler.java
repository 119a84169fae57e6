package dev.costinsights.webui.costs;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.CreateToken;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReportQuery;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.http.CsvReply;
import dev.costinsights.webui.http.Responder;
import dev.costinsights.webui.http.ServerAddress;
import dev.costinsights.webui.page.Freshness;
import dev.costinsights.webui.page.Renderer;
import dev.costinsights.webui.page.Shell;
import dev.costinsights.webui.range.Ranges;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Costs page, and in its place the first-run page as long as no event was ever recorded. */
public final class CostsHandler {

    private final Vertx vertx;
    private final Responder responder;
    private final Clock clock;
    private final @Nullable URI publicUrl;
    private final CostsReader costs;

    /** Handlers of one server instance. */
    public CostsHandler(Vertx vertx, Responder responder, Clock clock, @Nullable URI publicUrl) {
        this.vertx = vertx;
        this.responder = responder;
        this.clock = clock;
        this.publicUrl = publicUrl;
        this.costs = new CostsReader(vertx);
    }

    /** Renders the page once, so that the first reader does not wait for its templates to be parsed. */
    public Future<Void> warmUp(Renderer renderer) {
        CostsView view = CostsView.initial(today(ZoneOffset.UTC), ZoneOffset.UTC);
        CostReport report = CostsPages.withoutEvents(CostsQuestions.report(Organizations.DEFAULT_ID, view));
        Shell shell = new Shell(
                "Costs",
                "costs",
                "",
                Role.VIEWER,
                new Secret(""),
                null,
                CostsView.PATH,
                Freshness.of(report.freshness()));
        return renderer.render(
                        "costs",
                        Map.of(
                                "page",
                                CostsPages.page(view, List.of(), CostsAnswers.of(report), clock.instant()),
                                "shell",
                                shell))
                .mapEmpty();
    }

    /** The page, or its live part alone when that is what a script asks for. */
    public void show(RoutingContext context, SessionPrincipal reader) {
        boolean livePart = "live".equals(context.request().getHeader("HX-Target"));
        responder.answer(
                context,
                reader,
                costs.read(reader.organizationId(), parsed(context, reader), !livePart),
                found -> show(context, reader, found, livePart));
    }

    /** The ranked table as a file. */
    public void breakdownFile(RoutingContext context, SessionPrincipal reader) {
        CostsView view = parsed(context, reader).view();
        responder.answer(
                context,
                reader,
                costs.file(reader.organizationId(), view),
                file -> CsvReply.send(context, file.name(), file.lines()));
    }

    /** The chart as a file. */
    public void overTimeFile(RoutingContext context, SessionPrincipal reader) {
        CostsView view = parsed(context, reader).view();
        responder.answer(
                context,
                reader,
                costs.overTimeFile(reader.organizationId(), view, clock.instant()),
                file -> CsvReply.send(context, file.name(), file.lines()));
    }

    private CostsViewParser.Parsed parsed(RoutingContext context, SessionPrincipal reader) {
        return CostsViewParser.parse(name -> context.queryParams().get(name), reader.zone(), this::today);
    }

    /** Makes a token and shows it in the snippet, this once. */
    public void createToken(RoutingContext context, SessionPrincipal reader) {
        CreateToken request = new CreateToken(
                reader.organizationId(),
                "Made on the Costs page",
                Set.of(Scope.EVENTS_WRITE, Scope.EVENTS_READ, Scope.METRICS_READ),
                null);
        String language = context.request().getFormAttribute("sdk");
        responder.answer(
                context,
                reader,
                Channels.CREATE_TOKEN.ask(vertx, request),
                made -> firstRun(context, reader, language, made.token(), null));
    }

    /** What has arrived since the first-run page was opened. */
    public void firstEvent(RoutingContext context, SessionPrincipal reader) {
        LocalDate today = today(reader.zone());
        TimeRange ever = new TimeRange(today.minusDays(Ranges.MOST_DAYS_BETWEEN), today, reader.zone());
        CostReportQuery query =
                new CostReportQuery(reader.organizationId(), ever, ever, ever, Interval.YEAR, List.of());
        responder.answer(context, reader, Channels.COST_REPORT.ask(vertx, query), report -> {
            Map<String, Object> model = new HashMap<>();
            model.put("arrived", report.lastEventAt() == null ? null : arrived(report.total()));
            responder.page(context, 200, "first-event", model);
        });
    }

    private void show(RoutingContext context, SessionPrincipal reader, CostsReader.Found found, boolean livePart) {
        CostsView view = found.parsed().view();
        CostReport report = found.answers().report();
        Freshness freshness = Freshness.of(report.freshness());
        if (report.lastEventAt() == null && !view.ofOne()) {
            firstRun(context, reader, context.queryParams().get("sdk"), null, freshness);
            return;
        }
        responder.page(
                context,
                200,
                livePart ? "costs-live" : "costs",
                Map.of(
                        "page",
                        CostsPages.page(view, found.parsed().notices(), found.answers(), clock.instant()),
                        "shell",
                        responder.shell(context, reader, "Costs", "costs", freshness)));
    }

    private void firstRun(
            RoutingContext context,
            SessionPrincipal reader,
            @Nullable String language,
            @Nullable Secret token,
            @Nullable Freshness freshness) {
        if (token != null) {
            context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        responder.page(
                context,
                200,
                "first-run",
                Map.of(
                        "first",
                        FirstRun.of(ServerAddress.of(context.request(), publicUrl), reader.zone(), language, token),
                        "shell",
                        responder.shell(context, reader, "Costs", "costs", freshness)));
    }

    private static FirstRun.Arrived arrived(CostReport.Figures total) {
        return new FirstRun.Arrived(
                MoneyFormat.figure(total.costCents()).of(total.costCents()).text(),
                Numbers.count(total.events(), "event", "events"));
    }

    private LocalDate today(ZoneId zone) {
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}

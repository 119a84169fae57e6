package dev.costinsights.webui.metrics;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.dashboards.GetDashboard;
import dev.costinsights.contracts.dashboards.MetricDashboard;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.webui.http.CsvReply;
import dev.costinsights.webui.http.Responder;
import dev.costinsights.webui.metrics.MetricsPages.Subject;
import dev.costinsights.webui.page.Problem;
import dev.costinsights.webui.page.Shell;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Groups of charts and dashboards of them, as pages and as files. */
public final class MetricsHandler {
    public static final String PATH = MetricsView.PATH;

    private final Vertx vertx;
    private final Responder responder;
    private final Clock clock;
    private final Questions questions;

    /** Handlers of one server instance. */
    public MetricsHandler(Vertx vertx, Responder responder, Clock clock) {
        this.vertx = vertx;
        this.responder = responder;
        this.clock = clock;
        this.questions = new Questions(vertx);
    }

    /** Leads to the first group. */
    public void first(RoutingContext context, SessionPrincipal reader) {
        String query = context.request().query();
        String path = MetricGroup.first().path();
        responder.redirect(context, query == null || query.isEmpty() ? path : path + "?" + query);
    }

    /** A group of the catalogue. */
    public void group(RoutingContext context, SessionPrincipal reader) {
        MetricGroup.ofSlug(context.pathParam("group"))
                .ifPresentOrElse(
                        group -> show(context, reader, group.path(), Subject.of(group), 200),
                        () -> notFound(context, reader));
    }

    /** The table of a group as a file. */
    public void groupTable(RoutingContext context, SessionPrincipal reader) {
        MetricGroup.ofSlug(context.pathParam("group"))
                .ifPresentOrElse(
                        group -> table(context, reader, group.path(), group.slug(), group.metrics()),
                        () -> notFound(context, reader));
    }

    /** A dashboard that someone made. */
    public void dashboard(RoutingContext context, SessionPrincipal reader) {
        withDashboard(
                context,
                reader,
                dashboard -> show(context, reader, MetricsView.dashboard(dashboard.id()), Subject.of(dashboard), 200));
    }

    /** The table of a dashboard as a file. */
    public void dashboardTable(RoutingContext context, SessionPrincipal reader) {
        withDashboard(
                context,
                reader,
                dashboard -> table(
                        context,
                        reader,
                        MetricsView.dashboard(dashboard.id()),
                        "dashboard",
                        Boards.metrics(dashboard)));
    }

    /** One metric as a table: {@code /metrics/costs.csv}. */
    public void chartTable(RoutingContext context, SessionPrincipal reader) {
        Metric.ofSlug(context.pathParam("metric"))
                .ifPresentOrElse(
                        metric -> table(
                                context,
                                reader,
                                MetricGroup.of(metric).path(),
                                metric.slug().replace('_', '-'),
                                List.of(metric)),
                        () -> notFound(context, reader));
    }

    /** One metric as a picture: {@code /metrics/costs.svg}. */
    public void chartPicture(RoutingContext context, SessionPrincipal reader) {
        Optional<Metric> found = Metric.ofSlug(context.pathParam("metric"));
        if (found.isEmpty()) {
            notFound(context, reader);
            return;
        }
        Metric metric = found.get();
        MetricsView view = parse(context, reader, MetricGroup.of(metric).path()).view();
        responder.answer(
                context, reader, questions.file(reader.organizationId(), view, List.of(metric), true), answers -> {
                    String svg = ChartFile.of(
                            metric,
                            new Course(view.days(), answers, clock.instant()),
                            answers.now().totals().get(metric),
                            view.days(),
                            FilterBars.words(view, answers.named()),
                            reader.organizationName());
                    context.response()
                            .putHeader("Content-Security-Policy", ChartFile.POLICY)
                            .putHeader(HttpHeaders.CONTENT_TYPE, "image/svg+xml; charset=utf-8")
                            .putHeader(
                                    HttpHeaders.CONTENT_DISPOSITION,
                                    "attachment; filename=\""
                                            + fileName(metric.slug().replace('_', '-'), view, "svg") + "\"")
                            .end(svg);
                });
    }

    /** Shows a page of charts. */
    void show(RoutingContext context, SessionPrincipal reader, String path, Subject subject, int status) {
        MetricsView.Parsed parsed = parse(context, reader, path);
        responder.answer(
                context, reader, questions.page(reader.organizationId(), parsed.view(), subject.metrics()), answers -> {
                    Shell shell = responder.shell(context, reader, subject.title(), "metrics", null);
                    MetricsPage page = MetricsPages.page(
                            parsed.view(), parsed.notices(), subject, answers, shell.mayChange(), clock.instant());
                    responder.page(context, status, "metrics", Map.of("page", page, "shell", shell));
                });
    }

    /** Goes on with the dashboard that the path names; there may be none. */
    void withDashboard(RoutingContext context, SessionPrincipal reader, Consumer<MetricDashboard> next) {
        responder.answer(
                context,
                reader,
                dashboard(reader, context.pathParam("id")),
                found -> found.ifPresentOrElse(next, () -> notFound(context, reader)));
    }

    /** Empty for what is no id; fails as NOT_FOUND where there is no such dashboard. */
    Future<Optional<MetricDashboard>> dashboard(SessionPrincipal reader, @Nullable String id) {
        Optional<UUID> read = Optional.ofNullable(id).flatMap(MetricsView::id);
        return read.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : Channels.GET_DASHBOARD
                        .ask(vertx, new GetDashboard(reader.organizationId(), read.get()))
                        .map(Optional::of);
    }

    void notFound(RoutingContext context, SessionPrincipal reader) {
        responder.problem(context, reader, 404, Problem.notFound());
    }

    private void table(
            RoutingContext context, SessionPrincipal reader, String path, String name, List<Metric> metrics) {
        MetricsView view = parse(context, reader, path).view();
        responder.answer(
                context,
                reader,
                questions.file(reader.organizationId(), view, metrics, false),
                answers -> CsvReply.send(
                        context,
                        fileName(name, view, "csv"),
                        Tables.file(
                                view.days(),
                                metrics,
                                new Course(view.days(), answers, clock.instant()),
                                answers.now())));
    }

    /** A form keeps the state of its page in a field. */
    private MetricsView.Parsed parse(RoutingContext context, SessionPrincipal reader, String path) {
        boolean form = context.request().method() == HttpMethod.POST;
        MultiMap query = form ? States.read(context.request().getFormAttribute("state")) : context.queryParams();
        return MetricsView.parse(path, query, reader.zone(), this::today);
    }

    private static String fileName(String name, MetricsView view, String ending) {
        TimeRange range = view.days().range();
        return name + "-" + range.start() + "-" + range.end() + "." + ending;
    }

    private LocalDate today(ZoneId zone) {
        return LocalDate.ofInstant(clock.instant(), zone);
    }
}

package dev.costinsights.webui.metrics;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.dashboards.CreateDashboard;
import dev.costinsights.contracts.dashboards.DeleteDashboard;
import dev.costinsights.contracts.dashboards.ListDashboards;
import dev.costinsights.contracts.dashboards.MetricDashboard;
import dev.costinsights.contracts.dashboards.UpdateDashboard;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.webui.http.Responder;
import dev.costinsights.webui.metrics.BoardsPage.Form;
import dev.costinsights.webui.metrics.MetricsPages.Subject;
import dev.costinsights.webui.page.Problem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes, changes and deletes dashboards. Of two changes at once the last one wins. */
public final class DashboardsHandler {
    public static final String PATH = MetricsView.DASHBOARDS;

    private final Vertx vertx;
    private final Responder responder;
    private final Clock clock;
    private final MetricsHandler pages;

    /**
     * Handlers of one server instance.
     *
     * @param pages shows a dashboard when a form is refused
     */
    public DashboardsHandler(Vertx vertx, Responder responder, Clock clock, MetricsHandler pages) {
        this.vertx = vertx;
        this.responder = responder;
        this.clock = clock;
        this.pages = pages;
    }

    /** All dashboards, and the form for a new one. */
    public void list(RoutingContext context, SessionPrincipal reader) {
        String metric = context.queryParams().get("metric");
        list(context, reader, Form.fresh(metric), 200);
    }

    /** Makes one and leads to it. */
    public void create(RoutingContext context, SessionPrincipal reader) {
        String name = field(context, "name");
        String metric = field(context, "metric");
        if (!metric.isEmpty() && Metric.ofSlug(metric).isEmpty()) {
            list(context, reader, Form.of(name, null, metric, "This metric isn't known. Choose again."), 422);
            return;
        }
        List<String> metrics = metric.isEmpty() ? List.of() : List.of(metric);
        Channels.CREATE_DASHBOARD
                .ask(vertx, new CreateDashboard(reader.organizationId(), name, metrics))
                .onSuccess(made -> responder.redirect(context, MetricsView.dashboard(made.id())))
                .onFailure(failure -> {
                    String problem = problem(failure);
                    if (problem == null) {
                        failed(context, reader, failure);
                    } else {
                        list(context, reader, Form.of(name, problem, metric, null), 422);
                    }
                });
    }

    /** Adds a metric to the dashboard that the form names, and leads to it. */
    public void star(RoutingContext context, SessionPrincipal reader) {
        add(context, reader, field(context, "dashboard"));
    }

    /** Adds a metric to this dashboard. */
    public void add(RoutingContext context, SessionPrincipal reader) {
        add(context, reader, context.pathParam("id"));
    }

    /** Takes a metric from this dashboard. */
    public void remove(RoutingContext context, SessionPrincipal reader) {
        String slug = field(context, "metric");
        change(context, reader, context.pathParam("id"), slugs -> Boards.without(slugs, slug), "");
    }

    /** Moves a metric one place on this dashboard. */
    public void move(RoutingContext context, SessionPrincipal reader) {
        String slug = field(context, "metric");
        if (Metric.ofSlug(slug).isEmpty()) {
            pages.notFound(context, reader);
            return;
        }
        boolean up = field(context, "to").equals("up");
        change(context, reader, context.pathParam("id"), slugs -> Boards.moved(slugs, slug, up), "#m-" + slug);
    }

    /** Gives this dashboard another name. */
    public void rename(RoutingContext context, SessionPrincipal reader) {
        String name = field(context, "name");
        pages.withDashboard(
                context,
                reader,
                dashboard -> Channels.UPDATE_DASHBOARD
                        .ask(vertx, new UpdateDashboard(reader.organizationId(), dashboard.id(), name, null))
                        .onSuccess(changed -> leadBack(context, dashboard.id(), ""))
                        .onFailure(failure -> {
                            String problem = problem(failure);
                            if (problem == null) {
                                failed(context, reader, failure);
                            } else {
                                Subject refused = Subject.refused(dashboard, name, problem);
                                pages.show(context, reader, MetricsView.dashboard(dashboard.id()), refused, 422);
                            }
                        }));
    }

    /** Deletes this dashboard and leads to those that are left. */
    public void delete(RoutingContext context, SessionPrincipal reader) {
        pages.withDashboard(
                context,
                reader,
                dashboard -> Channels.DELETE_DASHBOARD
                        .ask(vertx, new DeleteDashboard(reader.organizationId(), dashboard.id()))
                        .onSuccess(done -> responder.redirect(context, PATH))
                        .onFailure(failure -> failed(context, reader, failure)));
    }

    /** Where the page of a refused form stands; there is nothing to get. */
    public void back(RoutingContext context, SessionPrincipal reader) {
        MetricsView.id(context.pathParam("id"))
                .ifPresentOrElse(
                        id -> responder.redirect(context, MetricsView.dashboard(id)),
                        () -> pages.notFound(context, reader));
    }

    private void add(RoutingContext context, SessionPrincipal reader, String dashboardId) {
        String slug = field(context, "metric");
        if (Metric.ofSlug(slug).isEmpty()) {
            pages.notFound(context, reader);
            return;
        }
        change(context, reader, dashboardId, slugs -> Boards.with(slugs, slug), "#m-" + slug);
    }

    private void change(
            RoutingContext context,
            SessionPrincipal reader,
            String dashboardId,
            UnaryOperator<List<String>> change,
            String anchor) {
        pages.dashboard(reader, dashboardId)
                .compose(found -> found.map(dashboard -> update(reader, dashboard, change))
                        .orElseGet(() -> Future.failedFuture(
                                new ContractException(ErrorCode.NOT_FOUND, "This is no id of a dashboard."))))
                .onSuccess(changed -> leadBack(context, changed.id(), anchor))
                .onFailure(failure -> failed(context, reader, failure));
    }

    private Future<MetricDashboard> update(
            SessionPrincipal reader, MetricDashboard dashboard, UnaryOperator<List<String>> change) {
        List<String> changed = change.apply(dashboard.metrics());
        return changed.equals(dashboard.metrics())
                ? Future.succeededFuture(dashboard)
                : Channels.UPDATE_DASHBOARD.ask(
                        vertx, new UpdateDashboard(reader.organizationId(), dashboard.id(), null, changed));
    }

    private void list(RoutingContext context, SessionPrincipal reader, Form form, int status) {
        responder.answer(
                context,
                reader,
                Channels.LIST_DASHBOARDS.ask(vertx, new ListDashboards(reader.organizationId())),
                dashboards -> responder.page(
                        context,
                        status,
                        "dashboards",
                        Map.of(
                                "page",
                                BoardsPage.of(dashboards, form, reader.zone(), clock.instant()),
                                "shell",
                                responder.shell(context, reader, "Dashboards", "metrics", null))));
    }

    /** To the dashboard, in the state that the form's page had. */
    private void leadBack(RoutingContext context, UUID id, String anchor) {
        String state = context.request().getFormAttribute("state");
        responder.redirect(context, States.href(MetricsView.dashboard(id), state) + anchor);
    }

    private void failed(RoutingContext context, SessionPrincipal reader, Throwable failure) {
        ErrorCode code = failure instanceof ContractException known ? known.code() : ErrorCode.INTERNAL;
        switch (code) {
            case INVALID ->
                responder.problem(
                        context,
                        reader,
                        422,
                        new Problem(
                                "The dashboard can't be changed like this",
                                Objects.requireNonNullElse(problem(failure), "Nothing was changed."),
                                PATH,
                                "See dashboards"));
            case OVERLOADED, UNAVAILABLE, TIMEOUT ->
                responder.problem(
                        context,
                        reader,
                        503,
                        new Problem(
                                "No answer came in time",
                                "The change may have been made or not. Look at the dashboard before you try again.",
                                PATH,
                                "See dashboards"));
            default -> responder.failure(context, reader, failure);
        }
    }

    /** What is wrong with what was written; null for any other failure. */
    private static @Nullable String problem(Throwable failure) {
        if (!(failure instanceof ContractException known) || known.code() != ErrorCode.INVALID) {
            return null;
        }
        return known.fieldErrors().stream()
                .findFirst()
                .map(FieldError::message)
                .orElseGet(() -> Objects.requireNonNullElse(known.getMessage(), "It can't be like this."));
    }

    private static String field(RoutingContext context, String name) {
        return Objects.requireNonNullElse(context.request().getFormAttribute(name), "")
                .strip();
    }
}

package dev.costinsights.webui.metrics;

import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.webui.http.Gate;
import dev.costinsights.webui.http.Responder;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Clock;

/** The addresses below {@code /metrics}. */
public final class MetricsRoutes {
    private static final String ONE = DashboardsHandler.PATH + "/:id";

    private MetricsRoutes() {}

    /** Mounts them on the dashboard's router, whose forms are read already. */
    public static void mount(Vertx vertx, Router ui, Gate gate, Responder responder, Clock clock) {
        var metrics = new MetricsHandler(vertx, responder, clock);
        var dashboards = new DashboardsHandler(vertx, responder, clock, metrics);
        var definitions = new DefinitionsHandler(responder);

        ui.get(MetricsHandler.PATH).handler(gate.page(metrics::first));
        ui.get(DefinitionsHandler.PATH).handler(gate.page(definitions::show));
        ui.get(DefinitionsHandler.PATH + ".csv").handler(gate.page(definitions::file));

        ui.get(DashboardsHandler.PATH).handler(gate.page(dashboards::list));
        ui.post(DashboardsHandler.PATH).handler(gate.form(Role.MEMBER, dashboards::create));
        ui.post(DashboardsHandler.PATH + "/star").handler(gate.form(Role.MEMBER, dashboards::star));
        ui.get(ONE).handler(gate.page(metrics::dashboard));
        ui.get(ONE + "/table.csv").handler(gate.page(metrics::dashboardTable));
        ui.post(ONE + "/add").handler(gate.form(Role.MEMBER, dashboards::add));
        ui.post(ONE + "/remove").handler(gate.form(Role.MEMBER, dashboards::remove));
        ui.post(ONE + "/move").handler(gate.form(Role.MEMBER, dashboards::move));
        ui.post(ONE + "/rename").handler(gate.form(Role.MEMBER, dashboards::rename));
        ui.post(ONE + "/delete").handler(gate.form(Role.MEMBER, dashboards::delete));
        ui.get(ONE + "/:form").handler(gate.page(dashboards::back));

        ui.getWithRegex("/metrics/(?<metric>[a-z_]+)\\.csv").handler(gate.page(metrics::chartTable));
        ui.getWithRegex("/metrics/(?<metric>[a-z_]+)\\.svg").handler(gate.page(metrics::chartPicture));
        ui.get(MetricsHandler.PATH + "/:group").handler(gate.page(metrics::group));
        ui.get(MetricsHandler.PATH + "/:group/table.csv").handler(gate.page(metrics::groupTable));
    }
}

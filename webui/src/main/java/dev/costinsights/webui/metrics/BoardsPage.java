package dev.costinsights.webui.metrics;

import dev.costinsights.contracts.dashboards.DashboardList;
import dev.costinsights.contracts.dashboards.MetricDashboard;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.metrics.MetricsPage.OptionGroup;
import dev.costinsights.webui.page.Link;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The page that lists dashboards and makes new ones, as its template reads it.
 *
 * @param full whether there are as many as there can be
 */
public record BoardsPage(List<Link> tabs, List<Row> rows, boolean full, Form form) {

    /** A dashboard. */
    public record Row(String name, String href, String metrics, Moment changed) {}

    /**
     * What makes a new one.
     *
     * @param nameProblem what is wrong with the name, or null
     * @param metric slug of the chosen metric, or empty
     * @param metricProblem what is wrong with the metric, or null
     */
    public record Form(
            String name,
            @Nullable String nameProblem,
            String metric,
            @Nullable String metricProblem,
            int longestName,
            List<OptionGroup> options) {
        static Form fresh(@Nullable String metric) {
            return of("", null, Objects.requireNonNullElse(metric, ""), null);
        }

        static Form of(String name, @Nullable String nameProblem, String metric, @Nullable String metricProblem) {
            return new Form(
                    name,
                    nameProblem,
                    metric,
                    metricProblem,
                    MetricDashboard.MAX_NAME_LENGTH,
                    Boards.options(List.of()));
        }
    }

    static BoardsPage of(DashboardList dashboards, Form form, ZoneId zone, Instant now) {
        return new BoardsPage(
                groups(),
                dashboards.items().stream().map(each -> row(each, zone, now)).toList(),
                dashboards.items().size() >= DashboardList.MAX_DASHBOARDS,
                form);
    }

    private static Row row(MetricDashboard dashboard, ZoneId zone, Instant now) {
        List<Metric> metrics = Boards.metrics(dashboard);
        return new Row(
                dashboard.name(),
                MetricsView.dashboard(dashboard.id()),
                Numbers.count(metrics.size(), "metric", "metrics"),
                Moment.of(Objects.requireNonNullElse(dashboard.modifiedAt(), dashboard.createdAt()), zone, now));
    }

    static List<Link> groups() {
        return Arrays.stream(MetricGroup.values())
                .map(group -> new Link("group-" + group.slug(), group.path(), group.title(), false))
                .toList();
    }
}

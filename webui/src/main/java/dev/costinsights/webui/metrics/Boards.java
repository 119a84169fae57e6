package dev.costinsights.webui.metrics;

import dev.costinsights.contracts.dashboards.MetricDashboard;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.webui.metrics.MetricsPage.Option;
import dev.costinsights.webui.metrics.MetricsPage.OptionGroup;
import dev.costinsights.webui.metrics.MetricsPage.Star;
import dev.costinsights.webui.page.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Dashboards on the pages of metrics, and what becomes of their lists of slugs. */
final class Boards {
    /** As a row; the page of dashboards has all. */
    private static final int MOST_LINKS = 12;

    private static final int LONGEST_LABEL = 40;

    private Boards() {}

    /** The metrics of a dashboard, each once. */
    static List<Metric> metrics(MetricDashboard dashboard) {
        return dashboard.metrics().stream()
                .map(Metric::ofSlug)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    /** Slugs of a dashboard that are no metrics. */
    static List<String> unknown(MetricDashboard dashboard) {
        return dashboard.metrics().stream()
                .filter(slug -> Metric.ofSlug(slug).isEmpty())
                .distinct()
                .toList();
    }

    /** The first dashboards, and behind them the way to all. */
    static List<Link> links(MetricsView view, List<MetricDashboard> dashboards) {
        List<Link> links = new ArrayList<>();
        for (MetricDashboard each : dashboards) {
            String path = MetricsView.dashboard(each.id());
            boolean current = path.equals(view.path());
            if (links.size() < MOST_LINKS || current) {
                links.add(new Link("board-" + each.id(), view.at(path).href(), shortened(each.name()), current));
            }
        }
        return List.copyOf(links);
    }

    static Star star(MetricsView view, Metric metric, List<MetricDashboard> dashboards) {
        return new Star(
                view.query(),
                dashboards.stream()
                        .filter(each -> each.metrics().size() < MetricDashboard.MAX_METRICS)
                        .filter(each -> !each.metrics().contains(metric.slug()))
                        .map(each -> new Option(each.id().toString(), shortened(each.name())))
                        .toList(),
                MetricsView.DASHBOARDS + "?metric=" + metric.slug());
    }

    /** Every metric that isn't among these, by group. */
    static List<OptionGroup> options(List<Metric> without) {
        return Arrays.stream(MetricGroup.values())
                .map(group -> new OptionGroup(
                        group.title(),
                        group.metrics().stream()
                                .filter(metric -> MetricGroup.of(metric) == group && !without.contains(metric))
                                .map(metric -> new Option(metric.slug(), label(metric)))
                                .toList()))
                .filter(group -> !group.options().isEmpty())
                .toList();
    }

    /** Two metrics may bear one name; ours says so then. */
    static String label(Metric metric) {
        boolean shared = Arrays.stream(Metric.values())
                .anyMatch(other -> other != metric && other.displayName().equals(metric.displayName()));
        return shared ? metric.displayName() + " (" + metric.slug() + ")" : metric.displayName();
    }

    /** With a slug behind the others. */
    static List<String> with(List<String> slugs, String slug) {
        List<String> changed = new ArrayList<>(slugs);
        if (!changed.contains(slug)) {
            changed.add(slug);
        }
        return changed;
    }

    static List<String> without(List<String> slugs, String slug) {
        return slugs.stream().filter(each -> !each.equals(slug)).toList();
    }

    /** With a slug one place earlier or later among those that are metrics; as they were where there is no such place. */
    static List<String> moved(List<String> slugs, String slug, boolean up) {
        List<String> changed = new ArrayList<>(slugs.stream().distinct().toList());
        int step = up ? -1 : 1;
        int from = changed.indexOf(slug);
        int to = from + step;
        while (to >= 0 && to < changed.size() && Metric.ofSlug(changed.get(to)).isEmpty()) {
            to += step;
        }
        if (from >= 0 && to >= 0 && to < changed.size()) {
            Collections.swap(changed, from, to);
        }
        return changed;
    }

    private static String shortened(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_LABEL
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_LABEL - 1)) + "…";
    }
}

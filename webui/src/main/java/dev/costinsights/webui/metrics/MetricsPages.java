package dev.costinsights.webui.metrics;

import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.dashboards.MetricDashboard;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.webui.format.Days;
import dev.costinsights.webui.metrics.MetricsPage.Board;
import dev.costinsights.webui.metrics.MetricsPage.Chart;
import dev.costinsights.webui.metrics.MetricsPage.Empty;
import dev.costinsights.webui.metrics.MetricsPage.Place;
import dev.costinsights.webui.metrics.MetricsPage.Star;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.range.Controls;
import dev.costinsights.webui.range.RangeState;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the state of a page of charts into questions, and their answers into the page. */
final class MetricsPages {
    static final MetricsAnswer NOTHING = new MetricsAnswer(List.of(), Map.of(), Instant.EPOCH);

    private MetricsPages() {}

    /**
     * What is behind the filters.
     *
     * @param customers by what the address calls them; those that aren't there are missing
     * @param products names by id; only where a filter or its form needs them
     */
    record Named(Map<String, Customer> customers, Map<UUID, String> products) {}

    /**
     * What the page is made of.
     *
     * @param before the range of the same length before, for totals
     * @param ghost the range that is drawn behind
     */
    record Answers(
            MetricsAnswer now,
            MetricsAnswer before,
            MetricsAnswer ghost,
            List<MetricDashboard> dashboards,
            Named named) {}

    /**
     * What the page is of.
     *
     * @param whatToSend for who sees nothing
     * @param dashboard null for a group
     * @param writtenName a name that was refused, or null
     * @param problem what is wrong with it, or null
     */
    record Subject(
            String title,
            List<Metric> metrics,
            String whatToSend,
            @Nullable MetricDashboard dashboard,
            @Nullable String writtenName,
            @Nullable String problem) {
        static Subject of(MetricGroup group) {
            return new Subject(group.title(), group.metrics(), group.whatToSend(), null, null, null);
        }

        static Subject of(MetricDashboard dashboard) {
            return refused(dashboard, null, null);
        }

        static Subject refused(MetricDashboard dashboard, @Nullable String written, @Nullable String problem) {
            return new Subject(
                    dashboard.name(),
                    Boards.metrics(dashboard),
                    "Send events that cost something, orders or subscriptions.",
                    dashboard,
                    written,
                    problem);
        }
    }

    static MetricsQuery question(
            UUID organizationId, TimeRange range, MetricsView view, List<Metric> metrics, Named named) {
        Filters filters = view.filters();
        return new MetricsQuery(
                organizationId,
                range,
                view.days().interval(),
                metrics,
                named.customers().values().stream().map(Customer::id).collect(Collectors.toSet()),
                new HashSet<>(filters.products()),
                new HashSet<>(filters.billingTypes()),
                Consistency.BOUNDED);
    }

    /** @param mayChange whether the reader may change dashboards */
    static MetricsPage page(
            MetricsView view, List<String> notices, Subject subject, Answers answers, boolean mayChange, Instant now) {
        var course = new Course(view.days(), answers, now);
        List<Metric> metrics = subject.metrics();
        MetricDashboard dashboard = subject.dashboard();
        Empty empty = empty(subject, answers);
        boolean drawn = !view.asTable() && empty == null;
        return new MetricsPage(
                subject.title(),
                Controls.of(
                        view.path(),
                        view.days(),
                        hidden(view),
                        days -> view.with(days).href()),
                Stream.concat(notices.stream(), missing(view, answers.named())).toList(),
                tabs(view),
                Boards.links(view, answers.dashboards()),
                FilterBars.of(view, metrics, answers.named()),
                new Link(
                        "toggle-table",
                        view.withTable(!view.asTable()).href(),
                        view.asTable() ? "Charts" : "Table",
                        false),
                view.tableFile(),
                empty,
                drawn ? charts(view, metrics, course, answers, dashboard, mayChange) : List.of(),
                view.asTable() && empty == null ? Tables.page(view, metrics, course, answers.now()) : null,
                dashboard == null ? null : board(view, subject, dashboard),
                footer(view.days()));
    }

    private static List<Chart> charts(
            MetricsView view,
            List<Metric> metrics,
            Course course,
            Answers answers,
            @Nullable MetricDashboard dashboard,
            boolean mayChange) {
        List<Chart> charts = new ArrayList<>();
        for (int i = 0; i < metrics.size(); i++) {
            Metric metric = metrics.get(i);
            boolean own = dashboard != null;
            Star star = mayChange && !own ? Boards.star(view, metric, answers.dashboards()) : null;
            Place place = mayChange && own ? new Place(i > 0, i < metrics.size() - 1) : null;
            charts.add(ChartView.of(view, metric, course, answers, star, place));
        }
        return charts;
    }

    private static Board board(MetricsView view, Subject subject, MetricDashboard dashboard) {
        String written = subject.writtenName();
        return new Board(
                MetricsView.dashboard(dashboard.id()),
                view.query(),
                written == null ? dashboard.name() : written,
                subject.problem(),
                MetricDashboard.MAX_NAME_LENGTH,
                Boards.unknown(dashboard),
                dashboard.metrics().size() < MetricDashboard.MAX_METRICS
                        ? Boards.options(subject.metrics())
                        : List.of());
    }

    /** Null when there is something to draw. */
    private static @Nullable Empty empty(Subject subject, Answers answers) {
        if (subject.metrics().isEmpty()) {
            return new Empty("No metric is on this dashboard yet.", "");
        }
        boolean something = Stream.of(answers.now(), answers.before(), answers.ghost())
                .flatMap(answer -> Stream.concat(
                        answer.totals().values().stream(),
                        answer.periods().stream().flatMap(period -> period.values().values().stream())))
                .anyMatch(value -> value.signum() != 0);
        return something ? null : new Empty("Nothing to show in these days, nor before.", subject.whatToSend());
    }

    private static Stream<String> missing(MetricsView view, Named named) {
        return view.filters().customers().stream()
                .filter(key -> !named.customers().containsKey(key))
                .map(key -> "No customer has the id “" + key + "”; it is left out.");
    }

    private static List<Link> tabs(MetricsView view) {
        return Arrays.stream(MetricGroup.values())
                .map(group -> new Link(
                        "group-" + group.slug(),
                        view.at(group.path()).href(),
                        group.title(),
                        group.path().equals(view.path())))
                .toList();
    }

    private static List<Controls.Field> hidden(MetricsView view) {
        return view.fields(true).stream()
                .filter(field -> !List.of("from", "to", "tz", "interval").contains(field.name()))
                .toList();
    }

    /** Values that are known, for formats of columns. */
    static List<BigDecimal> known(List<@Nullable BigDecimal> values) {
        return values.stream().filter(Objects::nonNull).toList();
    }

    private static List<String> footer(RangeState days) {
        TimeRange range = days.range();
        TimeRange previous = range.previous();
        return List.of(
                Days.fullRange(range.start(), range.end()) + ", " + days.zone().getId(),
                "Totals compared with " + Days.range(previous.start(), previous.end(), range.end()) + "; dotted: "
                        + Course.ghost(days).distance(),
                "Every metric keeps its definition for ever");
    }
}

package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReport.PeriodCosts;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.webui.chart.CostChart;
import dev.costinsights.webui.chart.Series;
import dev.costinsights.webui.costs.CostsPage.Axis;
import dev.costinsights.webui.costs.CostsPage.Bucket;
import dev.costinsights.webui.costs.CostsPage.Figure;
import dev.costinsights.webui.costs.CostsPage.Tick;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.range.Intervals;
import dev.costinsights.webui.range.PeriodWords;
import dev.costinsights.webui.range.Ranges;
import dev.costinsights.webui.range.TimeAxis;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Builds the chart of costs over time, with the words for each of its buckets. */
final class FigureView {

    private final CostsView view;
    /** The buckets that have begun. */
    private final List<PeriodCosts> periods;

    private final List<PeriodCosts> all;
    private final List<PeriodCosts> ghost;
    private final String distance;
    private final PeriodWords words;
    private final boolean partial;

    private FigureView(CostsView view, CostReport report, Instant now) {
        this.view = view;
        this.all = report.periods();
        long begun = all.stream().filter(period -> !period.from().isAfter(now)).count();
        this.periods = all.subList(0, Math.max(1, (int) begun));
        this.ghost = report.ghost().subList(0, Math.min(report.ghost().size(), all.size()));
        this.distance = Ranges.ghost(view.range(), view.interval()).distance();
        this.words = view.days().words();
        this.partial = view.days().endsToday();
    }

    /** Builds it; buckets that begin after {@code now} have no amount yet. */
    static Figure of(CostsView view, CostReport report, Instant now) {
        return new FigureView(view, report, now).build(report);
    }

    private Figure build(CostReport report) {
        CostChart chart = CostChart.of(new Series(costs(periods), costs(ghost), partial));
        String title = "Costs, " + Intervals.label(view.interval()).toLowerCase(Locale.ROOT) + ", against " + distance;
        String finding = "Costs "
                + MoneyFormat.figure(report.total().costCents())
                        .of(report.total().costCents()) + " in all; most in "
                + words.label(periods.get(peak()).period()) + ".";
        return new Figure(
                title,
                finding,
                chart,
                gridLabels(chart),
                axis(chart),
                buckets(chart),
                peak(),
                partial ? words.current() + " so far" : null,
                new Link(
                        "toggle-table",
                        view.withTable(!view.asTable()).href(),
                        view.asTable() ? "Chart" : "Table",
                        false),
                view.withPage(1).href(CostsCsv.OVER_TIME),
                Numbers.count(report.total().events()),
                TableView.eventsHref(view),
                view.asTable());
    }

    private static List<BigDecimal> costs(List<PeriodCosts> periods) {
        return periods.stream().map(PeriodCosts::costCents).toList();
    }

    /** The first of the highest buckets. */
    private int peak() {
        int peak = 0;
        for (int i = 1; i < periods.size(); i++) {
            if (periods.get(i).costCents().compareTo(periods.get(peak).costCents()) > 0) {
                peak = i;
            }
        }
        return peak;
    }

    private static List<Tick> gridLabels(CostChart chart) {
        return chart.gridlines().stream()
                .map(line -> new Tick(line, MoneyFormat.axis(line.amountCents())))
                .toList();
    }

    private List<Axis> axis(CostChart chart) {
        List<Period> shown = all.stream().map(PeriodCosts::period).toList();
        return TimeAxis.labels(shown, words, isFilling(all.size() - 1), chart.drawnAsColumns()).stream()
                .map(label -> new Axis(chart.xOf(label.bucket(), all.size()), label.css(), label.text()))
                .toList();
    }

    private boolean isFilling(int bucket) {
        return partial && bucket == periods.size() - 1;
    }

    private List<Bucket> buckets(CostChart chart) {
        MoneyFormat format = MoneyFormat.column(
                Stream.concat(costs(periods).stream(), costs(ghost).stream()).toList());
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < periods.size(); i++) {
            PeriodCosts period = periods.get(i);
            PeriodCosts before = i < ghost.size() ? ghost.get(i) : null;
            Money beforeCosts = before == null ? null : format.of(before.costCents());
            buckets.add(new Bucket(
                    chart.points().get(i),
                    isFilling(i) ? words.current() + " so far" : words.label(period.period()),
                    format.of(period.costCents()),
                    Numbers.count(period.events()),
                    before == null ? "" : distance + ", " + words.label(before.period()),
                    beforeCosts,
                    before == null ? null : Delta.between(before.costCents(), period.costCents(), Delta.Good.DOWN),
                    drillDown(period)));
        }
        return buckets;
    }

    private String drillDown(PeriodCosts period) {
        LocalDate from = period.from().atZone(view.zone()).toLocalDate();
        LocalDate to = period.to().minusNanos(1).atZone(view.zone()).toLocalDate();
        TimeRange range = new TimeRange(from, to, view.zone());
        CostsView closer = view.withTable(false).with(range);
        return (view.interval() == Interval.HOUR ? closer : closer.with(Ranges.suggestedInterval(range))).href();
    }
}

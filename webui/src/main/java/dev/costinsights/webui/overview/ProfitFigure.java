package dev.costinsights.webui.overview;

import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.platform.csv.Spreadsheet;
import dev.costinsights.webui.chart.ProfitChart;
import dev.costinsights.webui.costs.CostsPage.Axis;
import dev.costinsights.webui.costs.CostsPage.Tick;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.overview.OverviewPage.Bucket;
import dev.costinsights.webui.overview.OverviewPage.Figure;
import dev.costinsights.webui.overview.OverviewPage.Hint;
import dev.costinsights.webui.overview.OverviewPage.Note;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.range.Intervals;
import dev.costinsights.webui.range.PeriodWords;
import dev.costinsights.webui.range.RangeState;
import dev.costinsights.webui.range.Ranges;
import dev.costinsights.webui.range.TimeAxis;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the chart of revenue against costs over time, with the words for each of its buckets. */
final class ProfitFigure {
    private final OverviewView view;
    private final List<Period> all;
    private final List<BigDecimal> revenue;
    private final List<BigDecimal> costs;
    private final List<BigDecimal> refunds;
    private final PeriodWords words;
    private final boolean partial;

    private ProfitFigure(
            OverviewView view,
            List<BigDecimal> revenue,
            List<BigDecimal> costs,
            List<BigDecimal> refunds,
            Instant now) {
        this.view = view;
        this.all = view.days().interval().periodsOf(view.days().range());
        int begun = Math.max(1, (int)
                all.stream().filter(period -> !period.from().isAfter(now)).count());
        this.revenue = revenue.subList(0, begun);
        this.costs = costs.subList(0, begun);
        this.refunds = refunds.subList(0, begun);
        this.words = view.days().words();
        this.partial = view.days().endsToday();
    }

    /**
     * Builds it; buckets that begin after {@code now} have no amount yet.
     *
     * @param revenueCents one amount for each period of the range
     * @param costsCents as many
     * @param refundsCents as many
     * @param empty why there is nothing to draw, or null
     */
    static Figure of(
            OverviewView view,
            List<BigDecimal> revenueCents,
            List<BigDecimal> costsCents,
            List<BigDecimal> refundsCents,
            @Nullable Hint empty,
            Instant now) {
        return new ProfitFigure(view, revenueCents, costsCents, refundsCents, now).build(empty);
    }

    private Figure build(@Nullable Hint empty) {
        ProfitChart chart = ProfitChart.of(revenue, costs, all.size(), partial);
        String title = "Net revenue and costs, "
                + Intervals.label(view.days().interval()).toLowerCase(Locale.ROOT) + ", with the profit between them";
        List<Bucket> buckets = buckets(chart);
        Bucket first = buckets.get(buckets.size() - 1);
        return new Figure(
                title,
                first.label() + ": net revenue " + first.revenue().text() + ", costs "
                        + first.costs().text() + ", " + (first.loss() ? "loss " : "profit ")
                        + first.profit().text() + ".",
                chart,
                chart.gridlines().stream()
                        .map(line -> new Tick(line, MoneyFormat.axis(line.amountCents())))
                        .toList(),
                axis(chart),
                buckets,
                buckets.size() - 1,
                partial ? words.current() + " so far" : null,
                !chart.loss().isEmpty(),
                notes(chart),
                empty,
                new Link(
                        "toggle-table",
                        view.withTable(!view.asTable()).href(),
                        view.asTable() ? "Chart" : "Table",
                        false),
                view.href(OverviewView.CSV),
                view.asTable());
    }

    /** Of periods that are over. */
    private List<Note> notes(ProfitChart chart) {
        int over = partial ? costs.size() - 1 : costs.size();
        return ChartNotes.of(
                chart,
                all,
                words,
                revenue.subList(0, over),
                costs.subList(0, over),
                refunds.subList(0, over),
                this::drillDown);
    }

    /** One line for each period that has begun, and the total; all digits. */
    static List<List<String>> file(
            OverviewView view, List<BigDecimal> revenueCents, List<BigDecimal> costsCents, Instant now) {
        var figure = new ProfitFigure(view, revenueCents, costsCents, costsCents, now);
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("period_start", "net_revenue_cents", "costs_cents", "profit_cents"));
        for (int i = 0; i < figure.costs.size(); i++) {
            lines.add(line(figure.all.get(i).from().toString(), figure.revenue.get(i), figure.costs.get(i)));
        }
        lines.add(line("Total", sum(figure.revenue), sum(figure.costs)));
        return lines;
    }

    private static List<String> line(String name, BigDecimal revenue, BigDecimal costs) {
        return List.of(
                name,
                Spreadsheet.number(revenue),
                Spreadsheet.number(costs),
                Spreadsheet.number(revenue.subtract(costs)));
    }

    private static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private List<Axis> axis(ProfitChart chart) {
        return TimeAxis.labels(all, words, partial && revenue.size() == all.size(), chart.drawnAsColumns()).stream()
                .map(label -> new Axis(chart.xOf(label.bucket(), all.size()), label.css(), label.text()))
                .toList();
    }

    private List<Bucket> buckets(ProfitChart chart) {
        List<BigDecimal> profits = new ArrayList<>();
        for (int i = 0; i < revenue.size(); i++) {
            profits.add(revenue.get(i).subtract(costs.get(i)));
        }
        MoneyFormat format = MoneyFormat.column(
                Stream.of(revenue, costs, profits).flatMap(List::stream).toList());
        List<Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < revenue.size(); i++) {
            boolean filling = partial && i == revenue.size() - 1;
            buckets.add(new Bucket(
                    chart.points().get(i),
                    filling ? words.current() + " so far" : words.label(all.get(i)),
                    format.of(revenue.get(i)),
                    format.of(costs.get(i)),
                    format.of(profits.get(i)),
                    profits.get(i).signum() < 0,
                    drillDown(all.get(i))));
        }
        return buckets;
    }

    private String drillDown(Period period) {
        RangeState days = view.days();
        LocalDate from = period.from().atZone(days.zone()).toLocalDate();
        LocalDate to = period.to().minusNanos(1).atZone(days.zone()).toLocalDate();
        TimeRange range = new TimeRange(from, to, days.zone());
        RangeState closer = days.with(range);
        OverviewView there = view.withTable(false)
                .with(days.interval() == Interval.HOUR ? closer : closer.with(Ranges.suggestedInterval(range)));
        return there.href();
    }
}

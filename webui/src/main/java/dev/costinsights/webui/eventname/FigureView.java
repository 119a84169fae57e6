package dev.costinsights.webui.eventname;

import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.statistics.EventStatistics;
import dev.costinsights.contracts.statistics.EventStatistics.FieldStatistics;
import dev.costinsights.contracts.statistics.TimeseriesAnswer.PeriodStatistics;
import dev.costinsights.webui.chart.BandChart;
import dev.costinsights.webui.chart.Sparkline;
import dev.costinsights.webui.eventname.EventNamePage.Axis;
import dev.costinsights.webui.eventname.EventNamePage.Bucket;
import dev.costinsights.webui.eventname.EventNamePage.Figure;
import dev.costinsights.webui.eventname.EventNamePage.Tick;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
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
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the chart of averages over time, with the words for each of its buckets. */
final class FigureView {
    private final EventNameView view;
    private final List<Period> all;
    /** Of the periods that have begun. */
    private final List<EventStatistics> begun;

    private final EventStatistics total;
    private final PeriodWords words;
    private final boolean partial;

    private FigureView(Answers answers, Instant now) {
        this.view = answers.view();
        List<PeriodStatistics> periods = answers.now().periods();
        this.all = periods.stream().map(PeriodStatistics::period).toList();
        int count =
                (int) all.stream().filter(period -> !period.from().isAfter(now)).count();
        this.begun = periods.subList(0, Math.max(1, count)).stream()
                .map(period -> ofPeriod(period, answers))
                .toList();
        this.total = answers.total();
        this.words = view.days().words();
        this.partial = view.days().endsToday();
    }

    private static EventStatistics ofPeriod(PeriodStatistics period, Answers answers) {
        return period.names().isEmpty()
                ? new EventStatistics(
                        answers.view().name(), answers.type().label(), null, 0, 0, List.of(FieldStatistics.NONE))
                : period.names().get(0);
    }

    /** Builds it; buckets that begin after {@code now} have nothing yet. */
    static Figure of(Answers answers, Instant now) {
        return new FigureView(answers, now).build();
    }

    /** The course of a figure over the complete buckets that have traces; null when there is too little to draw. */
    static @Nullable Sparkline course(Answers answers, Instant now, Function<EventStatistics, BigDecimal> figure) {
        var figures = new FigureView(answers, now);
        int complete = figures.begun.size() - (figures.partial ? 1 : 0);
        Sparkline line = Sparkline.ofValues(figures.begun.subList(0, Math.max(0, complete)).stream()
                .filter(bucket -> bucket.occurrences() > 0)
                .map(figure)
                .toList());
        return line.path().isEmpty() ? null : line;
    }

    private Figure build() {
        BandChart chart = BandChart.of(
                begun.stream().map(FigureView::value).toList(),
                begun.stream().map(EventStatistics::occurrences).toList(),
                all.size(),
                partial);
        String interval = Intervals.label(view.days().interval()).toLowerCase(Locale.ROOT);
        int peak = peak();
        long most = begun.stream().mapToLong(EventStatistics::occurrences).max().orElse(0);
        FieldStatistics costs = Answers.costs(total);
        String finding = "On average " + text(costs.average()) + ", eight in ten from " + text(costs.p10()) + " to "
                + text(costs.p90()) + "; highest in " + words.label(all.get(peak)) + ".";
        return new Figure(
                "Average cost of a trace, " + interval,
                finding,
                chart,
                chart.gridlines().stream()
                        .map(line -> new Tick(line, MoneyFormat.axis(line.amountCents())))
                        .toList(),
                axis(chart),
                buckets(chart),
                peak,
                partial ? words.current() + " so far" : null,
                Numbers.count(most),
                total(),
                new Link(
                        "toggle-table",
                        view.withTable(!view.asTable()).href(),
                        view.asTable() ? "Chart" : "Table",
                        false),
                view.asTable(),
                view.csvHref(CsvTable.PERIODS));
    }

    private static BandChart.@Nullable Value value(EventStatistics bucket) {
        FieldStatistics costs = Answers.costs(bucket);
        return bucket.occurrences() == 0
                ? null
                : new BandChart.Value(costs.average(), costs.p10(), costs.p90(), costs.p99());
    }

    /** The first of the highest averages. */
    private int peak() {
        int peak = 0;
        for (int i = 1; i < begun.size(); i++) {
            boolean known = begun.get(i).occurrences() > 0;
            boolean none = begun.get(peak).occurrences() == 0;
            if (known && (none || average(i).compareTo(average(peak)) > 0)) {
                peak = i;
            }
        }
        return peak;
    }

    private BigDecimal average(int bucket) {
        return Answers.costs(begun.get(bucket)).average();
    }

    private List<Axis> axis(BandChart chart) {
        boolean lastIsFilling = partial && all.size() == begun.size();
        return TimeAxis.labels(all, words, lastIsFilling, chart.drawnAsColumns()).stream()
                .map(label -> new Axis(chart.xOf(label.bucket(), all.size()), label.css(), label.text()))
                .toList();
    }

    private List<Bucket> buckets(BandChart chart) {
        MoneyFormat format = format();
        MoneyFormat sums = sums();
        List<Bucket> buckets = new ArrayList<>();
        IntStream.range(0, begun.size()).forEach(i -> {
            boolean filling = partial && i == begun.size() - 1;
            buckets.add(bucket(
                    chart.points().get(i),
                    filling ? words.current() + " so far" : words.label(all.get(i)),
                    begun.get(i),
                    format,
                    sums,
                    view.eventsHref(daysOf(all.get(i)))));
        });
        return buckets;
    }

    private Bucket total() {
        return bucket(null, "All", total, format(), sums(), view.eventsHref(view.days()));
    }

    private static Bucket bucket(
            BandChart.@Nullable Point point,
            String label,
            EventStatistics statistics,
            MoneyFormat format,
            MoneyFormat sums,
            String href) {
        FieldStatistics costs = Answers.costs(statistics);
        boolean any = statistics.occurrences() > 0;
        return new Bucket(
                point,
                label,
                Numbers.count(statistics.occurrences()),
                any ? format.of(costs.average()) : null,
                any ? format.of(costs.p10()) : null,
                any ? format.of(costs.p90()) : null,
                any ? format.of(costs.p99()) : null,
                sums.of(costs.total()),
                href);
    }

    /** Amounts of one trace. */
    private MoneyFormat format() {
        return MoneyFormat.column(Stream.concat(begun.stream(), Stream.of(total))
                .map(Answers::costs)
                .flatMap(costs -> Stream.of(costs.average(), costs.p10(), costs.p90(), costs.p99()))
                .toList());
    }

    private MoneyFormat sums() {
        return MoneyFormat.column(Stream.concat(begun.stream(), Stream.of(total))
                .map(statistics -> Answers.costs(statistics).total())
                .toList());
    }

    private RangeState daysOf(Period period) {
        LocalDate from = period.from().atZone(view.days().zone()).toLocalDate();
        LocalDate to = period.to().minusNanos(1).atZone(view.days().zone()).toLocalDate();
        var range = new TimeRange(from, to, view.days().zone());
        return new RangeState(
                range,
                Ranges.suggestedInterval(range),
                view.days().today(),
                view.days().defaultZone(),
                view.days().defaultRange());
    }

    private static String text(BigDecimal cents) {
        return MoneyFormat.figure(cents).of(cents).text();
    }
}

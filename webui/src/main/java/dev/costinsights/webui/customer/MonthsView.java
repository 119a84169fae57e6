package dev.costinsights.webui.customer;

import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.webui.chart.ProfitChart;
import dev.costinsights.webui.customer.CustomerAnswers.Registered;
import dev.costinsights.webui.customer.CustomerPage.Axis;
import dev.costinsights.webui.customer.CustomerPage.Fact;
import dev.costinsights.webui.customer.CustomerPage.Mark;
import dev.costinsights.webui.customer.CustomerPage.Month;
import dev.costinsights.webui.customer.CustomerPage.Months;
import dev.costinsights.webui.customer.CustomerPage.Tick;
import dev.costinsights.webui.customer.CustomerPage.Worth;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.page.Link;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** Builds what a customer brought and cost by month, and what is left of it to date. */
final class MonthsView {
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("MMM", Locale.ENGLISH);
    private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("MMMM", Locale.ENGLISH);
    private static final int COURSE_HEIGHT = 140;
    private static final int ABOVE = 7;
    private static final int LINE = 12;

    private final CustomerView view;
    private final CustomerProfit now;
    private final List<MonthFigures> months;

    private MonthsView(CustomerView view, Registered money) {
        this.view = view;
        this.now = money.now();
        this.months = months(view, money);
    }

    /**
     * A month.
     *
     * @param worthCents what is left of everything up to its end
     */
    record MonthFigures(Period period, BigDecimal revenueCents, BigDecimal costCents, BigDecimal worthCents) {
        BigDecimal profitCents() {
            return revenueCents.subtract(costCents);
        }
    }

    /** From the month of its first activity on, at most twelve; what is left of all time is counted back from the end. */
    static List<MonthFigures> months(CustomerView view, Registered money) {
        var questions = new CustomerQuestions(
                money.now().customerId(), view, money.now().customerId());
        List<Period> periods = Interval.MONTH.periodsOf(questions.months());
        List<MonthFigures> months = new ArrayList<>();
        BigDecimal worth = money.now().realizedLtvCents();
        Instant first = Objects.requireNonNullElse(money.now().firstActivityAt(), Instant.MIN);
        for (int i = periods.size() - 1; i >= 0; i--) {
            Period period = periods.get(i);
            var month = new MonthFigures(
                    period,
                    value(money.months(), i, Metric.NET_REVENUE_BY_DATE),
                    value(money.months(), i, Metric.COSTS),
                    worth);
            months.add(0, month);
            worth = worth.subtract(month.profitCents());
            if (!period.from().isAfter(first)) {
                break;
            }
        }
        return months;
    }

    private static BigDecimal value(MetricsAnswer answer, int period, Metric metric) {
        return answer.periods().get(period).values().getOrDefault(metric, BigDecimal.ZERO);
    }

    static Months chart(CustomerView view, Registered money) {
        return new MonthsView(view, money).chart();
    }

    static Worth worth(CustomerView view, Registered money) {
        return new MonthsView(view, money).worth();
    }

    private boolean filling() {
        TimeRange range = view.days().range();
        return view.days().endsToday()
                || !YearMonth.from(range.end()).atEndOfMonth().equals(range.end());
    }

    private Months chart() {
        ProfitChart chart = ProfitChart.of(
                months.stream().map(MonthFigures::revenueCents).toList(),
                months.stream().map(MonthFigures::costCents).toList(),
                months.size(),
                filling());
        LocalDate end = view.days().range().end();
        MonthFigures last = months.get(months.size() - 1);
        return new Months(
                "Net revenue and costs per month",
                LONG.format(end) + ": net revenue " + EquationView.text(last.revenueCents()) + ", costs "
                        + EquationView.text(last.costCents()) + ".",
                "Per month" + (filling() ? ", " + NAME.format(end) + " so far" : ""),
                chart,
                !chart.loss().isEmpty(),
                ticks(chart),
                axis(chart),
                marks(chart),
                rows(),
                new Link(
                        "toggle-table",
                        view.withTable(!view.asTable()).href(),
                        view.asTable() ? "Chart" : "Table",
                        false),
                view.asTable(),
                view.csvHref(CustomerCsv.Table.MONTHS));
    }

    private static List<Tick> ticks(ProfitChart chart) {
        return chart.gridlines().stream()
                .map(line -> new Tick(line, MoneyFormat.axis(line.amountCents())))
                .toList();
    }

    private List<Axis> axis(ProfitChart chart) {
        List<Axis> axis = new ArrayList<>();
        for (int i = 0; i < months.size(); i++) {
            boolean narrow = (months.size() - 1 - i) % 2 == 1 && months.size() > 6;
            axis.add(new Axis(chart.points().get(i).x(), narrow ? "m xs" : "m", SHORT.format(start(i))));
        }
        return axis;
    }

    private List<Mark> marks(ProfitChart chart) {
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < months.size(); i++) {
            BigDecimal profit = months.get(i).profitCents();
            if (profit.signum() != 0) {
                ProfitChart.Point point = chart.points().get(i);
                double top = Math.min(Double.parseDouble(point.revenueY()), Double.parseDouble(point.costsY()));
                marks.add(new Mark(
                        point.x(), Math.round(Math.max(LINE, top - ABOVE)) + "", "m s halo xs", signed(profit)));
            }
        }
        return marks;
    }

    private static String signed(BigDecimal cents) {
        BigDecimal whole = cents.setScale(-2, RoundingMode.HALF_UP);
        if (whole.signum() == 0) {
            return (cents.signum() > 0 ? "+" : "−") + "< $1";
        }
        return (whole.signum() > 0 ? "+" : "")
                + MoneyFormat.figure(whole).of(whole).whole();
    }

    private List<Month> rows() {
        MoneyFormat format = MoneyFormat.column(months.stream()
                .flatMap(month -> Stream.of(month.revenueCents(), month.costCents(), month.profitCents()))
                .toList());
        List<Month> rows = new ArrayList<>();
        for (int i = 0; i < months.size(); i++) {
            MonthFigures month = months.get(i);
            rows.add(new Month(
                    LONG.format(start(i)),
                    view.with(view.days().with(days(month.period()))).href(),
                    format.of(month.revenueCents()),
                    format.of(month.costCents()),
                    format.of(month.profitCents()),
                    month.profitCents().signum() < 0,
                    format.of(month.worthCents())));
        }
        return rows;
    }

    private TimeRange days(Period period) {
        return new TimeRange(
                period.from().atZone(view.days().zone()).toLocalDate(),
                period.to().minusNanos(1).atZone(view.days().zone()).toLocalDate(),
                view.days().zone());
    }

    private ZonedDateTime start(int month) {
        return months.get(month).period().timestamp().atZone(view.days().zone());
    }

    private Worth worth() {
        List<BigDecimal> course = new ArrayList<>();
        course.add(months.get(0).worthCents().subtract(months.get(0).profitCents()));
        months.forEach(month -> course.add(month.worthCents()));
        ProfitChart chart = ProfitChart.ofCourse(course, COURSE_HEIGHT);
        BigDecimal worth = now.realizedLtvCents();
        return new Worth(
                new Term(
                        "term-ltv",
                        "LTV to date",
                        "LTV to date",
                        "Net revenue by date less costs, of all time up to the end of the range.",
                        null,
                        null),
                MoneyFormat.figure(worth).of(worth),
                worth.signum() < 0,
                "LTV to date at the end of each month",
                "LTV to date is " + EquationView.text(worth) + ".",
                chart,
                ticks(chart),
                List.of(
                        new Axis("0%", "", LONG.format(start(0))),
                        new Axis("100%", "e", LONG.format(view.days().range().end()))),
                chart.points().get(chart.points().size() - 1).revenueY(),
                predictedTerm(),
                now.predictedLtvCents() == null
                        ? "–"
                        : EquationView.about(Objects.requireNonNull(now.predictedLtvCents())),
                confidence(),
                List.of(margin()));
    }

    private static Term predictedTerm() {
        return new Term(
                "term-predicted",
                "Predicted LTV",
                "Predicted LTV of a customer",
                "What the customer will bring in the next five years, as of the end of the range.",
                "its monthly contribution × the months that customers stay, by the churn of the last 90 days",
                Addresses.definition(Metric.PREDICTED_LTV.slug()));
    }

    private String confidence() {
        CustomerProfit.Confidence confidence = now.predictedLtvConfidence();
        if (confidence == null) {
            return "Unknown: it paid nothing in the 90 days before.";
        }
        return switch (confidence) {
            case LOW -> "Low confidence: fewer than 50 customers or 5 churned.";
            case MEDIUM -> "Medium confidence: fewer than 500 customers or 50 churned.";
            case HIGH -> "High confidence: 500 customers or more, 50 or more churned.";
        };
    }

    private Fact margin() {
        ProfitFigures figures = now.figures();
        BigDecimal margin = figures.profitMargin();
        return new Fact(
                Term.of(
                        Metric.PROFIT_MARGIN,
                        "Margin",
                        EquationView.text(figures.profitCents()) + " ÷ "
                                + EquationView.text(figures.netRevenueByDateCents())),
                margin == null ? "–" : Numbers.percent(margin),
                margin != null && margin.signum() < 0);
    }
}

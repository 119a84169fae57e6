package dev.costinsights.webui.eventname;

import dev.costinsights.contracts.statistics.EventStatistics;
import dev.costinsights.contracts.statistics.EventStatistics.FieldStatistics;
import dev.costinsights.webui.chart.Sparkline;
import dev.costinsights.webui.eventname.EventNamePage.Headline;
import dev.costinsights.webui.eventname.EventNamePage.Tile;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.Delta.Good;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.link.Term;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds the first screen and the strip: what the traces amount to, against as many days before. */
final class Headlines {
    /** Of fewer traces percentiles say little. */
    private static final int ENOUGH_FOR_P99 = 100;

    private static final int ENOUGH_FOR_P90 = 10;

    private final Answers answers;
    private final Instant at;
    private final EventStatistics now;
    private final @Nullable EventStatistics before;
    private final FieldStatistics costs;

    private Headlines(Answers answers, Instant at) {
        this.answers = answers;
        this.at = at;
        this.now = answers.total();
        this.before = answers.totalBefore();
        this.costs = Answers.costs(now);
    }

    static Headline headline(Answers answers, Instant now) {
        return new Headlines(answers, now).headline();
    }

    static List<Tile> strip(Answers answers, Instant now) {
        return new Headlines(answers, now).strip();
    }

    /** Whether none of the traces has a cost. */
    static boolean isFree(FieldStatistics costs) {
        return costs.total().signum() == 0
                && costs.p10().signum() == 0
                && costs.p99().signum() == 0;
    }

    private Headline headline() {
        String traces = Numbers.count(now.occurrences());
        String formula = money(costs.total()) + " ÷ " + traces + " = " + money(costs.average());
        return new Headline(
                term(
                        "average",
                        "Average per trace",
                        "What a trace of this name costs on average: an event that starts one, with everything beneath it.",
                        formula),
                figure(costs.average()),
                change(statistics -> Answers.costs(statistics).average(), Good.DOWN),
                term("costs", "Costs", "What all traces of this name cost in these days, to the last digit.", null),
                figure(costs.total()),
                change(statistics -> Answers.costs(statistics).total(), Good.DOWN),
                term(
                        "traces",
                        "Occurrences",
                        "How many traces start with an event of this name. Events of the name inside other traces are"
                                + " part of those.",
                        null),
                traces,
                change(statistics -> BigDecimal.valueOf(statistics.occurrences()), Good.NEITHER),
                sayPoint(),
                sayRest(),
                isFree(costs));
    }

    private boolean tellsTop() {
        return now.occurrences() >= ENOUGH_FOR_P99
                && costs.average().signum() > 0
                && costs.p99().compareTo(costs.average()) > 0;
    }

    private String sayPoint() {
        if (isFree(costs)) {
            return "None of these traces has a cost.";
        } else if (tellsTop()) {
            return "One trace in a hundred";
        }
        return now.occurrences() >= ENOUGH_FOR_P90 ? "Eight traces in ten" : "Few traces:";
    }

    private String sayRest() {
        if (isFree(costs)) {
            return "";
        } else if (tellsTop()) {
            BigDecimal multiple = costs.p99().divide(costs.average(), 1, RoundingMode.HALF_UP);
            return " costs " + money(costs.p99()) + " or more, " + multiple.toPlainString() + "\u2009× the average.";
        } else if (now.occurrences() >= ENOUGH_FOR_P90) {
            return " cost " + money(costs.p10()) + " to " + money(costs.p90()) + ".";
        }
        return " percentiles of fewer than " + ENOUGH_FOR_P90 + " say little.";
    }

    private List<Tile> strip() {
        return List.of(
                tile("p10", "p10", "Nine traces in ten cost more than this.", FieldStatistics::p10),
                tile("p90", "p90", "One trace in ten costs more than this.", FieldStatistics::p90),
                tile("p99", "p99", "One trace in a hundred costs more than this.", FieldStatistics::p99),
                customers(),
                perCustomer());
    }

    private Tile tile(String id, String label, String meaning, Function<FieldStatistics, BigDecimal> figure) {
        Money value = figure(figure.apply(costs));
        return new Tile(
                term(id, label, meaning + " It lies between the costs of the two traces nearest to it.", null),
                whole(value),
                decimals(value),
                change(statistics -> figure.apply(Answers.costs(statistics)), Good.DOWN),
                course(statistics -> figure.apply(Answers.costs(statistics))));
    }

    private Tile customers() {
        Function<EventStatistics, BigDecimal> count = statistics -> BigDecimal.valueOf(statistics.customers());
        return new Tile(
                term("customers", "Customers", "How many different customers these traces were for.", null),
                Numbers.count(now.customers()),
                "",
                change(count, Good.NEITHER),
                course(count));
    }

    private Tile perCustomer() {
        BigDecimal value = perCustomer(now);
        Money money = value == null ? null : figure(value);
        BigDecimal previous = before == null ? null : perCustomer(before);
        String formula = value == null
                ? null
                : money(costs.total()) + " ÷ " + Numbers.count(now.customers(), "customer", "customers");
        return new Tile(
                term(
                        "per-customer",
                        "Cost per customer",
                        "What the traces of this name cost for each customer that has one.",
                        formula),
                money == null ? "–" : whole(money),
                money == null ? "" : decimals(money),
                value == null || previous == null ? null : Delta.between(previous, value, Good.DOWN),
                course(statistics -> {
                    BigDecimal each = perCustomer(statistics);
                    return each == null ? BigDecimal.ZERO : each;
                }));
    }

    private static @Nullable BigDecimal perCustomer(EventStatistics statistics) {
        return statistics.customers() == 0
                ? null
                : Answers.costs(statistics)
                        .total()
                        .divide(BigDecimal.valueOf(statistics.customers()), MathContext.DECIMAL64);
    }

    private @Nullable Delta change(Function<EventStatistics, BigDecimal> figure, Good good) {
        return before == null ? null : Delta.between(figure.apply(before), figure.apply(now), good);
    }

    private @Nullable Sparkline course(Function<EventStatistics, BigDecimal> figure) {
        return FigureView.course(answers, at, figure);
    }

    /** Below a dollar the decimals are the amount, and as strong. */
    private static boolean isBelowDollar(Money money) {
        return money.whole().endsWith("$0");
    }

    private static String whole(Money money) {
        return isBelowDollar(money) ? money.text() : money.whole();
    }

    private static String decimals(Money money) {
        return isBelowDollar(money) ? "" : money.decimals();
    }

    private static Term term(String id, String label, String meaning, @Nullable String formula) {
        return new Term("term-" + id, label, label, meaning, formula, null);
    }

    private static Money figure(BigDecimal cents) {
        return MoneyFormat.figure(cents).of(cents);
    }

    private static String money(BigDecimal cents) {
        return figure(cents).text();
    }
}

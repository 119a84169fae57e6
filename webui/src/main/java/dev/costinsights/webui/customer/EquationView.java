package dev.costinsights.webui.customer;

import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.webui.customer.CustomerAnswers.Registered;
import dev.costinsights.webui.customer.CustomerPage.Equation;
import dev.costinsights.webui.customer.CustomerPage.Figure;
import dev.costinsights.webui.customer.CustomerPage.Target;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.Delta.Good;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.range.Controls;
import dev.costinsights.webui.range.RangeState;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds the first screen: profit is net revenue less costs, and what the customer would have to pay. */
final class EquationView {
    static final BigDecimal DAYS_OF_MONTH = new BigDecimal(30);
    private static final BigDecimal HUNDRED = new BigDecimal(100);
    /** Of a price that a sentence tells in whole dollars. */
    private static final BigDecimal WHOLE_FROM = new BigDecimal(10_000);

    private EquationView() {}

    static Equation of(Registered money) {
        ProfitFigures now = money.now().figures();
        ProfitFigures before = money.before().figures();
        BigDecimal revenue = now.netRevenueByDateCents();
        BigDecimal profit = now.profitCents();
        boolean loss = profit.signum() < 0;
        return new Equation(
                figure(
                        Term.of(
                                Metric.PROFIT,
                                loss ? "Loss" : "Profit",
                                text(revenue) + " − " + text(now.costCents()) + " = " + text(profit)),
                        profit,
                        before.profitCents(),
                        Good.UP),
                loss,
                figure(
                        Term.of(
                                Metric.NET_REVENUE_BY_DATE,
                                "Net revenue",
                                text(now.revenueCents()) + " of orders, " + text(now.refundCents())
                                        + " refunded, the rest fees and disputes"),
                        revenue,
                        before.netRevenueByDateCents(),
                        Good.UP),
                figure(
                        Term.of(
                                Metric.COSTS,
                                "Costs",
                                text(now.costCents()) + " of " + money.now().events() + " events"),
                        now.costCents(),
                        before.costCents(),
                        Good.DOWN));
    }

    /** @param before null when it isn't known */
    static Figure figure(Term term, BigDecimal now, @Nullable BigDecimal before, Good good) {
        BigDecimal difference = before == null ? BigDecimal.ZERO : now.subtract(before);
        return new Figure(
                term,
                money(now),
                before == null ? null : Delta.between(before, now, good),
                difference.signum() == 0 || before == null || before.signum() == 0
                        ? null
                        : MoneyFormat.figure(difference).signed(difference));
    }

    /** Null for a customer without costs. */
    static @Nullable Target target(CustomerView view, Registered money) {
        BigDecimal costs = money.now().figures().costCents();
        if (costs.signum() <= 0) {
            return null;
        }
        long days = view.days().range().days();
        BigDecimal monthly = monthly(costs, days);
        BigDecimal share = HUNDRED.subtract(BigDecimal.valueOf(view.margin())).movePointLeft(2);
        BigDecimal needed = monthly.divide(share, MathContext.DECIMAL64);
        var term = new Term(
                "term-break-even",
                "Breaks even at",
                "What it would have to pay",
                "Net revenue a month that covers what the customer costs: its costs in this range, scaled to 30 days."
                        + " A day that isn't over counts as a whole one. A price is higher by the fees on it.",
                text(costs) + " × 30 ÷ " + days + " days = " + text(monthly) + "; " + text(monthly) + " ÷ (1 − "
                        + view.margin() + " %) = " + text(needed),
                null);
        List<Controls.Field> hidden = new ArrayList<>(view.fieldsWithoutMargin());
        RangeState state = view.days();
        hidden.addAll(state.fields());
        return new Target(
                term,
                text(monthly) + " a month",
                "; a " + view.margin() + "\u2009% margin needs " + about(needed) + ". " + pays(money, days),
                view.margin(),
                CustomerView.LEAST_MARGIN,
                CustomerView.MOST_MARGIN,
                view.path(),
                hidden);
    }

    private static BigDecimal monthly(BigDecimal cents, long days) {
        return cents.multiply(DAYS_OF_MONTH).divide(BigDecimal.valueOf(days), MathContext.DECIMAL64);
    }

    private static String pays(Registered money, long days) {
        BigDecimal mrr = mrr(money.months());
        if (mrr.signum() > 0) {
            return "Its subscriptions pay " + text(mrr) + " a month.";
        }
        BigDecimal revenue = money.now().figures().netRevenueByDateCents();
        return revenue.signum() <= 0 ? "It pays nothing." : "It brought " + text(monthly(revenue, days)) + " a month.";
    }

    /** At the end of the range. */
    static BigDecimal mrr(MetricsAnswer months) {
        List<MetricsAnswer.Values> periods = months.periods();
        return periods.isEmpty()
                ? BigDecimal.ZERO
                : periods.get(periods.size() - 1).values().getOrDefault(Metric.MRR, BigDecimal.ZERO);
    }

    /** An estimate: whole dollars from a hundred on. */
    static String about(BigDecimal cents) {
        Money money = money(cents);
        return cents.abs().compareTo(WHOLE_FROM) < 0
                ? money.text()
                : MoneyFormat.figure(cents)
                        .of(cents.setScale(-2, RoundingMode.HALF_UP))
                        .whole();
    }

    static String text(BigDecimal cents) {
        return money(cents).text();
    }

    private static Money money(BigDecimal cents) {
        return MoneyFormat.figure(cents).of(cents);
    }
}

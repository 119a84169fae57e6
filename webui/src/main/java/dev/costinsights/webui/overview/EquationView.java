package dev.costinsights.webui.overview;

import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.Delta.Good;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.overview.OverviewPage.Equation;
import dev.costinsights.webui.overview.OverviewPage.Part;
import dev.costinsights.webui.overview.OverviewPage.Sentence;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Builds the first line: profit = net revenue − costs, and the sentence that says what it means. */
final class EquationView {
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final Money now;
    private final Money before;
    private final String period;

    /** Cents of a range. */
    record Money(BigDecimal revenue, BigDecimal costs) {
        BigDecimal profit() {
            return revenue.subtract(costs);
        }
    }

    private EquationView(Money now, Money before, String period) {
        this.now = now;
        this.before = before;
        this.period = period;
    }

    /** @param period the range before in words: {@code the 30 days before} */
    static Equation of(Money now, Money before, String period) {
        return new EquationView(now, before, period).build();
    }

    private Equation build() {
        return new Equation(
                part(now.profit(), before.profit(), Good.UP),
                part(now.revenue(), before.revenue(), Good.UP),
                part(now.costs(), before.costs(), Good.DOWN),
                say());
    }

    private static Part part(BigDecimal now, BigDecimal before, Good good) {
        BigDecimal difference = now.subtract(before);
        return new Part(
                MoneyFormat.figure(now).of(now),
                Delta.between(before, now, good),
                difference.signum() == 0 || before.signum() == 0
                        ? null
                        : MoneyFormat.figure(difference).signed(difference));
    }

    private Sentence say() {
        if (now.revenue().signum() <= 0) {
            return now.costs().signum() == 0
                    ? new Sentence("", "", "There was neither revenue nor a cost in this range.")
                    : new Sentence("", "", "There was no revenue in this range to set against its costs.");
        }
        BigDecimal kept = perDollar(now);
        String point = kept.signum() < 0 ? cents(kept.negate()) + " on every dollar" : cents(kept) + " of every dollar";
        String start = kept.signum() < 0 ? "You lose " : "You keep ";
        return new Sentence(start, point, rest());
    }

    private String rest() {
        if (before.revenue().signum() <= 0) {
            return ". There was no revenue in " + period + ".";
        }
        BigDecimal keptBefore = perDollar(before);
        String then = keptBefore.signum() < 0 ? cents(keptBefore.negate()) + " lost" : cents(keptBefore);
        return ", " + then + " in " + period + "." + growth();
    }

    private String growth() {
        BigDecimal revenue = growth(before.revenue(), now.revenue());
        if (before.costs().signum() <= 0) {
            return "";
        }
        BigDecimal costs = growth(before.costs(), now.costs());
        if (revenue.signum() > 0 && costs.signum() > 0 && costs.compareTo(revenue) > 0) {
            BigDecimal times = costs.divide(revenue, 1, RoundingMode.HALF_UP);
            return times.compareTo(new BigDecimal("1.2")) < 0
                    ? " Costs grew a little faster than revenue."
                    : " Costs grew " + times.toPlainString() + " times as fast as revenue.";
        }
        if (costs.signum() > 0 && revenue.signum() <= 0) {
            return " Costs grew while revenue did not.";
        }
        return costs.signum() <= 0 && revenue.signum() > 0 ? " Revenue grew and costs did not." : "";
    }

    private static BigDecimal growth(BigDecimal from, BigDecimal to) {
        return to.subtract(from).divide(from, MathContext.DECIMAL64);
    }

    private static BigDecimal perDollar(Money money) {
        return money.profit().multiply(HUNDRED).divide(money.revenue(), 0, RoundingMode.HALF_UP);
    }

    private static String cents(BigDecimal cents) {
        return cents.toPlainString() + "\u2009¢";
    }
}

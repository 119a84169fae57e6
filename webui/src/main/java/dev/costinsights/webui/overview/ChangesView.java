package dev.costinsights.webui.overview;

import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.overview.OverviewPage.Change;
import dev.costinsights.webui.overview.OverviewPage.Changes;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Builds the list of what changed the profit against the range before: kinds of revenue, what was taken off it, and costs
 * by event name. The rows, with the smaller ones together, add up to the change.
 */
final class ChangesView {
    private static final int SHOWN = 7;
    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private final MetricsAnswer now;
    private final MetricsAnswer before;

    private ChangesView(MetricsAnswer now, MetricsAnswer before) {
        this.now = now;
        this.before = before;
    }

    private record Mover(String name, String words, BigDecimal effect) {}

    /**
     * Builds it.
     *
     * @param names event names among which those are whose costs changed most, in either direction
     * @param period the range before in words
     */
    static Changes of(MetricsAnswer now, MetricsAnswer before, List<CostReport.Row> names, String period) {
        return new ChangesView(now, before).build(names, period);
    }

    private Changes build(List<CostReport.Row> names, String period) {
        List<Mover> movers = new ArrayList<>(List.of(
                mover("One-time orders", "Revenue", oneTime(before), oneTime(now), false),
                mover("Subscriptions", "Revenue", subscriptions(before), subscriptions(now), false),
                mover("Refunds", "Refunded", value(before, Metric.REFUNDS), value(now, Metric.REFUNDS), true),
                mover("Fees and disputes", "Paid", fees(before), fees(now), true)));
        names.stream().distinct().map(ChangesView::cost).forEach(movers::add);
        List<Mover> shown = movers.stream()
                .filter(mover -> mover.effect().signum() != 0)
                .sorted(Comparator.comparing((Mover mover) -> mover.effect().abs())
                        .reversed())
                .limit(SHOWN)
                .toList();
        BigDecimal total = profit(now).subtract(profit(before));
        BigDecimal rest = total.subtract(shown.stream().map(Mover::effect).reduce(BigDecimal.ZERO, BigDecimal::add));
        Bars bars = Bars.of(shown, rest);
        return new Changes(
                "effect on profit, against " + period,
                shown.stream().map(bars::row).toList(),
                rest.signum() == 0 ? null : bars.row(new Mover("Smaller changes", "", rest)),
                signed(total));
    }

    private static Mover mover(String name, String verb, BigDecimal before, BigDecimal now, boolean isCost) {
        BigDecimal change = now.subtract(before);
        return new Mover(name, verb + " " + whole(before) + " → " + whole(now), isCost ? change.negate() : change);
    }

    private static Mover cost(CostReport.Row row) {
        String name =
                Optional.ofNullable(row.key()).filter(key -> !key.isBlank()).orElse("(no name)");
        return mover(name, "Cost", row.previousCostCents(), row.costCents(), true);
    }

    private static BigDecimal oneTime(MetricsAnswer answer) {
        return value(answer, Metric.ONE_TIME_PRODUCTS_REVENUE);
    }

    private static BigDecimal subscriptions(MetricsAnswer answer) {
        return value(answer, Metric.REVENUE).subtract(oneTime(answer));
    }

    private static BigDecimal fees(MetricsAnswer answer) {
        return value(answer, Metric.REVENUE)
                .subtract(value(answer, Metric.REFUNDS))
                .subtract(value(answer, Metric.NET_REVENUE_BY_DATE));
    }

    private static BigDecimal profit(MetricsAnswer answer) {
        return value(answer, Metric.NET_REVENUE_BY_DATE).subtract(value(answer, Metric.COSTS));
    }

    static BigDecimal value(MetricsAnswer answer, Metric metric) {
        return answer.totals().getOrDefault(metric, BigDecimal.ZERO);
    }

    private static String whole(BigDecimal cents) {
        return MoneyFormat.figure(cents).of(cents).text();
    }

    private static String signed(BigDecimal cents) {
        return MoneyFormat.figure(cents).signed(cents);
    }

    /**
     * Bars that share one zero line.
     *
     * @param zero where it is, in percent
     * @param perCent of the width, for one cent; null when nothing changed
     */
    private record Bars(BigDecimal zero, @Nullable BigDecimal perCent) {

        static Bars of(List<Mover> movers, BigDecimal rest) {
            BigDecimal most = rest.max(BigDecimal.ZERO);
            BigDecimal least = rest.min(BigDecimal.ZERO);
            for (Mover mover : movers) {
                most = most.max(mover.effect());
                least = least.min(mover.effect());
            }
            BigDecimal span = most.subtract(least);
            return span.signum() == 0
                    ? new Bars(BigDecimal.ZERO, null)
                    : new Bars(
                            least.negate().multiply(HUNDRED).divide(span, MathContext.DECIMAL64),
                            HUNDRED.divide(span, MathContext.DECIMAL64));
        }

        Change row(Mover mover) {
            BigDecimal width =
                    perCent == null ? BigDecimal.ZERO : mover.effect().abs().multiply(perCent);
            boolean loss = mover.effect().signum() < 0;
            return new Change(
                    mover.name(),
                    mover.words(),
                    signed(mover.effect()),
                    loss,
                    percent(loss ? zero.subtract(width) : zero),
                    percent(width),
                    percent(zero));
        }

        private static String percent(BigDecimal value) {
            return value.max(BigDecimal.ZERO).setScale(1, RoundingMode.HALF_UP).toPlainString() + "%";
        }
    }
}

package dev.costinsights.webui.overview;

import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricType;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.webui.chart.Sparkline;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.Delta.Good;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.overview.OverviewPage.Tile;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds the row of figures under the chart, each with its change and its course over the range. */
final class StripView {
    private final MetricsAnswer now;
    private final MetricsAnswer before;
    private final boolean partial;

    private StripView(MetricsAnswer now, MetricsAnswer before, boolean partial) {
        this.now = now;
        this.before = before;
        this.partial = partial;
    }

    /** @param partial whether the last period is still filling: it is left out of the courses */
    static List<Tile> of(MetricsAnswer now, MetricsAnswer before, boolean partial) {
        var strip = new StripView(now, before, partial);
        return List.of(
                strip.tile(Metric.PROFIT_MARGIN, "Margin", Good.UP),
                strip.tile(Metric.MRR, "MRR", Good.UP),
                strip.tile(Metric.PREDICTED_LTV, "Predicted LTV", Good.UP),
                strip.tile(Metric.ACTIVE_CUSTOMERS, "Active customers", Good.UP),
                strip.tile(Metric.COST_PER_ACTIVE_CUSTOMER, "Cost per customer", Good.DOWN));
    }

    private Tile tile(Metric metric, String name, Good good) {
        BigDecimal value = now.totals().get(metric);
        BigDecimal previous = before.totals().get(metric);
        boolean isShare = metric.type() == MetricType.PERCENTAGE;
        Delta change = value == null || previous == null
                ? null
                : isShare ? Delta.ofShare(previous, value, good) : Delta.between(previous, value, good);
        Text text = text(metric, value);
        return new Tile(name, metric.definition(), text.whole(), text.decimals(), change, trend(metric));
    }

    private record Text(String whole, String decimals) {}

    private static Text text(Metric metric, @Nullable BigDecimal value) {
        if (value == null) {
            return new Text("–", "");
        }
        return switch (metric.type()) {
            case PERCENTAGE -> new Text(Numbers.percent(value), "");
            case SCALAR -> new Text(Numbers.count(value.longValue()), "");
            case CURRENCY, CURRENCY_SUB_CENT -> {
                Money money = MoneyFormat.figure(value).of(value);
                boolean estimate = metric == Metric.PREDICTED_LTV;
                yield new Text(money.whole(), estimate ? "" : money.decimals());
            }
        };
    }

    private @Nullable Sparkline trend(Metric metric) {
        int complete = now.periods().size() - (partial ? 1 : 0);
        List<BigDecimal> values = now.periods().subList(0, Math.max(0, complete)).stream()
                .map(period -> period.values().get(metric))
                .filter(Objects::nonNull)
                .toList();
        Sparkline line = Sparkline.ofValues(values);
        return line.path().isEmpty() ? null : line;
    }
}

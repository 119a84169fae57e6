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
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.overview.OverviewPage.Tile;
import dev.costinsights.webui.range.RangeState;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds the row of figures under the chart, each with its change and its course over the range. */
final class StripView {
    private final MetricsAnswer now;
    private final MetricsAnswer before;
    private final boolean partial;

    /** @param days when these end today, the last period is still filling: it is left out of the courses */
    private StripView(MetricsAnswer now, MetricsAnswer before, RangeState days) {
        this.now = now;
        this.before = before;
        this.partial = days.endsToday();
    }

    static List<Tile> of(MetricsAnswer now, MetricsAnswer before, RangeState days) {
        var strip = new StripView(now, before, days);
        String customers = days.href(Addresses.CUSTOMERS);
        return List.of(
                strip.tile(Metric.PROFIT_MARGIN, "Margin", Good.UP, with(customers, "sort=margin")),
                strip.tile(Metric.MRR, "MRR", Good.UP, days.href(Addresses.METRICS)),
                strip.tile(Metric.PREDICTED_LTV, "Predicted LTV", Good.UP, with(customers, "sort=-predicted")),
                strip.tile(Metric.ACTIVE_CUSTOMERS, "Active customers", Good.UP, customers),
                strip.tile(
                        Metric.COST_PER_ACTIVE_CUSTOMER,
                        "Cost per customer",
                        Good.DOWN,
                        with(days.href(Addresses.COSTS), "by=customer")));
    }

    private static String with(String href, String parameter) {
        return href + (href.indexOf('?') < 0 ? "?" : "&") + parameter;
    }

    private Term term(Metric metric, String name, String value) {
        BigDecimal costs = ChangesView.value(now, Metric.COSTS);
        BigDecimal revenue = ChangesView.value(now, Metric.NET_REVENUE_BY_DATE);
        boolean known = now.totals().get(metric) != null;
        return switch (metric) {
            case PROFIT_MARGIN ->
                known
                        ? Term.of(metric, name, money(revenue.subtract(costs)) + " ÷ " + money(revenue) + " = " + value)
                        : Term.of(metric, name);
            case COST_PER_ACTIVE_CUSTOMER ->
                known
                        ? Term.of(
                                metric,
                                name,
                                money(costs) + " ÷ " + count(now.totals().get(Metric.ACTIVE_CUSTOMERS)) + " = " + value)
                        : Term.of(metric, name);
            case ACTIVE_CUSTOMERS ->
                Term.of(
                        metric,
                        name,
                        value + " in this range, " + count(before.totals().get(Metric.ACTIVE_CUSTOMERS))
                                + " in the one before");
            default -> Term.of(metric, name);
        };
    }

    private static String count(@Nullable BigDecimal count) {
        return count == null ? "–" : Numbers.count(count.longValue());
    }

    private static String money(BigDecimal cents) {
        return MoneyFormat.figure(cents).of(cents).text();
    }

    private Tile tile(Metric metric, String name, Good good, String href) {
        BigDecimal value = now.totals().get(metric);
        BigDecimal previous = before.totals().get(metric);
        boolean isShare = metric.type() == MetricType.PERCENTAGE;
        Delta change = value == null || previous == null
                ? null
                : isShare ? Delta.ofShare(previous, value, good) : Delta.between(previous, value, good);
        Text text = text(metric, value);
        return new Tile(
                term(metric, name, text.whole() + text.decimals()),
                href,
                text.whole(),
                text.decimals(),
                change,
                trend(metric));
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

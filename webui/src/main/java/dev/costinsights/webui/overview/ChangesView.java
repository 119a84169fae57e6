package dev.costinsights.webui.overview;

import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.platform.csv.Spreadsheet;
import dev.costinsights.webui.chart.DivergingBars;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Shortened;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.overview.OverviewPage.Change;
import dev.costinsights.webui.overview.OverviewPage.Changes;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.range.RangeState;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Builds the list of what changed the profit against the range before: kinds of revenue, what was taken off it, and costs
 * by event name, customer or model. The rows, with the smaller ones together, add up to the change.
 */
final class ChangesView {
    private static final int SHOWN = 7;

    private final OverviewView view;
    private final MetricsAnswer now;
    private final MetricsAnswer before;
    private final List<Mover> movers;

    /**
     * One change.
     *
     * @param verb before its amounts
     */
    private record Mover(
            String name,
            String verb,
            BigDecimal before,
            BigDecimal now,
            BigDecimal effect,
            @Nullable String href) {}

    private ChangesView(OverviewView view, MetricsAnswer now, MetricsAnswer before, List<CostReport.Row> costs) {
        this.view = view;
        this.now = now;
        this.before = before;
        String revenue = byRevenue(view.days());
        this.movers = Stream.concat(
                        Stream.of(
                                mover("One-time orders", "Revenue", oneTime(before), oneTime(now), false, revenue),
                                mover(
                                        "Subscriptions",
                                        "Revenue",
                                        subscriptions(before),
                                        subscriptions(now),
                                        false,
                                        revenue),
                                mover(
                                        "Refunds",
                                        "Refunded",
                                        value(before, Metric.REFUNDS),
                                        value(now, Metric.REFUNDS),
                                        true,
                                        revenue),
                                mover("Fees and disputes", "Paid", fees(before), fees(now), true, revenue)),
                        costs.stream().distinct().map(this::cost))
                .filter(mover -> mover.effect().signum() != 0)
                .sorted(Comparator.comparing((Mover mover) -> mover.effect().abs())
                        .reversed())
                .toList();
    }

    /**
     * Builds it.
     *
     * @param costs rows among which those are whose costs changed most, in either direction
     * @param period the range before in words
     */
    static Changes of(
            OverviewView view, MetricsAnswer now, MetricsAnswer before, List<CostReport.Row> costs, String period) {
        return new ChangesView(view, now, before, costs).build(period);
    }

    /** Customers in the order of what they bring. */
    static String byRevenue(RangeState days) {
        String href = days.href(Addresses.CUSTOMERS);
        return href + (href.indexOf('?') < 0 ? "?" : "&") + "sort=-revenue";
    }

    private Changes build(String period) {
        List<Mover> shown = movers.stream().limit(SHOWN).toList();
        BigDecimal rest = rest(shown);
        DivergingBars bars = DivergingBars.of(Stream.concat(shown.stream().map(Mover::effect), Stream.of(rest))
                .toList());
        return new Changes(
                "against " + period,
                List.of(
                        by("Event", "name", Dimension.EVENT_NAME),
                        by("Customer", "customer", Dimension.CUSTOMER),
                        by("Model", "model", Dimension.MODEL)),
                shown.stream().map(mover -> row(mover, bars)).toList(),
                rest.signum() == 0
                        ? null
                        : new Change(
                                "Smaller changes", null, null, "", signed(rest), rest.signum() < 0, bars.bar(rest)),
                signed(total()),
                view.href(OverviewView.CHANGES_CSV));
    }

    private Link by(String label, String key, Dimension dimension) {
        return new Link("changes-" + key, view.with(dimension).href(), label, view.changes() == dimension);
    }

    private static Change row(Mover mover, DivergingBars bars) {
        String name = Shortened.of(mover.name());
        return new Change(
                name,
                name.equals(mover.name()) ? null : mover.name(),
                mover.href(),
                mover.verb() + " " + whole(mover.before()) + " → " + whole(mover.now()),
                signed(mover.effect()),
                mover.effect().signum() < 0,
                bars.bar(mover.effect()));
    }

    private BigDecimal total() {
        return profit(now).subtract(profit(before));
    }

    private BigDecimal rest(List<Mover> shown) {
        return total().subtract(shown.stream().map(Mover::effect).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    /** Every change that is known, the remainder and the total; all digits. */
    static List<List<String>> file(
            OverviewView view, MetricsAnswer now, MetricsAnswer before, List<CostReport.Row> costs) {
        var changes = new ChangesView(view, now, before, costs);
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("change", "kind", "before_cents", "now_cents", "effect_on_profit_cents"));
        changes.movers.forEach(mover -> lines.add(List.of(
                Spreadsheet.text(mover.name()),
                mover.verb(),
                Spreadsheet.number(mover.before()),
                Spreadsheet.number(mover.now()),
                Spreadsheet.number(mover.effect()))));
        lines.add(List.of("Smaller changes", "", "", "", Spreadsheet.number(changes.rest(changes.movers))));
        lines.add(List.of(
                "Change in profit",
                "",
                Spreadsheet.number(profit(before)),
                Spreadsheet.number(profit(now)),
                Spreadsheet.number(changes.total())));
        return lines;
    }

    private static Mover mover(
            String name, String verb, BigDecimal before, BigDecimal now, boolean isCost, @Nullable String href) {
        BigDecimal change = now.subtract(before);
        return new Mover(name, verb, before, now, isCost ? change.negate() : change, href);
    }

    private Mover cost(CostReport.Row row) {
        String key = Objects.requireNonNullElse(row.key(), "");
        return mover(
                key.isBlank() ? "(no name)" : key, "Cost", row.previousCostCents(), row.costCents(), true, href(key));
    }

    /** Null where the key is none, or only the beginning of one. */
    private @Nullable String href(String key) {
        if (key.isBlank() || key.codePointCount(0, key.length()) >= CostReport.Row.MAX_KEY_LENGTH) {
            return null;
        }
        return switch (view.changes()) {
            case EVENT_NAME -> Addresses.eventName(view.days(), key);
            case CUSTOMER -> Addresses.customer(view.days(), key);
            case MODEL -> Addresses.eventsWith(view.days(), "_llm.model", key);
            case VENDOR -> Addresses.eventsWith(view.days(), "_llm.vendor", key);
        };
    }

    private static BigDecimal oneTime(MetricsAnswer answer) {
        return value(answer, Metric.ONE_TIME_PRODUCTS_REVENUE);
    }

    private static BigDecimal subscriptions(MetricsAnswer answer) {
        return value(answer, Metric.REVENUE).subtract(oneTime(answer));
    }

    static BigDecimal fees(MetricsAnswer answer) {
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
}

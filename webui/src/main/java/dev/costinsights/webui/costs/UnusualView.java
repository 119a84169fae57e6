package dev.costinsights.webui.costs;

import dev.costinsights.contracts.statistics.VarianceStatistics;
import dev.costinsights.contracts.statistics.VarianceStatistics.Item;
import dev.costinsights.webui.costs.CostsAnswers.Panel;
import dev.costinsights.webui.costs.CostsPage.Trace;
import dev.costinsights.webui.costs.CostsPage.Unusual;
import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.link.Term;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds the list of traces that cost more than others of their name. */
final class UnusualView {
    private static final int SHOWN = 6;
    private static final String FAILED =
            "Unusual traces can't be shown right now: finding them took too long or failed. All other figures hold."
                    + " Load the page again, or choose fewer days.";

    private final CostsView view;
    private final MoneyFormat costs;
    private final MoneyFormat averages;
    private final MoneyFormat bounds;

    private UnusualView(CostsView view, List<Item> items) {
        this.view = view;
        this.costs = column(items, item -> item.values().get(0));
        this.averages = column(items, item -> item.averages().get(0));
        this.bounds = column(items, item -> item.p99().get(0));
    }

    static Unusual of(CostsView view, Panel<VarianceStatistics> panel) {
        VarianceStatistics found = panel.answer();
        Term term = new Term(
                "term-unusual",
                "at or above the p99 of their name",
                "Unusual traces",
                "Traces that cost at least as much as the 99th percentile of all traces of the same name in this range,"
                        + " and more than their average. A trace is an event with everything beneath it.",
                "× = cost of the trace ÷ average of its name",
                null);
        if (found == null) {
            return new Unusual(term, FAILED, List.of());
        }
        // A name whose traces all cost the same has its p99 there too.
        List<Item> items = found.items().stream()
                .filter(item -> item.values().get(0).compareTo(item.averages().get(0)) > 0)
                .limit(SHOWN)
                .toList();
        var traces = new UnusualView(view, items);
        return new Unusual(term, null, items.stream().map(traces::trace).toList());
    }

    private static MoneyFormat column(List<Item> items, Function<Item, BigDecimal> amount) {
        return MoneyFormat.column(items.stream().map(amount).toList());
    }

    private Trace trace(Item item) {
        BigDecimal cost = item.values().get(0);
        BigDecimal average = item.averages().get(0);
        String customer = customer(item);
        return new Trace(
                Names.shown(item.name()),
                Addresses.event(item.eventId()),
                customer,
                customer == null ? null : Addresses.customer(view.days(), customer),
                Moment.toTheMinute(item.timestamp(), view.zone(), view.today()),
                costs.of(cost),
                averages.of(average),
                bounds.of(item.p99().get(0)),
                average.signum() > 0 ? Numbers.times(cost, average) : "–");
    }

    private static @Nullable String customer(Item item) {
        if (item.externalCustomerId() != null && !item.externalCustomerId().isBlank()) {
            return item.externalCustomerId();
        }
        return item.customerId() == null ? null : item.customerId().toString();
    }
}

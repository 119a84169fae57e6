package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReport.Breakdown;
import dev.costinsights.contracts.costs.CostReportQuery.BreakdownRequest;
import dev.costinsights.contracts.costs.CostReportQuery.Sort;
import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.webui.costs.CostsPage.Side;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.range.RangeState;
import org.jspecify.annotations.Nullable;

/** What other pages show of costs: short tables, and names of events. */
public final class CostTables {

    private CostTables() {}

    /** What to ask for. */
    public static BreakdownRequest request(Dimension dimension) {
        return new BreakdownRequest(dimension, Sort.COSTS, true, 0, TableView.SIDE_ROWS, false);
    }

    /** The table of an answer; its link leads to the Costs page of the same days. */
    public static Side side(RangeState days, CostReport report, Breakdown breakdown) {
        return TableView.side(CostsView.everybody(days), report, breakdown);
    }

    /**
     * What an event name is called.
     *
     * @param href what its events cost in these days; null when they can't be found by it
     */
    public record Name(String text, @Nullable String href) {}

    /** The name in a row of a report. */
    public static Name eventName(RangeState days, @Nullable String key) {
        String text = Names.shown(key);
        return new Name(text, Names.isWhole(key) ? Addresses.eventName(days, text) : null);
    }
}

package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReport.Breakdown;
import dev.costinsights.contracts.costs.CostReportQuery.BreakdownRequest;
import dev.costinsights.contracts.costs.CostReportQuery.Sort;
import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.webui.costs.CostsPage.Side;
import dev.costinsights.webui.range.RangeState;

/** Short tables of costs for other pages. */
public final class CostTables {

    private CostTables() {}

    /** What to ask for. */
    public static BreakdownRequest request(Dimension dimension) {
        return new BreakdownRequest(dimension, Sort.COSTS, true, 0, TableView.SIDE_ROWS, false);
    }

    /** The table of an answer; its link leads to the Costs page of the same days. */
    public static Side side(RangeState days, CostReport report, Breakdown breakdown) {
        var view = new CostsView(days, Dimension.EVENT_NAME, Column.Order.DEFAULT, 1, false);
        return TableView.side(view, report, breakdown);
    }
}

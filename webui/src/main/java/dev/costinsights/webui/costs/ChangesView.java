package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.page.Movers;
import java.math.BigDecimal;
import java.util.List;

/** Builds the list of event names whose costs changed most; with the smaller changes it adds up. */
final class ChangesView {
    static final int SHOWN = 6;

    private ChangesView() {}

    /** @param rows event names among which those are whose costs changed most, in either direction */
    static Movers of(CostsView view, CostReport report, List<CostReport.Row> rows) {
        return Movers.of(
                rows.stream().distinct().map(row -> effect(view, row)).toList(),
                report.total().costCents().subtract(report.previous().costCents()),
                SHOWN,
                Delta.Good.DOWN,
                "Change in costs");
    }

    private static Movers.Effect effect(CostsView view, CostReport.Row row) {
        CostTables.Name name = CostTables.eventName(view.days(), row.key());
        return new Movers.Effect(
                name.text(),
                name.href(),
                figure(row.previousCostCents()) + " → " + figure(row.costCents()),
                row.costCents().subtract(row.previousCostCents()),
                Delta.between(row.previousCostCents(), row.costCents(), Delta.Good.DOWN));
    }

    private static String figure(BigDecimal cents) {
        return MoneyFormat.figure(cents).of(cents).text();
    }
}

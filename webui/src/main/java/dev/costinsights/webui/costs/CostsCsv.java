package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReport.Breakdown;
import dev.costinsights.contracts.costs.CostReport.PeriodCosts;
import dev.costinsights.contracts.statistics.PropertyStatistics.Item;
import dev.costinsights.platform.csv.Spreadsheet;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the Costs page as files, with every digit. Each adds up to the total: what has no row of its own is
 * summed in rows whose name stands in parentheses.
 */
final class CostsCsv {
    /** Where the ranked table is. */
    static final String BREAKDOWN = "/costs.csv";
    /** Where the chart is. */
    static final String OVER_TIME = "/costs/over-time.csv";

    private CostsCsv() {}

    /** @param name of the file */
    record Table(String name, List<List<String>> lines) {}

    /** @param report whose breakdowns are one table, page by page */
    static Table breakdown(CostsView view, CostReport report) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(view.by().key(), "costs_cents", "previous_costs_cents", "events", "average_costs_cents"));
        int rows = 0;
        for (Breakdown page : report.breakdowns()) {
            page.rows().forEach(row -> lines.add(line(Spreadsheet.text(row.key()), row)));
            rows += page.rows().size();
        }
        Breakdown first = report.breakdowns().get(0);
        if (rows < first.rowCount()) {
            lines.add(line("(" + (first.rowCount() - rows) + " others)", rest(report.breakdowns())));
        }
        CostReport.Row without = first.unattributed();
        if (without.events() != 0 || without.previousCostCents().signum() != 0) {
            lines.add(line("(no " + view.by().key() + ")", without));
        }
        return new Table(name(view, view.by().key()), lines);
    }

    /** What is on no page. */
    private static CostReport.Row rest(List<Breakdown> pages) {
        CostReport.Row rest = pages.get(0).rest();
        for (Breakdown page : pages.subList(1, pages.size())) {
            for (CostReport.Row row : page.rows()) {
                rest = new CostReport.Row(
                        null,
                        rest.costCents().subtract(row.costCents()),
                        rest.previousCostCents().subtract(row.previousCostCents()),
                        rest.events() - row.events(),
                        List.of());
            }
        }
        return rest;
    }

    private static List<String> line(String name, CostReport.Row row) {
        return List.of(
                name,
                Spreadsheet.number(row.costCents()),
                Spreadsheet.number(row.previousCostCents()),
                Long.toString(row.events()),
                Spreadsheet.number(average(row.costCents(), row.events())));
    }

    static Table values(CostsView view, CostReport report, List<Item> items) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("value", "costs_cents", "events", "customers", "average_costs_cents"));
        items.forEach(item -> lines.add(
                line(Spreadsheet.text(item.value()), ValuesView.Sum.of(item), Long.toString(item.customers()))));
        ValuesView.Sum without =
                new ValuesView.Sum(report.total().costCents(), report.total().events()).minus(ValuesView.Sum.of(items));
        if (without.events() != 0 || without.costCents().signum() != 0) {
            lines.add(line("(" + ValuesView.withoutName(view, items.size()) + ")", without, ""));
        }
        return new Table(name(view, view.property().isEmpty() ? "property" : view.property()), lines);
    }

    private static List<String> line(String name, ValuesView.Sum sum, String customers) {
        return List.of(
                name,
                Spreadsheet.number(sum.costCents()),
                Long.toString(sum.events()),
                customers,
                Spreadsheet.number(average(sum.costCents(), sum.events())));
    }

    /** Periods that have begun, each with the one it is compared with. */
    static Table overTime(CostsView view, CostReport report, Instant now) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of("start", "end", "costs_cents", "events", "compared_start", "compared_costs_cents"));
        for (int i = 0; i < report.periods().size(); i++) {
            PeriodCosts period = report.periods().get(i);
            if (period.from().isAfter(now)) {
                break;
            }
            PeriodCosts before = i < report.ghost().size() ? report.ghost().get(i) : null;
            lines.add(List.of(
                    period.from().toString(),
                    period.to().toString(),
                    Spreadsheet.number(period.costCents()),
                    Long.toString(period.events()),
                    before == null ? "" : before.from().toString(),
                    Spreadsheet.number(before == null ? null : before.costCents())));
        }
        return new Table(name(view, view.interval().wireName()), lines);
    }

    private static @Nullable BigDecimal average(BigDecimal costCents, long events) {
        return events == 0 ? null : costCents.divide(BigDecimal.valueOf(events), MathContext.DECIMAL64);
    }

    /** @param by letters, digits, points and underscores */
    private static String name(CostsView view, String by) {
        return "costs-by-" + by + "-" + view.range().start() + "-"
                + view.range().end() + ".csv";
    }
}

package dev.costinsights.api;

import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.ProductProfit;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.platform.csv.Spreadsheet;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes profit as spreadsheets read it: every digit, nothing where a value isn't known, and no text that computes. */
final class ProfitCsv {
    private static final List<String> FIGURES =
            List.of("revenue", "net_revenue", "net_revenue_by_date", "refunds", "costs", "profit", "profit_margin");

    private ProfitCsv() {}

    static String customerColumns() {
        return Spreadsheet.lines(List.of(line(
                List.of("customer_id", "external_customer_id", "name", "email"),
                FIGURES,
                List.of(
                        "realized_ltv",
                        "predicted_ltv",
                        "predicted_ltv_confidence",
                        "first_activity_at",
                        "last_activity_at",
                        "events",
                        "top_cost_driver"))));
    }

    static String customers(List<CustomerProfit> rows) {
        return Spreadsheet.lines(rows.stream().map(ProfitCsv::cells).toList());
    }

    static String productColumns() {
        return Spreadsheet.lines(
                List.of(line(List.of("product_id", "name", "billing_type", "orders"), FIGURES, List.of("customers"))));
    }

    static String products(List<ProductProfit> rows) {
        return Spreadsheet.lines(rows.stream().map(ProfitCsv::cells).toList());
    }

    private static List<String> cells(CustomerProfit row) {
        CustomerProfit.Confidence confidence = row.predictedLtvConfidence();
        return line(
                List.of(
                        row.customerId().toString(),
                        Spreadsheet.text(row.externalCustomerId()),
                        Spreadsheet.text(row.name()),
                        Spreadsheet.text(row.email())),
                cells(row.figures()),
                List.of(
                        Spreadsheet.number(row.realizedLtvCents()),
                        Spreadsheet.number(row.predictedLtvCents()),
                        confidence == null ? "" : confidence.wireName(),
                        text(row.firstActivityAt()),
                        text(row.lastActivityAt()),
                        Long.toString(row.events()),
                        Spreadsheet.text(row.topCostDriver())));
    }

    private static List<String> cells(ProductProfit row) {
        return line(
                List.of(
                        text(row.productId()),
                        Spreadsheet.text(row.name()),
                        row.billingType() == null ? "" : row.billingType().wireName(),
                        Long.toString(row.orders())),
                cells(row.figures()),
                List.of(Long.toString(row.customers())));
    }

    private static List<String> cells(ProfitFigures figures) {
        return List.of(
                Spreadsheet.number(figures.revenueCents()),
                Spreadsheet.number(figures.netRevenueCents()),
                Spreadsheet.number(figures.netRevenueByDateCents()),
                Spreadsheet.number(figures.refundCents()),
                Spreadsheet.number(figures.costCents()),
                Spreadsheet.number(figures.profitCents()),
                Spreadsheet.number(figures.profitMargin()));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static List<String> line(List<String> first, List<String> figures, List<String> last) {
        List<String> line = new ArrayList<>(first);
        line.addAll(figures);
        line.addAll(last);
        return line;
    }
}

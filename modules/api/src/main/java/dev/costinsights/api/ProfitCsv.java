package dev.costinsights.api;

import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.ProductProfit;
import dev.costinsights.contracts.profit.ProfitFigures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Writes profit as spreadsheets read it: every digit, nothing where a value isn't known, and no text that computes. */
final class ProfitCsv {
    private static final List<String> FIGURES =
            List.of("revenue", "net_revenue", "net_revenue_by_date", "refunds", "costs", "profit", "profit_margin");

    private ProfitCsv() {}

    static String customerColumns() {
        return lines(List.of(line(
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
        return lines(rows.stream().map(ProfitCsv::cells).toList());
    }

    static String productColumns() {
        return lines(
                List.of(line(List.of("product_id", "name", "billing_type", "orders"), FIGURES, List.of("customers"))));
    }

    static String products(List<ProductProfit> rows) {
        return lines(rows.stream().map(ProfitCsv::cells).toList());
    }

    private static List<String> cells(CustomerProfit row) {
        CustomerProfit.Confidence confidence = row.predictedLtvConfidence();
        return line(
                List.of(
                        row.customerId().toString(),
                        SpreadsheetText.of(row.externalCustomerId()),
                        SpreadsheetText.of(row.name()),
                        SpreadsheetText.of(row.email())),
                cells(row.figures()),
                List.of(
                        number(row.realizedLtvCents()),
                        number(row.predictedLtvCents()),
                        confidence == null ? "" : confidence.wireName(),
                        text(row.firstActivityAt()),
                        text(row.lastActivityAt()),
                        Long.toString(row.events()),
                        SpreadsheetText.of(row.topCostDriver())));
    }

    private static List<String> cells(ProductProfit row) {
        return line(
                List.of(
                        text(row.productId()),
                        SpreadsheetText.of(row.name()),
                        row.billingType() == null ? "" : row.billingType().wireName(),
                        Long.toString(row.orders())),
                cells(row.figures()),
                List.of(Long.toString(row.customers())));
    }

    private static List<String> cells(ProfitFigures figures) {
        return List.of(
                number(figures.revenueCents()),
                number(figures.netRevenueCents()),
                number(figures.netRevenueByDateCents()),
                number(figures.refundCents()),
                number(figures.costCents()),
                number(figures.profitCents()),
                number(figures.profitMargin()));
    }

    private static String number(@Nullable BigDecimal value) {
        return value == null ? "" : ProfitJson.plain(value).toPlainString();
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

    private static String lines(List<List<String>> lines) {
        var text = new StringBuilder();
        try (var csv = new CSVPrinter(text, CSVFormat.EXCEL)) {
            for (List<String> cells : lines) {
                csv.printRecord(cells);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("An answer can't be written to memory", e);
        }
        return text.toString();
    }
}

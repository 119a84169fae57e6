package dev.costinsights.webui.customer;

import dev.costinsights.contracts.revenue.RevenueEntryPage;
import dev.costinsights.contracts.revenue.RevenueEntryPage.Entry;
import dev.costinsights.platform.csv.Spreadsheet;
import dev.costinsights.webui.customer.CustomerAnswers.Registered;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables of a customer's page as lines of a spreadsheet, with every digit. */
final class CustomerCsv {
    private CustomerCsv() {}

    /** Which table. */
    enum Table {
        NAMES,
        MODELS,
        MONTHS,
        ORDERS;

        /** How the address names it. */
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The first for a key that is none. */
        static Table ofKey(String key) {
            return Arrays.stream(values())
                    .filter(table -> table.key().equals(key))
                    .findFirst()
                    .orElse(NAMES);
        }
    }

    /** Empty when the table's question failed, or nobody registered the customer. */
    static Optional<List<List<String>>> lines(Table table, CustomerView view, CustomerAnswers answers) {
        Registered money = answers.money();
        BigDecimal total = money == null ? null : money.now().figures().costCents();
        return switch (table) {
            case NAMES ->
                Optional.ofNullable(answers.names())
                        .map(names -> costs(
                                List.of("name", "label", "costs_cents", "costs_before_cents", "traces"),
                                CostsView.names(names, answers.namesBefore()),
                                true,
                                "Beneath traces of others",
                                total));
            case MODELS ->
                Optional.ofNullable(answers.models())
                        .map(models -> costs(
                                List.of("model", "costs_cents", "events"),
                                CostsView.models(models),
                                false,
                                "No model",
                                total));
            case MONTHS -> Optional.ofNullable(money).map(known -> months(view, known));
            case ORDERS -> Optional.ofNullable(answers.entries()).map(CustomerCsv::orders);
        };
    }

    private static List<List<String>> costs(
            List<String> header,
            List<CostsView.Line> rows,
            boolean named,
            String withoutName,
            @Nullable BigDecimal total) {
        List<List<String>> lines = new ArrayList<>(List.of(header));
        rows.forEach(row -> lines.add(
                named
                        ? List.of(
                                Spreadsheet.text(row.key()),
                                Spreadsheet.text(row.label()),
                                Spreadsheet.number(row.costCents()),
                                Spreadsheet.number(row.beforeCents()),
                                String.valueOf(row.count()))
                        : List.of(
                                Spreadsheet.text(row.key()),
                                Spreadsheet.number(row.costCents()),
                                String.valueOf(row.count()))));
        BigDecimal without = total == null ? BigDecimal.ZERO : total.subtract(CostsView.sum(rows));
        if (without.signum() != 0) {
            String cents = Spreadsheet.number(without);
            lines.add(named ? List.of("", withoutName, cents, "", "") : List.of(withoutName, cents, ""));
        }
        return lines;
    }

    private static List<List<String>> months(CustomerView view, Registered money) {
        List<List<String>> lines = new ArrayList<>(
                List.of(List.of("month", "net_revenue_cents", "costs_cents", "profit_cents", "ltv_to_date_cents")));
        MonthsView.months(view, money)
                .forEach(month -> lines.add(List.of(
                        YearMonth.from(month.period()
                                        .timestamp()
                                        .atZone(view.days().zone()))
                                .toString(),
                        Spreadsheet.number(month.revenueCents()),
                        Spreadsheet.number(month.costCents()),
                        Spreadsheet.number(month.profitCents()),
                        Spreadsheet.number(month.worthCents()))));
        return lines;
    }

    private static List<List<String>> orders(RevenueEntryPage entries) {
        List<List<String>> lines = new ArrayList<>(
                List.of(List.of("at", "kind", "billing_reason", "amount_cents", "id", "order_id", "product")));
        for (Entry entry : entries.items()) {
            lines.add(List.of(
                    entry.at().toString(),
                    entry.kind().name().toLowerCase(Locale.ROOT),
                    Spreadsheet.text(entry.billingReason()),
                    Spreadsheet.number(entry.amountCents()),
                    entry.id().toString(),
                    text(entry.orderId()),
                    Spreadsheet.text(entry.productName())));
        }
        return lines;
    }

    private static String text(@Nullable UUID id) {
        return id == null ? "" : id.toString();
    }
}

package dev.costinsights.webui.customers;

import dev.costinsights.contracts.profit.Cohorts;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.platform.csv.Spreadsheet;
import dev.costinsights.webui.range.Controls;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The tables of the Customers page as lines of a spreadsheet, with every digit. */
final class CustomersCsv {
    static final String PATH = CustomersView.PATH + ".csv";
    /** More are read by the API's export, which sends them bit by bit. */
    static final int MOST_ROWS = 10_000;

    private static final List<String> CUSTOMERS = List.of(
            "customer_id",
            "external_customer_id",
            "name",
            "email",
            "net_revenue_cents",
            "costs_cents",
            "profit_cents",
            "profit_margin",
            "events",
            "ltv_to_date_cents",
            "predicted_ltv_cents",
            "predicted_ltv_confidence");
    private static final List<String> COHORTS = List.of(
            "first_paid", "customers", "age_months", "contribution_cents", "per_customer_cents", "month_is_over");

    private CustomersCsv() {}

    /** Which table. */
    enum Table {
        CUSTOMERS,
        COHORTS;

        /** How the address names it. */
        List<Controls.Field> fields() {
            return this == CUSTOMERS ? List.of() : List.of(new Controls.Field("table", "cohorts"));
        }
    }

    /** What nobody cost, as a line at the end. */
    static List<List<String>> customers(List<CustomerProfit> customers, CustomerProfitPage.Sums nobody) {
        List<List<String>> lines = customers(customers);
        lines.add(List.of(
                "",
                "",
                "No customer",
                "",
                number(nobody.figures().netRevenueByDateCents()),
                number(nobody.figures().costCents()),
                number(nobody.figures().profitCents()),
                "",
                String.valueOf(nobody.events()),
                "",
                "",
                ""));
        return lines;
    }

    static List<List<String>> customers(List<CustomerProfit> customers) {
        List<List<String>> lines = new ArrayList<>(List.of(CUSTOMERS));
        customers.forEach(customer -> lines.add(line(customer)));
        return lines;
    }

    private static List<String> line(CustomerProfit customer) {
        var figures = customer.figures();
        return List.of(
                customer.customerId().toString(),
                Spreadsheet.text(customer.externalCustomerId()),
                Spreadsheet.text(customer.name()),
                Spreadsheet.text(customer.email()),
                number(figures.netRevenueByDateCents()),
                number(figures.costCents()),
                number(figures.profitCents()),
                Spreadsheet.number(figures.profitMargin()),
                String.valueOf(customer.events()),
                number(customer.realizedLtvCents()),
                Spreadsheet.number(customer.predictedLtvCents()),
                customer.predictedLtvConfidence() == null
                        ? ""
                        : Objects.requireNonNull(customer.predictedLtvConfidence())
                                .wireName());
    }

    static List<List<String>> cohorts(Cohorts cohorts) {
        List<List<String>> lines = new ArrayList<>(List.of(COHORTS));
        for (Cohorts.Cohort cohort : cohorts.cohorts()) {
            for (Cohorts.Age age : cohort.ages()) {
                lines.add(List.of(
                        cohort.month().toString(),
                        String.valueOf(cohort.customers()),
                        String.valueOf(age.age()),
                        number(age.contributionCents()),
                        number(age.perCustomerCents()),
                        String.valueOf(age.mature())));
            }
        }
        return lines;
    }

    private static String number(BigDecimal cents) {
        return Spreadsheet.number(cents);
    }
}

package dev.costinsights.webui.customers;

import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.link.Term;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the figures of the Customers page mean. */
final class CustomerTerms {
    private CustomerTerms() {}

    static Term lost(String label, String formula) {
        return term(
                "lost",
                label,
                "Lost",
                "Profit of those customers whose events cost more than their net revenue by date in this range.",
                formula,
                null);
    }

    static Term earned(String label, String formula) {
        return term(
                "earned",
                label,
                "Earned",
                "Profit of those customers whose net revenue by date covers what their events cost in this range.",
                formula,
                null);
    }

    static Term profit(String formula) {
        return Term.of(Metric.PROFIT, "Profit", formula);
    }

    /** Of the table, by its columns. */
    static List<Term> columns() {
        return List.of(
                metric("column-revenue", "Net revenue", Metric.NET_REVENUE_BY_DATE, null),
                metric("column-costs", "Costs", Metric.COSTS, null),
                metric("column-profit", "Profit", Metric.PROFIT, "net_revenue_by_date − costs"),
                metric("column-margin", "Margin", Metric.PROFIT_MARGIN, "profit ÷ net_revenue_by_date"),
                term(
                        "column-ltv",
                        "LTV to date",
                        "LTV to date",
                        "Net revenue by date less costs of a customer, of all time up to the end of the range.",
                        null,
                        null),
                term(
                        "column-predicted",
                        "Predicted LTV",
                        "Predicted LTV of a customer",
                        "What a customer who paid in the last 90 days will bring in the next five years, as of the end of"
                                + " the range.",
                        "its monthly contribution × the months that customers stay",
                        Addresses.definition(Metric.PREDICTED_LTV.slug())));
    }

    private static Term metric(String id, String label, Metric metric, @Nullable String formula) {
        return term(id, label, metric.displayName(), metric.definition(), formula, Addresses.definition(metric.slug()));
    }

    private static Term term(
            String id, String label, String title, String meaning, @Nullable String formula, @Nullable String href) {
        return new Term("term-" + id, label, title, meaning, formula, href);
    }
}

package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The Metrics pages: groups as charts and as a table, and a dashboard made through the API. */
final class MetricsCheck implements PageCheck {
    private static final List<String> CHARTED = List.of("revenue", "net_revenue", "net_revenue_by_date", "refunds");
    private static final List<String> TABLED = List.of("costs", "cost_per_active_customer", "unattributed_costs");

    private String dashboard = "";

    @Override
    public String name() {
        return "metrics";
    }

    @Override
    public List<Look> looks(Demo demo) {
        return List.of(
                new Look("revenue", "/metrics/revenue"),
                new Look(
                        "costs-table",
                        "/metrics/costs?view=table&from=" + demo.today().minusDays(6) + "&to=" + demo.today()),
                new Look("dashboard", "/metrics/dashboards/" + dashboard(demo) + "?interval=week&filters=open"));
    }

    @Override
    public String emptyAddress() {
        return "/metrics/revenue";
    }

    @Override
    public void figures(Browser browser, Demo demo) {
        browser.visit(demo.at("/metrics/revenue"));
        JsonNode revenue = totals(demo, CHARTED);
        for (String slug : CHARTED) {
            assertThat(browser.amountCents("#t-" + slug + " data"))
                    .as(slug)
                    .isEqualByComparingTo(revenue.required(slug).decimalValue());
        }
        browser.visit(demo.at("/metrics/costs?view=table"));
        JsonNode costs = totals(demo, TABLED);
        for (String slug : TABLED) {
            int column = ((Number) browser.script(
                            "return [...document.querySelectorAll('.grid th')]"
                                    + ".findIndex(th => th.querySelector('#term-' + arguments[0])) + 1",
                            slug))
                    .intValue();
            assertThat(browser.amountCents(".grid tr.tot td:nth-child(" + column + ") data"))
                    .as(slug)
                    .isEqualByComparingTo(costs.required(slug).decimalValue());
        }
    }

    private static JsonNode totals(Demo demo, List<String> slugs) {
        return demo.get("v1/metrics/?metrics=" + String.join("&metrics=", slugs)
                        + "&interval=day&timezone=UTC&start_date="
                        + demo.today().minusDays(29) + "&end_date="
                        + demo.today())
                .required("totals");
    }

    /** Made once. */
    private String dashboard(Demo demo) {
        if (dashboard.isEmpty()) {
            try {
                Wire.Answer made = Call.post("v1/metrics/dashboards", """
                        {"name": "Board <of> directors", "metrics": ["profit", "churn_rate", "not_a_metric", "costs"]}
                        """).send(demo.wire());
                assertThat(made.status()).as(made.body()).isEqualTo(201);
                dashboard = made.json().required("id").textValue();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return dashboard;
    }
}

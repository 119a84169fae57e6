package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** The page of one customer. */
final class CustomerCheck implements PageCheck {
    private static final Comparator<JsonNode> BY_PROFIT =
            Comparator.comparing(row -> row.get("profit").decimalValue());

    @Override
    public String name() {
        return "customer";
    }

    @Override
    public List<Look> looks(Demo demo) {
        List<JsonNode> rows = CustomersCheck.rows(demo);
        return List.of(
                new Look("profit", address(rows.stream().max(BY_PROFIT).orElseThrow())),
                new Look("loss", address(rows.stream().min(BY_PROFIT).orElseThrow())));
    }

    private static String address(JsonNode row) {
        return "/customers/" + row.get("customer_id").textValue();
    }

    /** Without customers there is none to show. */
    @Override
    public String emptyAddress() {
        return "/customers";
    }

    @Override
    public void figures(Browser browser, Demo demo) {
        JsonNode row = CustomersCheck.rows(demo).stream().min(BY_PROFIT).orElseThrow();

        browser.visit(demo.at(address(row)));

        assertThat(browser.amountCents("#total data"))
                .isEqualByComparingTo(row.get("profit").decimalValue());
        assertThat(browser.amountCents("#revenue data"))
                .isEqualByComparingTo(row.get("net_revenue_by_date").decimalValue());
        assertThat(browser.amountCents("#costs data"))
                .isEqualByComparingTo(row.get("costs").decimalValue());
        assertThat(browser.amountCents("#ltv data"))
                .isEqualByComparingTo(row.get("realized_ltv").decimalValue());
        assertThat(sum(browser, "names")).isEqualByComparingTo(row.get("costs").decimalValue());
        assertThat(sum(browser, "models")).isEqualByComparingTo(row.get("costs").decimalValue());
        assertThatItIsFoundByItsExternalId(browser, demo, row);
    }

    /** Of the rows of a table of costs. */
    private static BigDecimal sum(Browser browser, String table) {
        return browser
                .findAll("section[aria-labelledby=h-" + table + "] tbody tr:not(.tot) td:nth-child(4) data")
                .stream()
                .map(amount -> new BigDecimal(amount.getDomAttribute("value")))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .movePointRight(2);
    }

    private static void assertThatItIsFoundByItsExternalId(Browser browser, Demo demo, JsonNode row) {
        browser.visit(demo.at("/customers/find?margin=40&key="
                + row.get("external_customer_id").textValue()));
        assertThat(browser.address()).isEqualTo(demo.at(address(row) + "?margin=40"));
    }
}

package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The Customers page. */
final class CustomersCheck implements PageCheck {
    private static final int PART = 100;

    @Override
    public String name() {
        return "customers";
    }

    @Override
    public List<Look> looks(Demo demo) {
        return List.of(Look.of("/customers"), new Look("losing", "/customers?show=losing"));
    }

    @Override
    public String emptyAddress() {
        return "/customers";
    }

    @Override
    public void figures(Browser browser, Demo demo) {
        List<JsonNode> rows = rows(demo);
        List<JsonNode> losing = rows.stream().filter(CustomersCheck::loses).toList();
        List<JsonNode> paying = rows.stream()
                .filter(row -> row.get("revenue").decimalValue().signum() > 0)
                .toList();
        JsonNode totals = page(demo, 1).get("totals");

        browser.visit(demo.at("/customers"));

        assertThat(browser.amountCents("#lost data")).isEqualByComparingTo(profit(losing, row -> true));
        assertThat(browser.amountCents("#earned data")).isEqualByComparingTo(profit(rows, row -> !loses(row)));
        assertThat(browser.amountCents("#profit data"))
                .isEqualByComparingTo(totals.get("profit").decimalValue());
        assertThat(browser.text("#show-all")).isEqualTo("All " + rows.size());
        assertThat(browser.text("#show-paying")).isEqualTo("Paying " + paying.size());
        assertThat(browser.text("#show-losing")).isEqualTo("Losing " + losing.size());
        assertThat(browser.amountCents("#table tbody tr:first-child td:nth-child(5) data"))
                .isEqualByComparingTo(rows.stream()
                        .map(row -> row.get("profit").decimalValue())
                        .reduce(BigDecimal::min)
                        .orElseThrow());
        assertThat(browser.amountCents("#table tr.tot td:nth-child(3) data"))
                .isEqualByComparingTo(totals.get("costs").decimalValue());
        assertThatTheTableAddsUp(browser, demo);
    }

    /** Only some are listed; the others are one row. */
    private static void assertThatTheTableAddsUp(Browser browser, Demo demo) {
        browser.visit(demo.at("/customers?show=losing&rows=100"));
        BigDecimal sum = browser.findAll("#table tbody tr:not(.tot) td:nth-child(5) data").stream()
                .map(amount -> new BigDecimal(amount.getDomAttribute("value")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum.movePointRight(2))
                .isEqualByComparingTo(browser.amountCents("#table tr.tot td:nth-child(5) data"));
    }

    private static boolean loses(JsonNode row) {
        return row.get("profit").decimalValue().signum() < 0;
    }

    private static BigDecimal profit(List<JsonNode> rows, Predicate<JsonNode> which) {
        return rows.stream()
                .filter(which)
                .map(row -> row.get("profit").decimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Every customer of the last 30 days. */
    static List<JsonNode> rows(Demo demo) {
        List<JsonNode> rows = new ArrayList<>();
        JsonNode page;
        do {
            page = page(demo, rows.size() / PART + 1);
            page.get("items").forEach(rows::add);
        } while (page.get("items").size() == PART);
        return rows;
    }

    private static JsonNode page(Demo demo, int number) {
        return demo.get("v1/customers/profitability?timezone=UTC&start_date="
                + demo.today().minusDays(29) + "&end_date=" + demo.today() + "&limit=" + PART + "&page=" + number);
    }
}

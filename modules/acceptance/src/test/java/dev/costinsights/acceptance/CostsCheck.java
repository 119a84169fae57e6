package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.WebElement;

/** The Costs page. */
final class CostsCheck implements PageCheck {
    private static final String RANKED = "#ranked tbody tr";

    @Override
    public String name() {
        return "costs";
    }

    @Override
    public List<Look> looks(Demo demo) {
        return List.of(
                Look.of("/costs"),
                new Look("customers", "/costs?by=customer&view=table"),
                new Look(
                        "property",
                        "/costs?by=property&property=plan&customer=" + dearest(demo, "external_customer_id")));
    }

    @Override
    public String emptyAddress() {
        return "/costs?customer=nobody";
    }

    @Override
    public void figures(Browser browser, Demo demo) {
        browser.visit(demo.at("/costs"));
        JsonNode totals = demo.get("v1/metrics/?interval=day&metrics=costs&metrics=net_revenue_by_date&" + zone(demo))
                .get("totals");
        BigDecimal costs = totals.get("costs").decimalValue();
        assertThat(browser.amountCents("#total data")).isEqualByComparingTo(costs);
        BigDecimal perDollar = costs.movePointRight(2)
                .divide(totals.get("net_revenue_by_date").decimalValue(), 1, RoundingMode.HALF_UP);
        assertThat(browser.text(".eq .mid")).startsWith(perDollar.toPlainString());
        assertThat(rows(browser)).isEqualByComparingTo(costs);
        unusualTracesAreTheApis(browser, demo);

        browser.visit(demo.at("/costs?by=property&property=plan"));
        JsonNode plans = demo.get("v1/events/statistics/by-property?property=plan&" + zone(demo))
                .get("items");
        assertThat(browser.text(RANKED + " a")).isEqualTo(plans.at("/0/value").textValue());
        assertThat(browser.amountCents(RANKED + " data"))
                .isEqualByComparingTo(plans.at("/0/totals/_cost_amount").textValue());
        assertThat(rows(browser)).isEqualByComparingTo(costs);

        browser.visit(demo.at("/costs?customer=" + dearest(demo, "external_customer_id")));
        assertThat(browser.amountCents("#total data"))
                .isEqualByComparingTo(demo.get("v1/metrics/?interval=day&metrics=costs&customer_id="
                                + dearest(demo, "customer_id") + "&" + zone(demo))
                        .at("/totals/costs")
                        .decimalValue());
    }

    private static void unusualTracesAreTheApis(Browser browser, Demo demo) {
        List<String> unusual = demo.get("v1/events/statistics/by-variance?limit=200&" + zone(demo))
                .get("items")
                .findValuesAsText("event_id");
        assertThat(browser.findAll("#unusual tbody td:first-child a"))
                .hasSizeBetween(1, 6)
                .extracting(link ->
                        Objects.requireNonNull(link.getDomAttribute("href")).replace("/events/", ""))
                .isSubsetOf(unusual);
    }

    /** What all rows but the total amount to. */
    private static BigDecimal rows(Browser browser) {
        return browser.findAll(RANKED + ":not(.tot) td:nth-child(4) data").stream()
                .map(CostsCheck::cents)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal cents(WebElement amount) {
        return new BigDecimal(Objects.requireNonNull(amount.getDomAttribute("value"))).movePointRight(2);
    }

    private static String dearest(Demo demo, String id) {
        return demo.get("v1/events/statistics/by-customer?limit=1&" + zone(demo))
                .at("/items/0/" + id)
                .textValue();
    }

    private static String zone(Demo demo) {
        return "timezone=UTC&start_date=" + demo.today().minusDays(29) + "&end_date=" + demo.today();
    }
}

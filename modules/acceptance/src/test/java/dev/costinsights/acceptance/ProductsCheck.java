package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.WebElement;

/** Products and models. */
final class ProductsCheck implements PageCheck {
    private static final BigDecimal CENTS = new BigDecimal(100);

    @Override
    public String name() {
        return "products";
    }

    @Override
    public List<Look> looks(Demo demo) {
        return List.of(
                Look.of("/products"),
                new Look(
                        "vendors",
                        "/products?by=vendor&margin=80&sort=-profit&from="
                                + demo.today().minusYears(1).plusDays(1) + "&to=" + demo.today()));
    }

    @Override
    public String emptyAddress() {
        return "/products";
    }

    @Override
    public void figures(Browser browser, Demo demo) {
        browser.visit(demo.at("/products?sort=-profit"));
        String days = "&timezone=UTC&start_date=" + demo.today().minusDays(29) + "&end_date=" + demo.today();
        JsonNode answer = demo.get("v1/products/profitability?sorting=-profit&limit=100" + days);
        List<BigDecimal> expected = new ArrayList<>();
        for (JsonNode item : answer.get("items")) {
            if (!item.get("product_id").isNull()) {
                expected.add(new BigDecimal(item.get("net_revenue_by_date").asText()));
                expected.add(new BigDecimal(item.get("costs").asText()));
                expected.add(new BigDecimal(item.get("profit").asText()));
            }
        }
        assertThat(amounts(browser, ".products tbody tr:not(.rest):not(.tot) td:not(:last-child) > data"))
                .usingElementComparator(BigDecimal::compareTo)
                .isNotEmpty()
                .containsExactlyElementsOf(expected);
        JsonNode totals = answer.get("totals");
        assertThat(amounts(browser, ".products .tot data"))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactly(
                        new BigDecimal(totals.get("net_revenue_by_date").asText()),
                        new BigDecimal(totals.get("costs").asText()),
                        new BigDecimal(totals.get("profit").asText()));
        models(browser, demo, days);
    }

    private static void models(Browser browser, Demo demo, String days) {
        JsonNode items = demo.get("v1/events/statistics/by-property?property=_llm.model&aggregate_fields=_cost.amount"
                        + "&aggregate_fields=_llm.input_tokens&aggregate_fields=_llm.output_tokens" + days)
                .get("items");
        List<BigDecimal> costs = new ArrayList<>();
        List<String> input = new ArrayList<>();
        for (JsonNode item : items) {
            costs.add(new BigDecimal(item.at("/totals/_cost_amount").asText()));
            long in = item.at("/totals/_llm_input_tokens").asLong();
            boolean none = in + item.at("/totals/_llm_output_tokens").asLong() == 0;
            input.add(none ? "–" : "%,d".formatted(in));
        }
        assertThat(amounts(browser, ".models tbody tr:not(.rest):not(.tot) td:nth-child(4) > data"))
                .usingElementComparator(BigDecimal::compareTo)
                .isNotEmpty()
                .containsExactlyElementsOf(costs);
        assertThat(browser.findAll(".models tbody tr:not(.rest):not(.tot) td:nth-child(7)"))
                .extracting(WebElement::getText)
                .containsExactlyElementsOf(input);
    }

    private static List<BigDecimal> amounts(Browser browser, String css) {
        return browser.findAll(css).stream()
                .filter(element -> !element.getDomAttribute("value").isEmpty())
                .map(element -> new BigDecimal(element.getDomAttribute("value")).multiply(CENTS))
                .toList();
    }
}

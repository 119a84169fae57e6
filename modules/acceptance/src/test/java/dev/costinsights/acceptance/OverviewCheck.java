package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import org.openqa.selenium.WebElement;

/** The Overview. */
final class OverviewCheck implements PageCheck {
    @Override
    public String name() {
        return "overview";
    }

    @Override
    public List<Look> looks(Demo demo) {
        return List.of(
                Look.of("/overview"),
                new Look("table", "/overview?view=table"),
                new Look(
                        "year",
                        "/overview?changes=customer&from="
                                + demo.today().minusYears(1).plusDays(1) + "&to=" + demo.today()));
    }

    @Override
    public String emptyAddress() {
        return "/overview";
    }

    @Override
    public void figures(Browser browser, Demo demo) {
        JsonNode now = totals(demo, demo.today().minusDays(29), demo.today());
        JsonNode before = totals(demo, demo.today().minusDays(59), demo.today().minusDays(30));
        browser.visit(demo.at("/overview"));
        assertThat(browser.amountCents("#total data")).isEqualByComparingTo(cents(now, "profit"));
        assertThat(browser.amountCents("#revenue data")).isEqualByComparingTo(cents(now, "net_revenue_by_date"));
        assertThat(browser.amountCents("#costs data")).isEqualByComparingTo(cents(now, "costs"));
        assertThat(browser.findAll(".strip .sml").stream()
                        .map(WebElement::getText)
                        .toList())
                .startsWith(
                        cents(now, "profit_margin").movePointRight(2).setScale(1, RoundingMode.HALF_UP) + "\u2009%",
                        dollars(cents(now, "mrr")))
                .contains("%,d".formatted(cents(now, "active_customers").longValue()));
        for (String by : List.of("name", "customer", "model")) {
            browser.visit(demo.at("/overview?changes=" + by));
            BigDecimal change = cents(now, "profit").subtract(cents(before, "profit"));
            assertThat(browser.text(".movers .tot .v"))
                    .as(by)
                    .isEqualTo((change.signum() > 0 ? "+" : "") + dollars(change));
        }
    }

    private static JsonNode totals(Demo demo, LocalDate from, LocalDate to) {
        String metrics = String.join(
                "&metrics=", "profit", "net_revenue_by_date", "costs", "profit_margin", "mrr", "active_customers");
        return demo.get("v1/metrics/?metrics=" + metrics + "&interval=day&timezone=UTC&start_date=" + from
                        + "&end_date=" + to)
                .get("totals");
    }

    private static BigDecimal cents(JsonNode totals, String slug) {
        return totals.get(slug).decimalValue();
    }

    private static String dollars(BigDecimal cents) {
        BigDecimal dollars = cents.movePointLeft(2).setScale(2, RoundingMode.HALF_UP);
        return (dollars.signum() < 0 ? "\u2212$" : "$") + "%,.2f".formatted(dollars.abs());
    }
}

package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;

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
                new Look("year", "/overview?from=" + demo.today().minusYears(1).plusDays(1) + "&to=" + demo.today()));
    }

    @Override
    public String emptyAddress() {
        return "/overview";
    }

    @Override
    public void figures(Browser browser, Demo demo) {
        browser.visit(demo.at("/overview"));
        BigDecimal profitCents = demo.get("v1/metrics/?metrics=profit&interval=day&timezone=UTC&start_date="
                        + demo.today().minusDays(29) + "&end_date=" + demo.today())
                .at("/totals/profit")
                .decimalValue();
        assertThat(browser.amountCents("#total data")).isEqualByComparingTo(profitCents);
    }
}

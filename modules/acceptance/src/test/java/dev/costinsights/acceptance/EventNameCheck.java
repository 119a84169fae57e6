package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;

/** The page of an event name. */
final class EventNameCheck implements PageCheck {
    private static final String PAGE = "/costs/event-name?name=chat.reply";

    @Override
    public String name() {
        return "event-name";
    }

    @Override
    public List<Look> looks(Demo demo) {
        return List.of(
                Look.of(PAGE),
                new Look("table", PAGE + "&view=table"),
                new Look("columns", PAGE + "&from=" + demo.today().minusDays(6) + "&to=" + demo.today()));
    }

    @Override
    public String emptyAddress() {
        return PAGE;
    }

    @Override
    public int emptyStatus() {
        return 404;
    }

    @Override
    public void figures(Browser browser, Demo demo) {
        browser.visit(demo.at(PAGE));
        String range = "&start_date=" + demo.today().minusDays(29) + "&end_date=" + demo.today();
        JsonNode statistics =
                demo.get("v1/events/statistics/timeseries?name=chat.reply&interval=day&timezone=UTC" + range);
        JsonNode total = statistics.at("/totals/0");
        assertThat(browser.text("#occurrences"))
                .isEqualTo("%,d".formatted(total.at("/occurrences").longValue()));
        assertThat(browser.text("#v-term-customers"))
                .isEqualTo("%,d".formatted(total.at("/customers").longValue()));
        assertThat(browser.amountCents("#costs data")).isEqualByComparingTo(cents(total, "/totals/_cost_amount"));
        assertThat(browser.amountCents("#total data")).isEqualByComparingTo(cents(total, "/averages/_cost_amount"));

        JsonNode newest = demo.get(
                        "v1/events/?name=chat.reply&depth=0&limit=1&sorting=-timestamp&aggregate_fields=_cost.amount")
                .at("/items/0");
        WebElement row = browser.find(".traces tbody tr:not(.day)");
        assertThat(row.findElement(By.cssSelector("a.nm")).getDomAttribute("href"))
                .isEqualTo("/events/" + newest.at("/id").asText());
        assertThat(browser.amountCents(".traces tbody tr:not(.day) data"))
                .isEqualByComparingTo(cents(newest, "/metadata/_cost/amount"));

        browser.visit(demo.at(PAGE + "&view=table"));
        JsonNode today = statistics.at("/periods/29/stats/0");
        List<WebElement> amounts = browser.findAll(".sticky tbody tr:nth-last-child(2) data");
        assertThat(shown(amounts.get(0))).isEqualByComparingTo(cents(today, "/averages/_cost_amount"));
        assertThat(shown(amounts.get(1))).isEqualByComparingTo(cents(today, "/p10/_cost_amount"));
        assertThat(shown(amounts.get(2))).isEqualByComparingTo(cents(today, "/p90/_cost_amount"));
        assertThat(shown(amounts.get(3))).isEqualByComparingTo(cents(today, "/p99/_cost_amount"));
        assertThat(shown(amounts.get(4))).isEqualByComparingTo(cents(today, "/totals/_cost_amount"));
    }

    private static BigDecimal cents(JsonNode json, String path) {
        return new BigDecimal(json.at(path).asText());
    }

    private static BigDecimal shown(WebElement amount) {
        return new BigDecimal(amount.getDomAttribute("value")).movePointRight(2);
    }
}

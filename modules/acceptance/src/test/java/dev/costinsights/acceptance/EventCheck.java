package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/** An event: the most expensive agent that took further steps, and one of those steps. */
final class EventCheck implements PageCheck {
    @Override
    public String name() {
        return "event";
    }

    @Override
    public List<Look> looks(Demo demo) {
        JsonNode run = run(demo);
        return List.of(
                Look.of(address(run)),
                new Look("by-cost", address(run) + "?view=cost"),
                new Look("step", address(step(demo, run))));
    }

    @Override
    public String emptyAddress() {
        return "/events/5f0c0a5e-1111-4222-8333-444455556666";
    }

    @Override
    public int emptyStatus() {
        return 404;
    }

    @Override
    public void figures(Browser browser, Demo demo) {
        JsonNode run = run(demo);
        browser.visit(demo.at(address(run)));
        BigDecimal rolledUp = cents(run);
        assertThat(browser.amountCents("#total data")).isEqualByComparingTo(rolledUp);
        assertThat(browser.amountCents(".tree tbody tr:first-child data")).isEqualByComparingTo(rolledUp);
        assertThat(sum(browser, ".tree tbody tr:not(:first-child) data")).isEqualByComparingTo(rolledUp);
        assertThat(browser.findAll(".tree tr.hot")).hasSize(1);
        assertComparesWithTheDaysBefore(browser, demo, run);
        assertTellsOfTheCustomer(browser, demo, run);

        browser.visit(demo.at(address(run) + "?view=cost"));
        assertThat(sum(browser, ".tree tbody tr:not(.tot) data")).isEqualByComparingTo(rolledUp);
        assertThat(browser.amountCents(".tree tr.tot data")).isEqualByComparingTo(rolledUp);

        browser.visit(demo.at(address(step(demo, run))));
        assertThat(URI.create(browser.find(".lineage a").getDomProperty("href")).getPath())
                .isEqualTo(address(run));
    }

    private static void assertComparesWithTheDaysBefore(Browser browser, Demo demo, JsonNode run) {
        LocalDate day = LocalDate.ofInstant(Instant.parse(run.at("/timestamp").textValue()), ZoneOffset.UTC);
        JsonNode name = StreamSupport.stream(
                        demo.get(
                                        "v1/events/statistics/timeseries?interval=day&timezone=UTC&aggregate_fields=_cost.amount"
                                                + "&start_date=" + day.minusDays(30) + "&end_date=" + day.minusDays(1))
                                .at("/totals")
                                .spliterator(),
                        false)
                .filter(each -> each.at("/name").textValue().equals("agent.run"))
                .findFirst()
                .orElseThrow();
        BigDecimal average = new BigDecimal(name.at("/averages/_cost_amount").asText());
        assertThat(browser.text("#times")).isEqualTo(cents(run).divide(average, 1, RoundingMode.HALF_UP) + "\u2009×");
        assertThat(browser.text("#h-unusual + p"))
                .contains("against " + name.at("/occurrences").asText() + " traces that begin with agent.run");
    }

    private static void assertTellsOfTheCustomer(Browser browser, Demo demo, JsonNode run) {
        String customer = run.at("/customer_id").textValue();
        JsonNode figures = demo.get("v1/customers/profitability/" + customer
                + "?timezone=UTC&start_date=2000-01-01&end_date=" + demo.today());
        for (String figure : List.of("cost", "profit")) {
            assertThat(browser.amountCents("#customer-" + figure + " data"))
                    .as(figure)
                    .isEqualByComparingTo(new BigDecimal(figures.at(figure.equals("cost") ? "/costs" : "/profit")
                            .asText()));
        }
    }

    /** Of the newest with a step beneath them the one that cost most. */
    private static JsonNode run(Demo demo) {
        return StreamSupport.stream(
                        demo.get("v1/events/?name=agent.run&limit=100&aggregate_fields=" + encoded("_cost.amount"))
                                .at("/items")
                                .spliterator(),
                        false)
                .filter(event -> event.at("/child_count").intValue() > 0
                        && event.at("/customer_id").isTextual())
                .max(Comparator.comparing(EventCheck::cents))
                .orElseThrow();
    }

    private static JsonNode step(Demo demo, JsonNode run) {
        return demo.get("v1/events/?parent_id=" + run.at("/id").textValue()).at("/items/0");
    }

    private static String address(JsonNode event) {
        return "/events/" + event.at("/id").textValue();
    }

    private static BigDecimal cents(JsonNode event) {
        return new BigDecimal(event.at("/metadata/_cost/amount").textValue());
    }

    private static BigDecimal sum(Browser browser, String css) {
        return browser.findAll(css).stream()
                .map(data -> new BigDecimal(data.getDomAttribute("value")).movePointRight(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

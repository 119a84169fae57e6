package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.openqa.selenium.WebElement;

/** The Events feed. */
final class EventsCheck implements PageCheck {
    private static final int MOST_PAGES = 50;

    @Override
    public String name() {
        return "events";
    }

    @Override
    public List<Look> looks(Demo demo) {
        return List.of(
                Look.of("/events"),
                new Look("filtered", "/events?name=agent.run&query=sonnet&find=a" + days(yesterday(demo))),
                new Look("revenue", "/events?show=revenue"));
    }

    @Override
    public String emptyAddress() {
        return "/events";
    }

    private static LocalDate yesterday(Demo demo) {
        return demo.today().minusDays(1);
    }

    private static String days(LocalDate day) {
        return "&from=" + day + "&to=" + day;
    }

    @Override
    public void figures(Browser browser, Demo demo) {
        LocalDate day = yesterday(demo);
        BigDecimal costs = walk(browser, demo, "/events?show=costs&tree=events" + days(day), ".v.k data").stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(costs.negate()).isEqualByComparingTo(metric(demo, "costs", day, day));

        browser.visit(demo.at("/events?name=agent.run&tree=events" + days(day)));
        BigDecimal named = amounts(browser, ".v.k data").stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(browser.amountCents(".sum-k data")).isEqualByComparingTo(named.negate());

        BigDecimal revenue = walk(browser, demo, "/events?show=revenue", ".v.r data").stream()
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(revenue)
                .isEqualByComparingTo(
                        metric(demo, "net_revenue_by_date", demo.today().minusDays(29), demo.today()));

        assertThat(rows(browser, demo, "/events?name=agent.run" + days(day)))
                .isPositive()
                .isEqualTo(found(demo, "name=agent.run", day));
        assertThat(rows(browser, demo, "/events?query=sonnet" + days(day)))
                .isPositive()
                .isEqualTo(found(demo, "query=sonnet", day));
    }

    private static BigDecimal metric(Demo demo, String slug, LocalDate from, LocalDate to) {
        return demo.get("v1/metrics/?metrics=" + slug + "&interval=day&timezone=UTC&start_date=" + from + "&end_date="
                        + to)
                .at("/totals/" + slug)
                .decimalValue();
    }

    private static int found(Demo demo, String filter, LocalDate day) {
        return demo.get("v1/events/?" + filter + "&start_timestamp=" + day.minusDays(1) + "T23:59:59.999999Z"
                        + "&end_timestamp=" + day.plusDays(1) + "T00:00:00Z&limit=1")
                .at("/pagination/total_count")
                .intValue();
    }

    private static int rows(Browser browser, Demo demo, String address) {
        return walk(browser, demo, address, ".feed summary .v").size();
    }

    /** What all pages show there, in cents; zero where it is no amount. */
    private static List<BigDecimal> walk(Browser browser, Demo demo, String address, String css) {
        browser.visit(demo.at(address));
        List<BigDecimal> amounts = new ArrayList<>(amounts(browser, css));
        for (int page = 1; page < MOST_PAGES && !browser.findAll("#page-next").isEmpty(); page++) {
            browser.visit(
                    demo.at(Objects.requireNonNull(browser.find("#page-next").getDomAttribute("href"))));
            amounts.addAll(amounts(browser, css));
        }
        return amounts;
    }

    private static List<BigDecimal> amounts(Browser browser, String css) {
        List<BigDecimal> amounts = new ArrayList<>();
        for (WebElement shown : browser.findAll(css)) {
            String dollars = shown.getDomAttribute("value");
            amounts.add(dollars == null ? BigDecimal.ZERO : new BigDecimal(dollars).movePointRight(2));
        }
        return amounts;
    }
}

package dev.costinsights.webui.costs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReport.Figures;
import dev.costinsights.contracts.costs.CostReport.Row;
import dev.costinsights.webui.costs.CostsAnswers.Revenue;
import dev.costinsights.webui.costs.CostsPage.Headline;
import dev.costinsights.webui.costs.CostsPage.Tile;
import dev.costinsights.webui.format.Delta;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeadlineViewTest {

    private static final CostsView VIEW = CostsView.initial(LocalDate.of(2026, 11, 23), ZoneId.of("Europe/London"));

    @Test
    void the_name_that_changed_most_in_the_same_direction_explains_the_change() {
        assertThat(why("200", "100", row("agent.run", "92", "40"), row("email.send", "0", "90")))
                .isEqualTo("agent.run explains 52\u2009% of the increase against the 30 days before.");
        assertThat(why("60", "100", row("agent.run", "50", "40"), row("email.send", "10", "30")))
                .isEqualTo("email.send explains 50\u2009% of the decrease against the 30 days before.");
    }

    @Test
    void a_part_larger_than_the_whole_change_is_told_in_dollars() {
        assertThat(why("11000", "10000", row("agent.run", "3500", "2000")))
                .isEqualTo("agent.run rose by $15.00; all others fell by $5.00.");
        assertThat(why("11000", "10000", row("agent.run", "3000", "2000")))
                .isEqualTo("agent.run explains all of the increase against the 30 days before.");
    }

    @Test
    void nothing_is_explained_that_did_not_change_or_has_nothing_before_it() {
        assertThat(why("100", "100.00")).isEqualTo("Exactly as much as in the 30 days before.");
        CostReport fresh = report(figures("100", 3, 2), figures("0", 0, 0));
        Headline headline = HeadlineView.of(VIEW, fresh, null, List.of());
        assertThat(headline.why().rest()).isEqualTo("There were no events in the 30 days before.");
        assertThat(headline.change().text()).isEqualTo("new");
        assertThat(headline.difference()).isNull();
        assertThat(headline.tiles().get(0).change()).isNull();
    }

    @Test
    void costs_per_customer_are_unknown_without_customers() {
        Headline headline = HeadlineView.of(VIEW, report(figures("0", 0, 0), figures("0", 0, 0)), null, List.of());
        assertThat(headline.tiles().get(0).amount()).isNull();
        assertThat(headline.tiles().get(0).text()).isEqualTo("–");
    }

    @Test
    void costs_per_customer_are_costs_by_active_customers() {
        Headline headline = HeadlineView.of(VIEW, report(figures("1000", 9, 3), figures("900", 9, 3)), null, List.of());
        assertThat(headline.tiles().get(0).amount()).hasToString("$3.33");
        assertThat(headline.tiles().get(0).term().formula()).isEqualTo("$10.00 ÷ 3");
        assertThat(headline.difference()).isEqualTo("+$1.00");
    }

    @Test
    void with_revenue_costs_are_told_per_dollar_of_it() {
        Tile perDollar = perDollar("862861", "2347348", "736774", "2205910");
        assertThat(perDollar.text()).isEqualTo("36.8\u2009¢");
        assertThat(perDollar.change()).isNotNull();
        assertThat(perDollar.change().text()).isEqualTo("3.4\u2009¢");
        assertThat(perDollar.change().tone()).isEqualTo(Delta.Tone.BAD);
        assertThat(perDollar.term().formula()).isEqualTo("$8,628.61 ÷ $23,473.48 of net revenue");
    }

    @Test
    void costs_per_dollar_may_be_tiny_more_than_a_dollar_or_new() {
        assertThat(perDollar("1", "1000000", "1", "0").text()).isEqualTo("< 0.1\u2009¢");
        assertThat(perDollar("1", "1000000", "1", "0").change()).isNull();
        assertThat(perDollar("2000000", "1000", "1", "1").text()).isEqualTo("200,000.0\u2009¢");
        assertThat(perDollar("10", "100", "10", "100").change().text()).isEqualTo("no change");
    }

    @Test
    void without_revenue_or_with_refunds_only_nothing_is_told_per_dollar() {
        for (String revenue : List.of("0", "-500")) {
            Headline headline = HeadlineView.of(
                    VIEW,
                    report(figures("100", 4, 2), figures("100", 4, 2)),
                    new Revenue(new BigDecimal(revenue), BigDecimal.TEN),
                    List.of());
            assertThat(headline.tiles())
                    .extracting(tile -> tile.term().label())
                    .containsExactly("Per active customer", "Active customers");
        }
    }

    @Test
    void of_one_customer_events_are_told_instead_of_customers() {
        CostsView acme = new CostsView(VIEW.days(), Tab.EVENT, "", "acme", VIEW.order(), 1, false);
        Headline headline = HeadlineView.of(acme, report(figures("100", 4, 1), figures("100", 4, 1)), null, List.of());
        assertThat(headline.tiles()).extracting(tile -> tile.term().label()).containsExactly("Events", "Per event");
        assertThat(headline.tiles().get(0).note().href()).isEqualTo("/events?customer=acme");
    }

    private static Tile perDollar(String now, String revenueNow, String before, String revenueBefore) {
        return HeadlineView.of(
                        VIEW,
                        report(figures(now, 10, 2), figures(before, 10, 2)),
                        new Revenue(new BigDecimal(revenueNow), new BigDecimal(revenueBefore)),
                        List.of())
                .tiles()
                .get(0);
    }

    private static String why(String now, String before, Row... movers) {
        Headline headline =
                HeadlineView.of(VIEW, report(figures(now, 10, 2), figures(before, 10, 2)), null, List.of(movers));
        return headline.why().name() + headline.why().rest();
    }

    private static CostReport report(Figures now, Figures before) {
        CostReport empty = Reports.empty(CostsQuestions.report(Organizations.DEFAULT_ID, VIEW), null, null);
        return new CostReport(
                empty.periods(),
                empty.ghost(),
                now,
                before,
                empty.breakdowns(),
                empty.firstEventAt(),
                empty.lastEventAt(),
                empty.freshness());
    }

    private static Figures figures(String cents, long events, long customers) {
        return new Figures(new BigDecimal(cents), events, customers);
    }

    private static Row row(String name, String cents, String beforeCents) {
        return new Row(name, new BigDecimal(cents), new BigDecimal(beforeCents), 1, List.of());
    }
}

package dev.costinsights.acceptance;

import static dev.costinsights.acceptance.FactMaker.customer;
import static dev.costinsights.acceptance.FactMaker.dispute;
import static dev.costinsights.acceptance.FactMaker.id;
import static dev.costinsights.acceptance.FactMaker.later;
import static dev.costinsights.acceptance.FactMaker.order;
import static dev.costinsights.acceptance.FactMaker.rate;
import static dev.costinsights.acceptance.FactMaker.refund;
import static dev.costinsights.acceptance.FactMaker.subscription;
import static dev.costinsights.acceptance.FactMaker.with;
import static dev.costinsights.acceptance.WorkedRevenue.asked;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The measure of revenue itself, against numbers worked out by hand. */
class RevenueBruteForceTest {
    private static final UUID CUSTOMER = id(1);
    private static final UUID PRODUCT = id(2);
    private static final UUID OTHER_PRODUCT = id(3);
    private static final UUID ORDER = id(4);
    private static final UUID SUBSCRIPTION = id(5);

    private final FactBook book = new FactBook();
    private final List<Event> events = new ArrayList<>();

    private Metrics everything(Question question) {
        return new RevenueBruteForce(book, events).everything(question);
    }

    private void tell(Fact... facts) {
        book.receive(List.of(facts));
    }

    private static void assertValue(Metrics answer, String day, String slug, String expected) {
        assertThat(answer.at(Instant.parse(day + "T00:00:00Z"), slug))
                .as("%s on %s", slug, day)
                .isEqualByComparingTo(expected);
    }

    private static void assertTotal(Metrics answer, String slug, String expected) {
        assertThat(answer.total(slug)).as(slug).isEqualByComparingTo(expected);
    }

    @Test
    void theWorkedYearByDay() {
        List<Fact> facts = new ArrayList<>(WorkedRevenue.products());
        facts.addAll(WorkedRevenue.subscriptions());
        facts.addAll(WorkedRevenue.orders());
        Collections.reverse(facts);
        assertThat(book.receive(facts)).isEqualTo(new FactBook.Received(12, 0, 0));

        Metrics answer = everything(asked("2024-01-01", "2024-12-31", "UTC", "day"));

        assertThat(answer.periods()).hasSize(366);
        assertValue(answer, "2024-01-01", "orders", "3");
        assertValue(answer, "2024-01-01", "revenue", "120000");
        assertValue(answer, "2024-01-01", "cumulative_revenue", "130000");
        assertValue(answer, "2024-01-01", "average_order_value", "40000");
        assertValue(answer, "2024-01-01", "new_subscriptions", "2");
        assertValue(answer, "2024-01-01", "new_subscriptions_revenue", "110000");
        assertValue(answer, "2024-01-01", "active_subscriptions", "2");
        assertValue(answer, "2024-01-01", "monthly_recurring_revenue", "18333");
        assertValue(answer, "2024-02-01", "renewed_subscriptions", "1");
        assertValue(answer, "2024-02-01", "renewed_subscriptions_revenue", "10000");
        assertValue(answer, "2024-02-01", "cumulative_revenue", "140000");
        assertValue(answer, "2024-06-01", "active_subscriptions", "3");
        assertValue(answer, "2024-06-01", "monthly_recurring_revenue", "28333");
        assertTotal(answer, "orders", "5");
        assertTotal(answer, "average_order_value", "28000");
        assertTotal(answer, "mrr", "28333");
    }

    @Test
    void aPeriodThatTheRangeCuts() {
        book.receive(WorkedRevenue.orders());
        Metrics answer = everything(asked("2024-01-11", "2024-06-15", "UTC", "month"));
        assertValue(answer, "2024-01-01", "orders", "0");
        assertValue(answer, "2024-01-01", "cumulative_revenue", "130000");
    }

    @Test
    void whoCanceledInTheThirtyDaysBeforeIsChurnOfThePeriod() {
        Fact other = subscription(id(6), CUSTOMER, PRODUCT, 1000, "month", "2024-01-01T00:00:00Z");
        tell(
                subscription(SUBSCRIPTION, CUSTOMER, PRODUCT, 1000, "month", "2024-01-01T00:00:00Z"),
                other,
                later(
                        other,
                        "subscription.canceled",
                        "2024-02-15T00:00:00Z",
                        Map.of(
                                "canceled_at",
                                "2024-02-15T00:00:00Z",
                                "ends_at",
                                "2024-03-01T00:00:00Z",
                                "cancel_at_period_end",
                                true)));
        Metrics answer = everything(asked("2024-01-01", "2024-03-31", "UTC", "month"));
        assertValue(answer, "2024-01-01", "churn_rate", "0");
        assertValue(answer, "2024-02-01", "churn_rate", "0");
        assertValue(answer, "2024-03-01", "churn_rate", "0.5");
        assertValue(answer, "2024-02-01", "canceled_subscriptions_other", "1");
        assertValue(answer, "2024-03-01", "churned_subscriptions", "1");
        assertValue(answer, "2024-02-01", "mrr", "2000");
        assertValue(answer, "2024-03-01", "mrr", "1000");
        // The customer still pays for the other one.
        assertValue(answer, "2024-03-01", "contraction_mrr", "-1000");
        assertValue(answer, "2024-03-01", "churned_mrr", "0");
        assertValue(answer, "2024-03-01", "gross_mrr_churn", "0.5");
    }

    @Test
    void costsPerUserDivideByIdsAndInTotalBySubscriptions() {
        tell(
                subscription(SUBSCRIPTION, CUSTOMER, PRODUCT, 1000, "month", "2024-01-01T00:00:00Z"),
                subscription(id(6), id(7), PRODUCT, 1000, "month", "2024-01-01T00:00:00Z"));
        events.add(Event.of("e", Instant.parse("2024-01-05T00:00:00Z"), "a", "0.5"));
        events.add(Event.of("e", Instant.parse("2024-01-06T00:00:00Z"), "b", "0.3"));
        events.add(Event.of("e", Instant.parse("2024-02-06T00:00:00Z"), "a", "0.1"));
        events.add(Event.of("e", Instant.parse("2024-02-06T00:00:00Z"), "b", "0.1"));
        Metrics answer = everything(asked("2024-01-01", "2024-03-31", "UTC", "month"));
        assertValue(answer, "2024-01-01", "cost_per_user", "0.4");
        assertValue(answer, "2024-02-01", "cost_per_user", "0.1");
        assertValue(answer, "2024-03-01", "cost_per_user", "0");
        assertTotal(answer, "cost_per_user", "0.5");
        assertTotal(answer, "active_user_by_event", "2");
        // Nobody is registered yet.
        assertTotal(answer, "unattributed_costs", "1");
        tell(customer(CUSTOMER, "a", "2024-05-01T00:00:00Z"));
        assertTotal(everything(asked("2024-01-01", "2024-03-31", "UTC", "month")), "attribution_coverage", "0.6");
    }

    @Test
    void refundsStandAtTheOrderInTheNetOfTheReferenceAndAtTheirOwnDateInOurs() {
        // Given a refund that waits for its order, which takes the order's rate
        assertThat(book.receive(
                        List.of(with(refund(id(6), ORDER, 500, "2024-02-03T00:00:00Z"), Map.of("currency", "eur")))))
                .isEqualTo(new FactBook.Received(1, 0, 1));
        tell(with(
                order(ORDER, CUSTOMER, null, null, 1001, "2024-01-02T00:00:00Z"),
                Map.of("currency", "eur", "exchange_rate", new BigDecimal("1.5"), "platform_fee_amount", 7)));
        Metrics answer = everything(asked("2024-01-01", "2024-02-29", "UTC", "month"));
        assertValue(answer, "2024-01-01", "revenue", "1502");
        assertValue(answer, "2024-01-01", "net_revenue", "745");
        assertValue(answer, "2024-01-01", "one_time_products_net_revenue", "745");
        assertValue(answer, "2024-01-01", "net_revenue_by_date", "1495");
        assertValue(answer, "2024-02-01", "net_revenue", "0");
        assertValue(answer, "2024-02-01", "refunds", "750");
        assertValue(answer, "2024-02-01", "net_revenue_by_date", "-750");
        assertThat(answer.periods().get(Instant.parse("2024-02-01T00:00:00Z"))).doesNotContainKey("profit_margin");
        assertTotal(answer, "net_revenue_by_date", "745");
    }

    @Test
    void aDisputeThatIsWonComesBackWhenItIsWon() {
        Fact dispute = dispute(id(6), ORDER, 400, 15, "2024-02-01T00:00:00Z");
        tell(
                order(ORDER, CUSTOMER, null, null, 1000, "2024-01-02T00:00:00Z"),
                dispute,
                later(dispute, "dispute.updated", "2024-03-01T00:00:00Z", Map.of("status", "won")));
        Metrics answer = everything(asked("2024-01-01", "2024-03-31", "UTC", "month"));
        assertValue(answer, "2024-01-01", "net_revenue", "1000");
        assertValue(answer, "2024-02-01", "net_revenue", "-415");
        assertValue(answer, "2024-03-01", "net_revenue", "415");
        assertValue(answer, "2024-02-01", "one_time_products_net_revenue", "0");
        assertValue(answer, "2024-02-01", "net_revenue_by_date", "-415");
    }

    @Test
    void theRateIsTheOrdersElseTheDaysElseTheNearestEarlierElseOne() {
        Map<String, String> euro = Map.of("currency", "eur");
        tell(
                rate("eur", "2024-01-10", "1.25", "2024-02-01T00:00:00Z"),
                with(order(id(11), CUSTOMER, null, null, 100, "2024-01-09T23:00:00Z"), euro),
                with(order(id(12), CUSTOMER, null, null, 100, "2024-01-10T00:00:00Z"), euro),
                with(order(id(13), CUSTOMER, null, null, 10, "2024-01-12T00:00:00Z"), euro));
        Metrics answer = everything(asked("2024-01-09", "2024-01-12", "UTC", "day"));
        assertValue(answer, "2024-01-09", "revenue", "100");
        assertValue(answer, "2024-01-10", "revenue", "125");
        // 12.5, half away from zero.
        assertValue(answer, "2024-01-12", "revenue", "13");
    }

    @Test
    void aChangeOfPlanRewritesTheReferencesMrrAndLeavesOursAlone() {
        Fact first = subscription(SUBSCRIPTION, CUSTOMER, PRODUCT, 1000, "month", "2024-01-15T00:00:00Z");
        tell(
                first,
                later(
                        first,
                        "subscription.updated",
                        "2024-02-15T00:00:00Z",
                        Map.of("amount", 36_000, "recurring_interval", "year", "product_id", OTHER_PRODUCT)));
        Question question = asked("2024-01-01", "2024-03-31", "UTC", "month");
        Metrics answer = everything(question);
        assertValue(answer, "2024-01-01", "monthly_recurring_revenue", "3000");
        assertValue(answer, "2024-01-01", "mrr", "1000");
        assertValue(answer, "2024-01-01", "new_mrr", "1000");
        assertValue(answer, "2024-02-01", "mrr", "3000");
        assertValue(answer, "2024-02-01", "expansion_mrr", "2000");
        assertValue(answer, "2024-02-01", "net_mrr_churn", "-2");
        assertTotal(answer, "new_mrr", "1000");
        Metrics ofTheFirst = everything(question.ofProducts(List.of(PRODUCT)));
        assertValue(ofTheFirst, "2024-02-01", "churned_mrr", "-1000");
        assertValue(ofTheFirst, "2024-01-01", "active_subscriptions", "0");
    }

    @Test
    void trialsPausesAndEndsDontPayAndWhoComesBackIsReactivated() {
        Fact trial = with(
                subscription(SUBSCRIPTION, CUSTOMER, PRODUCT, 1000, "month", "2024-01-01T00:00:00Z"),
                Map.of("status", "trialing", "trial_end", "2024-01-03T00:00:00Z"));
        tell(
                trial,
                later(trial, "subscription.paused", "2024-01-05T12:00:00Z", Map.of("status", "paused")),
                later(trial, "subscription.resumed", "2024-01-07T12:00:00Z", Map.of("status", "past_due")),
                later(
                        trial,
                        "subscription.revoked",
                        "2024-01-09T00:00:00Z",
                        Map.of("status", "canceled", "ended_at", "2024-01-09T00:00:00Z")));
        Metrics answer = everything(asked("2024-01-01", "2024-01-10", "UTC", "day"));
        List<String> mrr = answer.periods().values().stream()
                .map(values -> values.get("mrr").toPlainString())
                .toList();
        assertThat(mrr).containsExactly("0", "0", "1000", "1000", "0", "0", "1000", "1000", "0", "0");
        assertValue(answer, "2024-01-03", "new_mrr", "1000");
        assertValue(answer, "2024-01-05", "churned_mrr", "-1000");
        assertValue(answer, "2024-01-07", "reactivation_mrr", "1000");
        // An instant on the boundary belongs to the next period.
        assertValue(answer, "2024-01-09", "churned_mrr", "-1000");
        assertValue(answer, "2024-01-09", "customer_churn", "1");
    }

    @Test
    void anOlderVersionThatComesLateChangesThePastNotThePresent() {
        Fact paid = order(ORDER, CUSTOMER, null, null, 1000, "2024-01-02T00:00:00Z");
        Fact refunded = later(paid, "order.refunded", "2024-01-05T00:00:00Z", Map.of("status", "void"));
        assertThat(book.receive(List.of(refunded, refunded))).isEqualTo(new FactBook.Received(1, 1, 0));
        assertThat(book.receive(List.of(paid, refunded))).isEqualTo(new FactBook.Received(1, 1, 0));
        assertTotal(everything(asked("2024-01-01", "2024-01-31", "UTC", "day")), "orders", "0");
    }
}

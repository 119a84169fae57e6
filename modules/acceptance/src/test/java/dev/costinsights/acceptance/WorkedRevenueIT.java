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

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Sales whose figures anybody can work out by hand, in whatever order their facts come. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkedRevenueIT {
    private static final UUID CUSTOMER = id(1);
    private static final UUID PRODUCT = id(2);
    private static final UUID OTHER_PRODUCT = id(3);
    private static final UUID ORDER = id(4);
    private static final UUID SUBSCRIPTION = id(5);

    private final Workspace workspace = Workspace.of(WorkedRevenueIT.class, "revenue");
    private final AtomicInteger organizations = new AtomicInteger();
    private ServerProcess server;

    @BeforeAll
    void start() {
        server = Launch.in(workspace).startReady();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        workspace.deleteData();
    }

    private Wire newOrganization() throws IOException {
        return Organizations.create(server.wire(), "revenue-" + organizations.incrementAndGet());
    }

    private static Wire theWorkedYear(Wire wire) throws IOException {
        List<Fact> facts = new ArrayList<>(WorkedRevenue.products());
        facts.addAll(WorkedRevenue.subscriptions());
        facts.addAll(WorkedRevenue.orders());
        // Orders before what they are of.
        Collections.reverse(facts);
        assertThat(wire.tell(facts)).isEqualTo(new FactBook.Received(12, 0, 0));
        return wire;
    }

    @Test
    void theWorkedYearByDay() throws IOException {
        Wire wire = theWorkedYear(newOrganization());

        Metrics answer = wire.metrics(asked("2024-01-01", "2024-12-31", "UTC", "day"));

        assertThat(answer.periods()).hasSize(366);
        assertThat(answer.totals().keySet()).containsExactlyInAnyOrderElementsOf(Slugs.REFERENCE);
        assertValues(
                answer,
                "2024-01-01T00:00:00Z",
                Map.of(
                        "orders", "3",
                        "revenue", "120000",
                        "cumulative_revenue", "130000",
                        "average_order_value", "40000",
                        "new_subscriptions", "2",
                        "new_subscriptions_revenue", "110000",
                        "active_subscriptions", "2",
                        "monthly_recurring_revenue", "18333",
                        "annual_recurring_revenue", "219996"));
        assertValues(
                answer,
                "2024-02-01T00:00:00Z",
                Map.of(
                        "renewed_subscriptions", "1",
                        "renewed_subscriptions_revenue", "10000",
                        "cumulative_revenue", "140000"));
        assertValues(
                answer,
                "2024-06-01T00:00:00Z",
                Map.of("active_subscriptions", "3", "monthly_recurring_revenue", "28333"));
        assertTotals(answer, Map.of("orders", "5", "revenue", "140000", "average_order_value", "28000"));
    }

    @Test
    void theWorkedYearByMonthFromAndToTheMiddleOfOne() throws IOException {
        Wire wire = theWorkedYear(newOrganization());
        Metrics answer = wire.metrics(asked("2024-01-11", "2024-06-15", "UTC", "month"));
        assertThat(answer.periods()).hasSize(6);
        assertValues(answer, "2024-01-01T00:00:00Z", Map.of("orders", "0", "cumulative_revenue", "130000"));
    }

    @Test
    void theWorkedYearInParis() throws IOException {
        Wire wire = theWorkedYear(newOrganization());
        Metrics answer = wire.metrics(asked("2024-01-01", "2024-12-31", "Europe/Paris", "day"));
        assertThat(answer.periods().keySet().iterator().next()).isEqualTo(Instant.parse("2023-12-31T23:00:00Z"));
        assertValues(answer, "2023-12-31T23:00:00Z", Map.of("orders", "3", "revenue", "120000"));
    }

    @Test
    void theWorkedYearOfAProductABillingTypeAndACustomer() throws IOException {
        Wire wire = theWorkedYear(newOrganization());
        Question year = asked("2024-01-01", "2024-12-31", "UTC", "month");
        assertTotals(
                wire.metrics(year.ofProducts(List.of(WorkedRevenue.MONTHLY))),
                Map.of("orders", "3", "revenue", "30000", "active_subscriptions", "2"));
        assertTotals(
                wire.metrics(year.ofBillingTypes(List.of("one_time"))),
                Map.of("orders", "1", "cumulative_revenue", "20000", "monthly_recurring_revenue", "0"));
        assertTotals(
                wire.metrics(year.of(List.of(WorkedRevenue.FIRST_CUSTOMER))),
                Map.of("orders", "3", "revenue", "30000", "average_revenue_per_user", "10000"));
    }

    @Test
    void whoCanceledInTheThirtyDaysBeforeIsChurnOfThePeriod() throws IOException {
        Wire wire = newOrganization();
        Fact one = subscription(SUBSCRIPTION, CUSTOMER, PRODUCT, 1000, "month", "2024-01-01T00:00:00Z");
        wire.tell(List.of(
                later(
                        one,
                        "subscription.canceled",
                        "2024-02-15T00:00:00Z",
                        Map.of(
                                "canceled_at",
                                "2024-02-15T00:00:00Z",
                                "ends_at",
                                "2024-03-01T00:00:00Z",
                                "cancel_at_period_end",
                                true,
                                "customer_cancellation_reason",
                                "too_expensive")),
                subscription(id(6), id(7), PRODUCT, 1000, "month", "2024-01-01T00:00:00Z"),
                one));
        Metrics answer = wire.metrics(asked(
                "2024-01-01",
                "2024-03-31",
                "UTC",
                "month",
                "churn_rate",
                "churned_subscriptions",
                "canceled_subscriptions_too_expensive",
                "mrr",
                "churned_mrr",
                "gross_mrr_churn",
                "customer_churn"));
        assertValues(answer, "2024-01-01T00:00:00Z", Map.of("churn_rate", "0", "mrr", "2000"));
        assertValues(
                answer,
                "2024-02-01T00:00:00Z",
                Map.of("churn_rate", "0", "canceled_subscriptions_too_expensive", "1", "mrr", "2000"));
        assertValues(
                answer,
                "2024-03-01T00:00:00Z",
                Map.of(
                        "churn_rate", "0.5",
                        "churned_subscriptions", "1",
                        "churned_mrr", "-1000",
                        "gross_mrr_churn", "0.5",
                        "customer_churn", "0.5",
                        "mrr", "1000"));
        assertThat(answer.totals()).doesNotContainKeys("gross_mrr_churn", "customer_churn");
    }

    @Test
    void costsPerUserDivideByIdsAndInTotalBySubscriptions() throws IOException {
        Wire wire = newOrganization();
        wire.tell(List.of(
                subscription(SUBSCRIPTION, CUSTOMER, PRODUCT, 1000, "month", "2024-01-01T00:00:00Z"),
                subscription(id(6), id(7), PRODUCT, 1000, "month", "2024-01-01T00:00:00Z")));
        wire.ingest(List.of(
                Event.of("e", Instant.parse("2024-01-05T00:00:00Z"), "a", "0.5"),
                Event.of("e", Instant.parse("2024-01-06T00:00:00Z"), "b", "0.3"),
                Event.of("e", Instant.parse("2024-02-06T00:00:00Z"), "a", "0.1"),
                Event.of("e", Instant.parse("2024-02-06T00:00:00Z"), "b", "0.1")));
        // Given the total alone, without what it is made of
        Metrics answer = wire.metrics(asked("2024-01-01", "2024-03-31", "UTC", "month", "cost_per_user"));
        assertValues(answer, "2024-01-01T00:00:00Z", Map.of("cost_per_user", "0.4"));
        assertValues(answer, "2024-02-01T00:00:00Z", Map.of("cost_per_user", "0.1"));
        assertValues(answer, "2024-03-01T00:00:00Z", Map.of("cost_per_user", "0"));
        assertTotals(answer, Map.of("cost_per_user", "0.5"));
    }

    @Test
    void aRefundWaitsForItsOrderAndStandsAtTheOrderAndAtItsOwnDate() throws IOException {
        Wire wire = newOrganization();
        Fact refund = with(refund(id(6), ORDER, 500, "2024-02-03T00:00:00Z"), Map.of("currency", "eur"));
        assertThat(wire.tell(List.of(refund))).isEqualTo(new FactBook.Received(1, 0, 1));
        Question question = asked(
                "2024-01-01",
                "2024-02-29",
                "UTC",
                "month",
                "revenue",
                "net_revenue",
                "one_time_products_net_revenue",
                "refunds",
                "net_revenue_by_date",
                "profit",
                "profit_margin");
        assertTotals(wire.metrics(question), Map.of("refunds", "0", "net_revenue", "0"));
        JsonNode waiting = wire.read("v1/revenue/waiting");
        assertThat(waiting.at("/pagination/total_count").intValue()).isEqualTo(1);
        assertThat(waiting.at("/items/0/kind").textValue()).isEqualTo("refund");
        assertThat(waiting.at("/items/0/waits_for/id").textValue()).isEqualTo(ORDER.toString());

        wire.tell(List.of(with(
                order(ORDER, CUSTOMER, null, null, 1001, "2024-01-02T00:00:00Z"),
                Map.of("currency", "eur", "exchange_rate", new BigDecimal("1.5"), "platform_fee_amount", 7))));

        Metrics answer = wire.metrics(question);
        assertValues(
                answer,
                "2024-01-01T00:00:00Z",
                Map.of(
                        "revenue", "1502",
                        "net_revenue", "745",
                        "one_time_products_net_revenue", "745",
                        "refunds", "0",
                        "net_revenue_by_date", "1495",
                        "profit_margin", "1"));
        assertValues(
                answer,
                "2024-02-01T00:00:00Z",
                Map.of("revenue", "0", "net_revenue", "0", "refunds", "750", "net_revenue_by_date", "-750"));
        assertThat(answer.periods().get(Instant.parse("2024-02-01T00:00:00Z"))).doesNotContainKey("profit_margin");
        assertTotals(answer, Map.of("net_revenue", "745", "net_revenue_by_date", "745", "profit", "745"));
        assertThat(wire.read("v1/revenue/waiting").required("items")).isEmpty();
    }

    @Test
    void aDisputeThatIsWonComesBackWhenItIsWon() throws IOException {
        Wire wire = newOrganization();
        Fact open = dispute(id(6), ORDER, 400, 15, "2024-02-01T00:00:00Z");
        wire.tell(List.of(order(ORDER, CUSTOMER, null, null, 1000, "2024-01-02T00:00:00Z"), open));
        Question question =
                asked("2024-01-01", "2024-03-31", "UTC", "month", "net_revenue", "one_time_products_net_revenue");
        assertTotals(wire.metrics(question), Map.of("net_revenue", "585", "one_time_products_net_revenue", "1000"));

        wire.tell(List.of(later(open, "dispute.updated", "2024-03-01T00:00:00Z", Map.of("status", "won"))));

        Metrics answer = wire.metrics(question);
        assertValues(answer, "2024-02-01T00:00:00Z", Map.of("net_revenue", "-415"));
        assertValues(answer, "2024-03-01T00:00:00Z", Map.of("net_revenue", "415"));
        assertTotals(answer, Map.of("net_revenue", "1000"));
    }

    @Test
    void anAmountWithoutARateCountsAsItIsUntilTheRateComes() throws IOException {
        Wire wire = newOrganization();
        wire.tell(List.of(
                with(order(ORDER, CUSTOMER, null, null, 10, "2024-01-12T00:00:00Z"), Map.of("currency", "eur"))));
        Question question = asked("2024-01-01", "2024-01-31", "UTC", "month", "revenue");
        assertTotals(wire.metrics(question), Map.of("revenue", "10"));

        // Of a later day, then of an earlier one
        wire.tell(List.of(rate("eur", "2024-01-13", "2", "2024-02-01T00:00:00Z")));
        assertTotals(wire.metrics(question), Map.of("revenue", "10"));
        wire.tell(List.of(rate("eur", "2024-01-02", "1.25", "2024-02-01T00:00:00Z")));
        // 12.5, half away from zero.
        assertTotals(wire.metrics(question), Map.of("revenue", "13"));
        wire.tell(List.of(rate("eur", "2024-01-12", "1.5", "2024-02-01T00:00:00Z")));
        assertTotals(wire.metrics(question), Map.of("revenue", "15"));
    }

    @Test
    void aChangeOfPlanRewritesTheReferencesMrrAndLeavesOursAlone() throws IOException {
        Wire wire = newOrganization();
        Fact first = subscription(SUBSCRIPTION, CUSTOMER, PRODUCT, 1000, "month", "2024-01-15T00:00:00Z");
        wire.tell(List.of(first));
        Question question = asked(
                "2024-01-01",
                "2024-03-31",
                "UTC",
                "month",
                "monthly_recurring_revenue",
                "mrr",
                "new_mrr",
                "expansion_mrr",
                "net_mrr_churn");
        assertValues(
                wire.metrics(question),
                "2024-01-01T00:00:00Z",
                Map.of("monthly_recurring_revenue", "1000", "mrr", "1000"));

        wire.tell(List.of(later(
                first,
                "subscription.updated",
                "2024-02-15T00:00:00Z",
                Map.of("amount", 36_000, "recurring_interval", "year", "product_id", OTHER_PRODUCT))));

        Metrics answer = wire.metrics(question);
        assertValues(
                answer,
                "2024-01-01T00:00:00Z",
                Map.of("monthly_recurring_revenue", "3000", "mrr", "1000", "new_mrr", "1000"));
        assertValues(
                answer, "2024-02-01T00:00:00Z", Map.of("mrr", "3000", "expansion_mrr", "2000", "net_mrr_churn", "-2"));
        assertTotals(answer, Map.of("mrr", "3000", "new_mrr", "1000", "expansion_mrr", "2000"));
        List<JsonNode> movements =
                wire.readAll("v1/metrics/mrr-movements?start_date=2024-01-01&end_date=2024-03-31&interval=month", 1);
        assertThat(movements)
                .extracting(item -> item.required("movement").textValue())
                .containsExactly("new", "expansion");
        assertThat(movements.get(1).required("change").decimalValue()).isEqualByComparingTo("2000");
    }

    @Test
    void whoIsRegisteredLateBringsItsCosts() throws IOException {
        Wire wire = newOrganization();
        wire.tell(List.of(order(ORDER, CUSTOMER, null, null, 1000, "2024-01-02T00:00:00Z")));
        wire.ingest(List.of(
                Event.of("chat", Instant.parse("2024-01-05T00:00:00Z"), "acme", "250"),
                Event.of("chat", Instant.parse("2024-01-06T00:00:00Z"), "nobody", "50")));
        String path = "v1/customers/profitability?start_date=2024-01-01&end_date=2024-01-31";
        assertThat(wire.read(path).at("/unattributed/costs").decimalValue()).isEqualByComparingTo("300");

        wire.tell(List.of(customer(CUSTOMER, "acme", "2024-05-01T00:00:00Z")));

        JsonNode answer = wire.read(path);
        assertThat(answer.required("items")).hasSize(1);
        JsonNode row = answer.at("/items/0");
        assertThat(row.required("external_customer_id").textValue()).isEqualTo("acme");
        assertThat(row.required("costs").decimalValue()).isEqualByComparingTo("250");
        assertThat(row.required("profit").decimalValue()).isEqualByComparingTo("750");
        assertThat(row.required("profit_margin").decimalValue()).isEqualByComparingTo("0.75");
        assertThat(row.required("realized_ltv").decimalValue()).isEqualByComparingTo("750");
        assertThat(row.required("events").intValue()).isEqualTo(1);
        assertThat(row.required("top_cost_driver").asText()).isEqualTo("chat");
        assertThat(answer.at("/unattributed/costs").decimalValue()).isEqualByComparingTo("50");
        assertThat(answer.at("/totals/profit").decimalValue()).isEqualByComparingTo("700");
        assertTotals(
                wire.metrics(asked(
                        "2024-01-01", "2024-01-31", "UTC", "month", "unattributed_costs", "attribution_coverage")),
                Map.of("unattributed_costs", "50", "attribution_coverage", "0.833333333333"));
    }

    private static void assertValues(Metrics answer, String start, Map<String, String> expected) {
        expected.forEach((slug, value) -> assertThat(answer.at(Instant.parse(start), slug))
                .as("%s at %s", slug, start)
                .isEqualByComparingTo(value));
    }

    private static void assertTotals(Metrics answer, Map<String, String> expected) {
        expected.forEach((slug, value) ->
                assertThat(answer.total(slug)).as("total of %s", slug).isEqualByComparingTo(value));
    }
}

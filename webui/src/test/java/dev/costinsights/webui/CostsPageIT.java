package dev.costinsights.webui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.costs.CostReportQuery;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.GetCustomer;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.PropertyStatisticsQuery;
import dev.costinsights.contracts.statistics.StatisticsSource;
import dev.costinsights.contracts.statistics.VarianceQuery;
import dev.costinsights.contracts.statistics.VarianceStatistics;
import dev.costinsights.webui.costs.Reports;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Costs page over real HTTP: what it asks and what it does without an answer. */
class CostsPageIT extends DashboardTest {
    private static final UUID ID = UUID.fromString("0e8f8a52-3c1b-4f0e-9d7f-0a2b3c4d5e6f");
    private static final StatisticsSource SOURCE = new StatisticsSource(StatisticsSource.EXACT, Instant.EPOCH);

    private final List<PropertyStatisticsQuery> properties = new CopyOnWriteArrayList<>();
    private final List<VarianceQuery> variances = new CopyOnWriteArrayList<>();
    private volatile Function<PropertyStatisticsQuery, Future<PropertyStatistics>> values;
    private volatile Function<VarianceQuery, Future<VarianceStatistics>> unusual;

    @BeforeEach
    void serve() throws Exception {
        values = query -> Future.succeededFuture(new PropertyStatistics(
                List.of(
                        new PropertyStatistics.Item("=free", 7, 3, List.of(new BigDecimal("12.000000000001"))),
                        new PropertyStatistics.Item("pro", 5, 2, List.of(new BigDecimal("7")))),
                SOURCE));
        unusual = query -> Future.succeededFuture(new VarianceStatistics(List.of(), SOURCE));
        Future.all(
                        Channels.PROPERTY_STATISTICS
                                .serve(vertx, query -> {
                                    properties.add(query);
                                    return values.apply(query);
                                })
                                .completion(),
                        Channels.VARIANCE_STATISTICS
                                .serve(vertx, query -> {
                                    variances.add(query);
                                    return unusual.apply(query);
                                })
                                .completion(),
                        Channels.GET_CUSTOMER
                                .serve(vertx, CostsPageIT::customer)
                                .completion())
                .await();
    }

    /** One is registered, without an external id. */
    private static Future<Customer> customer(GetCustomer ask) {
        return ID.equals(ask.customer().id())
                ? Future.succeededFuture(new Customer(
                        ask.organizationId(),
                        ID,
                        null,
                        Customer.Type.INDIVIDUAL,
                        null,
                        "Ann <b>",
                        null,
                        null,
                        null,
                        null,
                        Map.of(),
                        Instant.EPOCH,
                        null,
                        null))
                : FakeModules.fail(ErrorCode.NOT_FOUND);
    }

    @Test
    void one_customers_page_asks_for_one_customer_everywhere() throws Exception {
        String body = get("/costs?by=property&property=plan&customer=" + ID, modules.session())
                .body();

        assertThat(body).contains("Customer: <b>Ann &lt;b&gt;</b>", ">pro<", "Per dollar of revenue");
        assertThat(modules.questions).extracting(CostReportQuery::customer).containsOnly(ID.toString());
        assertThat(properties)
                .allSatisfy(query -> {
                    assertThat(query.scope().organizationId()).isEqualTo(Organizations.DEFAULT_ID);
                    assertThat(query.scope().filter().customerIds()).containsExactly(ID);
                    assertThat(query.scope().filter().externalCustomerIds()).containsExactly(ID.toString());
                })
                .hasSize(1);
        assertThat(variances)
                .allSatisfy(query ->
                        assertThat(query.scope().filter().customerIds()).containsExactly(ID));
    }

    @Test
    void a_customer_known_by_events_alone_has_no_revenue_to_set_against() throws Exception {
        String body = get("/costs?customer=acme", modules.session()).body();
        assertThat(body).contains("Customer: <b>acme</b>", "Per event").doesNotContain("Per dollar of revenue");
        assertThat(variances.get(0).scope().filter().externalCustomerIds()).containsExactly("acme");
        assertThat(variances.get(0).scope().filter().customerIds()).isEmpty();
    }

    @Test
    void a_part_that_fails_or_never_answers_leaves_the_page() throws Exception {
        values = query -> FakeModules.fail(ErrorCode.UNAVAILABLE);
        unusual = query -> Promise.<VarianceStatistics>promise().future();
        HttpResponse<String> page = get("/costs?by=property&property=plan", modules.session());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "What its values cost can&#39;t be shown right now",
                        "Unusual traces can&#39;t be shown right now",
                        "agent.run");
    }

    @Test
    void what_lives_is_asked_for_without_what_does_not() throws Exception {
        HttpResponse<String> part = send(request("/costs", modules.session())
                .header("HX-Request", "true")
                .header("HX-Target", "live"));
        assertThat(part.body()).contains("What changed").doesNotContain("id=\"unusual\"");
        assertThat(variances).isEmpty();
    }

    @Test
    void the_table_is_a_file_with_every_digit_that_adds_up() throws Exception {
        HttpResponse<String> file =
                get("/costs.csv?from=2026-10-25&to=2026-11-23&by=customer&sort=name&page=2", modules.session());
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("content-type")).hasValue("text/csv; charset=utf-8");
        assertThat(file.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"costs-by-customer-2026-10-25-2026-11-23.csv\"");
        List<String> lines = file.body().lines().toList();
        assertThat(lines.get(0)).isEqualTo("customer,costs_cents,previous_costs_cents,events,average_costs_cents");
        assertThat(lines).hasSize(62);
        assertThat(lines.get(61)).startsWith("(no customer),");
        CostReportQuery asked = modules.questions.get(0);
        assertThat(asked.breakdowns()).hasSize(1);
        assertThat(sum(lines))
                .isEqualByComparingTo(Reports.busy(asked, TODAY).total().costCents());
    }

    @Test
    void the_values_of_a_property_are_a_file_in_which_nothing_computes() throws Exception {
        HttpResponse<String> file =
                get("/costs.csv?by=property&property=plan.tier&from=2026-11-23&to=2026-11-23", modules.session());
        List<String> lines = file.body().lines().toList();
        assertThat(file.headers().firstValue("content-disposition").orElseThrow())
                .contains("costs-by-plan.tier-2026-11-23-2026-11-23.csv");
        assertThat(lines.get(0)).isEqualTo("value,costs_cents,events,customers,average_costs_cents");
        assertThat(lines.get(1)).startsWith("'=free,12.000000000001,7,3,1.714");
        assertThat(lines.get(3)).startsWith("(Without plan.tier),");
        assertThat(sum(lines))
                .isEqualByComparingTo(
                        Reports.busy(modules.questions.get(0), TODAY).total().costCents());
    }

    @Test
    void the_chart_is_a_file_as_far_as_it_has_begun() throws Exception {
        HttpResponse<String> file =
                get("/costs/over-time.csv?from=2026-11-22&to=2026-11-23&interval=hour", modules.session());
        List<String> lines = file.body().lines().toList();
        assertThat(lines.get(0)).isEqualTo("start,end,costs_cents,events,compared_start,compared_costs_cents");
        assertThat(lines.get(1)).startsWith("2026-11-22T00:00:00Z,2026-11-22T01:00:00Z,");
        assertThat(lines).hasSizeLessThan(49);
    }

    @Test
    void files_are_for_who_is_signed_in() throws Exception {
        assertThat(get("/costs.csv", null).statusCode()).isEqualTo(303);
        assertThat(get("/costs/over-time.csv", null).statusCode()).isEqualTo(303);
        modules.report = query -> FakeModules.fail(ErrorCode.UNAVAILABLE);
        assertThat(get("/costs.csv", modules.session()).statusCode()).isEqualTo(503);
    }

    private static BigDecimal sum(List<String> lines) {
        return lines.stream()
                .skip(1)
                .map(line -> new BigDecimal(line.split(",")[1]))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

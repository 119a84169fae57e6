package dev.costinsights.webui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.bus.Channel;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.eventlog.ListEvents;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.CustomerProfits;
import dev.costinsights.contracts.profit.CustomerRanking;
import dev.costinsights.contracts.profit.GetCustomerProfits;
import dev.costinsights.webui.customer.KnownCustomers;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page of a customer over real HTTP. */
class CustomerPageIT extends DashboardTest {
    private static final String PAGE = "/customers/" + KnownCustomers.ID;

    private final List<Message> asked = new CopyOnWriteArrayList<>();
    private volatile boolean entriesAreServed = true;

    @BeforeEach
    void serve() throws Exception {
        serve(
                Channels.GET_CUSTOMER,
                question ->
                        KnownCustomers.EXTERNAL_ID.equals(question.customer().externalId())
                                ? Future.succeededFuture(KnownCustomers.state().customer())
                                : FakeModules.fail(ErrorCode.NOT_FOUND));
        serve(Channels.GET_CUSTOMER_STATE, question -> Future.succeededFuture(KnownCustomers.state()));
        serve(Channels.GET_CUSTOMER_PROFITS, question -> Future.succeededFuture(profits(question)));
        serve(Channels.TIMESERIES, question -> Future.succeededFuture(KnownCustomers.names(12)));
        serve(Channels.PROPERTY_STATISTICS, question -> Future.succeededFuture(KnownCustomers.models()));
        serve(
                Channels.LIST_EVENTS,
                question -> Future.succeededFuture(
                        question.filter().externalCustomerIds().contains("nobody")
                                ? KnownCustomers.noEvents()
                                : KnownCustomers.events()));
        serve(
                Channels.LIST_REVENUE_ENTRIES,
                question -> entriesAreServed
                        ? Future.succeededFuture(KnownCustomers.entries())
                        : FakeModules.fail(ErrorCode.UNAVAILABLE));
        serve(
                Channels.RANK_CUSTOMERS,
                question -> Future.succeededFuture(new CustomerRanking(
                        IntStream.range(0, 250)
                                .mapToObj(i -> new UUID(0x4000, 0x8000000000000000L | i))
                                .toList(),
                        Instant.EPOCH)));
    }

    private <Q extends Message, R extends Message> void serve(Channel<Q, R> channel, Function<Q, Future<R>> answer)
            throws Exception {
        channel.serve(vertx, question -> {
                    asked.add(question);
                    return answer.apply(question);
                })
                .completion()
                .await(20, TimeUnit.SECONDS);
    }

    private static CustomerProfits profits(GetCustomerProfits question) {
        List<CustomerProfit> items = question.customerIds().size() > 1
                ? question.customerIds().stream()
                        .map(id -> ProfitAnswers.customer((int) id.getLeastSignificantBits() & 0xff))
                        .toList()
                : question.customerIds().contains(KnownCustomers.ID)
                        ? List.of(KnownCustomers.profit("=Halcyon, \"Freight\"", "9464", "59544"))
                        : List.of();
        return new CustomerProfits(items, Instant.EPOCH);
    }

    @Test
    void a_customer_is_shown_from_questions_about_this_organization_alone() throws Exception {
        HttpResponse<String> page = get(PAGE + "?from=2026-11-17&to=2026-11-23", modules.session());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("−$500", "Subscription renewed", "All events");
        assertThat(asked)
                .allSatisfy(question -> assertThat(question.toString()).contains(Organizations.DEFAULT_ID.toString()));
        assertThat(asked).filteredOn(GetCustomerProfits.class::isInstance).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/customers/99999999-2222-4333-8444-555555555555",
                "/customers/acme",
                "/customers/.csv",
                "/customers/1-1-1-1-1",
                "/customers/find",
                "/customers/find?key=nobody",
                "/customers/find?key=99999999-2222-4333-8444-555555555555%00"
            })
    void whoever_is_not_of_this_organization_is_not_there(String address) throws Exception {
        HttpResponse<String> page = get(address, modules.session());
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.body()).contains("There is nothing here");
    }

    @Test
    void an_external_id_leads_to_its_customer_and_keeps_days_zone_and_margin() throws Exception {
        String query = "from=2026-11-17&to=2026-11-23&tz=Asia/Tokyo&margin=40";
        HttpResponse<String> found =
                get("/customers/find?key=" + KnownCustomers.EXTERNAL_ID + "&" + query, modules.session());
        assertThat(found.statusCode()).isEqualTo(303);
        assertThat(location(found)).isEqualTo(PAGE + "?" + query);
        assertThat(location(get("/customers/find?key=" + KnownCustomers.ID, modules.session())))
                .isEqualTo(PAGE);
    }

    @Test
    void an_external_id_of_events_alone_has_a_page_of_costs() throws Exception {
        HttpResponse<String> page = get("/customers/find?key=stranger", modules.session());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Not registered", "stranger", "POST /v1/customers/");
        assertThat(asked)
                .filteredOn(ListEvents.class::isInstance)
                .allSatisfy(
                        question -> assertThat(((ListEvents) question).filter().externalCustomerIds())
                                .containsExactly("stranger"));
    }

    @Test
    void a_part_that_fails_leaves_the_rest() throws Exception {
        entriesAreServed = false;
        HttpResponse<String> page = get(PAGE, modules.session());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Orders and refunds can't be shown right now.", "−$500");
        assertThat(get(PAGE + ".csv?table=orders", modules.session()).statusCode())
                .isEqualTo(503);
    }

    @Test
    void tables_are_files_with_every_digit_and_add_up() throws Exception {
        HttpResponse<String> names = get(PAGE + ".csv?table=names&from=2026-11-17&to=2026-11-23", modules.session());
        assertThat(names.headers().firstValue("content-type")).contains("text/csv; charset=utf-8");
        assertThat(names.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"customer-names-2026-11-17-2026-11-23.csv\"");
        assertThat(names.body().lines())
                .contains("name,label,costs_cents,costs_before_cents,traces", "name.0,Agent <run>,40000,40000,10")
                .contains("\"\",Beneath traces of others,-413856,,");
        assertThat(get(PAGE + ".csv?table=models", modules.session()).body()).contains("<b>,0.0000001,3");
        assertThat(get(PAGE + ".csv?table=months", modules.session()).body().lines())
                .hasSize(11);
        assertThat(get(PAGE + ".csv?table=orders", modules.session()).body().lines())
                .hasSize(16);
        assertThat(get("/customers/find.csv?key=stranger&table=models", modules.session())
                        .body())
                .contains("gpt-5,50000,7");
    }

    @Test
    void the_list_of_customers_is_a_file_read_in_parts() throws Exception {
        HttpResponse<String> file = get("/customers.csv?show=losing", modules.session());
        assertThat(file.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"customers-2026-10-25-2026-11-23.csv\"");
        assertThat(file.body().lines()).hasSize(251);
        assertThat(asked)
                .filteredOn(GetCustomerProfits.class::isInstance)
                .extracting(question ->
                        ((GetCustomerProfits) question).customerIds().size())
                .containsExactly(200, 50);
        assertThat(get("/customers.csv", modules.session()).body().lines())
                .hasSize(252)
                .anyMatch(line -> line.startsWith("\"\",,No customer,,0,1160,-1160,,12"));
        assertThat(get("/customers.csv?table=cohorts", modules.session()).body().lines())
                .hasSize(1 + 12 * 13 / 2)
                .contains("2025-12,10,1,20000,2000,true");
    }

    @Test
    void nobody_signed_in_is_led_to_sign_in() throws Exception {
        assertThat(location(get(PAGE, null))).startsWith("/sign-in?next=");
        assertThat(location(get("/customers.csv", null))).startsWith("/sign-in?next=");
    }
}

package dev.costinsights.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.metrics.BillingType;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.profit.Cohorts;
import dev.costinsights.contracts.profit.CohortsQuery;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.contracts.profit.CustomerProfits;
import dev.costinsights.contracts.profit.CustomerRanking;
import dev.costinsights.contracts.profit.CustomerSelection;
import dev.costinsights.contracts.profit.CustomerSelection.Sort;
import dev.costinsights.contracts.profit.GetCustomerProfits;
import dev.costinsights.contracts.profit.ListCustomerProfits;
import dev.costinsights.contracts.profit.ListProductProfits;
import dev.costinsights.contracts.profit.ProductProfit;
import dev.costinsights.contracts.profit.ProductProfitPage;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.contracts.profit.RankCustomers;
import io.vertx.core.Future;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfitIT {
    private static final String DAYS = "?start_date=2024-03-01&end_date=2024-03-02";
    private static final String CUSTOMERS = "/v1/customers/profitability";
    private static final String PRODUCTS = "/v1/products/profitability";
    private static final String COHORTS = "/v1/customers/cohorts";
    private static final UUID ID = UUID.fromString("9f1c2b3a-4d5e-4f60-8a7b-0c1d2e3f4a5b");
    private static final TimeRange RANGE =
            new TimeRange(LocalDate.of(2024, 3, 1), LocalDate.of(2024, 3, 2), ZoneOffset.UTC);
    private static final Instant AS_OF = Instant.parse("2024-03-02T10:00:00.123456Z");
    private static final ProfitFigures FIGURES = new ProfitFigures(
            BigDecimal.valueOf(3_000),
            new BigDecimal("2900.50"),
            BigDecimal.valueOf(2_000),
            BigDecimal.valueOf(900),
            new BigDecimal("0.000000000001"));
    private static final CustomerProfit WHOLE = new CustomerProfit(
            ID,
            "=1+1",
            "-Acme",
            "@a.example",
            FIGURES,
            7,
            new BigDecimal("1E+3"),
            new BigDecimal("12.5"),
            CustomerProfit.Confidence.MEDIUM,
            AS_OF,
            AS_OF,
            " +chat");
    private static final CustomerProfit BARE = new CustomerProfit(
            ID, null, "A, \"B\"", null, ProfitFigures.NONE, 0, BigDecimal.ZERO, null, null, null, null, null);

    private final ApiServer server = new ApiServer();
    private final List<Object> asked = new CopyOnWriteArrayList<>();
    private volatile List<CustomerProfit> rows = List.of(WHOLE, BARE);
    private volatile CustomerRanking ranking = new CustomerRanking(List.of(ID, ID), AS_OF);
    private final AtomicInteger readableParts = new AtomicInteger(Integer.MAX_VALUE);
    private volatile ContractException failure;

    @BeforeEach
    void serve() {
        Channels.LIST_CUSTOMER_PROFITS.serve(
                server.vertx,
                query -> answer(
                        query,
                        new CustomerProfitPage(
                                rows,
                                new CustomerProfitPage.Sums(ProfitFigures.ofCosts(BigDecimal.TEN), 2),
                                new CustomerProfitPage.Totals(FIGURES, 9, BigDecimal.ONE),
                                11,
                                AS_OF)));
        Channels.RANK_CUSTOMERS.serve(server.vertx, query -> answer(query, ranking));
        Channels.GET_CUSTOMER_PROFITS.serve(
                server.vertx,
                query -> readableParts.getAndDecrement() > 0
                        ? answer(query, new CustomerProfits(rows, AS_OF))
                        : Future.failedFuture(new ContractException(ErrorCode.UNAVAILABLE, "The database is away.")));
        Channels.LIST_PRODUCT_PROFITS.serve(
                server.vertx,
                query -> answer(
                        query,
                        new ProductProfitPage(
                                List.of(
                                        new ProductProfit(ID, "=Pro", BillingType.RECURRING, FIGURES, 2, 1),
                                        new ProductProfit(null, null, null, ProfitFigures.NONE, 0, 0)),
                                ProfitFigures.ofCosts(BigDecimal.ONE),
                                FIGURES,
                                2,
                                1,
                                2,
                                AS_OF)));
        Channels.COHORTS.serve(
                server.vertx,
                query -> answer(
                        query,
                        new Cohorts(
                                List.of(
                                        new Cohorts.Cohort(YearMonth.of(2026, 5), 0, List.of()),
                                        new Cohorts.Cohort(
                                                YearMonth.of(2026, 6),
                                                3,
                                                List.of(Cohorts.Age.of(0, BigDecimal.TEN, 3, false)))),
                                AS_OF)));
    }

    private <T> Future<T> answer(Object query, T answer) {
        asked.add(query);
        return failure == null ? Future.succeededFuture(answer) : Future.failedFuture(failure);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRowHasEveryDigitAndNullForWhatIsNotKnown() {
        var list = server.get(CUSTOMERS + DAYS);
        var one = server.get(CUSTOMERS + '/' + ID + DAYS);

        String figures = "\"revenue\":3000,\"net_revenue\":2900.5,\"net_revenue_by_date\":2000,\"refunds\":900,"
                + "\"costs\":0.000000000001,\"profit\":1999.999999999999,\"profit_margin\":1";
        String whole = "{\"customer_id\":\"" + ID + "\",\"external_customer_id\":\"=1+1\",\"name\":\"-Acme\","
                + "\"email\":\"@a.example\"," + figures + ",\"realized_ltv\":1000,\"predicted_ltv\":12.5,"
                + "\"predicted_ltv_confidence\":\"medium\",\"first_activity_at\":\"2024-03-02T10:00:00.123456Z\","
                + "\"last_activity_at\":\"2024-03-02T10:00:00.123456Z\",\"events\":7,\"top_cost_driver\":\" +chat\"}";
        String nothing = "\"revenue\":0,\"net_revenue\":0,\"net_revenue_by_date\":0,\"refunds\":0,\"costs\":";
        assertThat(list.status()).isEqualTo(200);
        assertThat(list.header("cost-insights-as-of")).isEqualTo("2024-03-02T10:00:00.123456Z");
        assertThat(list.body())
                .isEqualTo("{\"items\":[" + whole + ",{\"customer_id\":\"" + ID
                        + "\",\"external_customer_id\":null,\"name\":\"A, \\\"B\\\"\",\"email\":null," + nothing
                        + "0,\"profit\":0,\"profit_margin\":null,\"realized_ltv\":0,\"predicted_ltv\":null,"
                        + "\"predicted_ltv_confidence\":null,\"first_activity_at\":null,\"last_activity_at\":null,"
                        + "\"events\":0,\"top_cost_driver\":null}],\"unattributed\":{" + nothing
                        + "10,\"profit\":-10,\"profit_margin\":null,\"events\":2},\"totals\":{" + figures
                        + ",\"realized_ltv\":1,\"events\":9},\"pagination\":{\"total_count\":11,\"max_page\":2}}");
        assertThat(one.body()).isEqualTo(whole);
        assertThat(one.header("cost-insights-as-of")).isEqualTo("2024-03-02T10:00:00.123456Z");
    }

    @Test
    void aFileOfCustomersComputesNothing() {
        var answer = server.get(CUSTOMERS + "/export" + DAYS);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(answer.header("content-disposition")).isEqualTo("attachment; filename=customer-profitability.csv");
        assertThat(answer.body())
                .isEqualTo(
                        "customer_id,external_customer_id,name,email,revenue,net_revenue,net_revenue_by_date,refunds,"
                                + "costs,profit,profit_margin,realized_ltv,predicted_ltv,predicted_ltv_confidence,"
                                + "first_activity_at,last_activity_at,events,top_cost_driver\r\n" + ID
                                + ",'=1+1,'-Acme,'@a.example,3000,2900.5,2000,900,0.000000000001,1999.999999999999,1,1000,12.5,"
                                + "medium,2024-03-02T10:00:00.123456Z,2024-03-02T10:00:00.123456Z,7,' +chat\r\n" + ID
                                + ",,\"A, \"\"B\"\"\",,0,0,0,0,0,0,,0,,,,,0,\r\n");
    }

    @Test
    void aLongFileIsReadInPartsOfOneOrder() {
        List<UUID> ids = IntStream.range(0, 450)
                .mapToObj(number -> new UUID(0x4000L, 0x8000000000000000L + number))
                .toList();
        ranking = new CustomerRanking(ids, AS_OF);

        var answer = server.send(server.request(CUSTOMERS + "/export" + DAYS + "&sorting=name&query=acme")
                .header("Cost-Insights-Consistency", "strong")
                .GET());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(asked)
                .containsExactly(
                        new RankCustomers(new CustomerSelection(
                                Organizations.DEFAULT_ID, RANGE, "acme", Sort.NAME, false, Consistency.STRONG)),
                        part(ids.subList(0, 200)),
                        part(ids.subList(200, 400)),
                        part(ids.subList(400, 450)));
        assertThat(answer.body().lines()).hasSize(1 + 3 * rows.size());
    }

    private static GetCustomerProfits part(List<UUID> ids) {
        return new GetCustomerProfits(Organizations.DEFAULT_ID, RANGE, ids, Consistency.BOUNDED);
    }

    @Test
    void aFileThatCannotBeReadToItsEndIsCutOff() {
        ranking = new CustomerRanking(
                IntStream.range(0, 201)
                        .mapToObj(number -> new UUID(0x4000L, number))
                        .toList(),
                AS_OF);
        readableParts.set(1);

        assertThatThrownBy(() -> server.get(CUSTOMERS + "/export" + DAYS)).hasRootCauseInstanceOf(IOException.class);
        readableParts.set(0);
        assertThat(server.get(CUSTOMERS + "/export" + DAYS).status()).isEqualTo(503);
    }

    @Test
    void productsAreAListAndAFile() {
        var list = server.get(PRODUCTS + DAYS);
        var file = server.get(PRODUCTS + "/export" + DAYS);

        assertThat(list.json().at("/items/0/product_id").asText()).isEqualTo(ID.toString());
        assertThat(list.json().at("/items/0/billing_type").asText()).isEqualTo("recurring");
        assertThat(list.json().at("/items/1/product_id").isNull()).isTrue();
        assertThat(list.json().at("/unallocated/costs").asInt()).isEqualTo(1);
        assertThat(list.json().at("/totals/customers").asInt()).isEqualTo(1);
        assertThat(list.json().at("/pagination/total_count").asInt()).isEqualTo(2);
        assertThat(file.header("content-disposition")).isEqualTo("attachment; filename=product-profitability.csv");
        assertThat(file.body())
                .isEqualTo("product_id,name,billing_type,orders,revenue,net_revenue,net_revenue_by_date,refunds,costs,"
                        + "profit,profit_margin,customers\r\n" + ID
                        + ",'=Pro,recurring,2,3000,2900.5,2000,900,0.000000000001,1999.999999999999,1,1\r\n"
                        + "\"\",,,0,0,0,0,0,0,0,,0\r\n");
    }

    @Test
    void cohortsAreOfTheLastTwelveMonthsUnlessSaid() {
        var answer = server.get(COHORTS);
        server.get(COHORTS + "?start_month=2026-05");
        server.get(COHORTS + "?end_month=2025-01");
        server.get(COHORTS + "?start_month=2022-02&end_month=2025-01");

        assertThat(answer.body())
                .isEqualTo("{\"cohorts\":[{\"month\":\"2026-05\",\"customers\":0,\"ages\":[]},"
                        + "{\"month\":\"2026-06\",\"customers\":3,\"ages\":[{\"age\":0,\"contribution\":10,"
                        + "\"contribution_per_customer\":3.333333333333,\"mature\":false}]}]}");
        assertThat(asked)
                .containsExactly(
                        cohorts("2025-07", "2026-06"),
                        cohorts("2026-05", "2026-06"),
                        cohorts("2024-02", "2025-01"),
                        cohorts("2022-02", "2025-01"));
    }

    private static CohortsQuery cohorts(String start, String end) {
        return new CohortsQuery(
                Organizations.DEFAULT_ID,
                YearMonth.parse(start),
                YearMonth.parse(end),
                ApiServer.NOW,
                Consistency.BOUNDED);
    }

    @Test
    void whatIsNotSaidHasItsDefaultAndWhatIsSaidIsPassedOn() {
        server.get(CUSTOMERS + DAYS);
        server.get(CUSTOMERS + DAYS
                + "&timezone=Asia/Kathmandu&query=acm&sorting=realized_ltv&sorting=-name&page=3&limit=1000");
        server.get(PRODUCTS + DAYS + "&sorting=-net_revenue_by_date");

        var kathmandu = new TimeRange(RANGE.start(), RANGE.end(), ZoneId.of("Asia/Kathmandu"));
        assertThat(asked)
                .containsExactly(
                        new ListCustomerProfits(selection(RANGE, null, Sort.PROFIT, true), 0, 10),
                        new ListCustomerProfits(selection(kathmandu, "acm", Sort.REALIZED_LTV, false), 200, 100),
                        new ListProductProfits(
                                Organizations.DEFAULT_ID,
                                RANGE,
                                ListProductProfits.Sort.NET_REVENUE_BY_DATE,
                                true,
                                0,
                                10,
                                Consistency.BOUNDED));
    }

    private static CustomerSelection selection(TimeRange range, String query, Sort sort, boolean descending) {
        return new CustomerSelection(Organizations.DEFAULT_ID, range, query, sort, descending, Consistency.BOUNDED);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "customers/profitability?end_date=2024-03-02|start_date|missing",
                "customers/profitability?start_date=2024-03-01|end_date|missing",
                "customers/profitability?start_date=x&end_date=2024-03-02|start_date|date_from_datetime_parsing",
                "customers/profitability?start_date=2024-03-01&end_date=2024-03-02&timezone=x|timezone|TimeZoneName",
                "customers/profitability?start_date=2024-03-01&end_date=2024-03-02&query=ab|query|string_too_short",
                "customers/profitability?start_date=2024-03-01&end_date=2024-03-02&sorting=top_cost_driver|sorting|enum",
                "customers/profitability?start_date=2024-03-01&end_date=2024-03-02&limit=0|limit|greater_than",
                "customers/profitability/export?start_date=2024-03-01&end_date=2024-03-02&sorting=x|sorting|enum",
                "products/profitability?start_date=2024-03-01&end_date=2024-03-02&sorting=email|sorting|enum",
                "products/profitability/export?end_date=2024-03-02|start_date|missing",
                "customers/cohorts?start_month=2024-1|start_month|month_parsing",
                "customers/cohorts?end_month=2024-13|end_month|month_parsing",
                "customers/cohorts?organization_id=x|organization_id|uuid_parsing"
            })
    void aWrongParameterIsNamed(String pathAndQuery, String parameter, String type) {
        var answer = server.get("/v1/" + pathAndQuery);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("detail")).hasSize(1);
        assertThat(answer.json().at("/detail/0/type").asText()).isEqualTo(type);
        assertThat(answer.json().at("/detail/0/loc").toString()).isEqualTo("[\"query\",\"" + parameter + "\"]");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CUSTOMERS + "?start_date=2024-03-02&end_date=2024-03-01",
                PRODUCTS + "?start_date=2024-03-02&end_date=2024-03-01",
                COHORTS + "?start_month=2024-03&end_month=2024-02",
                COHORTS + "?start_month=2021-01&end_month=2024-01"
            })
    void aRangeThatIsBackwardsOrTooLongIsRefused(String path) {
        var answer = server.get(path);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().at("/detail/0/loc").toString()).isEqualTo("[\"query\"]");
        assertThat(asked).isEmpty();
    }

    @Test
    void aCustomerThatIsNotThereIsNotFound() {
        rows = List.of();

        assertThat(server.get(CUSTOMERS + '/' + ID + DAYS).status()).isEqualTo(404);
        assertThat(server.get(CUSTOMERS + "/acme" + DAYS).status()).isEqualTo(422);
    }

    @Test
    void anotherOrganizationsFiguresAreNeverAskedFor() {
        server.get(CUSTOMERS + DAYS + "&organization_id=" + ID);
        server.get(ApiServer.GUEST_TOKEN, CUSTOMERS + DAYS);
        server.get(ApiServer.GUEST_TOKEN, CUSTOMERS + '/' + ID + DAYS);
        server.get(ApiServer.GUEST_TOKEN, PRODUCTS + DAYS);
        server.get(ApiServer.GUEST_TOKEN, COHORTS);

        assertThat(asked)
                .extracting(ProfitIT::organizationId)
                .containsExactly(
                        MetricsParameters.NO_ORGANIZATION,
                        ApiServer.GUEST_ID,
                        ApiServer.GUEST_ID,
                        ApiServer.GUEST_ID,
                        ApiServer.GUEST_ID);
    }

    private static UUID organizationId(Object query) {
        if (query instanceof ListCustomerProfits list) {
            return list.selection().organizationId();
        } else if (query instanceof GetCustomerProfits get) {
            return get.organizationId();
        } else if (query instanceof ListProductProfits list) {
            return list.organizationId();
        }
        return ((CohortsQuery) query).organizationId();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                CUSTOMERS + DAYS,
                CUSTOMERS + "/export" + DAYS,
                CUSTOMERS + "/9f1c2b3a-4d5e-4f60-8a7b-0c1d2e3f4a5b" + DAYS,
                PRODUCTS + DAYS,
                PRODUCTS + "/export" + DAYS,
                COHORTS
            })
    void whatTakesTooLongIsUnavailableAndNeedsTheScopeOfMetrics(String path) {
        failure = new ContractException(ErrorCode.TIMEOUT, "Ask for less.");

        var answer = server.get(path);

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isNotNull();
        server.grant(Scope.CUSTOMERS_READ);
        assertThat(server.get(path).status()).isEqualTo(403);
    }

    @Test
    void aPathHasNoOtherMethodAndIsNotACustomersId() {
        var deleted = server.send(server.request(CUSTOMERS).DELETE());
        var slash = server.get(CUSTOMERS + '/' + DAYS);

        assertThat(deleted.status()).isEqualTo(405);
        assertThat(deleted.header("allow")).isEqualTo("GET");
        assertThat(slash.status()).isEqualTo(307);
        assertThat(slash.header("location")).isEqualTo(CUSTOMERS + DAYS);
    }
}

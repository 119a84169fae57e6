package dev.costinsights.webui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.customers.GetCustomer;
import dev.costinsights.contracts.dashboards.CreateDashboard;
import dev.costinsights.contracts.dashboards.DashboardList;
import dev.costinsights.contracts.dashboards.MetricDashboard;
import dev.costinsights.contracts.dashboards.UpdateDashboard;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Metrics pages over real HTTP. */
class MetricsPageIT extends DashboardTest {
    private static final UUID BOARD = UUID.fromString("22222222-2222-4222-8222-222222222222");
    private static final String PATH = "/metrics/dashboards/" + BOARD;

    private final Map<UUID, MetricDashboard> boards = new TreeMap<>();
    private final List<UUID> organizations = new CopyOnWriteArrayList<>();
    private final List<GetCustomer> customersAsked = new CopyOnWriteArrayList<>();

    @BeforeEach
    void serveDashboards() throws Exception {
        boards.put(BOARD, board("Board", List.of("costs", "net_revenue_by_date")));
        Future.all(List.of(
                        Channels.LIST_DASHBOARDS
                                .serve(vertx, ask -> {
                                    organizations.add(ask.organizationId());
                                    return Future.succeededFuture(new DashboardList(new ArrayList<>(boards.values())));
                                })
                                .completion(),
                        Channels.GET_DASHBOARD
                                .serve(vertx, ask -> found(boards.get(ask.id())))
                                .completion(),
                        Channels.CREATE_DASHBOARD.serve(vertx, this::create).completion(),
                        Channels.UPDATE_DASHBOARD.serve(vertx, this::update).completion(),
                        Channels.DELETE_DASHBOARD
                                .serve(
                                        vertx,
                                        ask -> found(boards.remove(ask.id())).map(new Done()))
                                .completion(),
                        Channels.GET_CUSTOMER
                                .serve(vertx, ask -> {
                                    customersAsked.add(ask);
                                    return FakeModules.fail(ErrorCode.NOT_FOUND);
                                })
                                .completion()))
                .await(10, TimeUnit.SECONDS);
    }

    @Test
    void metrics_lead_to_the_first_group() throws Exception {
        String session = modules.session();
        assertThat(location(get("/metrics", session))).isEqualTo("/metrics/profit");
        assertThat(location(get("/metrics?from=2026-11-01", session))).isEqualTo("/metrics/profit?from=2026-11-01");
        HttpResponse<String> page = get("/metrics/profit", session);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(">Profit</h1>", "id=\"m-costs\"", "Board", "/metrics/costs.svg");
        assertThat(organizations).containsOnly(Organizations.DEFAULT_ID);
    }

    @Test
    void nobody_sees_metrics_without_a_session() throws Exception {
        for (String path : List.of("/metrics", "/metrics/costs", "/metrics/costs.csv", "/metrics/costs.svg", PATH)) {
            assertThat(location(get(path, null))).as(path).startsWith("/sign-in");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/metrics/nothing",
                "/metrics/nothing.csv",
                "/metrics/nothing.svg",
                "/metrics/nothing/table.csv",
                "/metrics/dashboards/11111111-1111-4111-8111-111111111111",
                "/metrics/dashboards/x",
                "/metrics/dashboards/x/table.csv"
            })
    void what_is_not_there_is_a_page_that_says_so(String path) throws Exception {
        assertThat(get(path, modules.session()).statusCode()).isEqualTo(404);
    }

    @Test
    void a_chart_and_a_table_come_as_files() throws Exception {
        String session = modules.session();
        String query = "?from=2026-11-20&to=2026-11-23";
        HttpResponse<String> one = get("/metrics/costs.csv" + query, session);
        assertThat(one.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"costs-2026-11-20-2026-11-23.csv\"");
        assertThat(one.body()).isEqualTo("""
                period,costs_cents\r
                2026-11-20T00:00:00Z,3000\r
                2026-11-21T00:00:00Z,3050\r
                2026-11-22T00:00:00Z,3100\r
                2026-11-23T00:00:00Z,3150\r
                total,12300\r
                """);
        assertThat(get("/metrics/profit/table.csv" + query, session).body())
                .startsWith("period,profit_cents,profit_margin,net_revenue_by_date_cents,costs_cents\r\n");
        assertThat(get(PATH + "/table.csv" + query, session).body())
                .startsWith("period,costs_cents,net_revenue_by_date_cents\r\n");
        HttpResponse<String> picture = get("/metrics/costs.svg" + query, session);
        assertThat(picture.headers().firstValue("content-type").orElseThrow()).startsWith("image/svg+xml");
        assertThat(picture.headers().firstValue("content-security-policy")).hasValue("default-src 'none'; sandbox");
        assertThat(picture.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"costs-2026-11-20-2026-11-23.svg\"");
        assertThat(picture.body()).contains("Fernwright", "$123.00");
        assertThat(get("/metrics/definitions.csv?query=seat+count", session).body())
                .contains("seats_total,Seat Count,Seats,count,reference");
    }

    @Test
    void a_customer_is_sought_by_either_id_and_said_to_be_missing() throws Exception {
        String page = get("/metrics/costs?customer=" + BOARD, modules.session()).body();
        assertThat(page).contains("No customer has the id “" + BOARD + "”; it is left out.");
        assertThat(customersAsked).hasSize(2);
        assertThat(customersAsked).extracting(GetCustomer::organizationId).containsOnly(Organizations.DEFAULT_ID);
    }

    @Test
    void definitions_have_an_anchor_each() throws Exception {
        assertThat(get("/metrics/definitions", modules.session()).body()).contains("id=\"predicted_ltv\"");
        assertThat(get("/metrics/definitions?query=%3Cscript%3E", modules.session())
                        .body())
                .contains("No metric is called so", "&lt;script&gt;")
                .doesNotContain("“<script>");
    }

    @Test
    void a_dashboard_is_made_with_its_first_metric() throws Exception {
        HttpResponse<String> made = send("/metrics/dashboards", "name", " Weekly <b> ", "metric", "mrr");
        assertThat(made.statusCode()).isEqualTo(303);
        MetricDashboard board = boards.values().stream()
                .filter(each -> !each.id().equals(BOARD))
                .findFirst()
                .orElseThrow();
        assertThat(location(made)).isEqualTo("/metrics/dashboards/" + board.id());
        assertThat(board.name()).isEqualTo("Weekly <b>");
        assertThat(board.metrics()).containsExactly("mrr");
        assertThat(get("/metrics/dashboards", modules.session()).body())
                .contains("Weekly &lt;b&gt;", "1 metric")
                .doesNotContain("Weekly <b>");
    }

    @Test
    void what_is_wrong_with_a_new_dashboard_is_said_at_its_field() throws Exception {
        HttpResponse<String> unnamed = send("/metrics/dashboards", "name", " ", "metric", "mrr");
        assertThat(unnamed.statusCode()).isEqualTo(422);
        assertThat(unnamed.body()).contains("id=\"name-problem\">A name has 1 to 200 characters.<");
        HttpResponse<String> unknown = send("/metrics/dashboards", "name", "<i>", "metric", "<script>");
        assertThat(unknown.statusCode()).isEqualTo(422);
        assertThat(unknown.body())
                .contains("id=\"metric-problem\">This metric isn", "value=\"&lt;i&gt;\"")
                .doesNotContain("<script>\"");
    }

    @Test
    void metrics_are_added_moved_and_removed() throws Exception {
        String state = "from=2026-11-01&to=2026-11-20";
        HttpResponse<String> added =
                send("/metrics/dashboards/star", "dashboard", BOARD.toString(), "metric", "mrr", "state", state);
        assertThat(location(added)).isEqualTo(PATH + "?" + state + "#m-mrr");
        assertThat(boards.get(BOARD).metrics()).containsExactly("costs", "net_revenue_by_date", "mrr");
        send(PATH + "/add", "metric", "mrr");
        send(PATH + "/move", "metric", "mrr", "to", "up");
        assertThat(boards.get(BOARD).metrics()).containsExactly("costs", "mrr", "net_revenue_by_date");
        HttpResponse<String> removed = send(PATH + "/remove", "metric", "costs", "state", "x\r\nSet-Cookie: stolen=1");
        assertThat(location(removed)).isEqualTo(PATH);
        assertThat(boards.get(BOARD).metrics()).containsExactly("mrr", "net_revenue_by_date");
        assertThat(send(PATH + "/add", "metric", "nonsense").statusCode()).isEqualTo(404);
        assertThat(send("/metrics/dashboards/star", "dashboard", "x", "metric", "mrr")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_dashboard_that_is_full_says_so() throws Exception {
        List<String> ten = new ArrayList<>();
        for (int i = 0; i < MetricDashboard.MAX_METRICS; i++) {
            ten.add("gone_" + i);
        }
        boards.put(BOARD, board("Full", ten));
        HttpResponse<String> refused = send(PATH + "/add", "metric", "mrr");
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("A dashboard has at most 10 metrics.");
        assertThat(get(PATH, modules.session()).body())
                .contains("which is all that a dashboard holds", "gone_9")
                .doesNotContain("Add metric");
    }

    @Test
    void a_dashboard_is_renamed_and_deleted() throws Exception {
        assertThat(location(send(PATH + "/rename", "name", "Other"))).isEqualTo(PATH);
        assertThat(boards.get(BOARD).name()).isEqualTo("Other");
        HttpResponse<String> refused = send(PATH + "/rename", "name", "x".repeat(201));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("A name has 1 to 200 characters.", "id=\"m-costs\"");
        assertThat(location(get(PATH + "/rename", modules.session()))).isEqualTo(PATH);
        assertThat(location(send(PATH + "/delete"))).isEqualTo("/metrics/dashboards");
        assertThat(boards).isEmpty();
        assertThat(send(PATH + "/delete").statusCode()).isEqualTo(404);
        assertThat(send(PATH + "/rename", "name", "Late").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/star", "/" + "22222222-2222-4222-8222-222222222222/add", "/x/move", "/x/delete"})
    void forms_need_their_token_and_a_member(String path) throws Exception {
        String session = modules.session();
        String address = "/metrics/dashboards" + path;
        assertThat(post(address, session, "name", "x", "metric", "mrr").statusCode())
                .isEqualTo(403);
        modules.role = Role.VIEWER;
        assertThat(post(address, session, "csrf", FakeModules.CSRF, "name", "x", "metric", "mrr")
                        .statusCode())
                .isEqualTo(403);
        assertThat(boards.get(BOARD).metrics()).containsExactly("costs", "net_revenue_by_date");
        assertThat(get("/metrics/dashboards", session).body()).doesNotContain("Make dashboard");
    }

    private HttpResponse<String> send(String path, String... fields) throws Exception {
        List<String> all = new ArrayList<>(List.of("csrf", FakeModules.CSRF));
        all.addAll(List.of(fields));
        return post(path, modules.session(), all.toArray(String[]::new));
    }

    private Future<MetricDashboard> create(CreateDashboard ask) {
        return check(ask.name(), ask.metrics()).compose(good -> {
            var made = new MetricDashboard(
                    ask.organizationId(), UUID.randomUUID(), ask.name(), ask.metrics(), Instant.EPOCH, null);
            boards.put(made.id(), made);
            return Future.succeededFuture(made);
        });
    }

    private Future<MetricDashboard> update(UpdateDashboard ask) {
        MetricDashboard old = boards.get(ask.id());
        return found(old)
                .compose(there -> check(
                        ask.name() == null ? there.name() : ask.name(),
                        ask.metrics() == null ? there.metrics() : ask.metrics()))
                .map(good -> {
                    MetricDashboard changed = board(
                            ask.name() == null ? old.name() : ask.name(),
                            ask.metrics() == null ? old.metrics() : ask.metrics());
                    boards.put(BOARD, changed);
                    return changed;
                });
    }

    /** As accounts does. */
    private static Future<Done> check(String name, List<String> metrics) {
        if (name.isEmpty() || name.length() > MetricDashboard.MAX_NAME_LENGTH) {
            return invalid("name", "A name has 1 to 200 characters.");
        }
        return metrics.size() > MetricDashboard.MAX_METRICS
                ? invalid("metrics", "A dashboard has at most 10 metrics.")
                : Future.succeededFuture(new Done());
    }

    private static Future<Done> invalid(String field, String message) {
        return Future.failedFuture(new ContractException(
                ErrorCode.INVALID, "No.", List.of(new FieldError(null, field, "value_error", message))));
    }

    private static Future<MetricDashboard> found(MetricDashboard board) {
        return board == null ? FakeModules.fail(ErrorCode.NOT_FOUND) : Future.succeededFuture(board);
    }

    private static MetricDashboard board(String name, List<String> metrics) {
        return new MetricDashboard(Organizations.DEFAULT_ID, BOARD, name, metrics, Instant.EPOCH, null);
    }
}

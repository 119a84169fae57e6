package dev.costinsights.acceptance;

import static dev.costinsights.acceptance.Call.delete;
import static dev.costinsights.acceptance.Call.get;
import static dev.costinsights.acceptance.Call.patch;
import static dev.costinsights.acceptance.Call.post;
import static dev.costinsights.acceptance.Call.strong;
import static org.assertj.core.api.Assertions.fail;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * How each operation is called about what was planted in an organization: so that its own token succeeds, with as many
 * ids, external ids and names of it in the requests as the operation takes.
 */
final class Calls {
    static final List<String> ALL_SCOPES = List.of(
            "events:read",
            "events:write",
            "metrics:read",
            "metrics:write",
            "customers:read",
            "customers:write",
            "revenue:write",
            "organizations:write");

    private static final String DAYS = "start_date=" + Planted.DAY + "&end_date=" + Planted.DAY;

    private static final String RENAMED = "{\"name\":\"Renamed\"}";

    private static final Map<String, Function<Planted, List<Call>>> BY_OPERATION = new HashMap<>();

    private Calls() {}

    static {
        events();
        eventTypes();
        statistics();
        metrics();
        profit();
        dashboards();
        customers();
        members();
        revenue();
        imports();
        webhooks();
        organizations();
        description();
    }

    private static void events() {
        on(
                "ingestEvents",
                there -> List.of(post("v1/events/ingest", """
                        {"events":[{"name":"handle.root","external_id":"handle-root","parent_id":"handle-root",
                          "external_customer_id":"handle-customer","metadata":{"_cost":{"amount":1,"currency":"usd"}}}]}
                        """), post("v1/events/ingest", """
                        {"events":[{"name":"handle.root","external_id":"handle-root","parent_id":"%s",
                          "customer_id":"%s","member_id":"%s"}]}
                        """.formatted(
                                there.id("event"), there.id("customer"), there.id("member")))));
        on(
                "listEvents",
                there -> List.of(
                        strong("v1/events/"),
                        strong("v1/events/?limit=100&sorting=timestamp&aggregate_fields=_cost.amount"),
                        get("v1/events?cursor_pagination=true&depth=0&source=user"),
                        get("v1/events/?customer_id=" + there.id("customer")),
                        get("v1/events/?external_customer_id=handle-customer&name=handle.root"),
                        get("v1/events/?event_type_id=" + there.id("event type")),
                        get("v1/events/?parent_id=" + there.id("event") + "&depth=5"),
                        get("v1/events/?organization_id=" + there.organizationId() + "&query=handle"),
                        get("v1/events/?metadata[_llm.input_tokens]=0"),
                        get("v1/events/?start_timestamp=2026-01-01T00:00:00Z&end_timestamp=2026-12-31T00:00:00Z&filter="
                                + Wire.encode("{\"conjunction\":\"and\",\"clauses\":[{\"property\":\"name\","
                                        + "\"operator\":\"eq\",\"value\":\"handle.root\"}]}"))));
        on(
                "listEventNames",
                there -> List.of(
                        strong("v1/events/names"),
                        get("v1/events/names?query=handle&sorting=-occurrences&customer_id=" + there.id("customer")),
                        get("v1/events/names?organization_id=" + there.organizationId())));
        on(
                "getEvent",
                there -> List.of(
                        strong("v1/events/" + there.id("event")),
                        get("v1/events/" + there.id("event") + "?aggregate_fields=_cost.amount")));
    }

    private static void eventTypes() {
        on(
                "listEventTypes",
                there -> List.of(
                        strong("v1/event-types/"),
                        get("v1/event-types/?parent_id=" + there.id("event")),
                        get("v1/event-types/?root_events=true&external_customer_id=handle-customer"),
                        get("v1/event-types?organization_id=" + there.organizationId())));
        on(
                "updateEventType",
                there -> List.of(patch(
                        "v1/event-types/" + there.id("event type"),
                        "{\"label\":\"A label\",\"label_property_selector\":\"plan\"}")));
    }

    private static void statistics() {
        String about = DAYS + "&timezone=Asia/Kathmandu";
        on(
                "getEventTimeseries",
                there -> List.of(
                        strong("v1/events/statistics/timeseries?interval=day&" + DAYS),
                        get("v1/events/statistics/timeseries?interval=hour&name=handle.root&" + about),
                        get("v1/events/statistics/timeseries?interval=month&customer_id=" + there.id("customer") + '&'
                                + about),
                        get("v1/events/statistics/timeseries?interval=day&organization_id=" + there.organizationId()
                                + '&' + DAYS)));
        on(
                "getEventsByProperty",
                there -> List.of(
                        strong("v1/events/statistics/by-property?property=_llm.model&" + DAYS),
                        get("v1/events/statistics/by-property?property=plan&external_customer_id=handle-customer&"
                                + about)));
        on(
                "getEventsByCustomer",
                there -> List.of(
                        strong("v1/events/statistics/by-customer?" + DAYS),
                        get("v1/events/statistics/by-customer?customer_id=" + there.id("customer") + '&' + about)));
        on(
                "getEventsByVariance",
                there -> List.of(
                        strong("v1/events/statistics/by-variance?" + DAYS),
                        get("v1/events/statistics/by-variance?name=handle.root&" + about)));
    }

    private static void metrics() {
        on(
                "getMetrics",
                there -> List.of(
                        strong("v1/metrics/?" + DAYS + "&interval=day"),
                        get("v1/metrics/?" + DAYS
                                + "&interval=hour&timezone=Asia/Kathmandu&metrics=costs&metrics=active_customers"),
                        get("v1/metrics?" + DAYS + "&interval=month&organization_id=" + there.organizationId())));
        on(
                "exportMetrics",
                there -> List.of(
                        strong("v1/metrics/export?" + DAYS + "&interval=day&metrics=costs"),
                        get("v1/metrics/export?" + DAYS + "&interval=hour&customer_id=" + there.id("customer"))));
        on(
                "listMrrMovements",
                there -> List.of(
                        strong("v1/metrics/mrr-movements?" + DAYS),
                        get("v1/metrics/mrr-movements?interval=day&customer_id=" + there.id("customer")
                                + "&timezone=Asia/Kathmandu&" + DAYS),
                        get("v1/metrics/mrr-movements?limit=100&organization_id=" + there.organizationId() + '&'
                                + DAYS)));
        on("getMetricDefinitions", there -> List.of(get("v1/metrics/definitions")));
        on("getMetricsLimits", there -> List.of(get("v1/metrics/limits")));
    }

    private static void profit() {
        String customers = "v1/customers/profitability";
        String products = "v1/products/profitability";
        String wide = "start_date=2026-01-01&end_date=2026-12-31&timezone=Asia/Kathmandu";
        on(
                "listCustomerProfits",
                there -> List.of(
                        strong(customers + '?' + DAYS),
                        get(customers + "?query=handle&sorting=-last_activity_at&limit=100&" + wide),
                        get(customers + "?sorting=predicted_ltv&organization_id=" + there.organizationId() + '&'
                                + wide)));
        on(
                "exportCustomerProfits",
                there -> List.of(
                        strong(customers + "/export?" + DAYS), get(customers + "/export?sorting=name&" + wide)));
        on(
                "getCustomerProfit",
                there -> List.of(
                        strong(customers + '/' + there.id("customer") + '?' + DAYS),
                        get(customers + '/' + there.id("customer") + '?' + wide)));
        on(
                "getCohorts",
                there -> List.of(strong("v1/customers/cohorts"), get("v1/customers/cohorts?start_month=2026-01")));
        on(
                "listProductProfits",
                there -> List.of(
                        strong(products + '?' + DAYS),
                        get(products + "?sorting=-customers&organization_id=" + there.organizationId() + '&' + wide)));
        on(
                "exportProductProfits",
                there -> List.of(strong(products + "/export?" + DAYS), get(products + "/export?sorting=name&" + wide)));
    }

    private static void dashboards() {
        on(
                "listDashboards",
                there -> List.of(
                        get("v1/metrics/dashboards"),
                        get("v1/metrics/dashboards?organization_id=" + there.organizationId())));
        on(
                "createDashboard",
                there -> List.of(
                        post("v1/metrics/dashboards", "{\"name\":\"Another\",\"metrics\":[\"costs\",\"no-metric\"]}")));
        on("getDashboard", there -> List.of(get("v1/metrics/dashboards/" + there.id("dashboard"))));
        on("updateDashboard", there -> List.of(patch("v1/metrics/dashboards/" + there.id("dashboard"), RENAMED)));
        on("deleteDashboard", there -> List.of(delete("v1/metrics/dashboards/" + there.id("spare dashboard"))));
    }

    private static void customers() {
        on(
                "listCustomers",
                there -> List.of(
                        get("v1/customers/"),
                        get("v1/customers?query=handle&sorting=name&limit=100"),
                        get("v1/customers/?organization_id=" + there.organizationId())));
        on("createCustomer", there -> List.of(post("v1/customers/", """
                        {"external_id":"another","email":"another@customer.example"}
                        """), post("v1/customers/", """
                        {"type":"team","name":"A team","billing_address":{"country":"US","line2":null},
                         "owner":{"email":"owner@customer.example"},"metadata":{"seats":3,"trial":false}}
                        """)));
        on("getCustomer", there -> List.of(get("v1/customers/" + there.id("customer"))));
        on("getCustomerByExternalId", there -> List.of(get("v1/customers/external/handle-customer")));
        on("getCustomerState", there -> List.of(get("v1/customers/" + there.id("customer") + "/state")));
        on("getCustomerStateByExternalId", there -> List.of(get("v1/customers/external/handle-customer/state")));
        on("updateCustomer", there -> List.of(patch("v1/customers/" + there.id("customer"), RENAMED)));
        on("updateCustomerByExternalId", there -> List.of(patch("v1/customers/external/handle-customer", RENAMED)));
        on("deleteCustomer", there -> List.of(delete("v1/customers/" + there.id("spare customer"))));
        on("deleteCustomerByExternalId", there -> List.of(delete("v1/customers/external/handle-another-spare")));
    }

    private static void members() {
        on(
                "listMembers",
                there -> List.of(
                        get("v1/members/"),
                        get("v1/members?sorting=created_at&role=owner&customer_id=" + there.id("customer")),
                        get("v1/members/?external_customer_id=handle-customer")));
        String external = "v1/customers/external/handle-customer/members";
        on(
                "createMember",
                there -> List.of(post(
                        "v1/customers/" + there.id("customer") + "/members",
                        "{\"email\":\"new@member.example\",\"external_id\":\"new\"}")));
        on(
                "createMemberByExternalId",
                there -> List.of(post(external, "{\"email\":\"newer@member.example\",\"role\":\"billing_manager\"}")));
        on("getMember", there -> List.of(get(member(there, "member"))));
        on("getMemberByExternalId", there -> List.of(get(external + "/handle-member")));
        on("updateMember", there -> List.of(patch(member(there, "member"), RENAMED)));
        on("updateMemberByExternalId", there -> List.of(patch(external + "/handle-member", RENAMED)));
        on("deleteMember", there -> List.of(delete(member(there, "spare member"))));
        on("deleteMemberByExternalId", there -> List.of(delete(external + "/handle-another-spare-member")));
    }

    private static String member(Planted there, String which) {
        return "v1/customers/" + there.id("customer") + "/members/" + there.id(which);
    }

    private static void revenue() {
        // Whoever sends these facts has a customer of its own by them, whose id is shown.
        on(
                "ingestFacts",
                there -> List.of(post("v1/revenue/ingest", """
                        {"facts":[
                          {"type":"order.updated","timestamp":"2026-03-05T12:00:00Z","data":{"id":"%1$s",
                            "created_at":"2026-03-05T12:00:00Z","status":"paid","currency":"usd","net_amount":4900,
                            "customer_id":"00000000-0000-4000-8000-00000000000c"}},
                          {"type":"refund.created","timestamp":"2026-03-05T12:00:00Z","data":{"id":"%2$s",
                            "created_at":"2026-03-05T12:00:00Z","status":"succeeded","order_id":"%1$s",
                            "amount":100,"currency":"usd"}}]}
                        """.formatted(there.id("order"), there.id("refund")))));
        on("listWaitingFacts", there -> List.of(get("v1/revenue/waiting"), get("v1/revenue/waiting?page=1&limit=100")));
    }

    private static void imports() {
        String file =
                "id,created_at,status,customer_id,currency,net_amount\nhandle-1,2026-03-05,%s,handle-1,usd,4900\n";
        on(
                "startImport",
                there -> List.of(
                        post("v1/revenue/imports/?kind=orders", file.formatted("paid"))
                                .with("Content-Type", "text/csv"),
                        post("v1/revenue/imports?kind=orders&dry_run=true", file.formatted("wrong"))
                                .with("Content-Type", "text/csv")));
        on("listImports", there -> List.of(get("v1/revenue/imports/"), get("v1/revenue/imports?page=1&limit=100")));
        on("getImport", there -> List.of(get("v1/revenue/imports/" + there.id("import"))));
        String errors = "v1/revenue/imports/%s/errors";
        on(
                "listImportErrors",
                there -> List.of(
                        get(errors.formatted(there.id("import"))),
                        get(errors.formatted(there.id("import"))).with("Accept", "application/json")));
    }

    private static void webhooks() {
        String endpoints = "v1/webhooks/endpoints";
        on("listWebhookEndpoints", there -> List.of(get(endpoints), get(endpoints + "/?page=1&limit=100")));
        on("createWebhookEndpoint", there -> List.of(post(endpoints + '/', """
                        {"provider":"stripe","name":"Another","secret":"whsec_of_another_endpoint","customer_key":"user"}
                        """)));
        on("getWebhookEndpoint", there -> List.of(get(endpoints + '/' + there.id("polar endpoint"))));
        on("updateWebhookEndpoint", there -> List.of(patch(endpoints + '/' + there.id("polar endpoint"), RENAMED)));
        on("deleteWebhookEndpoint", there -> List.of(delete(endpoints + '/' + there.id("spare endpoint"))));
        on(
                "listWebhookDeliveries",
                there -> List.of(get(endpoints + '/' + there.id("polar endpoint") + "/deliveries?limit=100")));
        on(
                "receivePolarWebhook",
                there -> List.of(post("v1/webhooks/polar/" + there.id("polar endpoint"), """
                        {"type":"order.refunded","timestamp":"2026-03-05T12:00:01Z","data":{"id":"%s",
                         "created_at":"2026-03-05T12:00:00Z","status":"refunded","currency":"usd","net_amount":4900,
                         "customer_id":"%s"}}
                        """.formatted(
                                        there.id("order"), there.id("customer")))
                        .signed(WebhookSigner.POLAR, there.secret())));
        on(
                "receiveStripeWebhook",
                there -> List.of(post("v1/webhooks/stripe/" + there.id("stripe endpoint"), """
                        {"id":"evt_1","object":"event","api_version":null,"created":1772712000,"type":"product.created",
                         "data":{"object":{"id":"prod_1","object":"product","name":"Pro","created":1772712000}}}
                        """)
                        .signed(WebhookSigner.STRIPE, there.secret())));
    }

    private static void organizations() {
        on("listOrganizations", there -> List.of(get("v1/organizations/"), get("v1/organizations?page=1&limit=100")));
        on("createOrganization", there -> List.of(post("v1/organizations/", "{\"name\":\"Another\"}")));
        on("listAccessTokens", there -> List.of(get("v1/organization-access-tokens/?limit=100")));
        on(
                "createAccessToken",
                there -> List.of(post(
                        "v1/organization-access-tokens/",
                        "{\"organization_id\":\"%s\",\"comment\":\"another\",\"scopes\":[\"events:read\"]}"
                                .formatted(there.organizationId()))));
        on("revokeAccessToken", there -> List.of(delete("v1/organization-access-tokens/" + there.id("spare token"))));
    }

    private static void description() {
        on("getOpenApi", there -> List.of(get("v1/openapi.json")));
        on("getDocs", there -> List.of(get("v1/docs")));
        on("getDocsStyle", there -> List.of(get("v1/docs/style.css")));
    }

    private static void on(String operationId, Function<Planted, List<Call>> calls) {
        BY_OPERATION.put(operationId, calls);
    }

    static boolean knows(OpenApi.Operation operation) {
        return BY_OPERATION.containsKey(operation.id());
    }

    static List<Call> of(OpenApi.Operation operation, Planted there) {
        Function<Planted, List<Call>> calls = BY_OPERATION.get(operation.id());
        if (calls == null) {
            fail(
                    "Nobody knows how to call %s: add it to Calls, with whatever of an organization it can name, so that"
                            + " its answers are held to the document and other organizations are kept out of it.",
                    operation);
        }
        return calls.apply(there);
    }
}

package dev.costinsights.acceptance;

import static dev.costinsights.acceptance.Call.delete;
import static dev.costinsights.acceptance.Call.get;
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

    private static final Map<String, Function<Planted, List<Call>>> BY_OPERATION = new HashMap<>();

    private Calls() {}

    static {
        events();
        metrics();
        organizations();
        description();
    }

    private static void events() {
        on("ingestEvents", there -> List.of(post("v1/events/ingest", """
                        {"events":[{"name":"handle.root","external_id":"handle-root","parent_id":"handle-root",
                          "external_customer_id":"handle-customer","metadata":{"_cost":{"amount":1,"currency":"usd"}}}]}
                        """)));
    }

    private static void metrics() {
        on(
                "getMetrics",
                there -> List.of(
                        strong("v1/metrics/?" + DAYS + "&interval=day"),
                        get("v1/metrics/?" + DAYS
                                + "&interval=hour&timezone=Asia/Kathmandu&metrics=costs&metrics=active_customers"),
                        get("v1/metrics?" + DAYS + "&interval=month&organization_id=" + there.organizationId())));
        on("exportMetrics", there -> List.of(strong("v1/metrics/export?" + DAYS + "&interval=day&metrics=costs")));
        on("getMetricsLimits", there -> List.of(get("v1/metrics/limits")));
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

package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/**
 * An organization with something of everything in it. What requests must name has names that begin with the word
 * {@code handle}; every text beside holds the mark, which no request says.
 *
 * @param wire with a token of all scopes
 * @param mark of this organization alone
 * @param ids of things by what they are, such as {@code token}; a {@code spare} one is there to be deleted
 */
record Planted(Wire wire, String organizationId, String mark, Map<String, String> ids) {
    static final String DAY = "2026-03-05";
    private static final String NOON = DAY + "T12:00:00Z";

    /** @param home speaks for the organization that runs the server */
    static Planted in(Wire home, String name) throws IOException {
        String mark = name + '-' + UUID.randomUUID().toString().substring(0, 8);
        String organization = made(home, "v1/organizations/", "{\"name\":\"%s\"}".formatted(mark))
                .required("id")
                .textValue();
        JsonNode made = made(home, "v1/organization-access-tokens/", token(organization, mark, Calls.ALL_SCOPES));
        Wire wire = home.withToken(made.required("token").textValue());
        var planted = new Planted(wire, organization, mark, new java.util.HashMap<>());
        planted.ids.put("token", made.at("/organization_access_token/id").textValue());
        planted.plant();
        return planted;
    }

    String id(String what) {
        String id = ids.get(what);
        assertThat(id).as("planted: %s", what).isNotNull();
        return id;
    }

    /** What the organization's webhooks are signed with. */
    String secret() {
        return "whsec_" + mark;
    }

    private void plant() throws IOException {
        plantCustomers();
        plantFacts();
        plantImport();
        plantEndpoints();
        ids.put(
                "spare token",
                made(wire, "v1/organization-access-tokens/", token(organizationId, mark, List.of("metrics:read")))
                        .at("/organization_access_token/id")
                        .textValue());
        dashboard("dashboard");
        dashboard("spare dashboard");
        made(wire, "v1/events/ingest", """
                {"events":[
                  {"name":"handle.root","external_id":"handle-root","external_customer_id":"handle-customer","timestamp":"%1$s",
                   "metadata":{"plan":"%2$s","_cost":{"amount":31.25,"currency":"usd"},
                     "_llm":{"vendor":"%2$s","model":"%2$s","prompt":"%2$s","response":"%2$s"}}},
                  {"name":"handle.child","external_id":"%2$s","parent_id":"handle-root","external_customer_id":"handle-customer",
                   "timestamp":"%1$s","metadata":{"note":"%2$s","_cost":{"amount":"0.5","currency":"usd"}}},
                  {"name":"%2$s","external_customer_id":"%2$s","external_member_id":"%2$s","timestamp":"%1$s"}]}
                """.formatted(NOON, mark));
        ids.put("event", found("v1/events/?name=handle.root"));
        ids.put("event type", found("v1/event-types/?query=handle.root"));
        Call.strong("v1/metrics/?start_date=%1$s&end_date=%1$s&interval=day".formatted(DAY))
                .send(wire);
    }

    /** An order and its refund. */
    private void plantFacts() throws IOException {
        ids.put("order", UUID.randomUUID().toString());
        ids.put("refund", UUID.randomUUID().toString());
        made(wire, "v1/revenue/ingest", """
                {"facts":[
                  {"type":"refund.created","timestamp":"%1$s","data":{"id":"%2$s","created_at":"%1$s",
                    "status":"succeeded","order_id":"%3$s","amount":100,"currency":"usd","note":"%4$s"}},
                  {"type":"order.paid","timestamp":"%1$s","data":{"id":"%3$s","created_at":"%1$s","status":"paid",
                    "customer_id":"%5$s","currency":"usd","net_amount":4900,"note":"%4$s"}}]}
                """.formatted(NOON, id("refund"), id("order"), mark, id("customer")));
    }

    /** One that is done, with a line that is wrong. */
    private void plantImport() throws IOException {
        Wire.Answer answer = Call.post("v1/revenue/imports/?kind=orders", """
                id,created_at,status,customer_id,currency,net_amount
                handle,2026-03-05,%s,handle,usd,4900
                """.formatted(mark))
                .with("Content-Type", "text/csv")
                .send(wire);
        assertThat(answer.status()).as(answer.body()).isEqualTo(202);
        ids.put("import", answer.json().required("id").textValue());
        Awaitility.await()
                .until(() -> Call.get("v1/revenue/imports/" + id("import"))
                        .send(wire)
                        .json()
                        .hasNonNull("finished_at"));
    }

    private void plantEndpoints() throws IOException {
        endpoint("polar endpoint", "polar");
        endpoint("stripe endpoint", "stripe");
        endpoint("spare endpoint", "stripe");
        Call.post(
                        "v1/webhooks/polar/" + id("polar endpoint"),
                        "{\"type\":\"benefit.created\",\"timestamp\":\"%s\",\"data\":{}}".formatted(NOON))
                .signed(WebhookSigner.POLAR, secret())
                .send(wire);
    }

    private void endpoint(String what, String provider) throws IOException {
        ids.put(
                what,
                made(
                                wire,
                                "v1/webhooks/endpoints",
                                "{\"provider\":\"%s\",\"name\":\"%s\",\"secret\":\"%s\"}"
                                        .formatted(provider, mark, secret()))
                        .required("id")
                        .textValue());
    }

    /** Id of the first that is listed. */
    private String found(String path) throws IOException {
        Wire.Answer answer = Call.strong(path).send(wire);
        assertThat(answer.status()).as("%s: %s", path, answer.body()).isEqualTo(200);
        return answer.json().at("/items/0/id").textValue();
    }

    private void plantCustomers() throws IOException {
        customer("customer", "handle-customer");
        customer("spare customer", "handle-spare");
        customer("another spare customer", "handle-another-spare");
        member("member", "handle-customer", "handle-member");
        member("spare member", "handle-customer", "handle-spare-member");
        member("another spare member", "handle-customer", "handle-another-spare-member");
    }

    private void dashboard(String what) throws IOException {
        ids.put(
                what,
                made(wire, "v1/metrics/dashboards", "{\"name\":\"%1$s\",\"metrics\":[\"%1$s\"]}".formatted(mark))
                        .required("id")
                        .textValue());
    }

    private void customer(String what, String externalId) throws IOException {
        ids.put(
                what,
                made(wire, "v1/customers/", """
                {"external_id":"%1$s","email":"%2$s@%2$s.example","name":"%2$s","tax_id":"%2$s","locale":"%2$s",
                 "billing_address":{"country":"%2$s","city":"%2$s"},"metadata":{"%2$s":"%2$s"},
                 "owner":{"email":"%2$s@%2$s.example","name":"%2$s"}}
                """.formatted(externalId, mark))
                        .required("id")
                        .textValue());
    }

    private void member(String what, String customer, String externalId) throws IOException {
        ids.put(
                what,
                made(wire, "v1/customers/external/" + customer + "/members", """
                {"external_id":"%1$s","email":"%1$s@%2$s.example","name":"%2$s"}
                """.formatted(externalId, mark))
                        .required("id")
                        .textValue());
    }

    private static JsonNode made(Wire wire, String path, String body) throws IOException {
        Wire.Answer answer = Call.post(path, body).send(wire);
        assertThat(answer.status()).as("%s: %s", path, answer.body()).isIn(200, 201);
        return answer.json();
    }

    private static String token(String organization, String comment, List<String> scopes) {
        return "{\"organization_id\":\"%s\",\"comment\":\"%s\",\"scopes\":[\"%s\"]}"
                .formatted(organization, comment, String.join("\",\"", scopes));
    }
}

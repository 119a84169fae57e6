package dev.costinsights.acceptance;

import static dev.costinsights.acceptance.ClientSession.decimal;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.costinsights.acceptance.OfficialClient.Line;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What providers deliver, signed by their libraries, is in the metrics that the official TypeScript SDK reads. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksIT {
    private static final String SECRET = "whsec_0123456789abcdef";
    private static final long NOON = 1_773_144_000; // 2026-03-10T12:00:00Z

    private ClientServer server;

    @BeforeAll
    void start() {
        server = new ClientServer(WebhooksIT.class);
    }

    @AfterAll
    void stop() throws IOException {
        server.stop();
    }

    private static String endpoint(ClientSession session, String provider) throws IOException {
        Wire.Answer made = Call.post(
                        "v1/webhooks/endpoints",
                        "{\"provider\":\"%s\",\"name\":\"Live\",\"secret\":\"%s\"}".formatted(provider, SECRET))
                .send(session.wire());
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        return made.json().required("path").textValue().substring(1);
    }

    private static void deliver(ClientSession session, WebhookSigner signer, String path, String body)
            throws IOException {
        Wire.Answer answer = Call.post(path, body).signed(signer, SECRET).sendWithoutToken(session.wire());
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().required("inserted").intValue()).as(body).isEqualTo(1);
    }

    private static JsonNode totals(ClientSession session) throws IOException {
        session.awaitFolded();
        return session.call(
                        "metrics.get",
                        Map.of(
                                "start_date",
                                "2026-03-10",
                                "end_date",
                                "2026-03-10",
                                "interval",
                                "day",
                                "metrics",
                                List.of("revenue", "net_revenue", "orders", "monthly_recurring_revenue")))
                .required("totals");
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void whatPolarDeliversIsCounted(Line line) throws IOException {
        ClientSession session = server.session(line);
        String path = endpoint(session, "polar");

        deliver(session, WebhookSigner.POLAR, path, """
                {"type":"order.paid","timestamp":"2026-03-10T12:00:01Z","data":{
                  "id":"00000000-0000-4000-8000-000000000001","created_at":"2026-03-10T12:00:00Z","modified_at":null,
                  "status":"paid","paid":true,"net_amount":4900,"tax_amount":931,"total_amount":5831,"currency":"usd",
                  "customer_id":"00000000-0000-4000-8000-000000000002","product_id":null,"subscription_id":null,
                  "platform_fee_amount":245,"billing_reason":"purchase"}}
                """);
        deliver(session, WebhookSigner.POLAR, path, """
                {"type":"refund.created","timestamp":"2026-03-11T12:00:01Z","data":{
                  "id":"00000000-0000-4000-8000-000000000003","created_at":"2026-03-11T12:00:00Z","modified_at":null,
                  "status":"succeeded","amount":900,"tax_amount":171,"currency":"usd",
                  "order_id":"00000000-0000-4000-8000-000000000001"}}
                """);

        JsonNode totals = totals(session);
        assertThat(decimal(totals, "/orders")).isEqualByComparingTo("1");
        assertThat(decimal(totals, "/revenue")).isEqualByComparingTo("4900");
        assertThat(decimal(totals, "/net_revenue")).isEqualByComparingTo("3755");
    }

    @ParameterizedTest
    @EnumSource(Line.class)
    void whatStripeDeliversIsCounted(Line line) throws IOException {
        ClientSession session = server.session(line);
        String path = endpoint(session, "stripe");

        // The refund comes before all that it belongs to.
        deliver(session, WebhookSigner.STRIPE, path, event("refund.created", """
                {"id":"re_1","object":"refund","amount":5831,"charge":"ch_1","payment_intent":"pi_1","created":%d,
                 "currency":"usd","status":"succeeded"}
                """.formatted(NOON + 100)));
        deliver(session, WebhookSigner.STRIPE, path, event("customer.subscription.created", """
                {"id":"sub_1","object":"subscription","created":%1$d,"start_date":%1$d,"currency":"usd",
                 "customer":"cus_1","status":"active","cancel_at_period_end":false,"items":{"object":"list","data":[
                   {"id":"si_1","object":"subscription_item","quantity":1,"price":{"id":"price_1","object":"price",
                    "product":"prod_1","currency":"usd","unit_amount":4900,
                    "recurring":{"interval":"month","interval_count":1}}}]}}
                """.formatted(NOON)));
        deliver(session, WebhookSigner.STRIPE, path, event("invoice.paid", """
                {"id":"in_1","object":"invoice","created":%d,"currency":"usd","customer":"cus_1","status":"paid",
                 "billing_reason":"subscription_create","subtotal":4900,"total":5831,"total_excluding_tax":4900,
                 "parent":{"type":"subscription_details","subscription_details":{"subscription":"sub_1"}}}
                """.formatted(NOON)));
        assertThat(decimal(totals(session), "/net_revenue")).isEqualByComparingTo("4900");
        Wire.Answer linked = Call.post(path, event("invoice_payment.paid", """
                {"id":"inpay_1","object":"invoice_payment","invoice":"in_1","created":%d,"status":"paid",
                 "payment":{"type":"payment_intent","payment_intent":"pi_1"}}
                """.formatted(NOON)))
                .signed(WebhookSigner.STRIPE, SECRET)
                .sendWithoutToken(session.wire());

        assertThat(linked.status()).as(linked.body()).isEqualTo(200);
        JsonNode totals = totals(session);
        assertThat(decimal(totals, "/orders")).isEqualByComparingTo("1");
        assertThat(decimal(totals, "/revenue")).isEqualByComparingTo("4900");
        assertThat(decimal(totals, "/net_revenue")).isEqualByComparingTo("0");
        assertThat(decimal(totals, "/monthly_recurring_revenue")).isEqualByComparingTo("4900");
    }

    private static String event(String type, String object) {
        return "{\"id\":\"evt_%s\",\"object\":\"event\",\"api_version\":\"2025-09-30.clover\",\"created\":%d,\"type\":\"%s\",\"data\":{\"object\":%s}}"
                .formatted(type, NOON + 1, type, object);
    }
}

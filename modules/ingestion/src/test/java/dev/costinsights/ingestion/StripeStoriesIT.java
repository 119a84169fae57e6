package dev.costinsights.ingestion;

import static dev.costinsights.ingestion.RunningIngestion.await;
import static dev.costinsights.ingestion.RunningWebhooks.json;
import static dev.costinsights.ingestion.RunningWebhooks.resource;
import static dev.costinsights.ingestion.stripe.StripeIds.uuid;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.customers.CreateCustomer;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.webhooks.WebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookProvider;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What several events of Stripe tell together, in whatever order they come. */
class StripeStoriesIT {
    private static final String TAX_FREE_AMOUNT = "/amount";

    private static RunningWebhooks webhooks;
    private WebhookEndpoint endpoint;

    @BeforeAll
    static void start() {
        webhooks = new RunningWebhooks();
    }

    @AfterAll
    static void stop() {
        webhooks.close();
    }

    @BeforeEach
    void prepare() {
        endpoint = webhooks.endpoint(WebhookProvider.STRIPE);
    }

    private static String event(String name, Consumer<ObjectNode> change) {
        ObjectNode event = (ObjectNode) json(resource("stripe/" + name + ".json"));
        change.accept((ObjectNode) event.at("/data/object"));
        return event.toString();
    }

    private static String event(String name) {
        return resource("stripe/" + name + ".json");
    }

    private void deliver(String body) {
        webhooks.deliver(endpoint, "", body);
    }

    private void deliverShuffled(long seed, String... bodies) {
        List<String> shuffled = new ArrayList<>(List.of(bodies));
        Collections.shuffle(shuffled, new Random(seed));
        shuffled.forEach(this::deliver);
    }

    private JsonNode present(String kind, String stripeId) {
        return webhooks.present(endpoint, kind, uuid(stripeId));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void statesOfOneSecondFollowEachOtherAsTheyDo(long seed) {
        deliverShuffled(
                seed,
                event("invoice.created"),
                event("invoice.finalized"),
                event("invoice.payment_failed"),
                event("invoice.paid"));

        assertThat(present("order", "in_1").path("status").asText()).isEqualTo("paid");
        assertThat(webhooks.facts(endpoint)).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void aProductHasTheIntervalOfItsPrices(long seed) {
        deliverShuffled(
                seed,
                event("product.created"),
                event("product.updated", product -> product.put("active", true).put("name", "Pro Plus")),
                event("price.created"),
                event("price.updated"));

        JsonNode product = present("product", "prod_Pro");
        assertThat(product.path("name").asText()).isEqualTo("Pro Plus");
        assertThat(product.path("is_archived").asBoolean()).isFalse();
        assertThat(product.path("is_recurring").asBoolean()).isTrue();
        assertThat(product.path("recurring_interval").asText()).isEqualTo("month");
        assertThat(product.path("recurring_interval_count").asInt())
                .as("of the default price")
                .isEqualTo(1);
        assertThat(product.path("prices")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void thePaymentOfAnInvoiceIsNoOrderAndItsRefundIsOfTheInvoice(long seed) {
        deliverShuffled(
                seed,
                event("charge.succeeded", charge -> charge.put("id", "ch_Inv").put("payment_intent", "pi_Inv")),
                event("invoice.paid"),
                event("invoice_payment.paid"),
                event("refund.updated", refund -> ofTheInvoice(refund).put("amount", 5049)),
                event("charge.dispute.created", dispute -> ofTheInvoice(dispute).put("amount", 500)));

        JsonNode ofPayment = present("order", "pi_Inv");
        if (ofPayment != null) {
            assertThat(ofPayment.path("status").asText()).isEqualTo("void");
        }
        assertThat(present("order", "in_1").path("status").asText()).isEqualTo("paid");
        JsonNode refund = present("refund", "re_1");
        assertThat(refund.path("order_id").asText()).isEqualTo(uuid("in_1").toString());
        assertThat(refund.at(TAX_FREE_AMOUNT).asLong())
                .as("all of it, without tax")
                .isEqualTo(4243);
        assertThat(refund.path("tax_amount").asLong()).isEqualTo(806);
        JsonNode dispute = present("dispute", "du_1");
        assertThat(dispute.path("order_id").asText()).isEqualTo(uuid("in_1").toString());
        assertThat(dispute.at(TAX_FREE_AMOUNT).asLong()).as("500 x 4243 / 5049").isEqualTo(420);
    }

    private static ObjectNode ofTheInvoice(ObjectNode reversal) {
        return reversal.put("charge", "ch_Inv").put("payment_intent", "pi_Inv");
    }

    @Test
    void anInvoiceOfOldNamesItsPayment() {
        deliver(event("invoice.paid.2022-11-15"));
        deliver(event("charge.succeeded", charge -> charge.put("id", "ch_Inv").put("payment_intent", "pi_Inv")));
        deliver(event("refund.updated", StripeStoriesIT::ofTheInvoice));

        assertThat(present("order", "pi_Inv")).isNull();
        assertThat(present("refund", "re_1").path("order_id").asText())
                .isEqualTo(uuid("in_1").toString());
    }

    @Test
    void aRefundOfAnUnknownPaymentWaits() {
        var receipt = webhooks.deliver(endpoint, "", event("refund.updated"));

        assertThat(receipt.inserted()).isEqualTo(1);
        assertThat(receipt.waiting()).isEqualTo(1);
    }

    @Test
    void aPaymentWithoutAnInvoiceIsAnOrder() {
        deliver(event("charge.succeeded"));
        deliver(event("refund.updated"));

        assertThat(present("order", "pi_One").path("status").asText()).isEqualTo("paid");
        assertThat(present("refund", "re_1").path("order_id").asText())
                .isEqualTo(uuid("pi_One").toString());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void whatACustomerOfTheOrganizationBuysIsTheirs(long seed) {
        UUID registered = await(Channels.CREATE_CUSTOMER.ask(
                        webhooks.ingestion.vertx,
                        new CreateCustomer(
                                endpoint.organizationId(),
                                Customer.Type.INDIVIDUAL,
                                "user_1",
                                "ada@example.org",
                                "Ada",
                                null,
                                null,
                                null,
                                Map.of(),
                                null)))
                .id();
        deliverShuffled(
                seed, event("customer.created"), event("charge.succeeded"), event("customer.subscription.updated"));
        deliver(event("invoice.paid"));

        assertThat(present("customer", "cus_Ada")).isNull();
        for (JsonNode theirs :
                List.of(present("order", "pi_One"), present("subscription", "sub_Ada"), present("order", "in_1"))) {
            assertThat(theirs.path("customer_id").asText()).isEqualTo(registered.toString());
        }
    }

    @Test
    void twoCustomersWithOneIdOfTheSenderAreOne() {
        deliver(event("customer.created"));
        deliver(event("customer.created", customer -> customer.put("id", "cus_Twin"))
                .replace("evt_", "evt_twin_"));
        deliver(event("charge.succeeded", charge -> charge.put("customer", "cus_Twin")));

        assertThat(present("customer", "cus_Ada").path("external_id").asText()).isEqualTo("user_1");
        assertThat(present("customer", "cus_Twin")).isNull();
        assertThat(present("order", "pi_One").path("customer_id").asText())
                .isEqualTo(uuid("cus_Ada").toString());
    }

    @Test
    void aCustomerWhoseIdOfTheSenderChangesIsSomebodyOfTheirOwn() {
        deliver(event("customer.created"));
        deliver(event("customer.created", customer -> customer.put("id", "cus_Twin"))
                .replace("evt_", "evt_twin_"));
        deliver(event(
                "customer.updated",
                customer ->
                        customer.put("id", "cus_Twin").set("metadata", json("{\"external_customer_id\":\"user_2\"}"))));
        deliver(event("charge.succeeded", charge -> charge.put("customer", "cus_Twin")));

        assertThat(present("customer", "cus_Twin").path("external_id").asText()).isEqualTo("user_2");
        assertThat(present("order", "pi_One").path("customer_id").asText())
                .isEqualTo(uuid("cus_Twin").toString());
    }
}

package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The official ingestion client, unmodified: what each strategy sends is kept and costs what it says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IngestionClientIT {
    private ClientServer server;
    private Wire wire;
    private String customerId;

    @BeforeAll
    void runEveryStrategy() throws Exception {
        server = new ClientServer(IngestionClientIT.class);
        wire = server.newOrganization();
        Wire.Answer customer =
                wire.post("v1/customers/", Wire.JSON.createObjectNode().put("email", "timed@customers.test"));
        assertThat(customer.status()).as(customer.body()).isEqualTo(201);
        customerId = customer.json().required("id").textValue();

        Process script = server.scripts()
                .script(wire.base(), "ingestion.mjs", wire.token(), customerId)
                .redirectErrorStream(true)
                .start();
        String output = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(script.waitFor()).as(output).isZero();
        assertThat(Wire.JSON.readTree(output)).isEqualTo(Wire.JSON.readTree("""
                        {"plain": {"inserted": 2, "duplicates": 0}, "llm": ["Hello", "Hello"], "deltaTime": 2500}
                        """));
    }

    @AfterAll
    void stop() throws IOException {
        server.stop();
    }

    @Test
    void plainEventsAreKept() throws IOException {
        List<JsonNode> events = events("plain");
        assertThat(events).hasSize(2).allMatch(event -> externalCustomer(event).equals("plain-customer"));
        assertThat(events)
                .extracting(event -> event.required("metadata").toString())
                .containsExactlyInAnyOrder("{\"step\":1}", "{\"_cost\":{\"amount\":\"1.5\",\"currency\":\"usd\"}}");
    }

    @Test
    void aModelsCallsCarryTheirTokensWhetherGeneratedOrStreamed() throws IOException {
        for (String name : List.of("llm-generate", "llm-stream")) {
            JsonNode event = onlyEvent(name);
            assertThat(externalCustomer(event)).isEqualTo("llm-customer");
            assertThat(event.required("metadata")).isEqualTo(Wire.JSON.readTree("""
                            {"vendor": "test.provider", "model": "test-model", "inputTokens": 100,
                             "cachedInputTokens": 10, "outputTokens": 200, "totalTokens": 300, "strategy": "LLM",
                             "_cost": {"amount": "0.3", "currency": "usd"},
                             "_llm": {"vendor": "test.provider", "model": "test-model", "prompt": null,
                                      "response": null, "input_tokens": 100, "cached_input_tokens": 10,
                                      "output_tokens": 200, "total_tokens": 300}}
                            """));
        }
    }

    @Test
    void anUploadCarriesItsSize() throws IOException {
        JsonNode event = onlyEvent("s3-upload");
        assertThat(externalCustomer(event)).isEqualTo("s3-customer");
        assertThat(event.required("metadata")).isEqualTo(Wire.JSON.readTree("""
                        {"bytes": 8, "strategy": "S3", "bucket": "bucket", "key": "folder/file.json",
                         "contentType": "application/json", "_cost": {"amount": "2", "currency": "usd"}}
                        """));
    }

    @Test
    void aStreamCarriesItsLength() throws IOException {
        JsonNode event = onlyEvent("stream");
        assertThat(externalCustomer(event)).isEqualTo("stream-customer");
        assertThat(event.required("metadata")).isEqualTo(Wire.JSON.readTree("""
                        {"kilobytes": 1, "strategy": "Stream", "_cost": {"amount": "1", "currency": "usd"}}
                        """));
    }

    @Test
    void anExecutionCarriesItsTime() throws IOException {
        JsonNode event = onlyEvent("execution-time");
        assertThat(event.required("customer_id").textValue()).isEqualTo(customerId);
        assertThat(event.required("metadata")).isEqualTo(Wire.JSON.readTree("""
                        {"deltaTime": 2500, "strategy": "DeltaTime", "_cost": {"amount": "5000", "currency": "usd"}}
                        """));
    }

    @Test
    void theCostsAddUp() throws IOException {
        assertThat(wire.metrics(Question.everything()).total("costs")).isEqualByComparingTo("5005.1");
    }

    private JsonNode onlyEvent(String name) throws IOException {
        List<JsonNode> events = events(name);
        assertThat(events).as("events of the name %s", name).hasSize(1);
        return events.get(0);
    }

    private List<JsonNode> events(String name) throws IOException {
        return StreamSupport.stream(
                        wire.read("v1/events/?name=" + name).required("items").spliterator(), false)
                .toList();
    }

    private static String externalCustomer(JsonNode event) {
        return event.required("external_customer_id").textValue();
    }
}

package dev.costinsights.ingestion;

import static dev.costinsights.ingestion.RunningWebhooks.json;
import static dev.costinsights.ingestion.RunningWebhooks.resource;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.webhooks.WebhookDelivery;
import dev.costinsights.contracts.webhooks.WebhookEndpoint;
import dev.costinsights.contracts.webhooks.WebhookProvider;
import dev.costinsights.contracts.webhooks.WebhookReceipt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A payload of each type, signed by the providers' libraries: taken once and kept as it should be. */
class WebhookPayloadsIT {
    private static final Set<String> EMBEDDED = Set.of(
            "customer",
            "product",
            "subscription",
            "discount",
            "items",
            "benefits",
            "medias",
            "attached_custom_fields",
            "meters",
            "pending_update");

    private static RunningWebhooks webhooks;

    @BeforeAll
    static void start() {
        webhooks = new RunningWebhooks();
    }

    @AfterAll
    static void stop() {
        webhooks.close();
    }

    static Stream<String> polar() {
        return names("polar");
    }

    static Stream<String> stripe() {
        return names("stripe").filter(name -> !name.endsWith(".facts"));
    }

    private static Stream<String> names(String provider) {
        try (Stream<Path> files = Files.list(Path.of(
                WebhookPayloadsIT.class.getResource("/webhooks/" + provider).toURI()))) {
            return files.map(file -> file.getFileName().toString().replace(".json", "")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void everyFactThatPolarDeliversHasAPayload() {
        assertThat(polar()).containsAll(PolarScheme.FACTS);
        assertThat(PolarScheme.FACTS)
                .isEqualTo(Stream.of(FactKind.values())
                        .filter(kind -> !Set.of(FactKind.DISPUTE, FactKind.EXCHANGE_RATE)
                                .contains(kind))
                        .flatMap(kind -> kind.types().stream())
                        .collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("polar")
    void polarsObjectIsTheFact(String type) {
        WebhookEndpoint endpoint = webhooks.endpoint(WebhookProvider.POLAR);
        String body = resource("polar/" + type + ".json");

        WebhookReceipt first = webhooks.deliver(endpoint, "e1", body);
        WebhookReceipt again = webhooks.deliver(endpoint, "e1", body);

        assertThat(again).isEqualTo(new WebhookReceipt(false, 0, 1, 0));
        if (!PolarScheme.FACTS.contains(type)) {
            assertThat(first).isEqualTo(new WebhookReceipt(false, 0, 0, 0));
            assertThat(webhooks.facts(endpoint)).isEmpty();
            assertOutcomes(endpoint, type, WebhookDelivery.Outcome.IGNORED);
            return;
        }
        assertThat(first.inserted()).isEqualTo(1);
        assertThat(webhooks.facts(endpoint)).singleElement().satisfies(fact -> {
            assertThat(fact.path("type").asText()).isEqualTo(type);
            ObjectNode sent = (ObjectNode) json(body).path("data");
            sent.remove(EMBEDDED);
            if (!type.startsWith("product.")) {
                sent.remove("prices");
            }
            assertThat(fact.path("data")).isEqualTo(sent);
        });
        assertOutcomes(endpoint, type, WebhookDelivery.Outcome.ACCEPTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"order.paid", "subscription.updated", "product.updated"})
    void howMuchIsEmbeddedInPolarsObjectDoesntMatter(String type) {
        WebhookEndpoint endpoint = webhooks.endpoint(WebhookProvider.POLAR);
        ObjectNode body = (ObjectNode) json(resource("polar/" + type + ".json"));
        ObjectNode data = (ObjectNode) body.path("data");
        EMBEDDED.forEach(name -> data.putObject(name).put("description", "x".repeat(FactReader.MAX_DATA)));

        assertThat(webhooks.deliver(endpoint, "e1", body.toString()).inserted()).isEqualTo(1);
        assertThat(webhooks.facts(endpoint))
                .singleElement()
                .satisfies(fact -> assertThat(fact.path("data").has("prices")).isEqualTo(type.startsWith("product.")));
    }

    private static void assertOutcomes(WebhookEndpoint endpoint, String type, WebhookDelivery.Outcome first) {
        List<WebhookDelivery> deliveries = webhooks.deliveries(endpoint);
        assertThat(deliveries)
                .allSatisfy(delivery -> assertThat(delivery.type()).isEqualTo(type));
        assertThat(deliveries)
                .extracting(WebhookDelivery::outcome)
                .containsExactlyInAnyOrder(first, WebhookDelivery.Outcome.DUPLICATE);
    }

    @ParameterizedTest
    @MethodSource("stripe")
    void stripesObjectBecomesTheFact(String name) {
        WebhookEndpoint endpoint = webhooks.endpoint(WebhookProvider.STRIPE);
        String body = resource("stripe/" + name + ".json");
        JsonNode expected = json(resource("stripe/" + name + ".facts.json"));

        WebhookReceipt first = webhooks.deliver(endpoint, "", body);
        WebhookReceipt again = webhooks.deliver(endpoint, "", body);

        assertThat(again).isEqualTo(new WebhookReceipt(false, 0, 1, 0));
        assertThat(first.inserted()).isEqualTo(expected.size());
        List<JsonNode> facts = webhooks.facts(endpoint);
        assertThat(facts).hasSize(expected.size());
        for (int i = 0; i < expected.size(); i++) {
            assertThat(facts.get(i).path("type")).isEqualTo(expected.get(i).path("type"));
            assertThat(some(facts.get(i).path("data"), expected.get(i).path("data")))
                    .isEqualTo(fields(expected.get(i).path("data")));
            assertThat(facts.get(i).at("/data/modified_at").asText())
                    .startsWith(Instant.ofEpochSecond(json(body).path("created").asLong())
                            .toString()
                            .replace("Z", ""));
        }
        assertOutcomes(
                endpoint,
                json(body).path("type").asText(),
                expected.isNull() ? WebhookDelivery.Outcome.IGNORED : WebhookDelivery.Outcome.ACCEPTED);
    }

    private static Map<String, JsonNode> some(JsonNode data, JsonNode expected) {
        return expected.properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> data.path(entry.getKey())));
    }

    private static Map<String, JsonNode> fields(JsonNode expected) {
        return some(expected, expected);
    }
}

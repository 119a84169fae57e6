package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.acceptance.Registry.Customer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets a random world happen to a server, and remembers what the server took. */
final class RandomHistory {
    private static final int PAGE = 100;

    private final Random random;
    private final RandomWorld world;
    private final Wire wire;
    private final Registry registry = new Registry();
    private final List<Recorded> recorded = new ArrayList<>();
    private final Set<String> externalIds = new HashSet<>();
    private int registered;

    RandomHistory(Random random, RandomWorld world, Wire wire) {
        this.random = random;
        this.world = world;
        this.wire = wire;
    }

    Snapshot snapshot() {
        return new Snapshot(new Hierarchy(recorded), registry);
    }

    /** Some customers are registered or change their external ids, and some batches arrive. */
    void goOn() throws IOException {
        for (int i = 0, changes = random.nextInt(3); i < changes; i++) {
            register();
        }
        if (!registry.all().isEmpty() && random.nextInt(3) == 0) {
            change(registry.all().get(random.nextInt(registry.all().size())));
        }
        for (int i = 0, batches = 1 + random.nextInt(3); i < batches; i++) {
            post(world.batch(recorded, registry));
        }
    }

    private void register() throws IOException {
        String email = "customer" + ++registered + "@generated.test";
        ObjectNode wish = Wire.JSON.createObjectNode().put("email", email);
        String externalId = freeExternalId();
        if (externalId != null) {
            wish.put("external_id", externalId);
        }
        Wire.Answer answer = wire.post("v1/customers/", wish);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        registry.put(new Customer(UUID.fromString(answer.json().required("id").textValue()), externalId, email));
    }

    /** Events move with the external id: away from whom it was, to whom it is now. */
    private void change(Customer customer) throws IOException {
        String externalId = freeExternalId();
        Wire.Answer answer = wire.patch(
                "v1/customers/" + customer.id(), Wire.JSON.createObjectNode().put("external_id", externalId));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        registry.put(new Customer(customer.id(), externalId, customer.email()));
    }

    /** Null for a customer without one. */
    private @Nullable String freeExternalId() {
        String externalId = world.customer();
        return externalId.isEmpty() || registry.isTaken(externalId) ? null : externalId;
    }

    private void post(List<Event> batch) throws IOException {
        List<Integer> fresh = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            String externalId = batch.get(i).externalId();
            if (externalId == null || externalIds.add(externalId)) {
                fresh.add(i);
            }
        }
        assertThat(wire.ingest(batch)).isEqualTo(new Wire.Ingested(fresh.size(), batch.size() - fresh.size()));
        Map<Integer, UUID> ids = ids(
                fresh.stream().mapToInt(position -> number(batch.get(position))).min());
        for (int position : fresh) {
            Event event = batch.get(position);
            recorded.add(new Recorded(ids.get(number(event)), position, event));
        }
    }

    /** Ids of events by their own numbers, from the first number on. */
    private Map<Integer, UUID> ids(OptionalInt first) throws IOException {
        if (first.isEmpty()) {
            return Map.of();
        }
        String filter = """
                {"conjunction": "and", "clauses": [{"property": "%s", "operator": "gte", "value": %d}]}
                """.formatted(RandomMetadata.NUMBER, first.getAsInt());
        Map<Integer, UUID> ids = new HashMap<>();
        int pages = 1;
        for (int page = 1; page <= pages; page++) {
            JsonNode answer =
                    wire.read("v1/events/?limit=" + PAGE + "&page=" + page + "&filter=" + Wire.encode(filter));
            pages = answer.at("/pagination/max_page").intValue();
            for (JsonNode item : answer.required("items")) {
                ids.put(
                        item.at("/metadata/" + RandomMetadata.NUMBER).intValue(),
                        UUID.fromString(item.required("id").textValue()));
            }
        }
        return ids;
    }

    private static int number(Event event) {
        return (Integer) event.metadata().get(RandomMetadata.NUMBER);
    }
}

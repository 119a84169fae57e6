package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks a server for lists of events and compares them with a look at every event. */
final class SameEvents {
    private static final int MOST_PAGES = 4;

    private final Wire wire;
    private final Snapshot truth;

    SameEvents(Wire wire, Snapshot truth) {
        this.wire = wire;
        this.truth = truth;
    }

    /**
     * A list of events, asked for.
     *
     * @param parent whose descendants; null for all events
     * @param depth as far down as this; null for children of a parent, for everything without one
     * @param aggregated whether costs are of whole traces
     */
    record Listing(
            Condition condition,
            @Nullable Recorded parent,
            @Nullable Integer depth,
            boolean ascending,
            boolean aggregated,
            int limit) {

        String path(int page) {
            return "v1/events/?limit=" + limit + "&page=" + page + "&sorting=" + (ascending ? "" : "-") + "timestamp"
                    + (parent == null ? "" : "&parent_id=" + parent.id())
                    + (depth == null ? "" : "&depth=" + depth)
                    + (aggregated ? "&aggregate_fields=_cost.amount" : "")
                    + condition.parameters();
        }

        boolean means(Recorded recorded, Hierarchy hierarchy) {
            return reached(hierarchy.ancestors(recorded)) && condition.holds().test(recorded);
        }

        private boolean reached(List<Recorded> ancestors) {
            if (parent == null) {
                return depth == null || ancestors.size() <= depth;
            }
            int distance = 1 + ancestors.indexOf(parent);
            return distance > 0 && distance <= (depth == null ? 1 : depth);
        }
    }

    void check(Listing listing) throws IOException {
        Map<UUID, Recorded> expected = new HashMap<>();
        truth.events(recorded -> listing.means(recorded, truth.hierarchy()))
                .forEach(recorded -> expected.put(recorded.id(), recorded));
        int pages = Math.max(1, (expected.size() + listing.limit() - 1) / listing.limit());
        List<Recorded> listed = new ArrayList<>();
        for (int page = 1; page <= Math.min(pages, MOST_PAGES); page++) {
            String path = listing.path(page);
            JsonNode answer = wire.read(path);
            assertThat(answer.at("/pagination/total_count").intValue())
                    .as("total_count of %s", path)
                    .isEqualTo(expected.size());
            assertThat(answer.at("/pagination/max_page").intValue())
                    .as("max_page of %s", path)
                    .isIn(pages, expected.isEmpty() ? 0 : pages);
            for (JsonNode item : answer.required("items")) {
                UUID id = UUID.fromString(item.required("id").textValue());
                assertThat(expected).as("events of %s", path).containsKey(id);
                Recorded recorded = expected.get(id);
                listed.add(recorded);
                checkItem(path, item, recorded, listing.aggregated());
            }
        }
        assertThat(listed)
                .as("events of %s", listing.path(1))
                .hasSize(Math.min(expected.size(), MOST_PAGES * listing.limit()))
                .doesNotHaveDuplicates();
        List<Instant> times = expected.values().stream()
                .map(Recorded::timestamp)
                .sorted(listing.ascending() ? Comparator.naturalOrder() : Comparator.reverseOrder())
                .limit(listed.size())
                .toList();
        assertThat(listed.stream().map(Recorded::timestamp).toList())
                .as("order of %s", listing.path(1))
                .isEqualTo(times);
    }

    void checkOne(Recorded recorded, boolean aggregated) throws IOException {
        String path = "v1/events/" + recorded.id() + (aggregated ? "?aggregate_fields=_cost.amount" : "");
        checkItem(path, wire.read(path), recorded, aggregated);
    }

    private void checkItem(String path, JsonNode item, Recorded recorded, boolean aggregated) {
        String where = recorded + " in " + path;
        Recorded parent = truth.hierarchy().parent(recorded);
        assertThat(item.required("parent_id").textValue())
                .as("parent of %s", where)
                .isEqualTo(parent == null ? null : parent.id().toString());
        List<Recorded> beneath = truth.hierarchy().descendants(recorded);
        assertThat(item.required("child_count").intValue())
                .as("child_count of %s", where)
                .isEqualTo(beneath.size());
        assertThat(Instant.parse(item.required("timestamp").textValue()))
                .as("timestamp of %s", where)
                .isEqualTo(recorded.timestamp());
        assertThat(item.required("name").textValue()).as("name of %s", where).isEqualTo(recorded.name());
        assertThat(item.required("label").textValue()).as("label of %s", where).isEqualTo(recorded.name());
        Registry.Owner owner = truth.owner(recorded);
        assertThat(item.required("customer_id").textValue())
                .as("customer of %s", where)
                .isEqualTo(owner.id() == null ? null : owner.id().toString());
        assertThat(item.required("customer").path("id").textValue())
                .as("embedded customer of %s", where)
                .isEqualTo(owner.id() == null ? null : owner.id().toString());
        if (recorded.event().customerId() == null) {
            assertThat(item.required("external_customer_id").textValue())
                    .as("external customer of %s", where)
                    .isEqualTo(recorded.event().customer());
        }
        ObjectNode metadata = (ObjectNode) item.required("metadata");
        checkCost(where, metadata.remove("_cost"), recorded, beneath, aggregated);
        checkMetadata(where, metadata, recorded);
    }

    /** Without a cost anywhere, an aggregated one is zero or isn't there. */
    private static void checkCost(
            String where, @Nullable JsonNode answer, Recorded recorded, List<Recorded> beneath, boolean aggregated) {
        if (!aggregated && recorded.event().costCents() == null) {
            assertThat(answer).as("cost of %s", where).isNull();
            return;
        }
        BigDecimal expected = aggregated
                ? beneath.stream().map(Recorded::cents).reduce(recorded.cents(), BigDecimal::add)
                : recorded.cents();
        if (answer == null) {
            assertThat(beneath)
                    .as("costs beneath %s", where)
                    .allMatch(child -> child.event().costCents() == null);
            assertThat(recorded.event().costCents()).as("cost of %s", where).isNull();
            return;
        }
        assertThat(new BigDecimal(answer.required("amount").textValue()))
                .as("cost of %s", where)
                .isEqualByComparingTo(expected);
        assertThat(answer.required("currency").textValue()).as(where).isEqualTo("usd");
    }

    private static void checkMetadata(String where, ObjectNode answer, Recorded recorded) {
        if (answer.path("_llm") instanceof ObjectNode llm) {
            llm.properties().removeIf(property -> property.getValue().isNull());
        }
        JsonNode sent = Wire.JSON.valueToTree(recorded.event().metadata());
        assertThat(answer.equals(SameEvents::compare, sent))
                .as("metadata of %s: %s", where, answer)
                .isTrue();
    }

    /** Numbers are equal when their values are. */
    private static int compare(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            return one.decimalValue().compareTo(other.decimalValue());
        }
        return one.equals(other) ? 0 : 1;
    }
}

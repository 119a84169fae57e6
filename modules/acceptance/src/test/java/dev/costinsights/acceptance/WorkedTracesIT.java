package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Traces whose figures anybody can work out by hand, in whatever order their events come. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkedTracesIT {
    private static final String DAY = "start_date=2026-05-04&end_date=2026-05-04&interval=day";
    private static final Instant MORNING = Instant.parse("2026-05-04T08:00:00Z");

    private final Workspace workspace = Workspace.of(WorkedTracesIT.class, "traces");
    private final AtomicInteger organizations = new AtomicInteger();
    private ServerProcess server;

    @BeforeAll
    void start() {
        server = Launch.in(workspace).startReady();
    }

    @AfterAll
    void stop() throws IOException {
        server.close();
        workspace.deleteData();
    }

    private Wire newOrganization() throws IOException {
        return Organizations.create(server.wire(), "traces-" + organizations.incrementAndGet());
    }

    @Test
    void statisticsAreOfWholeTraces() throws IOException {
        Wire wire = newOrganization();
        wire.ingest(List.of(
                event("agent.run", "one", null, "10"),
                event("step", "one-1", "one", "5"),
                event("agent.run", "two", null, "20"),
                event("step", "two-1", "two", "10")));

        JsonNode runs = statistics(wire).get("agent.run");
        assertThat(runs.required("occurrences").intValue()).isEqualTo(2);
        assertThat(runs.required("customers").intValue()).isEqualTo(1);
        assertThat(cents(runs, "totals")).isEqualByComparingTo("45");
        assertThat(cents(runs, "averages")).isEqualByComparingTo("22.5");
        assertThat(cents(runs, "p10")).isEqualByComparingTo("16.5");
        assertThat(cents(runs, "p90")).isEqualByComparingTo("28.5");
        assertThat(cents(runs, "p99")).isEqualByComparingTo("29.85");
        assertThat(statistics(wire)).containsOnlyKeys("agent.run");
    }

    @Test
    void anAggregatedRootCostsWhatItsTraceCosts() throws IOException {
        Wire wire = newOrganization();
        wire.ingest(List.of(
                event("agent.run", "run", null, "10"), event("a", "a", "run", "5"), event("b", "b", "run", "3")));

        Map<String, String> amounts = new LinkedHashMap<>();
        for (JsonNode event :
                wire.read("v1/events/?aggregate_fields=_cost.amount").required("items")) {
            amounts.put(
                    event.required("name").textValue(),
                    event.at("/metadata/_cost/amount").textValue());
        }
        assertThat(amounts).containsOnly(Map.entry("agent.run", "18"), Map.entry("a", "5"), Map.entry("b", "3"));

        String root = only(wire, "agent.run").required("id").textValue();
        assertThat(wire.read("v1/events/" + root + "?aggregate_fields=_cost.amount")
                        .at("/metadata/_cost/amount")
                        .textValue())
                .isEqualTo("18");
        assertThat(wire.read("v1/events/" + root).at("/metadata/_cost/amount").textValue())
                .isEqualTo("10");
    }

    @Test
    void aChildMayStandBeforeItsParentInABatch() throws IOException {
        Wire wire = newOrganization();
        wire.ingest(List.of(event("step", "child", "parent", "5"), event("agent.run", "parent", null, "10")));

        assertTraces(wire, Map.of("agent.run", "15"));
        assertThat(only(wire, "step").required("parent_id"))
                .isEqualTo(only(wire, "agent.run").required("id"));
        assertThat(only(wire, "agent.run").required("child_count").intValue()).isEqualTo(1);
    }

    @Test
    void aChainMayArriveRootLast() throws IOException {
        Wire wire = newOrganization();

        wire.ingest(List.of(event("leaf", "leaf", "middle", "1")));
        assertTraces(wire, Map.of("leaf", "1"));

        wire.ingest(List.of(event("middle", "middle", "root", "2")));
        assertTraces(wire, Map.of("middle", "3"));

        wire.ingest(List.of(event("root", "root", null, "4")));
        assertTraces(wire, Map.of("root", "7"));
        assertThat(only(wire, "root").required("child_count").intValue()).isEqualTo(2);
        assertThat(only(wire, "leaf").required("parent_id"))
                .isEqualTo(only(wire, "middle").required("id"));
    }

    @Test
    void aParentIsNamedByItsIdAsWell() throws IOException {
        Wire wire = newOrganization();
        wire.ingest(List.of(event("agent.run", null, null, "10")));
        String root = only(wire, "agent.run").required("id").textValue();

        wire.ingest(List.of(event("step", null, root, "5")));

        assertTraces(wire, Map.of("agent.run", "15"));
    }

    @Test
    void anExternalIdInAnotherOrganizationIsNobodysParent() throws IOException {
        Wire wire = newOrganization();
        Wire other = newOrganization();
        other.ingest(List.of(event("agent.run", "run", null, "10")));
        wire.ingest(List.of(event("step", "step", "run", "5")));

        assertTraces(wire, Map.of("step", "5"));
        assertTraces(other, Map.of("agent.run", "10"));

        wire.ingest(List.of(event("agent.run", "run", null, "20")));
        assertTraces(wire, Map.of("agent.run", "25"));
        assertTraces(other, Map.of("agent.run", "10"));
    }

    @Test
    void aKillBetweenChildAndParentLosesNeither() throws IOException {
        Workspace killed = Workspace.of(WorkedTracesIT.class, "killed");
        try (ServerProcess first = Launch.in(killed).startReady()) {
            // Given a child that is folded, and one that is acknowledged and perhaps not
            first.wire().ingest(List.of(event("step", "folded", "run", "5")));
            assertTraces(first.wire(), Map.of("step", "5"));
            first.wire().ingest(List.of(event("step", "acknowledged", "run", "3")));
            first.kill();
        }
        try (ServerProcess second = Launch.in(killed).startReady()) {
            assertTraces(second.wire(), Map.of("step", "8"));

            second.wire().ingest(List.of(event("agent.run", "run", null, "10")));
            second.kill();
        }
        try (ServerProcess third = Launch.in(killed).startReady()) {
            assertTraces(third.wire(), Map.of("agent.run", "18"));
            assertThat(third.wire().metrics(Question.everything()).total("costs"))
                    .isEqualByComparingTo("18");
        }
        killed.deleteData();
    }

    private static Event event(String name, @Nullable String externalId, @Nullable String parent, String cents) {
        return new Event(name, MORNING, null, "acme", new BigDecimal(cents)).child(externalId, parent);
    }

    /** Names of roots with what their traces cost, and no other names. */
    private static void assertTraces(Wire wire, Map<String, String> expected) throws IOException {
        Map<String, JsonNode> found = statistics(wire);
        assertThat(found).containsOnlyKeys(expected.keySet());
        expected.forEach((name, cost) -> assertThat(cents(found.get(name), "totals"))
                .as("traces of %s", name)
                .isEqualByComparingTo(cost));
    }

    private static Map<String, JsonNode> statistics(Wire wire) throws IOException {
        JsonNode answer = wire.read("v1/events/statistics/timeseries?" + DAY);
        assertThat(answer.required("periods")).hasSize(1);
        assertThat(answer.at("/periods/0/stats")).isEqualTo(answer.required("totals"));
        Map<String, JsonNode> byName = new LinkedHashMap<>();
        answer.required("totals")
                .forEach(statistics -> byName.put(statistics.required("name").textValue(), statistics));
        return byName;
    }

    private static JsonNode only(Wire wire, String name) throws IOException {
        JsonNode items = wire.read("v1/events/?name=" + name).required("items");
        assertThat(items).as("events of the name %s", name).hasSize(1);
        return items.get(0);
    }

    private static BigDecimal cents(JsonNode statistics, String figure) {
        JsonNode amount = statistics.required(figure).required("_cost_amount");
        assertThat(amount.isTextual()).as("%s is a text: %s", figure, amount).isTrue();
        return new BigDecimal(amount.textValue());
    }
}

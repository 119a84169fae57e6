package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.costinsights.testkit.TestPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The same jar as two nodes with different roles on one database: one takes events, the other adds them up. */
class NodesIT {

    @Test
    void eventsAreTakenWhileTheOtherNodeIsDeadAndAddedUpWhenItIsBack() throws IOException {
        String database = TestPostgres.newDatabaseUrl();
        Workspace front = Workspace.of(NodesIT.class, "web-and-ingestion");
        Workspace back = Workspace.of(NodesIT.class, "aggregation-and-presentation");
        int frontPort = Ports.free();
        int backPort = Ports.free();
        Launch backNode =
                node(back, database, backPort, frontPort).with("COST_INSIGHTS_ROLES", "aggregation,presentation");
        try (ServerProcess taking = node(front, database, frontPort, backPort)
                .with("COST_INSIGHTS_ROLES", "web,ingestion")
                .startReady()) {
            try (ServerProcess adding = backNode.startReady()) {
                taking.wire().ingest(List.of(event("first", "0.5")));
                awaitTotal(taking, "0.5");
                adding.kill();
            }

            taking.wire().ingest(List.of(event("second", "0.25")));
            Wire.Answer unanswered = taking.wire().get(Question.everything().path());
            assertThat(unanswered.status()).as(unanswered.body()).isEqualTo(503);
            assertThat(unanswered.headers().firstValue("Retry-After")).isPresent();

            try (ServerProcess again = backNode.startReady()) {
                awaitTotal(taking, "0.75");
                assertThat(again.stop()).isEqualTo(143);
            }
        }
        front.deleteData();
        back.deleteData();
    }

    private static Launch node(Workspace workspace, String database, int port, int otherPort) {
        return Launch.in(workspace)
                .with("COST_INSIGHTS_DATABASE_URL", database)
                .with("COST_INSIGHTS_CLUSTER_ENABLED", "true")
                .with("COST_INSIGHTS_CLUSTER_HOST", "127.0.0.1")
                .with("COST_INSIGHTS_CLUSTER_PORT", Integer.toString(port))
                .with("COST_INSIGHTS_CLUSTER_MEMBERS", "127.0.0.1:" + otherPort);
    }

    /** Nodes need a moment to learn of each other. */
    private static void awaitTotal(ServerProcess server, String cents) {
        await("a total of " + cents)
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                server.wire().metrics(Question.everything()).total("costs"))
                        .isEqualByComparingTo(cents));
    }

    private static Event event(String externalId, String cents) {
        return new Event("call", Instant.parse("2026-01-05T08:00:00Z"), externalId, "customer", new BigDecimal(cents));
    }
}

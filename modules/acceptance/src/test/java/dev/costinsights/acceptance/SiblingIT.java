package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A service in a JVM of its own, with the contract and a cluster manager alone, works over the clustered event bus. */
class SiblingIT {

    @Test
    void aSiblingOnTheClusteredBusRecordsCostsReadsMetricsAndHearsOfChanges() throws Exception {
        Workspace workspace = Workspace.of(SiblingIT.class, "sibling");
        int clusterPort = Ports.free();
        try (ServerProcess server = Launch.in(workspace)
                .with("COST_INSIGHTS_CLUSTER_ENABLED", "true")
                .with("COST_INSIGHTS_CLUSTER_HOST", "127.0.0.1")
                .with("COST_INSIGHTS_CLUSTER_PORT", Integer.toString(clusterPort))
                .startReady()) {
            Path out = workspace.path().resolve("sibling.out");
            Process sibling = start(clusterPort, workspace, out);
            try {
                await("the sibling's costs")
                        .atMost(Duration.ofSeconds(60))
                        .failFast("the sibling ended, see " + out, () -> !sibling.isAlive())
                        .untilAsserted(() -> assertThat(Files.readString(out))
                                .contains("Recorded 1 event", "Costs today: 0.025 cents"));

                // What the sibling recorded is what everybody sees
                LocalDate today = LocalDate.now(ZoneOffset.UTC);
                Question lately = Question.of(today.minusDays(1), today, "UTC", "day");
                assertThat(server.wire().metrics(lately).total("costs")).isEqualByComparingTo("0.025");

                // What others record rings at the sibling
                long rings = rings(out);
                server.wire()
                        .ingest(List.of(Event.of(
                                "call", today.atStartOfDay(ZoneOffset.UTC).toInstant(), "customer", "1")));
                await("a ring at the sibling").atMost(Duration.ofSeconds(20)).until(() -> rings(out) > rings);
            } finally {
                sibling.destroy();
                assertThat(sibling.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }

            // The server doesn't mind that it left
            assertThat(server.wire().ingest(List.of(event("after"))).inserted()).isEqualTo(1);
            assertThat(server.wire().get("health/ready").status()).isEqualTo(200);
        }
        workspace.deleteData();
    }

    private static Process start(int clusterPort, Workspace workspace, Path out) throws IOException {
        File jar = new File(System.getProperty("cost-insights.sibling.jar", "../sibling-example/target"));
        assertThat(jar).as("the packaged example").exists();
        assertThat(List.of(new File(jar.getParentFile(), "lib").list()))
                .as("libraries of the example")
                .noneMatch(name -> name.startsWith("platform-") || name.contains("pg-client") || name.contains("web"));
        return new ProcessBuilder(Launch.java(), "-jar", jar.getPath(), "127.0.0.1:" + clusterPort)
                .directory(workspace.path().toFile())
                .redirectOutput(out.toFile())
                .redirectError(workspace.path().resolve("sibling.err").toFile())
                .start();
    }

    private static long rings(Path out) throws IOException {
        try (var lines = Files.lines(out)) {
            return lines.filter(line -> line.startsWith("Totals changed")).count();
        }
    }

    private static Event event(String externalId) {
        Instant morning = Instant.parse("2026-01-05T08:00:00Z");
        return new Event("call", morning, externalId, "customer", BigDecimal.ONE);
    }
}

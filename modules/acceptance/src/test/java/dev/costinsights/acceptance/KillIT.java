package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Twenty times a process dies at a random moment under load. What was acknowledged is there, once, and the totals are
 * those of the log.
 */
class KillIT {
    private static final int KILLS = 20;
    private static final int WRITERS = 4;

    /** Which process dies. */
    private enum Victim {
        SERVER,
        POSTGRES,
        BOTH
    }

    @Test
    void twentyRandomKillsLoseNoAcknowledgedEventAndDoubleNone() throws Exception {
        long seed = Seeds.next("KillIT");
        var random = new Random(seed);
        Workspace workspace = Workspace.of(KillIT.class, "kills");
        var writers = new Writers(WRITERS, seed);
        ServerProcess server = Launch.in(workspace).startReady();
        try {
            writers.startAgainst(server.wire());
            for (int kill = 0; kill < KILLS; kill++) {
                // Given load that gets through
                writers.awaitAcknowledged(500 + random.nextInt(1500));
                Victim victim = kill % 5 == 4 ? Victim.BOTH : kill % 2 == 0 ? Victim.SERVER : Victim.POSTGRES;

                // When a process dies
                server = killAndRestart(victim, server, workspace, writers);

                // Then all that was acknowledged is there, once, and the totals agree with the log
                check(server, writers, "after kill %d of %s, seed %d".formatted(kill + 1, victim, seed));
                writers.resume();
            }
            writers.finish();
            check(server, writers, "at the end, seed " + seed);
            checkThatRetriesChangeNothing(server, writers);
        } finally {
            writers.stop();
            server.close();
        }
        workspace.deleteData();
    }

    private static ServerProcess killAndRestart(
            Victim victim, ServerProcess server, Workspace workspace, Writers writers) throws IOException {
        if (victim != Victim.SERVER) {
            server.killPostgres();
        }
        if (victim == Victim.POSTGRES) {
            awaitReady(server);
            writers.pause();
            return server;
        }
        server.kill();
        writers.pause();
        ServerProcess next = Launch.in(workspace).startReady();
        writers.turnTo(next.wire());
        return next;
    }

    private static void awaitReady(ServerProcess server) {
        await("the server is ready again")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> server.wire().get("health/ready").status() == 200);
    }

    private static void check(ServerProcess server, Writers writers, String when) {
        // A request whose client saw an error may still be committed, so the log may grow while it is read.
        await("log and totals " + when)
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptionsInstanceOf(IllegalStateException.class)
                .untilAsserted(() -> {
                    Metrics metrics = server.wire().metrics(Question.everything());
                    LogReader.Contents log = server.log().contents();
                    assertThat(log.distinctExternalIds()).isEqualTo(log.events());
                    assertThat(metrics.total("costs")).isEqualByComparingTo(log.costCents());
                });
        assertThat(server.log().externalIds())
                .as("acknowledged events %s", when)
                .containsAll(writers.acknowledgedIds());
    }

    /** Every batch that was ever sent is sent again, also those whose answer never came. */
    private static void checkThatRetriesChangeNothing(ServerProcess server, Writers writers) throws IOException {
        LogReader.Contents before = server.log().contents();
        Map<String, BigDecimal> costs = new HashMap<>();
        for (List<Event> batch : writers.sentBatches()) {
            assertThat(server.wire().ingest(batch)).isEqualTo(new Wire.Ingested(0, batch.size()));
            batch.forEach(event -> costs.put(String.valueOf(event.externalId()), event.keptCents()));
        }
        assertThat(server.log().contents()).isEqualTo(before);
        assertThat(before.events()).isEqualTo(costs.size());
        assertThat(server.wire().metrics(Question.everything()).total("costs"))
                .isEqualByComparingTo(
                        new ArrayList<>(costs.values()).stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    }
}

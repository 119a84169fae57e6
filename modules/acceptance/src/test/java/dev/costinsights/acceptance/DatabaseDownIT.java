package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.costinsights.embeddedpostgres.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** While the database is away the server says so and when to come back; it recovers by itself and has lost nothing. */
class DatabaseDownIT {
    private static final Instant MORNING = Instant.parse("2026-01-05T08:00:00Z");

    @Test
    void anExternalDatabaseGoesAwayAndComesBack() throws IOException {
        Workspace workspace = Workspace.of(DatabaseDownIT.class, "external");
        var options = EmbeddedPostgres.Options.in(workspace.path().resolve("external-database"));
        EmbeddedPostgres postgres = EmbeddedPostgres.open(options);
        try (ServerProcess server = Launch.in(workspace)
                .with("COST_INSIGHTS_DATABASE_URL", postgres.databaseUrl())
                .startReady()) {
            // Given an acknowledged event
            server.wire().ingest(List.of(event("before", "1.5")));
            assertThat(workspace.dataDir().resolve("postgres")).doesNotExist();

            // When the database stops
            postgres.stop();

            // Then the server turns requests away for now, and lives
            assertThatItSaysToComeBack(server);
            assertThat(server.wire().get("health/live").status()).isEqualTo(200);

            // When it is there again
            postgres = EmbeddedPostgres.open(options);

            // Then so is the event, and the next one is taken
            awaitReady(server);
            assertThatNothingIsLostOrDoubled(server);
        } finally {
            postgres.stop();
        }
        workspace.deleteData();
    }

    @Test
    void aDatabaseThatHangsIsAsGoodAsAway() throws IOException {
        Workspace workspace = Workspace.of(DatabaseDownIT.class, "hanging");
        try (ServerProcess server = Launch.in(workspace).startReady()) {
            server.wire().ingest(List.of(event("before", "1.5")));
            ProcessHandle postmaster = server.postmaster().orElseThrow();

            // When every process of the database stands still
            List<Long> processes = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                    .map(ProcessHandle::pid)
                    .toList();
            processes.forEach(pid -> Launch.signal("STOP", pid));
            try {
                assertThatItSaysToComeBack(server);
            } finally {
                processes.stream()
                        .filter(pid -> ProcessHandle.of(pid).isPresent())
                        .forEach(pid -> Launch.signal("CONT", pid));
            }

            // Then it goes on where it was
            awaitReady(server);
            assertThatNothingIsLostOrDoubled(server);
        }
        workspace.deleteData();
    }

    @Test
    void theEmbeddedDatabaseIsStartedAgainWhenItDies() throws IOException {
        Workspace workspace = Workspace.of(DatabaseDownIT.class, "killed");
        try (ServerProcess server = Launch.in(workspace).startReady()) {
            server.wire().ingest(List.of(event("before", "1.5")));
            long pid = server.postmaster().orElseThrow().pid();

            server.killPostgres();

            await("another PostgreSQL")
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> server.postmaster()
                            .map(ProcessHandle::pid)
                            .filter(other -> other != pid)
                            .isPresent());
            awaitReady(server);
            assertThatNothingIsLostOrDoubled(server);
        }
        workspace.deleteData();
    }

    private static void assertThatItSaysToComeBack(ServerProcess server) throws IOException {
        Wire.Answer write = server.wire().post(Wire.body(List.of(event("during", "100"))));
        assertThat(write.status()).as(write.body()).isEqualTo(503);
        assertThat(write.headers().firstValue("Retry-After")).get().asString().matches("[1-9]\\d?");
        assertThat(write.json().required("error").textValue()).isNotBlank();

        Wire.Answer read = server.wire().get(Question.everything().path());
        assertThat(read.status()).as(read.body()).isEqualTo(503);
        assertThat(read.headers().firstValue("Retry-After")).isPresent();

        assertThat(server.wire().get("health/ready").status()).isEqualTo(503);
    }

    /** Whatever became of the event that was refused: sent again it is there once, as is the one from before. */
    private static void assertThatNothingIsLostOrDoubled(ServerProcess server) throws IOException {
        assertThat(server.wire().ingest(List.of(event("before", "1.5")))).isEqualTo(new Wire.Ingested(0, 1));
        server.wire().ingest(List.of(event("during", "100"), event("after", "2.25")));
        assertThat(server.wire().metrics(Question.everything()).total("costs")).isEqualByComparingTo("103.75");
    }

    private static void awaitReady(ServerProcess server) {
        await("ready again")
                .atMost(Duration.ofSeconds(60))
                .until(() -> server.wire().get("health/ready").status() == 200);
    }

    private static Event event(String externalId, String cents) {
        return new Event("call", MORNING, externalId, "customer", new BigDecimal(cents));
    }
}

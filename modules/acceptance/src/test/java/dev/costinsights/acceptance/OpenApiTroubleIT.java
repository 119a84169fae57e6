package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.costinsights.embeddedpostgres.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What /v1/openapi.json says of senders that are too fast and of a database that is away. */
class OpenApiTroubleIT {
    private static final int UNKNOWN_TOKENS_PER_MINUTE = 5;

    @Test
    void says_when_to_come_back() throws IOException {
        Workspace workspace = Workspace.of(OpenApiTroubleIT.class, "database-away");
        EmbeddedPostgres postgres = EmbeddedPostgres.open(
                EmbeddedPostgres.Options.in(workspace.path().resolve("external-database")));
        try (ServerProcess server = Launch.in(workspace)
                .with("COST_INSIGHTS_DATABASE_URL", postgres.databaseUrl())
                .with("COST_INSIGHTS_LIMITS_UNKNOWN_TOKENS_PER_MINUTE", Integer.toString(UNKNOWN_TOKENS_PER_MINUTE))
                .startReady()) {
            OpenApi description = OpenApi.of(server.wire());
            Planted planted = Planted.in(server.wire(), "described");

            // Somebody guesses tokens
            Wire guesser = server.wire().withToken("guess");
            for (int i = 0; i < UNKNOWN_TOKENS_PER_MINUTE; i++) {
                assertThat(guesser.get("v1/metrics/limits").status()).isEqualTo(401);
            }
            checkAll(description, planted, guesser, 429);

            // The database goes away, and with it what is remembered of tokens for a moment
            postgres.stop();
            await().until(() -> planted.wire().get("v1/metrics/limits").status() == 503);
            checkAll(description, planted, planted.wire(), 503);
        } finally {
            postgres.stop();
        }
        workspace.deleteData();
    }

    private static void checkAll(OpenApi description, Planted planted, Wire wire, int expected) throws IOException {
        List<String> wrong = new ArrayList<>();
        for (OpenApi.Operation operation : description.operations().values()) {
            Wire.Answer answer = Calls.of(operation, planted).get(0).send(wire);
            boolean concerned = operation.secured() || expected == 503 && operation.answers(503);
            if (answer.status() != (concerned ? expected : 200)) {
                wrong.add(operation + " answers " + answer.status());
            }
            description.check(operation, answer);
        }
        assertThat(wrong).isEmpty();
    }
}

package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Starting, stopping and looking after a server, as whoever runs it does. */
class FirstRunIT {
    private static final Instant MORNING = Instant.parse("2026-01-05T08:00:00Z");
    /** 128 + 15: ended by SIGTERM, after an orderly stop. */
    private static final int ENDED_BY_SIGTERM = 143;

    private static final int BAD_CONFIGURATION = 78;

    private Workspace workspace;

    @BeforeEach
    void newWorkspace(TestInfo test) {
        workspace = Workspace.of(
                FirstRunIT.class, test.getTestMethod().orElseThrow().getName());
    }

    @Test
    void aFirstRunPrintsATokenAndASignInLinkThatWork() throws IOException {
        try (ServerProcess server =
                Launch.in(workspace).without("COST_INSIGHTS_BOOTSTRAP_TOKEN").startReady()) {
            List<String> lines = server.output().lines().toList();
            assertThat(lines.get(lines.size() - 1)).isEqualTo("Cost Insights is ready: " + server.uri());
            assertThat(lines).as("lines for a person").hasSize(3);

            Wire wire = new Wire(server.uri(), found(server.output(), "token.*: (\\S{16,})$"));
            assertThat(wire.ingest(List.of(event("one", "0.025")))).isEqualTo(new Wire.Ingested(1, 0));
            assertThat(wire.metrics(Question.everything()).total("costs")).isEqualByComparingTo("0.025");

            URI link = URI.create(found(server.output(), "(http://localhost:\\d+/sign-in\\S+)$"));
            Wire.Answer signedIn = wire.get(link.toString());
            assertThat(signedIn.status()).isIn(302, 303);
            assertThat(signedIn.headers().firstValue("Set-Cookie"))
                    .hasValueSatisfying(cookie ->
                            assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Lax"));
            assertThat(wire.get(link.toString()).headers().firstValue("Set-Cookie"))
                    .as("a session by the second use of the link")
                    .isEmpty();

            assertThat(server.errors()).doesNotContain(found(server.output(), "token.*: (\\S{16,})$"));
        }
        workspace.deleteData();
    }

    @Test
    void aSecondServerOnTheSameDataIsRefusedInOneLineAndTheFirstGoesOn() throws IOException {
        try (ServerProcess server = Launch.in(workspace).startReady()) {
            Launch.Finished second = Launch.in(workspace).run();

            assertThat(second.exitCode()).isNotZero();
            assertThat(second.output()).isEmpty();
            assertThat(second.errors().lines().filter(line -> line.contains("in use by another server")))
                    .as(second.errors())
                    .hasSize(1);
            assertThat(second.errors()).doesNotContain("\tat ");
            assertThat(server.wire().ingest(List.of(event("one", "1"))).inserted())
                    .isEqualTo(1);
        }
        workspace.deleteData();
    }

    @Test
    void aBadSettingIsOneLineThatNamesItsKey() {
        Launch.Finished badPort =
                Launch.in(workspace).with("COST_INSIGHTS_HTTP_PORT", "eighty").run();
        assertThat(badPort.exitCode()).isEqualTo(BAD_CONFIGURATION);
        assertThat(badPort.errors().lines()).hasSize(1).allMatch(line -> line.contains("http.port"));

        Launch.Finished shortToken = Launch.in(workspace)
                .with("COST_INSIGHTS_BOOTSTRAP_TOKEN", "short-secret")
                .run();
        assertThat(shortToken.exitCode()).isEqualTo(BAD_CONFIGURATION);
        assertThat(shortToken.errors().lines())
                .hasSize(1)
                .allMatch(line -> line.contains("bootstrap.token") && !line.contains("short-secret"));

        Launch.Finished noDatabase = Launch.in(workspace)
                .with("COST_INSIGHTS_DATABASE_URL", "postgresql://user:hidden-secret@/")
                .run();
        assertThat(noDatabase.exitCode()).isEqualTo(BAD_CONFIGURATION);
        assertThat(noDatabase.errors().lines())
                .hasSize(1)
                .allMatch(line -> line.contains("database.url") && !line.contains("hidden-secret"));
        assertThat(workspace.dataDir()).doesNotExist();
    }

    @Test
    void orderlyStopsAndKillsInQuickSuccessionKeepEverything() throws IOException {
        for (int start = 1; start <= 4; start++) {
            try (ServerProcess server = Launch.in(workspace).startReady()) {
                assertThat(server.wire().ingest(List.of(event("start-" + start, "1.000000000001"))))
                        .isEqualTo(new Wire.Ingested(1, 0));
                assertThat(server.wire().metrics(Question.everything()).total("costs"))
                        .isEqualByComparingTo(new BigDecimal("1.000000000001").multiply(BigDecimal.valueOf(start)));
                if (start % 2 == 0) {
                    server.kill();
                } else {
                    assertThat(server.stop()).isEqualTo(ENDED_BY_SIGTERM);
                    assertThat(server.postmaster())
                            .as("PostgreSQL after an orderly stop")
                            .isEmpty();
                    assertThat(server.errors()).doesNotContain("ERROR");
                }
            }
        }
        workspace.deleteData();
    }

    @Test
    void rebuildBesideTheRunningServerRepairsDamagedTotals() throws IOException {
        try (ServerProcess server = Launch.in(workspace).startReady()) {
            for (int i = 0; i < 50; i++) {
                server.wire().ingest(List.of(event("event-" + i, "0.01"), event("other-" + i, "-0.002")));
            }
            assertThat(server.wire().metrics(Question.everything()).total("costs"))
                    .isEqualByComparingTo("0.4");

            Launch.in(workspace).run("rebuild").succeeded();
            assertThat(server.wire().metrics(Question.everything()).total("costs"))
                    .isEqualByComparingTo("0.4");

            server.log().execute("update totals.organization_costs set cost_cents = cost_cents + 1");
            assertThat(server.wire().metrics(Question.everything()).total("costs"))
                    .isNotEqualByComparingTo("0.4");

            Launch.in(workspace).run("rebuild").succeeded();
            assertThat(server.wire().metrics(Question.everything()).total("costs"))
                    .isEqualByComparingTo("0.4");

            server.wire().ingest(List.of(event("later", "0.6")));
            assertThat(server.wire().metrics(Question.everything()).total("costs"))
                    .isEqualByComparingTo("1");
        }
        workspace.deleteData();
    }

    @Test
    void prometheusReadsWhatMattersAndTheReconcilerFindsNoDifferenceUntilThereIsOne() throws IOException {
        try (ServerProcess server = Launch.in(workspace)
                .with("COST_INSIGHTS_AGGREGATION_RECONCILE_EVERY", "1s")
                .startReady()) {
            server.wire().ingest(List.of(event("one", "1"), event("two", "2")));
            server.wire().ingest(List.of(event("one", "1")));
            server.wire().post("{\"events\":[{}]}");
            server.wire().metrics(Question.everything());
            awaitComparison(server);

            String scrape = server.wire().get("metrics").body();
            assertThat(value(scrape, "cost_insights_ingest_events_total\\{outcome=\"inserted\"\\}"))
                    .isEqualTo(2);
            assertThat(value(scrape, "cost_insights_ingest_events_total\\{outcome=\"duplicate\"\\}"))
                    .isEqualTo(1);
            assertThat(value(
                            scrape,
                            "cost_insights_http_requests_seconds_count\\{method=\"POST\","
                                    + "route=\"/v1/events/ingest\",status=\"422\"\\}"))
                    .isEqualTo(1);
            assertThat(value(scrape, "cost_insights_fold_lag_seconds")).isZero();
            assertThat(value(scrape, "cost_insights_backlog_tickets")).isZero();
            assertThat(scrape).contains("vertx_pool_");
            for (String what : List.of("cents", "events", "customers")) {
                assertThat(value(scrape, "cost_insights_reconciler_difference_" + what))
                        .isZero();
            }

            // When totals are damaged, then the difference says by how much
            server.log().execute("update totals.organization_costs set cost_cents = cost_cents + 0.5 where grain = 15");
            awaitComparison(server);
            assertThat(value(server.wire().get("metrics").body(), "cost_insights_reconciler_difference_cents"))
                    .isEqualTo(0.5);
        }
        workspace.deleteData();
    }

    /** One that begins after now. */
    private static void awaitComparison(ServerProcess server) throws IOException {
        for (int view = 0; view < 2; view++) {
            double last = lastView(server);
            await("a comparison of log and totals")
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> lastView(server) > last);
        }
    }

    private static double lastView(ServerProcess server) throws IOException {
        return value(server.wire().get("metrics").body(), "cost_insights_reconciler_last_run(?:_seconds)?");
    }

    private static double value(String scrape, String sample) {
        return Double.parseDouble(found(scrape, "^" + sample + " (\\S+)$"));
    }

    private static String found(String text, String regex) {
        return Pattern.compile(regex, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No " + regex + " in\n" + text));
    }

    private static Event event(String externalId, String cents) {
        return new Event("call", MORNING, externalId, "customer", new BigDecimal(cents));
    }
}

package dev.costinsights.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.costinsights.contracts.CostInsights;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.events.IngestResult;
import dev.costinsights.contracts.events.NewEvent;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.metrics.TotalsChanged;
import dev.costinsights.contracts.revenue.FactsResult;
import dev.costinsights.contracts.revenue.NewFact;
import dev.costinsights.platform.config.SettingSources;
import dev.costinsights.platform.config.Settings;
import dev.costinsights.testkit.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A verticle deployed beside the server's own, which knows the contract alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SiblingVerticleIT {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 5);
    private static final TimeRange RANGE = new TimeRange(DAY, DAY, ZoneOffset.UTC);

    private Server server;

    @BeforeAll
    void start(@TempDir Path dataDir) {
        Settings settings = Settings.read(SettingSources.of(
                dataDir.resolve("none.yaml"),
                Map.of(
                        "COST_INSIGHTS_HTTP_PORT", "0",
                        "COST_INSIGHTS_DATA_DIR", dataDir.toString(),
                        "COST_INSIGHTS_DATABASE_URL", TestPostgres.newDatabaseUrl()),
                new Properties()));
        server = Server.start(settings);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /** Records two costs of a customer, one of them twice, and keeps what it hears. */
    private static final class Sibling extends VerticleBase {
        private final Queue<TotalsChanged> heard = new ConcurrentLinkedQueue<>();
        private CostInsights costInsights;

        @Override
        public Future<?> start() {
            costInsights = CostInsights.on(vertx);
            return costInsights.onTotalsChanged(heard::add).completion();
        }

        Future<IngestResult> recordOneOfTwoTwice() {
            Instant noon = DAY.atTime(12, 0).toInstant(ZoneOffset.UTC);
            NewEvent once =
                    NewEvent.of("mail.sent", "acme").at(noon).costCents("0.1").build();
            NewEvent twice = NewEvent.of("mail.sent", "acme")
                    .at(noon)
                    .externalId("mail-1")
                    .costCents("0.2")
                    .build();
            return costInsights.record(List.of(once, twice, twice));
        }
    }

    @Test
    void recordsCostsReadsThemBackAtOnceAndHearsOfTheChange() {
        var sibling = new Sibling();
        server.vertx().deployVerticle(sibling).await();

        assertThat(sibling.recordOneOfTwoTwice().await()).isEqualTo(new IngestResult(2, 1));

        MetricsAnswer answer = sibling.costInsights
                .metrics(RANGE, Interval.DAY, Metric.COSTS, Metric.ACTIVE_CUSTOMERS)
                .await();
        assertThat(answer.totals().get(Metric.COSTS)).isEqualByComparingTo("0.3");
        assertThat(answer.totals().get(Metric.ACTIVE_CUSTOMERS)).isEqualByComparingTo("1");
        await("totals changed").atMost(Duration.ofSeconds(10)).until(() -> !sibling.heard.isEmpty());
    }

    @Test
    void recordsRevenueFactsOnceAndHearsInWhichFieldOneIsWrong() {
        CostInsights costInsights = CostInsights.on(server.vertx());
        Instant noon = DAY.atTime(12, 0).toInstant(ZoneOffset.UTC);
        NewFact paid = new NewFact("order.paid", noon, """
                {"id": "5f3b8c1e-7a4d-4b1f-9c2e-1d6a0e8f7b35", "created_at": "2026-01-05T12:00:00Z", "status": "paid",
                 "customer_id": "9d2f4c6a-1b3e-4f5a-8c7d-2e4b6a8c0d1f", "currency": "usd", "net_amount": 4900}
                """);
        NewFact wrong = new NewFact("order.paid", noon, paid.data().replace("4900", "49.00"));

        assertThat(costInsights.recordFacts(List.of(paid, paid)).await()).isEqualTo(new FactsResult(1, 1, 0));
        Throwable failure = costInsights
                .recordFacts(List.of(paid, wrong))
                .<Throwable>map(result -> new AssertionError("kept: " + result))
                .otherwise(cause -> cause)
                .await();

        assertThat(failure)
                .isInstanceOfSatisfying(
                        ContractException.class,
                        refused -> assertThat(refused.fieldErrors())
                                .extracting(FieldError::index, FieldError::field)
                                .containsExactly(tuple(1, "data.net_amount")));
    }

    @Test
    void hearsInWhichFieldAnEventIsWrong() {
        NewEvent tomorrow = NewEvent.of("mail.sent", "acme")
                .at(Instant.now().plus(Duration.ofDays(1)))
                .costCents("1")
                .build();

        Throwable failure = CostInsights.on(server.vertx())
                .record(tomorrow)
                .<Throwable>map(result -> new AssertionError("recorded: " + result))
                .otherwise(cause -> cause)
                .await();

        assertThat(failure).isInstanceOfSatisfying(ContractException.class, refused -> {
            assertThat(refused.code()).isEqualTo(ErrorCode.INVALID);
            assertThat(refused.fieldErrors()).hasSize(1);
        });
    }
}

package dev.costinsights.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.ListMrrMovements;
import dev.costinsights.contracts.metrics.MrrMovement;
import dev.costinsights.contracts.metrics.MrrMovementPage;
import dev.costinsights.contracts.metrics.MrrMovementPage.Item;
import dev.costinsights.contracts.metrics.TimeRange;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovementsIT {
    private static final String PATH = "/v1/metrics/mrr-movements";
    private static final String DAYS = "?start_date=2026-01-01&end_date=2026-03-31";
    private static final UUID ANN = UUID.fromString("33333333-3333-4333-8333-333333333333");
    private static final UUID BEN = UUID.fromString("44444444-4444-4444-8444-444444444444");

    private final ApiServer server = new ApiServer();
    private final List<ListMrrMovements> asked = new CopyOnWriteArrayList<>();

    @BeforeEach
    void serve() {
        Channels.LIST_MRR_MOVEMENTS.serve(server.vertx, question -> {
            asked.add(question);
            return Future.succeededFuture(new MrrMovementPage(
                    List.of(
                            new Item(
                                    Instant.parse("2026-01-01T00:00:00Z"),
                                    ANN,
                                    "ann",
                                    "Ann",
                                    "ann@customer.example",
                                    MrrMovement.CONTRACTION,
                                    new BigDecimal("12345678901234567890"),
                                    BigDecimal.ONE),
                            new Item(
                                    Instant.parse("2026-02-01T00:00:00Z"),
                                    BEN,
                                    null,
                                    null,
                                    null,
                                    MrrMovement.NEW,
                                    BigDecimal.ZERO,
                                    BigDecimal.TEN)),
                    21,
                    Instant.parse("2026-04-01T10:00:00Z")));
        });
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aMovementHasBothAmountsAndTheirDifference() {
        var answer = server.get(PATH + DAYS);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("cost-insights-as-of")).isEqualTo("2026-04-01T10:00:00Z");
        assertThat(answer.body())
                .isEqualTo("{\"items\":["
                        + "{\"timestamp\":\"2026-01-01T00:00:00Z\",\"customer_id\":\"" + ANN + "\","
                        + "\"external_customer_id\":\"ann\",\"name\":\"Ann\",\"email\":\"ann@customer.example\","
                        + "\"movement\":\"contraction\",\"before\":12345678901234567890,\"after\":1,"
                        + "\"change\":-12345678901234567889},"
                        + "{\"timestamp\":\"2026-02-01T00:00:00Z\",\"customer_id\":\"" + BEN + "\","
                        + "\"external_customer_id\":null,\"name\":null,\"email\":null,"
                        + "\"movement\":\"new\",\"before\":0,\"after\":10,\"change\":10}],"
                        + "\"pagination\":{\"total_count\":21,\"max_page\":3}}");
    }

    @Test
    void monthsOfTheOrganizationAreAskedForUnlessSaidOtherwise() {
        server.get(PATH + DAYS);
        server.send(server.request(PATH + DAYS + "&interval=week&timezone=Asia/Kathmandu&customer_id=" + ANN
                        + "&customer_id=" + BEN + "&product_id=" + BEN + "&page=3&limit=7")
                .header("Cost-Insights-Consistency", "strong")
                .GET());

        LocalDate first = LocalDate.of(2026, 1, 1);
        LocalDate last = LocalDate.of(2026, 3, 31);
        assertThat(asked)
                .containsExactly(
                        new ListMrrMovements(
                                Organizations.DEFAULT_ID,
                                new TimeRange(first, last, ZoneOffset.UTC),
                                Interval.MONTH,
                                Set.of(),
                                Set.of(),
                                Consistency.BOUNDED,
                                0,
                                10),
                        new ListMrrMovements(
                                Organizations.DEFAULT_ID,
                                new TimeRange(first, last, ZoneId.of("Asia/Kathmandu")),
                                Interval.WEEK,
                                Set.of(ANN, BEN),
                                Set.of(BEN),
                                Consistency.STRONG,
                                14,
                                7));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "?end_date=2026-03-31                                       | [\"query\",\"start_date\"]",
                "?start_date=2026-01-01&end_date=tomorrow                   | [\"query\",\"end_date\"]",
                "?start_date=2026-01-01&end_date=2026-03-31&interval=decade | [\"query\",\"interval\"]",
                "?start_date=2026-01-01&end_date=2026-03-31&interval=hour   | [\"query\"]",
                "?start_date=2026-04-01&end_date=2026-03-31                 | [\"query\"]",
                "?start_date=2026-01-01&end_date=2026-03-31&customer_id=ann | [\"query\",\"customer_id\"]",
                "?start_date=2026-01-01&end_date=2026-03-31&page=0          | [\"query\",\"page\"]",
            })
    void whatIsWrongIsNamedOnce(String query, String location) {
        var answer = server.get(PATH + query);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).containsOnlyOnce("\"loc\":").contains("\"loc\":" + location);
        assertThat(asked).isEmpty();
    }

    @Test
    void itTakesATokenThatMayReadMetricsAndOneAddress() {
        assertThat(server.send(server.anonymous(PATH + DAYS).GET()).status()).isEqualTo(401);
        server.grant(Scope.EVENTS_READ);
        assertThat(server.get(PATH + DAYS).status()).isEqualTo(403);
        assertThat(server.get(PATH + "/" + DAYS).status()).isEqualTo(307);
        assertThat(server.post(ApiServer.TOKEN, PATH, "{}").status()).isEqualTo(405);
        assertThat(asked).isEmpty();
    }
}

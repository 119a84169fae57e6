package dev.costinsights.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestLimitIT {
    private static final String METRICS = "/v1/metrics/limits";
    private static final String EVENT = "{\"events\":[{\"name\":\"a\",\"external_customer_id\":\"c\"}]}";

    private final ApiServer server = new ApiServer(4);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void oneRequestTooManyIsToldHowLongToWait() {
        for (int i = 0; i < 4; i++) {
            assertThat(server.get(METRICS).status()).isEqualTo(200);
        }

        var refused = server.get(METRICS);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).isEqualTo("15");
        assertThat(refused.body()).isEmpty();
        await("the answer is counted when it has been sent")
                .until(() -> server.registry
                        .scrape()
                        .contains("cost_insights_http_requests_seconds_count{method=\"GET\",route=\"" + METRICS
                                + "\",status=\"429\"} 1"));
    }

    @Test
    void eachTokenIsCountedApartAndAnUnknownOneIsNot() {
        for (int i = 0; i < 5; i++) {
            server.get(METRICS);
        }

        assertThat(server.get(ApiServer.GUEST_TOKEN, METRICS).status()).isEqualTo(200);
        assertThat(server.get("unknown", METRICS).status()).isEqualTo(401);
    }

    @Test
    void theServersEventLoopsCountTogether() {
        List<ApiServer.Answer> answers = server.sendAtOnce(24, server.request(METRICS));

        assertThat(answers).extracting(ApiServer.Answer::status).containsOnly(200, 429);
        assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(4);
    }

    @Test
    void whatIsRefusedForItsScopeCountsToo() {
        for (int i = 0; i < 4; i++) {
            assertThat(server.post(ApiServer.READER_TOKEN, "/v1/events/ingest", EVENT)
                            .status())
                    .isEqualTo(403);
        }

        assertThat(server.post(ApiServer.READER_TOKEN, "/v1/events/ingest", EVENT)
                        .status())
                .isEqualTo(429);
    }

    @Test
    void aBodyThatIsOneTooManyIsNotRead() {
        for (int i = 0; i < 4; i++) {
            assertThat(server.ingest(EVENT).status()).isEqualTo(200);
        }

        var refused = server.send(server.request("/v1/events/ingest").POST(BodyPublishers.ofString("not JSON")));

        assertThat(refused.status()).isEqualTo(429);
        assertThat(server.ingested).hasSize(4);
        assertThat(server.ingest(EVENT).status()).as("on the same connection").isEqualTo(429);
    }

    @Test
    void withoutTheSettingNothingIsLimited() {
        try (var unlimited = new ApiServer()) {
            assertThat(unlimited.sendAtOnce(100, unlimited.request(METRICS)))
                    .extracting(ApiServer.Answer::status)
                    .containsOnly(200);
        }
    }
}

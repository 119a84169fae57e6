package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.AuthenticateToken;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.accounts.TokenPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.events.IngestEvents;
import dev.costinsights.contracts.events.IngestResult;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.contracts.webhooks.ReceiveWebhook;
import dev.costinsights.contracts.webhooks.WebhookReceipt;
import dev.costinsights.platform.config.Settings;
import dev.costinsights.platform.http.HttpVerticle;
import dev.costinsights.platform.http.Operations;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** The real HTTP server with the API on it; accounts, ingestion and presentation are what a test says. */
final class ApiServer implements AutoCloseable {
    static final String TOKEN = "polar_oat_all_scopes";
    static final String READER_TOKEN = "polar_oat_metrics_only";
    /** Of another organization than the one that runs the server. */
    static final String GUEST_TOKEN = "polar_oat_guest_all_scopes";

    static final UUID GUEST_ID = UUID.fromString("22222222-2222-4222-8222-222222222222");
    static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final UUID TOKEN_ID = UUID.fromString("11111111-1111-4111-8111-111111111111");
    static final int UNKNOWN_TOKENS_PER_MINUTE = 3;

    private static final ObjectMapper JSON = new ObjectMapper();

    final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    final List<IngestEvents> ingested = new CopyOnWriteArrayList<>();
    final List<MetricsQuery> asked = new CopyOnWriteArrayList<>();

    volatile Function<AuthenticateToken, Future<TokenPrincipal>> accounts = ApiServer::known;
    volatile Function<IngestEvents, Future<IngestResult>> ingestion =
            request -> Future.succeededFuture(new IngestResult(request.events().size(), 0));
    volatile Function<MetricsQuery, Future<MetricsAnswer>> presentation =
            query -> Future.succeededFuture(new MetricsAnswer(List.of(), Map.of(), NOW));

    final List<ReceiveWebhook> delivered = new CopyOnWriteArrayList<>();
    volatile Function<ReceiveWebhook, Future<WebhookReceipt>> webhooks = delivery ->
            Future.failedFuture(new ContractException(ErrorCode.UNAUTHENTICATED, "The signature is wrong."));

    ApiServer() {
        this(0);
    }

    /** @param requestsPerMinute with one token; time stands still, so that no more come back */
    ApiServer(int requestsPerMinute) {
        Channels.AUTHENTICATE_TOKEN.serve(vertx, question -> accounts.apply(question));
        Channels.INGEST_EVENTS.serve(vertx, request -> {
            ingested.add(request);
            return ingestion.apply(request);
        });
        Channels.RECEIVE_WEBHOOK.serve(vertx, delivery -> {
            delivered.add(delivery);
            return webhooks.apply(delivery);
        });
        Channels.METRICS.serve(vertx, query -> {
            asked.add(query);
            return presentation.apply(query);
        });
        var api = new RestApi(
                new Settings.Limits(UNKNOWN_TOKENS_PER_MINUTE, 10, requestsPerMinute),
                Clock.fixed(NOW, ZoneOffset.UTC),
                registry,
                null,
                () -> 0);
        var listening = new CompletableFuture<Integer>();
        // A negative port is any free one, shared by the instances.
        await(vertx.deployVerticle(
                () -> new HttpVerticle(
                        "127.0.0.1", -1, false, new Operations(registry, Map.of()), List.of(api), listening::complete),
                new DeploymentOptions().setInstances(2)));
        port = listening.join();
    }

    private static Future<TokenPrincipal> known(AuthenticateToken question) {
        return switch (question.token().value()) {
            case TOKEN -> Future.succeededFuture(principal(EnumSet.allOf(Scope.class)));
            case GUEST_TOKEN ->
                Future.succeededFuture(new TokenPrincipal(GUEST_ID, GUEST_ID, EnumSet.allOf(Scope.class)));
            case READER_TOKEN -> Future.succeededFuture(principal(Set.of(Scope.METRICS_READ)));
            default -> Future.failedFuture(new ContractException(ErrorCode.UNAUTHENTICATED, "Unknown token."));
        };
    }

    private static TokenPrincipal principal(Set<Scope> scopes) {
        return new TokenPrincipal(TOKEN_ID, Organizations.DEFAULT_ID, scopes);
    }

    /** From now on {@link #TOKEN} may do this alone. */
    void grant(Scope scope) {
        accounts = question -> Future.succeededFuture(principal(Set.of(scope)));
    }

    int port() {
        return port;
    }

    /** A request with the token that may do everything. */
    HttpRequest.Builder request(String pathAndQuery) {
        return anonymous(pathAndQuery).header("Authorization", "Bearer " + TOKEN);
    }

    HttpRequest.Builder anonymous(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + pathAndQuery))
                .timeout(Duration.ofSeconds(20));
    }

    Answer ingest(String body) {
        return ingest(body.getBytes(StandardCharsets.UTF_8));
    }

    Answer ingest(byte[] body) {
        return send(request("/v1/events/ingest").POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    Answer post(String token, String path, String body) {
        return send(anonymous(path)
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    Answer get(String token, String pathAndQuery) {
        return send(anonymous(pathAndQuery)
                .header("Authorization", "Bearer " + token)
                .GET());
    }

    Answer get(String pathAndQuery) {
        return send(request(pathAndQuery).GET());
    }

    Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Sends the same request so often at the same time, over connections of their own. */
    List<Answer> sendAtOnce(int times, HttpRequest.Builder request) {
        var answers = Stream.generate(() -> client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()))
                .limit(times)
                .toList();
        return answers.stream().map(CompletableFuture::join).map(Answer::new).toList();
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    /** What came back. */
    record Answer(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("absent");
        }

        JsonNode json() {
            try {
                return JSON.readTree(body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

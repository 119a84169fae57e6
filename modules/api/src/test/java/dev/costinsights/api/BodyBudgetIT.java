package dev.costinsights.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BodyBudgetIT {
    private final Vertx vertx = Vertx.vertx();
    private final Promise<Void> held = Promise.promise();
    private final Promise<Void> answer = Promise.promise();
    private final int port;
    private final HttpClient client;

    BodyBudgetIT() {
        Router router = Router.router(vertx);
        router.route("/held").handler(new BodyBudget(10)).handler(context -> {
            held.tryComplete();
            answer.future().onSuccess(now -> context.end());
        });
        router.route("/direct").handler(new BodyBudget(10)).handler(context -> context.end());
        port = await(vertx.createHttpServer().requestHandler(router).listen(0)).actualPort();
        client = vertx.createHttpClient();
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    @Test
    void bodiesBeyondTheBudgetAreAskedToComeBackUntilOthersAreAnswered() {
        Future<Integer> first = post("/held", "12345678");
        await(held.future());

        assertThat(await(post("/held", "123"))).isEqualTo(429);

        answer.complete();
        assertThat(await(first)).isEqualTo(200);
        assertThat(await(post("/held", "123"))).isEqualTo(200);
    }

    @Test
    void everyAnswerGivesItsBytesBack() {
        for (int i = 0; i < 20; i++) {
            assertThat(await(post("/direct", "1234567890"))).isEqualTo(200);
        }
    }

    private Future<Integer> post(String path, String body) {
        return client.request(HttpMethod.POST, port, "127.0.0.1", path)
                .compose(request -> request.send(Buffer.buffer(body)))
                .map(response -> response.statusCode());
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }
}

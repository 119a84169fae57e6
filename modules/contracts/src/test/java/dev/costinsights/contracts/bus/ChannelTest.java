package dev.costinsights.contracts.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costinsights.contracts.events.IngestEvents;
import dev.costinsights.contracts.events.IngestResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ChannelTest {
    private final Vertx vertx = Vertx.vertx();
    private final Channel<IngestEvents, IngestResult> channel =
            new Channel<>("cost-insights.test.ask.v1", Duration.ofMillis(500));
    private final IngestEvents question = new IngestEvents(UUID.randomUUID(), List.of());

    @AfterEach
    void close() {
        vertx.close().await();
    }

    @Test
    void aLocalListenerGetsTheSameInstance() {
        var received = new AtomicReference<IngestEvents>();
        serve(asked -> {
            received.set(asked);
            return Future.succeededFuture(new IngestResult(1, 0));
        });

        assertThat(channel.ask(vertx, question).await()).isEqualTo(new IngestResult(1, 0));
        assertThat(received).hasValueMatching(asked -> asked == question);
    }

    @Test
    void aFailureArrivesWithItsCodeAndFields() {
        var error = new FieldError(3, "timestamp", "value_error", "Value error, Timestamp must be in the past.");
        serve(asked -> Future.failedFuture(new ContractException(ErrorCode.INVALID, "Bad events", List.of(error))));

        assertThatThrownBy(() -> channel.ask(vertx, question).await())
                .isInstanceOfSatisfying(ContractException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.INVALID);
                    assertThat(failure.detail()).isEqualTo("Bad events");
                    assertThat(failure.fieldErrors()).containsExactly(error);
                });
    }

    @Test
    void aHandlerThatThrowsIsAnInternalFailureAndTellsNothing() {
        serve(asked -> {
            throw new IllegalStateException("password in a message");
        });

        assertThatThrownBy(() -> channel.ask(vertx, question).await())
                .isInstanceOfSatisfying(ContractException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL);
                    assertThat(failure.detail()).doesNotContain("password");
                });
    }

    @Test
    void nobodyThereIsUnavailable() {
        assertFailsWith(ErrorCode.UNAVAILABLE);
    }

    @Test
    void noAnswerIsATimeout() {
        serve(asked -> Future.future(never -> {}));

        assertFailsWith(ErrorCode.TIMEOUT);
    }

    private void serve(Function<IngestEvents, Future<IngestResult>> handler) {
        channel.serve(vertx, handler).completion().await();
    }

    private void assertFailsWith(ErrorCode code) {
        assertThatThrownBy(() -> channel.ask(vertx, question).await())
                .isInstanceOfSatisfying(
                        ContractException.class,
                        failure -> assertThat(failure.code()).isEqualTo(code));
    }
}

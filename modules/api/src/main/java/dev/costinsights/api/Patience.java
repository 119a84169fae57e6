package dev.costinsights.api;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * How long a client still waits. Official clients give up after five seconds, so that all questions behind one request
 * together must take less, or the answer is that there is none. The time a body takes to arrive is the client's own.
 */
record Patience(Duration left) {
    static final Patience FULL = new Patience(Duration.ofMillis(4_700));
    private static final Duration LEAST = Duration.ofMillis(100);

    /** What is left after some of it was spent. */
    Patience after(Duration spent) {
        Duration rest = left.minus(spent);
        return new Patience(rest.compareTo(LEAST) < 0 ? LEAST : rest);
    }

    /** Fails as {@link ErrorCode#TIMEOUT} without an answer in time. */
    <T> Future<T> limit(Future<T> answer) {
        return answer.timeout(left.toMillis(), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(
                        failure instanceof TimeoutException
                                ? new ContractException(ErrorCode.TIMEOUT, "No answer came in time.", failure)
                                : failure));
    }
}

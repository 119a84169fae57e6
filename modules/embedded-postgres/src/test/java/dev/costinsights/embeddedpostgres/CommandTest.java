package dev.costinsights.embeddedpostgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CommandTest {
    private static final Duration AMPLE = Duration.ofMinutes(1);

    @Test
    void saysWhatTheProgramSaidAndHowItEnded() throws IOException {
        Command.Result result = Command.run(AMPLE, List.of("sh", "-c", "echo said; echo complained >&2; exit 3"));

        assertThat(result.output()).isEqualTo("said\ncomplained");
        assertThat(result.exitStatus()).isEqualTo(3);
    }

    @Test
    @Timeout(30)
    void killsAProgramThatTakesTooLong() throws IOException {
        Command.Result result = Command.run(Duration.ofMillis(50), List.of("sleep", "600"));

        assertThat(result.exitStatus()).isNotZero();
    }

    @Test
    @Timeout(30)
    void needsNoThreadOfTheCommonPool() throws IOException {
        var done = new CountDownLatch(1);
        for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
            CompletableFuture.runAsync(() -> awaitUninterruptibly(done), ForkJoinPool.commonPool());
        }
        try {
            assertThat(Command.run(AMPLE, List.of("true")).exitStatus()).isZero();
        } finally {
            done.countDown();
        }
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

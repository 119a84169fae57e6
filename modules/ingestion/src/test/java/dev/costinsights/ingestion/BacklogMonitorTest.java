package dev.costinsights.ingestion;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.testkit.MovableClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogMonitorTest {
    private final MovableClock clock = new MovableClock();
    private final List<Promise<Long>> reads = new ArrayList<>();
    private final BacklogMonitor monitor = new BacklogMonitor(1_000, clock, this::read);

    private Future<Long> read() {
        Promise<Long> read = Promise.promise();
        reads.add(read);
        return read.future();
    }

    private void sees(long events) {
        monitor.eventsCameIn();
        monitor.tick();
        reads.get(reads.size() - 1).complete(events);
    }

    @Test
    void itIsFullBeyondTheLimitUntilAFifthOfItIsFree() {
        sees(1_000);
        assertThat(monitor.isFull()).isFalse();
        sees(1_001);
        assertThat(monitor.isFull()).isTrue();
        sees(800);
        assertThat(monitor.isFull()).isTrue();
        sees(799);
        assertThat(monitor.isFull()).isFalse();
        sees(1_000);
        assertThat(monitor.isFull()).isFalse();
    }

    @Test
    void itReadsOnlyWhileThereCanBeSomethingNew() {
        monitor.tick();
        assertThat(reads).isEmpty();

        sees(5);
        monitor.tick();
        assertThat(reads).hasSize(2);
        reads.get(1).complete(0L);

        monitor.tick();
        assertThat(reads).hasSize(2);
    }

    @Test
    void itNeverReadsTwiceAtOnceAndRestsAfterASlowRead() {
        monitor.eventsCameIn();
        monitor.tick();
        clock.advance(Duration.ofMillis(100));
        monitor.tick();
        assertThat(reads).hasSize(1);
        reads.get(0).complete(5L);

        clock.advance(Duration.ofMillis(399));
        monitor.tick();
        assertThat(reads).hasSize(1);
        clock.advance(Duration.ofMillis(1));
        monitor.tick();
        assertThat(reads).hasSize(2);
    }

    @Test
    void whatWasLastKnownStaysWhenItCannotBeRead() {
        sees(1_001);
        monitor.tick();
        reads.get(1).fail(new ConnectException("refused"));
        assertThat(monitor.isFull()).isTrue();

        sees(0);
        assertThat(monitor.isFull()).isFalse();
    }
}

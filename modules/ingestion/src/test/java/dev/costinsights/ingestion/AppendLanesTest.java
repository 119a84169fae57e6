package dev.costinsights.ingestion;

import static dev.costinsights.ingestion.Requests.ACME;
import static dev.costinsights.ingestion.Requests.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.events.IngestResult;
import dev.costinsights.contracts.events.NewEvent;
import dev.costinsights.testkit.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AppendLanesTest {
    private final FakeLog log = new FakeLog();
    private final MovableClock clock = new MovableClock();
    private final Queue<Runnable> timers = new ArrayDeque<>();
    private final AppendLanes lanes = lanes(new AppendLanes.Limits(2, 10_000, 1_000_000));

    private AppendLanes lanes(AppendLanes.Limits limits) {
        var flush = new Flush(log, new IngestMeters(new SimpleMeterRegistry()), organizationId -> {});
        return new AppendLanes(limits, clock, (delay, action) -> timers.add(action), flush::run);
    }

    private Future<IngestResult> append(UUID organizationId, String name, int events) {
        return lanes.append(Requests.of(organizationId, clock.instant(), name, events));
    }

    private Future<IngestResult> append(String name) {
        return append(ACME, name, 1);
    }

    private static ErrorCode refusal(Future<?> answer) {
        assertThat(answer.failed()).isTrue();
        return ((ContractException) answer.cause()).code();
    }

    @Test
    void anIdleServerAppendsAtOnceAndAnswersAfterTheCommit() {
        Future<IngestResult> answer = append("a");

        assertThat(log.appends).hasSize(1);
        assertThat(answer.isComplete()).isFalse();
        log.commit(0);
        assertThat(answer.result()).isEqualTo(new IngestResult(1, 0));
    }

    @Test
    void requestsGatherWhileABatchIsUnderWay() {
        append("a");
        append("b");
        append("c");
        assertThat(log.appends).hasSize(1);

        log.commit(0);

        assertThat(log.appends).hasSize(2);
        assertThat(log.appends.get(1).names()).containsExactly("b", "c");
    }

    @Test
    void afterAShortGatheringAFurtherLaneOpens() {
        append("a");
        append("b");
        append("c");
        assertThat(timers).hasSize(1);

        timers.remove().run();

        assertThat(log.appends).hasSize(2);
        assertThat(log.appends.get(1).names()).containsExactly("b", "c");
    }

    @Test
    void aFullBatchOpensAFurtherLaneAtOnce() {
        append("a");
        append(ACME, "b", 999);
        assertThat(log.appends).hasSize(1);

        append("c");

        assertThat(log.batch(1).size()).isEqualTo(1_000);
    }

    @Test
    void neverMoreBatchesThanLanesAreUnderWay() {
        append("a");
        append(ACME, "b", 1_000);
        append(ACME, "c", 1_000);
        timers.forEach(Runnable::run);
        assertThat(log.appends).hasSize(2);

        log.commit(1);

        assertThat(log.appends).hasSize(3);
    }

    @Test
    void aBatchIsNeverLargerThanAThousandUnlessOneRequestIs() {
        append("a");
        append("b");
        append(ACME, "large", 5_000);
        append(ACME, "c", 600);
        append(ACME, "d", 600);
        log.commit(0);
        log.commit(1);
        log.commit(2);
        log.commit(3);
        log.commit(4);

        assertThat(log.appends.stream().map(append -> append.batch().size()).toList())
                .containsExactly(1, 1, 5_000, 600, 600);
    }

    @Test
    void aBatchIsBoundedByTheMemoryOfItsTextsToo() {
        var roomy = lanes(new AppendLanes.Limits(1, 10_000, Long.MAX_VALUE));
        roomy.append(Requests.of(ACME, clock.instant(), "first", 1));
        String text = "x".repeat((int) AppendLanes.BATCH_CHARACTERS / 8);
        for (int i = 0; i < 12; i++) {
            NewEvent event = NewEvent.of("large", "user").externalId(text).build();
            roomy.append(Requests.of(ACME, clock.instant(), event));
        }

        log.commit(0);

        assertThat(log.batch(1).size()).isEqualTo(7);
    }

    @Test
    void textsBeyondTheMemoryOfTheQueueAreTurnedAway() {
        append("a");
        NewEvent large =
                NewEvent.of("large", "user").externalId("x".repeat(600_000)).build();
        Future<IngestResult> waiting = lanes.append(Requests.of(ACME, clock.instant(), large));

        assertThat(refusal(lanes.append(Requests.of(ACME, clock.instant(), large))))
                .isEqualTo(ErrorCode.OVERLOADED);
        assertThat(waiting.isComplete()).isFalse();
    }

    @Test
    void organizationsTakeTurns() {
        var oneLane = lanes(new AppendLanes.Limits(1, 10_000, 1_000_000));
        oneLane.append(Requests.of(ACME, clock.instant(), "first", 1));
        for (int i = 0; i < 5; i++) {
            oneLane.append(Requests.of(ACME, clock.instant(), "busy", 900));
        }
        oneLane.append(Requests.of(GLOBEX, clock.instant(), "quiet", 100));

        log.commit(0);

        assertThat(log.appends.get(1).names()).hasSize(1_000).contains("quiet");
    }

    @Test
    void anOrganizationsRequestsKeepTheirOrder() {
        append("a");
        append(ACME, "b", 1);
        append(GLOBEX, "other", 1);
        append(ACME, "c", 1);

        log.commit(0);

        assertThat(log.appends.get(1).names()).containsExactly("b", "other", "c");
    }

    @Test
    void requestsBeyondTheQueueAreTurnedAwayAtOnce() {
        append("a");
        Future<IngestResult> first = append(ACME, "b", 999);
        timers.clear();
        append(ACME, "fill lane two", 1);
        List<Future<IngestResult>> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waiting.add(append(ACME, "c", 1_000));
        }

        assertThat(refusal(append("too much"))).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(first.isComplete()).isFalse();
        assertThat(waiting).noneMatch(Future::isComplete);
        assertThat(lanes.queuedEvents()).isEqualTo(10_000);
    }

    @Test
    void requestsThatWaitedTooLongAreTurnedAwayUnsent() {
        Future<IngestResult> sent = append("a");
        Future<IngestResult> late = append("b");
        clock.advance(AppendLanes.LONGEST_WAIT);
        Future<IngestResult> fresh = append(GLOBEX, "c", 1);
        lanes.expire();
        assertThat(late.isComplete()).isFalse();

        clock.advance(Duration.ofMillis(1));
        lanes.expire();

        assertThat(refusal(late)).isEqualTo(ErrorCode.OVERLOADED);
        assertThat(sent.isComplete()).isFalse();
        log.commit(0);
        assertThat(log.appends.get(1).names()).containsExactly("c");
        log.commit(1);
        assertThat(fresh.result()).isEqualTo(new IngestResult(1, 0));
    }

    @Test
    void drainingCompletesAfterTheLastAnswer() {
        append("a");
        Future<IngestResult> last = append("b");

        Future<Void> drained = lanes.drain();

        log.commit(0);
        assertThat(drained.isComplete()).isFalse();
        log.commit(1);
        assertThat(last.succeeded()).isTrue();
        assertThat(drained.succeeded()).isTrue();
    }

    @Test
    void whatIsNotDrainedInTimeIsRefused() {
        append("a");
        Future<IngestResult> waiting = append("b");

        lanes.refuseWaiting(new ContractException(ErrorCode.UNAVAILABLE, "stopping"));

        assertThat(refusal(waiting)).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(lanes.queuedEvents()).isZero();
    }
}

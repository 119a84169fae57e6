package dev.costinsights.ingestion;

import static dev.costinsights.ingestion.Requests.ACME;
import static dev.costinsights.ingestion.Requests.GLOBEX;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.events.IngestResult;
import dev.costinsights.contracts.events.NewEvent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.net.ConnectException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FlushTest {
    private static final Instant NOW = Instant.parse("2026-05-06T07:08:09Z");
    private static final Throwable BAD_DATA = new PgException("bad", "ERROR", "22P02", "");

    private final FakeLog log = new FakeLog();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final List<UUID> rung = new ArrayList<>();
    private final Flush flush = new Flush(log, new IngestMeters(registry), rung::add);

    private static PendingAppend pending(UUID organizationId, String... externalIds) {
        NewEvent[] events = new NewEvent[externalIds.length];
        for (int i = 0; i < events.length; i++) {
            events[i] = externalIds[i].isEmpty()
                    ? NewEvent.of("call", "user").build()
                    : NewEvent.of("call", "user").externalId(externalIds[i]).build();
        }
        return new PendingAppend(Requests.of(organizationId, NOW, events));
    }

    private static IngestResult result(PendingAppend pending) {
        return pending.answer().future().result();
    }

    private static ErrorCode refusal(PendingAppend pending) {
        return ((ContractException) pending.answer().future().cause()).code();
    }

    private double counted(String outcome) {
        return registry.get("cost_insights_ingest_events")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    @Test
    void eachRequestIsAnsweredWithItsOwnCounts() {
        PendingAppend one = pending(ACME, "a", "b", "c");
        PendingAppend other = pending(GLOBEX, "a", "b");
        log.conflicts = Future.succeededFuture(1);

        Future<Void> done = flush.run(List.of(one, other));
        log.commit(0, 1, 3, 4);

        assertThat(result(one)).isEqualTo(new IngestResult(2, 1));
        assertThat(result(other)).isEqualTo(new IngestResult(0, 2));
        assertThat(done.succeeded()).isTrue();
        assertThat(log.duplicates).containsExactly(bits(1, 3, 4));
        assertThat(counted("inserted")).isEqualTo(2);
        assertThat(counted("duplicate")).isEqualTo(2);
        assertThat(counted("conflict")).isEqualTo(1);
    }

    private static BitSet bits(int... positions) {
        var bits = new BitSet();
        for (int position : positions) {
            bits.set(position);
        }
        return bits;
    }

    @Test
    void theBellRingsForOrganizationsWithNewEventsOnly() {
        flush.run(List.of(pending(ACME, "a"), pending(GLOBEX, "b"), pending(ACME, "c")));
        assertThat(rung).isEmpty();

        log.commit(0, 1);

        assertThat(rung).containsExactly(ACME);
    }

    @Test
    void withoutDuplicatesNothingIsComparedAgain() {
        flush.run(List.of(pending(ACME, "a")));
        log.commit(0);

        assertThat(log.duplicates).isEmpty();
    }

    @Test
    void aBadRequestFailsAlone() {
        PendingAppend good = pending(ACME, "a");
        PendingAppend bad = pending(ACME, "b");
        PendingAppend alsoGood = pending(ACME, "c");

        Future<Void> done = flush.run(List.of(good, bad, alsoGood));
        log.fail(0, BAD_DATA);
        log.commit(1);
        log.fail(2, BAD_DATA);
        assertThat(done.isComplete()).isFalse();
        log.commit(3);

        assertThat(result(good)).isEqualTo(new IngestResult(1, 0));
        assertThat(refusal(bad)).isEqualTo(ErrorCode.INTERNAL);
        assertThat(result(alsoGood)).isEqualTo(new IngestResult(1, 0));
        assertThat(done.succeeded()).isTrue();
        assertThat(log.appends).hasSize(4);
    }

    @Test
    void whenTheDatabaseIsAwayNothingIsSentAgain() {
        PendingAppend one = pending(ACME, "a");
        PendingAppend other = pending(GLOBEX, "b");

        flush.run(List.of(one, other));
        log.fail(0, new ConnectException("refused"));

        assertThat(refusal(one)).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(refusal(other)).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(log.appends).hasSize(1);
        assertThat(rung).isEmpty();
    }

    @Test
    void ifConflictsCannotBeListedOnlyRequestsThatMayBeSentAgainAreRefused() {
        PendingAppend repeatable = pending(ACME, "a", "b");
        PendingAppend unrepeatable = pending(ACME, "c", "");
        PendingAppend allNew = pending(ACME, "d");
        log.conflicts = Future.failedFuture(new ConnectException("refused"));

        flush.run(List.of(repeatable, unrepeatable, allNew));
        log.commit(0, 0, 2);

        assertThat(refusal(repeatable)).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(result(unrepeatable)).isEqualTo(new IngestResult(1, 1));
        assertThat(result(allNew)).isEqualTo(new IngestResult(1, 0));
    }
}

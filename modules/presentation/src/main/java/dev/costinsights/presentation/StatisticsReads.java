package dev.costinsights.presentation;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.statistics.StatisticsScope;
import dev.costinsights.contracts.statistics.StatisticsSource;
import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;

/** What the four kinds of statistics have in common: when they may read, from what, and when they take too long. */
final class StatisticsReads {
    private static final String CANCELLED = "57014";
    private static final String TOO_SLOW = "These statistics take too long to compute. Ask for a shorter range, or for"
            + " events of fewer names or customers.";
    /** Children stand between the roots of a range, and are passed over. */
    private static final long EVENTS_PER_TRACE = 10;

    private final Snapshots snapshots;
    private final StrongReads strongReads;
    private final long exactTraces;

    /**
     * @param snapshots that plan for values and end statements in time
     * @param exactTraces up to how many traces are read one by one where totals could answer
     */
    StatisticsReads(Snapshots snapshots, StrongReads strongReads, long exactTraces) {
        this.snapshots = snapshots;
        this.strongReads = strongReads;
        this.exactTraces = exactTraces;
    }

    /** A question with its filter in terms of the log. */
    record Asked(StatisticsScope scope, EventPredicate predicate) {
        UUID organizationId() {
            return scope.organizationId();
        }

        String[] fields() {
            return scope.fields().toArray(String[]::new);
        }

        /** Those of the predicate, then where the range starts and ends. */
        Tuple parameters(List<Instant> boundaries) {
            var range = Segment.times(Boundaries.ends(boundaries));
            return predicate.parameters().addOffsetDateTime(range[0]).addOffsetDateTime(range[1]);
        }

        /** Whether all that is demanded of roots is a name, and nothing but costs is asked for. */
        boolean isOfTotals() {
            EventFilter filter = scope.filter();
            return scope.costAlone()
                    && filter.after() == null
                    && filter.before() == null
                    && !filter.byCustomer()
                    && filter.admitsUsers()
                    && filter.query() == null
                    && filter.metadata().isEmpty()
                    && filter.condition() == null;
        }

        /** Whether nothing at all is demanded. */
        boolean isOfAll() {
            return isOfTotals()
                    && scope.filter().names().isEmpty()
                    && scope.filter().eventTypeIds().isEmpty();
        }
    }

    /** Fails only with a ContractException. */
    <T> Future<T> answer(StatisticsScope scope, BiFunction<SqlConnection, Asked, Future<T>> question) {
        Future<Void> ready = scope.consistency() == Consistency.STRONG
                ? strongReads.awaitFolded(scope.organizationId())
                : Future.succeededFuture();
        return ready.compose(done ->
                snapshots.read(snapshot -> EventReferences.of(snapshot, scope.organizationId(), scope.filter())
                        .map(references ->
                                new Asked(scope, EventPredicate.of(scope.organizationId(), scope.filter(), references)))
                        .compose(asked -> question.apply(snapshot, asked))
                        .recover(failure -> Future.failedFuture(tooSlow(failure)))));
    }

    private static Throwable tooSlow(Throwable failure) {
        boolean cancelled = failure instanceof PgException pg && CANCELLED.equals(pg.getSqlState());
        return cancelled ? new ContractException(ErrorCode.UNAVAILABLE, TOO_SLOW, failure) : failure;
    }

    /** Whether there are so many traces that histograms have to do. */
    boolean isLarge(TraceTotalsStore.Size size) {
        return size.traces() > exactTraces || size.events() > exactTraces * EVENTS_PER_TRACE;
    }

    static Future<StatisticsSource> source(SqlConnection snapshot, Asked asked, boolean exact) {
        return TotalsStore.freshness(snapshot, asked.organizationId())
                .map(freshness -> new StatisticsSource(
                        exact ? StatisticsSource.EXACT : StatisticsSource.HISTOGRAM_ERROR, freshness.asOf()));
    }
}

package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Reads seats over whole periods. What a statement sends back are changes by period, which are summed up outside. {@code offset 0}:
 * see {@link SubscriptionSql}.
 */
final class SeatStore {
    /** Parameters: $1 organization, $2 where whole periods meet, $3 end of the first period. */
    private static final String HELD = """
            select s.customer_id,
                   greatest(width_bucket(s.created_at, $2::timestamptz[]), 1) as first,
                   coalesce(width_bucket(s.claimed_at, $2::timestamptz[]), cardinality($2::timestamptz[])) as claimed,
                   coalesce(width_bucket(s.revoked_at, $2::timestamptz[]), cardinality($2::timestamptz[])) as last
            from totals.seats s
            where s.organization_id = $1 and not s.waiting
              and s.created_at < ($2::timestamptz[])[cardinality($2::timestamptz[])]
              and (s.revoked_at is null or s.revoked_at >= $3) %s
            offset 0
            """;

    private static final String TURNS = """
            select first, claimed, last, count(*) as seats
            from (
                select first, least(greatest(claimed, first), last) as claimed, last
                from (%s) held where first < last
                offset 0) turns
            group by grouping sets ((first), (claimed), (last))
            """;

    /**
     * Parameters: $1 organization, $2 where whole periods meet, $3 and $4 the range. A customer is new with the first
     * seat inside the range, when it had none in an earlier period.
     */
    private static final String HOLDERS = """
            select arrived, gone, count(*) as customers
            from (
                select case when min(s.created_at) filter (where s.created_at >= $3) < $4
                              and width_bucket(min(s.created_at) filter (where s.created_at >= $3), $2::timestamptz[])
                                = width_bucket(min(s.created_at), $2::timestamptz[])
                            then width_bucket(min(s.created_at), $2::timestamptz[]) end as arrived,
                       case when count(*) = count(s.revoked_at) and max(s.revoked_at) >= $3 and max(s.revoked_at) < $4
                            then width_bucket(max(s.revoked_at), $2::timestamptz[]) end as gone
                from totals.seats s where s.organization_id = $1 and not s.waiting %s
                group by s.customer_id
                offset 0) changes
            group by grouping sets ((arrived), (gone))
            """;

    static final Statement SEATS = new Statement(TURNS.formatted(HELD.formatted("")));
    static final Statement SEATS_OF_SOME =
            new Statement(TURNS.formatted(HELD.formatted(RevenueScope.condition("s", 4))));
    static final Statement CUSTOMERS = new Statement(DistinctCustomers.sql(HELD.formatted("")));
    static final Statement CUSTOMERS_OF_SOME =
            new Statement(DistinctCustomers.sql(HELD.formatted(RevenueScope.condition("s", 4))));
    static final Statement CHANGES = new Statement(HOLDERS.formatted(""));
    static final Statement CHANGES_OF_SOME = new Statement(HOLDERS.formatted(RevenueScope.condition("s", 5)));

    private SeatStore() {}

    static Future<SeatFigures> figures(SqlConnection snapshot, RevenueScope scope, Timeline timeline) {
        int periods = timeline.size();
        var total = new Deltas(periods);
        var claimed = new Deltas(periods);
        List<Long> arrived = new ArrayList<>(Collections.nCopies(periods + 1, 0L));
        List<Long> gone = new ArrayList<>(arrived);
        return scope.execute(snapshot, SEATS, SEATS_OF_SOME, held(scope, timeline))
                .compose(turns -> {
                    turns.forEach(row -> turn(row, total, claimed));
                    return scope.execute(snapshot, CUSTOMERS, CUSTOMERS_OF_SOME, held(scope, timeline))
                            .compose(customers -> scope.execute(
                                            snapshot, CHANGES, CHANGES_OF_SOME, range(scope, timeline))
                                    .map(changes -> {
                                        changes.forEach(row -> change(row, arrived, gone));
                                        List<BigDecimal> holders = DistinctCustomers.of(customers, periods);
                                        return new SeatFigures(
                                                total.running(), claimed.running(), holders, arrived, gone);
                                    }));
                });
    }

    /** A seat that is claimed is so until it is revoked; one that never is counts as claimed just then. */
    private static void turn(Row row, Deltas total, Deltas claimed) {
        Integer first = row.getInteger("first");
        Integer claim = row.getInteger("claimed");
        long seats = row.getLong("seats");
        if (first != null) {
            total.add(first, seats);
        } else if (claim != null) {
            claimed.add(claim, seats);
        } else {
            total.add(row.getInteger("last"), -seats);
            claimed.add(row.getInteger("last"), -seats);
        }
    }

    private static void change(Row row, List<Long> arrived, List<Long> gone) {
        Integer arrival = row.getInteger("arrived");
        Integer loss = row.getInteger("gone");
        if (arrival != null) {
            arrived.set(arrival, row.getLong("customers"));
        } else if (loss != null) {
            gone.set(loss, row.getLong("customers"));
        }
    }

    private static Tuple held(RevenueScope scope, Timeline timeline) {
        return Tuple.of(scope.organizationId())
                .addArrayOfOffsetDateTime(timeline.wholeTimes())
                .addOffsetDateTime(timeline.endOfFirst());
    }

    private static Tuple range(RevenueScope scope, Timeline timeline) {
        return Tuple.of(scope.organizationId())
                .addArrayOfOffsetDateTime(timeline.wholeTimes())
                .addOffsetDateTime(timeline.start())
                .addOffsetDateTime(timeline.end());
    }
}

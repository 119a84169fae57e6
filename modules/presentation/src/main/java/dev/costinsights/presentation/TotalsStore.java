package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads an organization's totals over consecutive periods, and how fresh they are. The meaningless {@code offset 0} keeps
 * the planner from joining segments and totals by grain alone: each segment is one range scan.
 */
final class TotalsStore {

    /** As of the begin of the transaction: no snapshot is older, and figures were read before this is asked. */
    static final Statement FRESHNESS = new Statement("""
            select o.as_of, t.oldest, transaction_timestamp() as now
            from (select least((select min(appended_at) from log.tickets where organization_id = $1),
                               (select min(appended_at) from log.fact_tickets where organization_id = $1)) as oldest) t
            left join totals.organizations o on o.organization_id = $1
            """);

    static final Statement PERIOD_COSTS = new Statement(periodCosts("organization_costs"));

    static final Statement PERIOD_ATTRIBUTED_COSTS = new Statement(periodCosts("attributed_costs"));

    private static final String PERIOD_CHUNKS = """
            select width_bucket(t.bucket, $5::timestamptz[]) as period, t.chunk, bit_or(t.customers) as customers
            from unnest($2::smallint[], $3::timestamptz[], $4::timestamptz[]) as s (grain, first, last)
            cross join lateral (
                select * from totals.active_customers t
                where t.organization_id = $1 and t.grain = s.grain and t.bucket >= s.first and t.bucket < s.last
                offset 0) t
            group by 1, 2
            """;

    static final Statement PERIOD_ACTIVE_CUSTOMERS = new Statement("""
            select period, sum(bit_count(customers))::bigint as as_sent, 0::bigint as twins
            from (%s) chunks
            group by period
            """.formatted(PERIOD_CHUNKS));

    /** With twins: $6, $7. */
    static final Statement PERIOD_LINKED_CUSTOMERS =
            new Statement("""
            with chunks as (%s), counted as (
                select period, sum(bit_count(customers))::bigint as as_sent from chunks group by period
            ), twice as (%s)
            select period, as_sent, coalesce(twins, 0) as twins from counted left join twice using (period)
            """.formatted(PERIOD_CHUNKS, CustomerTwins.countedTwice("chunks", "period", 6)));

    static final Statement EXTENT = new Statement("""
            select min(bucket) as first_bucket, max(bucket) as last_bucket
            from totals.organization_costs where organization_id = $1 and grain = 15
            """);

    private TotalsStore() {}

    private static String periodCosts(String table) {
        return """
                select width_bucket(t.bucket, $5::timestamptz[]) as period,
                       sum(t.cost_cents) as cost_cents, sum(t.events)::bigint as events
                from unnest($2::smallint[], $3::timestamptz[], $4::timestamptz[]) as s (grain, first, last)
                cross join lateral (
                    select * from totals.%s t
                    where t.organization_id = $1 and t.grain = s.grain and t.bucket >= s.first and t.bucket < s.last
                    offset 0) t
                group by 1
                """.formatted(table);
    }

    /**
     * @param asOf everything committed to the log up to this instant is in the totals
     * @param lag age of the oldest commit that is not in, zero when everything is
     */
    record Freshness(Instant asOf, Duration lag) {}

    /**
     * The quarter-hours that events were seen in.
     *
     * @param first start of the first; null without events
     * @param last end of the last; null without events
     */
    record Extent(@Nullable Instant first, @Nullable Instant last) {}

    static Future<Freshness> freshness(SqlConnection snapshot, UUID organizationId) {
        return snapshot.preparedQuery(FRESHNESS.sql())
                .execute(Tuple.of(organizationId))
                .map(rows -> freshness(rows.iterator().next()));
    }

    /** An organization without totals is as fresh as its oldest ticket, or as the snapshot. */
    private static Freshness freshness(Row row) {
        Instant now = row.getOffsetDateTime("now").toInstant();
        Instant newestFolded = instant(row, "as_of");
        Instant oldestWaiting = instant(row, "oldest");
        Instant asOf = newestFolded == null ? now : newestFolded;
        if (oldestWaiting == null) {
            return new Freshness(asOf, Duration.ZERO);
        }
        Duration lag = Duration.between(oldestWaiting, now);
        return new Freshness(
                oldestWaiting.isBefore(asOf) ? oldestWaiting : asOf, lag.isNegative() ? Duration.ZERO : lag);
    }

    static Future<Extent> extent(SqlConnection snapshot, UUID organizationId) {
        return snapshot.preparedQuery(EXTENT.sql())
                .execute(Tuple.of(organizationId))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    Instant last = instant(row, "last_bucket");
                    return new Extent(
                            instant(row, "first_bucket"),
                            last == null ? null : last.plus(Duration.ofMinutes(Segment.QUARTER_HOUR)));
                });
    }

    /** By period; at 0 what lies before the first boundary, when it is covered. */
    static Future<List<Sums>> costs(SqlConnection snapshot, UUID organizationId, Cover cover) {
        return snapshot.preparedQuery(PERIOD_COSTS.sql())
                .execute(parameters(organizationId, cover))
                .map(rows -> byPeriod(rows, cover, Sums.NONE, Sums::of));
    }

    /** The same of events whose customer is registered. */
    static Future<List<Sums>> attributedCosts(SqlConnection snapshot, UUID organizationId, Cover cover) {
        return snapshot.preparedQuery(PERIOD_ATTRIBUTED_COSTS.sql())
                .execute(parameters(organizationId, cover))
                .map(rows -> byPeriod(rows, cover, Sums.NONE, Sums::of));
    }

    /** By period; at 0 those before the first boundary, when it is covered. */
    static Future<List<ActiveCustomers>> activeCustomers(
            SqlConnection snapshot, UUID organizationId, Cover cover, CustomerTwins twins) {
        Tuple parameters = parameters(organizationId, cover);
        Future<RowSet<Row>> counted = twins.isEmpty()
                ? snapshot.preparedQuery(PERIOD_ACTIVE_CUSTOMERS.sql()).execute(parameters)
                : snapshot.preparedQuery(PERIOD_LINKED_CUSTOMERS.sql()).execute(twins.addTo(parameters));
        return counted.map(rows -> byPeriod(rows, cover, ActiveCustomers.NONE, TotalsStore::activeCustomers));
    }

    private static ActiveCustomers activeCustomers(Row row) {
        long asSent = row.getLong("as_sent");
        return new ActiveCustomers(asSent, asSent - row.getLong("twins"));
    }

    private static Tuple parameters(UUID organizationId, Cover cover) {
        Tuple parameters = Tuple.of(organizationId);
        Segment.addTo(parameters, cover.segments());
        return parameters.addArrayOfOffsetDateTime(Segment.times(cover.boundaries()));
    }

    private static <T> List<T> byPeriod(
            RowSet<Row> rows, Cover cover, T none, java.util.function.Function<Row, T> value) {
        List<T> values = new ArrayList<>(Collections.nCopies(cover.boundaries().size(), none));
        for (Row row : rows) {
            values.set(row.getInteger("period"), value.apply(row));
        }
        return values;
    }

    private static @Nullable Instant instant(Row row, String column) {
        OffsetDateTime time = row.getOffsetDateTime(column);
        return time == null ? null : time.toInstant();
    }
}

package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the UTC days that have events in the log, revenue, or rows in any totals table, newest first. A day costs some
 * fifty probes of indexes, however many events there are.
 */
final class DayStore {
    /** After everything. */
    static final LocalDate END_OF_TIME = LocalDate.of(9999, 12, 31);

    static final Statement ORGANIZATIONS = new Statement("""
            with recursive logged as (
                (select organization_id from log.events order by organization_id limit 1)
                union all
                select (select e.organization_id from log.events e
                        where e.organization_id > l.organization_id order by 1 limit 1)
                from logged l where l.organization_id is not null
            ), said as (
                (select organization_id from log.facts order by organization_id limit 1)
                union all
                select (select f.organization_id from log.facts f
                        where f.organization_id > s.organization_id order by 1 limit 1)
                from said s where s.organization_id is not null
            )
            select organization_id from logged where organization_id is not null
            union
            select organization_id from said where organization_id is not null
            union
            select organization_id from totals.organizations
            order by 1
            """);

    static final Statement DAY_BEFORE = new Statement("""
            select greatest(
                (select max(occurred_at) from log.events where organization_id = $1 and occurred_at < $2),
                (select max(created_at) from totals.orders where organization_id = $1 and created_at < $2),
                (select max(created_at) from totals.refunds where organization_id = $1 and created_at < $2),
                (select max(created_at) from totals.disputes where organization_id = $1 and created_at < $2),
                (select max(won_at) from totals.disputes where organization_id = $1 and won_at < $2),
                (select max(newest.bucket)
                 from (values (smallint '15'), (smallint '60'), (smallint '1440')) as g (grain)
                 cross join lateral (
                     select greatest(
                         (select max(bucket) from totals.organization_costs
                          where organization_id = $1 and grain = g.grain and bucket < $2),
                         (select max(bucket) from totals.attributed_costs
                          where organization_id = $1 and grain = g.grain and bucket < $2),
                         (select max(bucket) from totals.organization_revenue
                          where organization_id = $1 and grain = g.grain and bucket < $2),
                         (select max(bucket) from totals.product_revenue
                          where organization_id = $1 and grain = g.grain and bucket < $2),
                         (select max(bucket) from totals.order_rates
                          where organization_id = $1 and grain = g.grain and bucket < $2),
                         (select max(bucket) from totals.event_name_costs
                          where organization_id = $1 and grain = g.grain and bucket < $2),
                         (select max(bucket) from totals.llm_costs
                          where organization_id = $1 and grain = g.grain and bucket < $2),
                         (select max(bucket) from totals.active_customers
                          where organization_id = $1 and grain = g.grain and bucket < $2),
                         (select max(bucket) from totals.trace_costs
                          where organization_id = $1 and grain = g.grain and bucket < $2),
                         (select max(bucket) from totals.label_customers
                          where organization_id = $1 and grain = g.grain and bucket < $2)) as bucket) newest),
                (select max(newest.bucket)
                 from (values (smallint '1440'), (smallint '0')) as g (grain)
                 cross join lateral (
                     select greatest(
                         (select max(bucket) from totals.customer_trace_shifts
                          where organization_id = $1 and grain = g.grain and bucket < $2),
                         (select max(bucket) from totals.customer_revenue
                          where organization_id = $1 and grain = g.grain and bucket < $2)) as bucket) newest),
                (select max(bucket) from totals.customer_costs
                 where organization_id = $1 and grain = 1440 and bucket < $2),
                (select max(bucket) from totals.customer_costs
                 where organization_id = $1 and grain = 0 and bucket < $2)) as newest
            """);

    private final Pool pool;

    DayStore(Pool pool) {
        this.pool = pool;
    }

    Future<List<UUID>> organizations() {
        return pool.preparedQuery(ORGANIZATIONS.sql()).execute().map(DayStore::organizations);
    }

    private static List<UUID> organizations(RowSet<Row> rows) {
        List<UUID> organizations = new ArrayList<>(rows.size());
        rows.forEach(row -> organizations.add(row.getUUID("organization_id")));
        return organizations;
    }

    /** The newest UTC day before another that has anything. */
    Future<Optional<LocalDate>> dayBefore(UUID organizationId, LocalDate day) {
        return pool.preparedQuery(DAY_BEFORE.sql())
                .execute(Tuple.of(organizationId, startOf(day)))
                .map(rows -> Optional.ofNullable(rows.iterator().next().getOffsetDateTime("newest"))
                        .map(newest ->
                                newest.withOffsetSameInstant(ZoneOffset.UTC).toLocalDate()));
    }

    static OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay().atOffset(ZoneOffset.UTC);
    }
}

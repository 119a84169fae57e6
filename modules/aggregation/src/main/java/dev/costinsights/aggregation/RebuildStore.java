package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.LocalDate;
import java.util.UUID;

/**
 * Replaces totals by what the log and the rows of orders, refunds and disputes say. While a transaction holds the
 * organization's row nothing is folded, so events without a ticket are exactly those that belong in the totals.
 */
final class RebuildStore {

    static final Statement CREATE =
            new Statement("insert into totals.organizations (organization_id) values ($1) on conflict do nothing");

    static final Statement LOCK = new Statement("""
            select organization_id, set_config('work_mem', '32MB', true), set_config('enable_seqscan', 'off', true)
            from totals.organizations where organization_id = $1 for update
            """);

    static final Statement DELETE_DAY = new Statement("""
            with organization as (
                delete from totals.organization_costs
                where organization_id = $1 and grain in (15, 60, 1440) and bucket >= $2 and bucket < $3
            ), attributed as (
                delete from totals.attributed_costs
                where organization_id = $1 and grain in (15, 60, 1440) and bucket >= $2 and bucket < $3
            ), event_names as (
                delete from totals.event_name_costs
                where organization_id = $1 and grain in (15, 60, 1440) and bucket >= $2 and bucket < $3
            ), llm as (
                delete from totals.llm_costs
                where organization_id = $1 and grain in (15, 60, 1440) and bucket >= $2 and bucket < $3
            ), active as (
                delete from totals.active_customers
                where organization_id = $1 and grain in (15, 60, 1440) and bucket >= $2 and bucket < $3
            ), traces as (
                delete from totals.trace_costs
                where organization_id = $1 and grain in (15, 60, 1440) and bucket >= $2 and bucket < $3
            ), label_customers as (
                delete from totals.label_customers
                where organization_id = $1 and grain in (15, 60, 1440) and bucket >= $2 and bucket < $3
            ), shifts as (
                delete from totals.customer_trace_shifts
                where organization_id = $1 and grain = 1440 and bucket >= $2 and bucket < $3
            )
            delete from totals.customer_costs
            where organization_id = $1 and grain = 1440 and bucket >= $2 and bucket < $3
            """);

    static final Statement ADD_DAY = new Statement(TotalsSql.ADD_TIMES);

    static final Statement DELETE_MONTH = new Statement("""
            with shifts as (
                delete from totals.customer_trace_shifts
                where organization_id = $1 and grain = 0 and bucket >= $2 and bucket < $3
            )
            delete from totals.customer_costs where organization_id = $1 and grain = 0 and bucket >= $2 and bucket < $3
            """);

    static final Statement ADD_MONTH = new Statement("""
            with shifts as (
                insert into totals.customer_trace_shifts
                    (organization_id, grain, bucket, customer_key, cost_cents, events)
                select organization_id, 0, $2, customer_key, sum(cost_cents), sum(events)::bigint
                from totals.customer_trace_shifts
                where organization_id = $1 and grain = 1440 and bucket >= $2 and bucket < $3
                group by organization_id, customer_key order by customer_key
            )
            insert into totals.customer_costs (organization_id, grain, bucket, customer_key, cost_cents, events)
            select organization_id, 0, $2, customer_key, sum(cost_cents), sum(events)::bigint
            from totals.customer_costs
            where organization_id = $1 and grain = 1440 and bucket >= $2 and bucket < $3
            group by organization_id, customer_key order by customer_key
            """);

    private final Pool pool;

    RebuildStore(Pool pool) {
        this.pool = pool;
    }

    /** Brings what is kept of who is registered to what the register says. */
    Future<Void> rebuildAttribution(UUID organizationId) {
        return pool.withTransaction(connection -> lock(connection, organizationId)
                .compose(locked -> AttributionStore.attributeAll(connection, organizationId)));
    }

    /** Rebuilds a UTC day and answers how many events it has. The customers' months are left as they are. */
    Future<Long> rebuildDay(UUID organizationId, LocalDate day) {
        Tuple times = Tuple.of(organizationId, DayStore.startOf(day), DayStore.startOf(day.plusDays(1)));
        return pool.withTransaction(connection -> lock(connection, organizationId)
                .compose(locked -> connection.preparedQuery(DELETE_DAY.sql()).execute(times))
                .compose(deleted ->
                        connection.preparedQuery(RevenueDaySql.DELETE_DAY.sql()).execute(times))
                .compose(deleted ->
                        connection.preparedQuery(RevenueDaySql.ADD_DAY.sql()).execute(times))
                .compose(summed -> connection.preparedQuery(ADD_DAY.sql()).execute(times))
                .map(added -> added.iterator().next().getLong("events")));
    }

    /** Makes the customers' months the sum of their days again. */
    Future<Void> rebuildMonth(UUID organizationId, LocalDate firstDay) {
        Tuple times = Tuple.of(organizationId, DayStore.startOf(firstDay), DayStore.startOf(firstDay.plusMonths(1)));
        return pool.withTransaction(connection -> lock(connection, organizationId)
                .compose(locked -> connection.preparedQuery(DELETE_MONTH.sql()).execute(times))
                .compose(deleted -> connection.preparedQuery(ADD_MONTH.sql()).execute(times))
                .compose(added -> connection
                        .preparedQuery(RevenueDaySql.DELETE_MONTH.sql())
                        .execute(times))
                .compose(deleted ->
                        connection.preparedQuery(RevenueDaySql.ADD_MONTH.sql()).execute(times))
                .mapEmpty());
    }

    /** Holds off folds until the transaction ends. */
    static Future<Void> lock(SqlConnection connection, UUID organizationId) {
        return connection
                .preparedQuery(CREATE.sql())
                .execute(Tuple.of(organizationId))
                .compose(created -> connection.preparedQuery(LOCK.sql()).execute(Tuple.of(organizationId)))
                .mapEmpty();
    }
}

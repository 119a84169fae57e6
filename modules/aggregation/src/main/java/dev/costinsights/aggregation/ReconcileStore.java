package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Compares totals with what the log says, and those of revenue with the rows of orders, refunds and disputes. Each
 * comparison is one statement, so it sees one snapshot.
 */
final class ReconcileStore {

    static final Statement COMPARE_DAY = new Statement(
            TotalsSql.EXPECTED_OF_TIMES + """
            ,
            organization_differences as (
                select coalesce(e.cost_cents, 0) - coalesce(t.cost_cents, 0) as cost_cents,
                       coalesce(e.events, 0) - coalesce(t.events, 0) as events
                from organization_rows e
                full join (select * from totals.organization_costs
                           where organization_id = $1 and grain in (15, 60, 1440) and bucket >= $2 and bucket < $3) t
                  using (grain, bucket)
            ),
            attributed_differences as (
                select coalesce(e.cost_cents, 0) - coalesce(t.cost_cents, 0) as cost_cents,
                       coalesce(e.events, 0) - coalesce(t.events, 0) as events
                from attributed_rows e
                full join (select * from totals.attributed_costs
                           where organization_id = $1 and grain in (15, 60, 1440) and bucket >= $2 and bucket < $3) t
                  using (grain, bucket)
            ),
            wrong_owners as (
            """ + AttributionSql.WRONG_OWNERS + """
            ),
            event_name_differences as (
                select coalesce(e.cost_cents, 0) - coalesce(t.cost_cents, 0) as cost_cents,
                       coalesce(e.events, 0) - coalesce(t.events, 0) as events
                from event_name_rows e
                full join (select * from totals.event_name_costs
                           where organization_id = $1 and grain in (15, 60, 1440) and bucket >= $2 and bucket < $3) t
                  using (grain, bucket, name_key)
            ),
            llm_differences as (
                select coalesce(e.cost_cents, 0) - coalesce(t.cost_cents, 0) as cost_cents,
                       coalesce(e.events, 0) - coalesce(t.events, 0) as events
                from llm_rows e
                full join (select * from totals.llm_costs
                           where organization_id = $1 and grain in (15, 60, 1440) and bucket >= $2 and bucket < $3) t
                  using (grain, bucket, vendor_key, model_key)
            ),
            customer_differences as (
                select coalesce(e.cost_cents, 0) - coalesce(t.cost_cents, 0) as cost_cents,
                       coalesce(e.events, 0) - coalesce(t.events, 0) as events
                from customer_rows e
                full join (select * from totals.customer_costs
                           where organization_id = $1 and grain = 1440 and bucket >= $2 and bucket < $3) t
                  using (grain, bucket, customer_key)
            ),
            active_differences as (
                select bit_count(coalesce(e.customers, repeat('0', 2048)::bit(2048))
                                 # coalesce(t.customers, repeat('0', 2048)::bit(2048))) as customers
                from active_rows e
                full join (select * from totals.active_customers
                           where organization_id = $1 and grain in (15, 60, 1440) and bucket >= $2 and bucket < $3) t
                  using (grain, bucket, chunk)
            ),
            """ + TraceCompareSql.DIFFERENCES + """
            differences (dimension, cost_cents, events, customers) as (
                select 'organization', sum(abs(cost_cents)), sum(abs(events)), 0 from organization_differences
                union all
                select 'attributed', sum(abs(cost_cents)), sum(abs(events)), 0 from attributed_differences
                union all
                select 'owner of events', 0, 0, count(*) from wrong_owners
                union all
                select 'event name', sum(abs(cost_cents)), sum(abs(events)), 0 from event_name_differences
                union all
                select 'model', sum(abs(cost_cents)), sum(abs(events)), 0 from llm_differences
                union all
                select 'customer', sum(abs(cost_cents)), sum(abs(events)), 0 from customer_differences
                union all
                select 'active customers', 0, 0, sum(customers) from active_differences
                union all
                select 'trace', sum(abs(cost_cents)), sum(abs(traces)), 0 from trace_differences
                union all
                select 'trace histogram', 0, sum(abs(traces)), 0 from histogram_differences
                union all
                select 'trace shift of customer', sum(abs(cost_cents)), sum(abs(events)), 0 from shift_differences
                union all
                select 'customers of label', 0, 0, sum(customers) from label_differences
                union all
                select 'link', 0, count(*), 0 from wrong_links
                union all
                select 'sum of trace', sum(abs(cost_cents)), sum(abs(events)), 0 from sum_differences
            )
            select dimension, cost_cents, events::bigint, customers::bigint
            from differences where cost_cents <> 0 or events <> 0 or customers <> 0
            """);

    /** Customers' months against their days. */
    static final Statement COMPARE_MONTH = new Statement("""
            with days as (
                select customer_key, sum(cost_cents) as cost_cents, sum(events) as events
                from totals.customer_costs
                where organization_id = $1 and grain = 1440 and bucket >= $2 and bucket < $3
                group by customer_key
            ), months as (
                select customer_key, cost_cents, events from totals.customer_costs
                where organization_id = $1 and grain = 0 and bucket >= $2 and bucket < $3
            ), shifted_days as (
                select customer_key, sum(cost_cents) as cost_cents, sum(events) as events
                from totals.customer_trace_shifts
                where organization_id = $1 and grain = 1440 and bucket >= $2 and bucket < $3
                group by customer_key
            ), shifted_months as (
                select customer_key, cost_cents, events from totals.customer_trace_shifts
                where organization_id = $1 and grain = 0 and bucket >= $2 and bucket < $3
            ), differences (dimension, cost_cents, events) as (
                select 'customer by month', sum(abs(coalesce(d.cost_cents, 0) - coalesce(m.cost_cents, 0))),
                       sum(abs(coalesce(d.events, 0) - coalesce(m.events, 0)))
                from days d full join months m using (customer_key)
                union all
                select 'trace shift of customer by month',
                       sum(abs(coalesce(d.cost_cents, 0) - coalesce(m.cost_cents, 0))),
                       sum(abs(coalesce(d.events, 0) - coalesce(m.events, 0)))
                from shifted_days d full join shifted_months m using (customer_key)
            )
            select dimension, cost_cents, events::bigint, 0::bigint as customers
            from differences where cost_cents <> 0 or events <> 0
            """);

    private final Pool pool;

    ReconcileStore(Pool pool) {
        this.pool = pool;
    }

    /**
     * How far one totals table is off: sums of absolute differences.
     *
     * @param events or orders, or rows of objects
     * @param customers missing from or too much in the sets of customers
     */
    record Difference(String dimension, BigDecimal costCents, long events, long customers) {
        static Difference ofRows(String kind, long rows) {
            return new Difference("row of " + kind, BigDecimal.ZERO, rows, 0);
        }
    }

    /** What differs on a UTC day: nothing, when all is well. */
    Future<List<Difference>> compareDay(UUID organizationId, LocalDate day) {
        return compare(List.of(COMPARE_DAY, RevenueDaySql.COMPARE_DAY), organizationId, day, day.plusDays(1));
    }

    /** What differs in the customers' totals of a UTC month: nothing, when all is well. */
    Future<List<Difference>> compareMonth(UUID organizationId, LocalDate firstDay) {
        return compare(
                List.of(COMPARE_MONTH, RevenueDaySql.COMPARE_MONTH), organizationId, firstDay, firstDay.plusMonths(1));
    }

    private Future<List<Difference>> compare(
            List<Statement> statements, UUID organizationId, LocalDate from, LocalDate to) {
        Tuple times = Tuple.of(organizationId, DayStore.startOf(from), DayStore.startOf(to));
        Future<List<Difference>> found = Future.succeededFuture(new ArrayList<>());
        for (Statement statement : statements) {
            found = found.compose(
                    before -> pool.preparedQuery(statement.sql()).execute(times).map(rows -> {
                        before.addAll(differences(rows));
                        return before;
                    }));
        }
        return found;
    }

    private static List<Difference> differences(RowSet<Row> rows) {
        List<Difference> differences = new ArrayList<>(rows.size());
        rows.forEach(row -> differences.add(new Difference(
                row.getString("dimension"),
                row.getBigDecimal("cost_cents"),
                row.getLong("events"),
                row.getLong("customers"))));
        return differences;
    }
}

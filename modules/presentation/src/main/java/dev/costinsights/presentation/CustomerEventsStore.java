package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Reads what folded events of some registered customers amount to: those sent with their id, and those with the external
 * id that they have now. Whole UTC days and months come from the customers' totals, one look-up each, the parts of days
 * from the log.
 */
final class CustomerEventsStore {

    /**
     * Parameters: $1 organization, $2 customers, $3 where periods meet, $4 to $6 segments of days and months, $7 and $8
     * edges. The buckets of a segment are those that the organization has, so that each customer's total is found by its
     * whole key: a range of buckets has the totals of everybody. {@code not in} is one hash of the tickets, however many
     * the planner takes them for.
     */
    static final Statement PERIODS = new Statement("""
            with keys as materialized (
                select k.customer_key, k.digest, k.customer_id as customer
                from totals.customer_keys k
                where k.organization_id = $1 and k.customer_id = any ($2)
                union all
                select k.customer_key, k.digest, c.id
                from log.customers c
                join totals.customer_keys k on k.organization_id = $1 and k.digest = c.external_digest
                where c.organization_id = $1 and c.id = any ($2) and c.deleted_at is null
            ), buckets as materialized (
                select distinct s.grain,
                       case s.grain when 0 then date_trunc('month', o.bucket, 'UTC') else o.bucket end as bucket
                from unnest($4::smallint[], $5::timestamptz[], $6::timestamptz[]) as s (grain, first, last)
                cross join lateral (
                    select o.bucket from totals.organization_costs o
                    where o.organization_id = $1 and o.grain = 1440 and o.bucket >= s.first and o.bucket < s.last
                    offset 0) o
                where exists (select from keys)
            ), theirs as materialized (
                select width_bucket(b.bucket, $3::timestamptz[]) as period, k.customer_key, k.customer,
                       t.cost_cents, t.events
                from buckets b
                cross join keys k
                cross join lateral (
                    select * from totals.customer_costs t
                    where t.organization_id = $1 and t.grain = b.grain and t.bucket = b.bucket
                      and t.customer_key = k.customer_key
                    offset 0) t
                union all
                select width_bucket(e.occurred_at, $3::timestamptz[]), k.customer_key, k.customer,
                       sum(coalesce(e.cost_cents, 0)), count(*)
                from unnest($7::timestamptz[], $8::timestamptz[]) as s (first, last)
                cross join keys k
                cross join lateral (
                    select * from log.events e
                    where e.organization_id = $1 and e.customer_digest = k.digest
                      and e.occurred_at >= s.first and e.occurred_at < s.last
                    offset 0) e
                where e.batch_id not in (select t.batch_id from log.tickets t where t.organization_id = $1)
                group by 1, 2, 3
            )
            select period, sum(cost_cents) as cost_cents, sum(events)::bigint as events,
                   count(distinct customer_key) as as_sent, count(distinct customer) as customers,
                   (select count(distinct customer_key) from theirs where period > 0) as as_sent_of_range,
                   (select count(distinct customer) from theirs where period > 0) as customers_of_range
            from theirs group by period
            """);

    private CustomerEventsStore() {}

    /** What events cost, and whose they were. */
    record Measures(CostFigures costs, UserFigures users) {}

    /** The same figures as from totals. */
    static Future<Measures> measures(SqlConnection snapshot, UUID organizationId, Set<UUID> customerIds, Cover cover) {
        CustomerCover byDay = CustomerCover.withHistory(cover.boundaries());
        Tuple parameters = Tuple.of(organizationId)
                .addArrayOfUUID(customerIds.toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(Segment.times(cover.boundaries()));
        Segment.addTo(parameters, byDay.segments());
        byDay.addEdgesTo(parameters);
        return snapshot.preparedQuery(PERIODS.sql()).execute(parameters).map(rows -> {
            int boundaries = cover.boundaries().size();
            List<Sums> costs = new ArrayList<>(Collections.nCopies(boundaries, Sums.NONE));
            List<ActiveCustomers> active = new ArrayList<>(Collections.nCopies(boundaries, ActiveCustomers.NONE));
            ActiveCustomers activeOfRange = ActiveCustomers.NONE;
            for (Row row : rows) {
                int period = row.getInteger("period");
                costs.set(period, Sums.of(row));
                active.set(period, new ActiveCustomers(row.getLong("as_sent"), row.getLong("customers")));
                activeOfRange = new ActiveCustomers(row.getLong("as_sent_of_range"), row.getLong("customers_of_range"));
            }
            return new Measures(new CostFigures(costs), new UserFigures(active, activeOfRange));
        });
    }
}

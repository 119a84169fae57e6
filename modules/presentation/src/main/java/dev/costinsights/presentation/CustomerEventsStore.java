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
 * Reads what folded events of some registered customers amount to. Their totals are by UTC day, so periods of any zone
 * come from the log; the dictionary of customers decides first whether there is anything to look for.
 */
final class CustomerEventsStore {

    static final Statement PERIODS = new Statement("""
            with theirs as materialized (
                select width_bucket(e.occurred_at, $3::timestamptz[]) as period, k.customer_key,
                       coalesce(e.cost_cents, 0) as cost_cents
                from totals.customer_keys k
                join log.events e
                  on e.organization_id = $1 and e.customer_id = k.customer_id
                 and nullif(e.external_customer_id, '') is null
                 and e.occurred_at < $4
                where k.organization_id = $1 and k.customer_id = any ($2)
                  and not exists (
                      select from log.tickets t where t.organization_id = $1 and t.batch_id = e.batch_id)
            )
            select period, sum(cost_cents) as cost_cents, count(*) as events,
                   count(distinct customer_key) as customers,
                   (select count(distinct customer_key) from theirs where period > 0) as customers_of_range
            from theirs group by period
            """);

    private CustomerEventsStore() {}

    /** The same figures as from totals, see {@link Measures}. */
    static Future<Measures> measures(SqlConnection snapshot, UUID organizationId, Set<UUID> customerIds, Cover cover) {
        int boundaries = cover.boundaries().size();
        Tuple parameters = Tuple.of(organizationId)
                .addArrayOfUUID(customerIds.toArray(UUID[]::new))
                .addArrayOfOffsetDateTime(Segment.times(cover.boundaries()))
                .addOffsetDateTime(Segment.times(cover.boundaries())[boundaries - 1]);
        return snapshot.preparedQuery(PERIODS.sql()).execute(parameters).map(rows -> {
            List<Sums> costs = new ArrayList<>(Collections.nCopies(boundaries, Sums.NONE));
            List<Long> customers = new ArrayList<>(Collections.nCopies(boundaries, 0L));
            long customersOfRange = 0;
            for (Row row : rows) {
                int period = row.getInteger("period");
                costs.set(period, Sums.of(row));
                customers.set(period, row.getLong("customers"));
                customersOfRange = row.getLong("customers_of_range");
            }
            return new Measures(costs, customers, customersOfRange);
        });
    }
}

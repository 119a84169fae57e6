package dev.costinsights.presentation;

import dev.costinsights.contracts.statistics.CustomerStatistics.Item;
import dev.costinsights.contracts.statistics.CustomerStatisticsQuery;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what traces amount to by the customer of their root. */
final class CustomerTracesStore {
    private static final int LIMIT = RootsSql.RANGE_PARAMETERS + 1;
    private static final int FIELDS = RootsSql.RANGE_PARAMETERS + 2;

    static final Statement COSTS = new Statement(fromLog(RootsSql.costs()));
    static final Statement FIELDS_SUMMED = new Statement(fromLog(RootsSql.fields(FIELDS)));

    /**
     * Days and months from the totals, with what tracing moves between them; the edges of the range from the log. Whatever
     * no customer has is nobody's. Parameters: $1 organization, $2 to $4 segments, $5 and $6 edges, $7 what all traces
     * cost, $8 how many they are, $9 limit, $10 and $11 twins.
     */
    static final Statement FROM_TOTALS = new Statement("""
            with edges as (
                select e.customer_digest, sum(coalesce(t.cost_cents, e.cost_cents, 0)) as cost_cents, count(*) as events
                from unnest($5::timestamptz[], $6::timestamptz[]) as s (first, last)
                join log.events e
                  on e.organization_id = $1::uuid and e.occurred_at >= s.first and e.occurred_at < s.last
                left join totals.traces t on t.organization_id = $1::uuid and t.root_id = e.id
                where e.customer_digest is not null
                  and not exists (select from log.tickets t where t.organization_id = $1::uuid and t.batch_id = e.batch_id)
                  and not exists (
                      select from totals.trace_children c where c.organization_id = $1::uuid and c.event_id = e.id)
                group by 1
            ), parts as (
                select t.customer_key as key, t.cost_cents, t.events
                from %1$s cross join lateral (%2$s) t
                union all
                select t.customer_key, t.cost_cents, t.events
                from %1$s cross join lateral (%3$s) t
                union all
                select k.customer_key, e.cost_cents, e.events
                from edges e join totals.customer_keys k on k.organization_id = $1::uuid and k.digest = e.customer_digest
            ), sums as (
                select coalesce(to_key, key) as key, sum(cost_cents) as total, sum(events)::bigint as occurrences
                from parts left join %4$s on from_key = key
                group by 1 having sum(events) > 0
            ), everything as (
                select key, total, occurrences from sums
                union all
                select null, $7::numeric - coalesce(sum(total), 0), $8::bigint - coalesce(sum(occurrences), 0)
                from sums having $8::bigint > coalesce(sum(occurrences), 0)
            ), ranked as (
                select * from everything order by total desc, key limit $9::integer
            )
            select array[r.total] as totals, r.occurrences, $7::numeric as everything, %5$s
            from ranked r
            left join totals.customer_keys k on k.organization_id = $1::uuid and k.customer_key = r.key
            %6$sorder by r.total desc, r.key
            """.formatted(
                    TraceTotalsStore.SEGMENTS,
                    within("totals.customer_costs"),
                    within("totals.customer_trace_shifts"),
                    CustomerTwins.table(10),
                    RootsSql.identity("k.customer_id", "k.external_customer_id"),
                    RootsSql.registered("k.digest", "k.customer_id")));

    private CustomerTracesStore() {}

    private static String within(String table) {
        return """
                select * from %s t
                where t.organization_id = $1::uuid and t.grain = s.grain and t.bucket >= s.first and t.bucket < s.last
                offset 0""".formatted(table);
    }

    private static String fromLog(String roots) {
        return """
                with %s, measured as (
                    select r.customer, r.customer_id, r.external_customer_id, a.field, a.amount
                    from roots r cross join lateral unnest(r.amounts) with ordinality as a (amount, field)
                ), summed as (
                    select customer, field, max(customer_id::text)::uuid as customer_id,
                           max(external_customer_id) as external_customer_id,
                           count(*) as occurrences, sum(amount) as total
                    from measured group by customer, field
                ), ranked as (
                    select customer, min(customer_id::text)::uuid as customer_id,
                           min(external_customer_id) as external_customer_id,
                           min(occurrences) as occurrences, array_agg(total order by field) as totals
                    from summed group by customer
                ), page as (
                    select *, sum(totals[1]) over () as everything
                    from ranked order by totals[1] desc, customer limit $%d
                )
                select r.totals, r.occurrences, r.everything, %s
                from page r
                %sorder by r.totals[1] desc, r.customer
                """.formatted(
                        roots,
                        LIMIT,
                        RootsSql.identity("r.customer_id", "r.external_customer_id"),
                        RootsSql.registered("r.customer", "r.customer_id"));
    }

    static Future<List<Item>> fromLog(
            SqlConnection snapshot,
            StatisticsReads.Asked asked,
            CustomerStatisticsQuery query,
            List<Instant> boundaries) {
        Tuple parameters = asked.parameters(boundaries).addInteger(query.limit());
        boolean costAlone = asked.scope().costAlone();
        if (!costAlone) {
            parameters.addArrayOfString(asked.fields());
        }
        return snapshot.preparedQuery((costAlone ? COSTS : FIELDS_SUMMED).sql())
                .execute(parameters)
                .map(CustomerTracesStore::items);
    }

    /** @param all of the range */
    static Future<List<Item>> fromTotals(
            SqlConnection snapshot, CustomerStatisticsQuery query, TraceTotalsStore.Size all) {
        CustomerCover cover = CustomerCover.of(query.scope().range());
        Tuple parameters = Tuple.of(query.scope().organizationId());
        Segment.addTo(parameters, cover.segments());
        parameters
                .addArrayOfOffsetDateTime(Segment.times(
                        cover.edges().stream().map(CustomerCover.Edge::from).toList()))
                .addArrayOfOffsetDateTime(Segment.times(
                        cover.edges().stream().map(CustomerCover.Edge::to).toList()))
                .addBigDecimal(all.costCents())
                .addLong(all.traces())
                .addInteger(query.limit());
        return CustomerTwins.read(snapshot, query.scope().organizationId())
                .compose(twins -> snapshot.preparedQuery(FROM_TOTALS.sql()).execute(twins.addTo(parameters)))
                .map(CustomerTracesStore::items);
    }

    private static List<Item> items(RowSet<Row> rows) {
        List<Item> items = new ArrayList<>(rows.size());
        for (Row row : rows) {
            List<BigDecimal> totals = Sums.array(row, "totals");
            items.add(new Item(
                    row.getUUID("customer_id"),
                    row.getString("external_customer_id"),
                    row.getString("customer_name"),
                    row.getString("customer_email"),
                    row.getLong("occurrences"),
                    totals,
                    share(totals.get(0), row.getBigDecimal("everything"))));
        }
        return items;
    }

    static BigDecimal share(BigDecimal part, BigDecimal whole) {
        return whole.signum() == 0
                ? BigDecimal.ZERO
                : Sums.plain(part.divide(whole, Item.SHARE_DECIMALS, RoundingMode.HALF_EVEN));
    }
}

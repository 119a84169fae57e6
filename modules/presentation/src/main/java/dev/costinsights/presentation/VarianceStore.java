package dev.costinsights.presentation;

import dev.costinsights.contracts.statistics.VarianceStatistics.Item;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the traces at or above the 99th percentile of their name. */
final class VarianceStore {
    private static final int LIMIT = RootsSql.RANGE_PARAMETERS + 1;
    private static final int FIELDS = RootsSql.RANGE_PARAMETERS + 2;

    static final Statement COSTS = new Statement(fromLog(RootsSql.costs()));
    static final Statement FIELDS_SUMMED = new Statement(fromLog(RootsSql.fields(FIELDS)));

    /**
     * Histograms say which bins the traces that stand out are in, and which names and days have traces in those bins:
     * only these are read, hour by hour. Of the lowest bin that the limit reaches into, no more is read than it takes to
     * fill the limit. Parameters: $1 organization, $2 to $4 segments, $5 keys of names or null, $6 limit.
     */
    static final Statement FROM_TOTALS = new Statement("""
            with cells as materialized (
                select s.grain, t.bucket, t.name_key, t.cost_cents, t.traces, t.bins, t.counts
                from %1$s
                cross join lateral (
                    select * from totals.trace_costs t
                    where t.organization_id = $1::uuid and t.grain = s.grain and t.bucket >= s.first and t.bucket < s.last
                      and t.traces > 0 and ($5::integer[] is null or t.name_key = any ($5))
                    offset 0) t
            ), sums as (
                select name_key, sum(cost_cents) as total, sum(traces)::bigint as occurrences from cells group by 1
            ), merged as (
                select name_key, bin, sum(count)::float8 as count
                from (select name_key, unnest(bins) as bin, unnest(counts) as count from cells) b
                group by 1, 2
            ), running as (
                select name_key, bin, sum(count) over (partition by name_key order by bin) as upto from merged
            ), thresholds as materialized (
                select s.name_key, s.total, s.occurrences,
                       min(r.bin) filter (where r.upto > %2$s) as p99_lower,
                       min(r.bin) filter (where r.upto > %3$s) as p99_upper
                from sums s join running r using (name_key) group by 1, 2, 3
            ), high as (
                select c.grain, c.bucket, c.name_key, b.bin,
                       sum(b.count) over (order by b.bin desc, c.bucket, c.name_key, c.grain) - b.count as before
                from thresholds h
                join cells c on c.name_key = h.name_key and c.bins[cardinality(c.bins)] >= h.p99_upper
                cross join lateral unnest(c.bins, c.counts) as b (bin, count)
                where b.bin >= h.p99_upper
            ), chosen as materialized (
                select grain, bucket, name_key, min(bin) as least from high where before < $6::integer group by 1, 2, 3
            ), slices as materialized (
                select name_key, bucket, make_interval(mins => grain) as length, least from chosen where grain < 1440
                union all
                select d.name_key, h.bucket, interval '1 hour', d.least
                from chosen d
                join totals.trace_costs h
                  on h.organization_id = $1::uuid and h.grain = 60 and h.name_key = d.name_key
                 and h.bucket >= d.bucket and h.bucket < d.bucket + interval '1 day'
                where d.grain = 1440 and h.bins[cardinality(h.bins)] >= d.least
            ), best as (
                select e.id, e.name, e.occurred_at, %4$s as customer_id, e.external_customer_id,
                       e.customer_digest as customer, e.amount, s.name_key
                from slices s
                join totals.labels l on l.organization_id = $1::uuid and l.label_key = s.name_key
                cross join lateral (
                    select e.*, coalesce(t.cost_cents, e.cost_cents, 0) as amount
                    from log.events e
                    left join totals.traces t on t.organization_id = $1::uuid and t.root_id = e.id
                    where e.organization_id = $1::uuid and e.name = l.label
                      and e.occurred_at >= s.bucket and e.occurred_at < s.bucket + s.length
                      and totals.cost_bin(coalesce(t.cost_cents, e.cost_cents, 0)) >= s.least
                      and not exists (
                          select from log.tickets t where t.organization_id = $1::uuid and t.batch_id = e.batch_id)
                      and not exists (
                          select from totals.trace_children c
                          where c.organization_id = $1::uuid and c.event_id = e.id)
                    offset 0) e
                order by e.amount desc, e.occurred_at, e.id limit $6::integer
            )
            select b.id, b.name, b.occurred_at, array[b.amount] as amounts,
                   h.occurrences, array[h.total] as totals, h.p99_lower, h.p99_upper, %5$s
            from best b
            join thresholds h using (name_key)
            %6$sorder by b.amount desc, b.occurred_at, b.id
            """.formatted(
                    TraceTotalsStore.SEGMENTS,
                    Percentile.P99.lowerPosition("s.occurrences"),
                    Percentile.P99.upperPosition("s.occurrences"),
                    RootsSql.ID_ALONE,
                    RootsSql.identity("b.customer_id", "b.external_customer_id"),
                    RootsSql.registered("b.customer", "b.customer_id")));

    private VarianceStore() {}

    private static String fromLog(String roots) {
        return """
                with %1$s, grouped as (
                    select r.name, a.field, count(*) as occurrences, sum(a.amount) as total,
                           array_agg(a.amount order by a.amount) as sorted
                    from roots r cross join lateral unnest(r.amounts) with ordinality as a (amount, field)
                    group by 1, 2
                ), percentiles as (
                    select name, field, occurrences, total, %2$s as p99 from grouped
                ), names as (
                    select name, min(occurrences) as occurrences, array_agg(total order by field) as totals,
                           array_agg(p99 order by field) as p99
                    from percentiles group by name
                ), best as (
                    select r.*, n.occurrences, n.totals, n.p99
                    from roots r join names n using (name)
                    where r.amounts[1] >= n.p99[1]
                    order by r.amounts[1] desc, r.occurred_at, r.id limit $%3$d
                )
                select b.id, b.name, b.occurred_at, b.amounts, b.occurrences, b.totals, b.p99, %4$s
                from best b
                %5$sorder by b.amounts[1] desc, b.occurred_at, b.id
                """.formatted(
                        roots,
                        Percentile.P99.between(
                                "occurrences",
                                "sorted[" + Percentile.P99.lowerPosition("occurrences") + " + 1]",
                                "sorted[" + Percentile.P99.upperPosition("occurrences") + " + 1]"),
                        LIMIT,
                        RootsSql.identity("b.customer_id", "b.external_customer_id"),
                        RootsSql.registered("b.customer", "b.customer_id"));
    }

    static Future<List<Item>> fromLog(
            SqlConnection snapshot, StatisticsReads.Asked asked, List<Instant> boundaries, int limit) {
        Tuple parameters = asked.parameters(boundaries).addInteger(limit);
        boolean costAlone = asked.scope().costAlone();
        if (!costAlone) {
            parameters.addArrayOfString(asked.fields());
        }
        return snapshot.preparedQuery((costAlone ? COSTS : FIELDS_SUMMED).sql())
                .execute(parameters)
                .map(rows -> items(rows, true));
    }

    static Future<List<Item>> fromTotals(
            SqlConnection snapshot,
            UUID organizationId,
            List<Instant> boundaries,
            Integer @Nullable [] names,
            int limit) {
        Tuple parameters = Tuple.of(organizationId);
        Segment.addTo(parameters, Cover.of(boundaries).segments());
        return snapshot.preparedQuery(FROM_TOTALS.sql())
                .execute(parameters.addArrayOfInteger(names).addInteger(limit))
                .map(rows -> items(rows, false));
    }

    private static List<Item> items(RowSet<Row> rows, boolean exact) {
        List<Item> items = new ArrayList<>(rows.size());
        for (Row row : rows) {
            long occurrences = row.getLong("occurrences");
            items.add(new Item(
                    row.getUUID("id"),
                    row.getString("name"),
                    row.getUUID("customer_id"),
                    row.getString("external_customer_id"),
                    row.getOffsetDateTime("occurred_at").toInstant(),
                    Sums.array(row, "amounts"),
                    Arrays.stream(row.getArrayOfNumerics("totals"))
                            .map(total -> TraceGroup.average(total.bigDecimalValue(), occurrences))
                            .toList(),
                    exact ? Sums.array(row, "p99") : List.of(estimated(row, occurrences))));
        }
        return items;
    }

    private static BigDecimal estimated(Row row, long occurrences) {
        return Percentile.P99.between(
                occurrences,
                CostBins.middle(row.getInteger(Percentile.P99.lowerColumn())),
                CostBins.middle(row.getInteger(Percentile.P99.upperColumn())));
    }
}

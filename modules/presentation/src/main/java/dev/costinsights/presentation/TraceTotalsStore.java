package dev.costinsights.presentation;

import dev.costinsights.contracts.statistics.TimeseriesQuery;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what traces amount to by name from the totals: sums are exact, percentiles come from histograms. As in
 * {@link TotalsStore}, {@code offset 0} makes each segment one range scan.
 *
 * <p>Parameters of most statements: $1 organization, $2 to $4 segments, $5 boundaries of periods, $6 keys of names or
 * null for all.
 */
final class TraceTotalsStore {
    static final Statement NAME_KEYS = new Statement("""
            select coalesce(array_agg(label_key), '{}') as keys from totals.labels
            where organization_id = $1 and digest in (select totals.digest(name) from unnest($2::text[]) as sent (name))
            """);

    static final String SEGMENTS =
            "unnest($2::smallint[], $3::timestamptz[], $4::timestamptz[]) as s (grain, first, last)";

    /** Parameters: $5 keys of names or null. */
    static final Statement SIZE = new Statement(
            """
            select (select coalesce(sum(t.cost_cents), 0) from %1$s cross join lateral (%2$s) t) as cost_cents,
                   (select coalesce(sum(t.traces), 0)::bigint from %1$s cross join lateral (%2$s) t) as traces,
                   (select coalesce(sum(t.events), 0)::bigint from %1$s cross join lateral (%3$s) t) as events
            """.formatted(SEGMENTS, within("totals.trace_costs", 5), within("totals.event_name_costs", 5)));

    static final Statement BY_NAME = new Statement("""
            with cells as materialized (
                select width_bucket(t.bucket, $5::timestamptz[]) as period, t.*
                from %s cross join lateral (%s) t
            ), sums as (
                select name_key, coalesce(period, 0) as period, sum(cost_cents) as total, sum(traces)::bigint as occurrences
                from cells group by grouping sets ((name_key, period), (name_key))
            ), merged as (
                select name_key, coalesce(period, 0) as period, bin, sum(count)::float8 as count
                from (select name_key, period, unnest(bins) as bin, unnest(counts) as count from cells) b
                group by grouping sets ((name_key, period, bin), (name_key, bin))
            ), running as (
                select name_key, period, bin, sum(count) over (partition by name_key, period order by bin) as upto
                from merged
            ), found as (
                select name_key, period,
                       %s
                from running r join sums s using (name_key, period)
                where s.occurrences > 0
                group by 1, 2
            )
            select l.label as name, s.total, s.occurrences, f.*
            from found f
            join sums s using (name_key, period)
            join totals.labels l on l.organization_id = $1 and l.label_key = f.name_key
            limit %d
            """.formatted(
            SEGMENTS,
            within("totals.trace_costs", 6),
            Percentile.columns("s.occurrences", position -> "min(r.bin) filter (where r.upto > " + position + ")"),
            TimeseriesQuery.MAX_CELLS + 1));

    /** Also: $7 and $8 where the range starts and ends, $9 and $10 twins. */
    static final Statement CUSTOMERS_BY_NAME =
            new Statement("""
            with bits as (
                select width_bucket(t.bucket, $5::timestamptz[]) as period, t.label_key as name_key, t.chunk, t.customers
                from %s
                cross join lateral (
                    select * from totals.label_customers t
                    where t.organization_id = $1 and t.grain = s.grain and t.bucket >= s.first and t.bucket < s.last
                      and t.kind = 1 and ($6::integer[] is null or t.label_key = any ($6))
                    offset 0) t
                union all
                select o.period, o.name_key, o.customer_key / 2048,
                       set_bit(repeat('0', 2048)::bit(2048), o.customer_key %% 2048, 1)
                from (select distinct width_bucket(occurred_at, $5::timestamptz[]) as period, name_key, customer_key
                      from totals.orphans
                      where organization_id = $1 and occurred_at >= $7 and occurred_at < $8
                        and customer_key is not null and ($6::integer[] is null or name_key = any ($6))) o
            ), chunks as materialized (
                select name_key, coalesce(period, 0) as period, chunk, bit_or(customers) as customers
                from bits group by grouping sets ((name_key, period, chunk), (name_key, chunk))
            ), counted as (
                select name_key, period, sum(bit_count(customers))::bigint as customers from chunks group by 1, 2
            ), twice as (
            %s)
            select name_key, period, customers - coalesce(twins, 0) as customers
            from counted left join twice using (name_key, period)
            """.formatted(SEGMENTS, CustomerTwins.countedTwice("chunks", "name_key, period", 9)));

    private TraceTotalsStore() {}

    /**
     * How much there is in a range.
     *
     * @param costCents what all traces cost
     * @param events of the names, roots or not
     */
    record Size(BigDecimal costCents, long traces, long events) {}

    private static String within(String table, int names) {
        return """
                select * from %s t
                where t.organization_id = $1 and t.grain = s.grain and t.bucket >= s.first and t.bucket < s.last
                  and ($%2$d::integer[] is null or t.name_key = any ($%2$d))
                offset 0""".formatted(table, names);
    }

    /** @return null for all names */
    static Future<Integer @Nullable []> nameKeys(SqlConnection snapshot, StatisticsReads.Asked asked) {
        String[] names = asked.predicate().names();
        return names == null
                ? Future.succeededFuture(null)
                : snapshot.preparedQuery(NAME_KEYS.sql())
                        .execute(Tuple.of(asked.organizationId()).addArrayOfString(names))
                        .map(rows -> rows.iterator().next().getArrayOfIntegers("keys"));
    }

    static Future<Size> size(
            SqlConnection snapshot, UUID organizationId, List<Instant> boundaries, Integer @Nullable [] names) {
        Tuple parameters = Tuple.of(organizationId);
        Segment.addTo(parameters, Cover.of(Boundaries.ends(boundaries)).segments());
        return snapshot.preparedQuery(SIZE.sql())
                .execute(parameters.addArrayOfInteger(names))
                .map(rows -> {
                    Row row = rows.iterator().next();
                    return new Size(row.getBigDecimal("cost_cents"), row.getLong("traces"), row.getLong("events"));
                });
    }

    /** Which name and period customers were counted in. */
    private record Place(int nameKey, int period) {}

    static Future<List<TraceGroup>> byName(
            SqlConnection snapshot, UUID organizationId, Cover cover, Integer @Nullable [] names) {
        return snapshot.preparedQuery(BY_NAME.sql())
                .execute(parameters(organizationId, cover, names))
                .compose(rows -> customers(snapshot, organizationId, cover, names)
                        .map(customers -> {
                            List<TraceGroup> groups = new ArrayList<>(rows.size());
                            for (Row row : rows) {
                                var place = new Place(row.getInteger("name_key"), row.getInteger("period"));
                                groups.add(new TraceGroup(
                                        row.getString("name"),
                                        place.period(),
                                        0,
                                        row.getLong("occurrences"),
                                        customers.getOrDefault(place, 0L),
                                        TraceGroup.estimated(row)));
                            }
                            return groups;
                        }));
    }

    private static Future<Map<Place, Long>> customers(
            SqlConnection snapshot, UUID organizationId, Cover cover, Integer @Nullable [] names) {
        var range = Segment.times(Boundaries.ends(cover.boundaries()));
        return CustomerTwins.read(snapshot, organizationId)
                .compose(twins -> snapshot.preparedQuery(CUSTOMERS_BY_NAME.sql())
                        .execute(twins.addTo(parameters(organizationId, cover, names)
                                .addOffsetDateTime(range[0])
                                .addOffsetDateTime(range[1]))))
                .map(rows -> {
                    Map<Place, Long> customers = new HashMap<>();
                    for (Row row : rows) {
                        customers.put(
                                new Place(row.getInteger("name_key"), row.getInteger("period")),
                                row.getLong("customers"));
                    }
                    return customers;
                });
    }

    private static Tuple parameters(UUID organizationId, Cover cover, Integer @Nullable [] names) {
        Tuple parameters = Tuple.of(organizationId);
        Segment.addTo(parameters, cover.segments());
        return parameters
                .addArrayOfOffsetDateTime(Segment.times(cover.boundaries()))
                .addArrayOfInteger(names);
    }
}

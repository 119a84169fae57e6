package dev.costinsights.presentation;

import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.PropertyStatistics.Item;
import dev.costinsights.contracts.statistics.PropertyStatisticsQuery;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads what events amount to by the value of a property. */
final class PropertyStore {
    private static final int PROPERTY = RootsSql.RANGE_PARAMETERS + 1;
    private static final int LIMIT = RootsSql.RANGE_PARAMETERS + 2;
    private static final int FIELDS = RootsSql.RANGE_PARAMETERS + 3;

    static final Statement COSTS = new Statement(fromLog("array[coalesce(e.cost_cents, 0)]"));
    static final Statement FIELDS_SUMMED = new Statement(fromLog(RootsSql.eventAmounts(FIELDS)));

    /** Parameters: $1 organization, $2 to $4 segments, $5 limit, $6 and $7 twins. */
    static final Statement VENDORS = new Statement(fromTotals("vendor_key", 2));

    static final Statement MODELS = new Statement(fromTotals("model_key", 3));

    private PropertyStore() {}

    private static String fromLog(String amounts) {
        return """
                with found as (
                %s), measured as (
                    select f.value, f.customer, a.field, a.amount
                    from found f cross join lateral unnest(f.amounts) with ordinality as a (amount, field)
                    where f.value <> ''
                ), summed as (
                    select value, field, count(*) as occurrences, count(distinct customer) as customers, sum(amount) as total
                    from measured group by 1, 2
                )
                select value, min(occurrences) as occurrences, min(customers) as customers,
                       array_agg(total order by field) as totals
                from summed group by value
                order by sum(total) filter (where field = 1) desc, value collate "C" limit $%d
                """.formatted(
                RootsSql.events(
                        "left(" + RootsSql.text(PROPERTY) + ", " + PropertyStatistics.MAX_VALUE_LENGTH + ")", amounts),
                LIMIT);
    }

    /** @param kind of the bitmaps */
    private static String fromTotals(String key, int kind) {
        return """
                with names as materialized (
                    select label_key, left(label, %6$d) as value from totals.labels where organization_id = $1
                ), sums as (
                    select n.value, sum(t.cost_cents) as total, sum(t.events)::bigint as occurrences
                    from %1$s
                    cross join lateral (
                        select * from totals.llm_costs t
                        where t.organization_id = $1 and t.grain = s.grain and t.bucket >= s.first and t.bucket < s.last
                          and t.%2$s > 0
                        offset 0) t
                    join names n on n.label_key = t.%2$s
                    group by 1
                ), chunks as materialized (
                    select n.value, t.chunk, bit_or(t.customers) as customers
                    from %1$s
                    cross join lateral (
                        select * from totals.label_customers t
                        where t.organization_id = $1 and t.grain = s.grain and t.bucket >= s.first and t.bucket < s.last
                          and t.kind = %3$d
                        offset 0) t
                    join names n on n.label_key = t.label_key
                    group by 1, 2
                ), counted as (
                    select value, sum(bit_count(customers))::bigint as customers from chunks group by 1
                ), twice as (
                %4$s)
                select value, occurrences, coalesce(customers, 0) - coalesce(twins, 0) as customers, array[total] as totals
                from sums left join counted using (value) left join twice using (value)
                where value <> ''
                order by total desc, value collate "C" limit $%5$d
                """.formatted(
                        TraceTotalsStore.SEGMENTS,
                        key,
                        kind,
                        CustomerTwins.countedTwice("chunks", "value", 6),
                        5,
                        PropertyStatistics.MAX_VALUE_LENGTH);
    }

    static Future<List<Item>> fromLog(
            SqlConnection snapshot,
            StatisticsReads.Asked asked,
            PropertyStatisticsQuery query,
            List<Instant> boundaries) {
        Tuple parameters =
                asked.parameters(boundaries).addString(query.property()).addInteger(query.limit());
        boolean costAlone = asked.scope().costAlone();
        if (!costAlone) {
            parameters.addArrayOfString(asked.fields());
        }
        return snapshot.preparedQuery((costAlone ? COSTS : FIELDS_SUMMED).sql())
                .execute(parameters)
                .map(PropertyStore::items);
    }

    /** @param statement of the property */
    static Future<List<Item>> fromTotals(
            SqlConnection snapshot, Statement statement, PropertyStatisticsQuery query, List<Instant> boundaries) {
        Tuple parameters = Tuple.of(query.scope().organizationId());
        Segment.addTo(parameters, Cover.of(boundaries).segments());
        return CustomerTwins.read(snapshot, query.scope().organizationId())
                .compose(twins -> snapshot.preparedQuery(statement.sql())
                        .execute(twins.addTo(parameters.addInteger(query.limit()))))
                .map(PropertyStore::items);
    }

    private static List<Item> items(RowSet<Row> rows) {
        List<Item> items = new ArrayList<>(rows.size());
        for (Row row : rows) {
            items.add(new Item(
                    row.getString("value"),
                    row.getLong("occurrences"),
                    row.getLong("customers"),
                    Sums.array(row, "totals")));
        }
        return items;
    }
}

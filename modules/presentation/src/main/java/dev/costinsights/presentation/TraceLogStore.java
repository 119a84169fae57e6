package dev.costinsights.presentation;

import dev.costinsights.contracts.statistics.TimeseriesQuery;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads the traces that a filter means one by one: every figure is exact. */
final class TraceLogStore {
    private static final int BOUNDARIES = RootsSql.RANGE_PARAMETERS + 1;
    private static final int FIELDS = RootsSql.RANGE_PARAMETERS + 2;

    static final Statement COSTS_BY_NAME = new Statement(byName(RootsSql.costs()));
    static final Statement FIELDS_BY_NAME = new Statement(byName(RootsSql.fields(FIELDS)));

    private TraceLogStore() {}

    /** Of the whole range and of each of its periods. An array of all amounts in order has what percentiles need. */
    private static String byName(String roots) {
        return """
                with %s, measured as (
                    select r.name, width_bucket(r.occurred_at, $%d::timestamptz[]) as period, r.customer, a.field, a.amount
                    from roots r cross join lateral unnest(r.amounts) with ordinality as a (amount, field)
                ), grouped as (
                    select name, coalesce(period, 0) as period, field::integer as field, count(*) as occurrences,
                           count(distinct customer) as customers, sum(amount) as total,
                           array_agg(amount order by amount) as sorted
                    from measured group by grouping sets ((name, period, field), (name, field))
                )
                select name, period, field, occurrences, customers, total,
                       %s
                from grouped limit %d
                """.formatted(
                        roots,
                        BOUNDARIES,
                        Percentile.columns("occurrences", position -> "sorted[" + position + " + 1]"),
                        TimeseriesQuery.MAX_CELLS + 1);
    }

    static Future<List<TraceGroup>> byName(
            SqlConnection snapshot, StatisticsReads.Asked asked, List<Instant> boundaries) {
        Tuple parameters = asked.parameters(boundaries).addArrayOfOffsetDateTime(Segment.times(boundaries));
        boolean costAlone = asked.scope().costAlone();
        if (!costAlone) {
            parameters.addArrayOfString(asked.fields());
        }
        return snapshot.preparedQuery((costAlone ? COSTS_BY_NAME : FIELDS_BY_NAME).sql())
                .execute(parameters)
                .map(rows -> {
                    List<TraceGroup> groups = new ArrayList<>(rows.size());
                    for (Row row : rows) {
                        groups.add(new TraceGroup(
                                row.getString("name"),
                                row.getInteger("period"),
                                row.getInteger("field") - 1,
                                row.getLong("occurrences"),
                                row.getLong("customers"),
                                TraceGroup.exact(row)));
                    }
                    return groups;
                });
    }
}

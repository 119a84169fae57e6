package dev.costinsights.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

/** Answers computed from the events themselves, as a server without totals and without indexes of its own does. */
final class LogQuery {

    private static final String COSTS_BY_DAY = """
            SELECT date_trunc('day', occurred_at, ?) AS day, sum(cost_cents), count(DISTINCT external_customer_id)
            FROM log.events
            WHERE organization_id = (SELECT id FROM accounts.organizations LIMIT 1)
                AND occurred_at >= ?::timestamptz AND occurred_at < ?::timestamptz
            GROUP BY day ORDER BY day
            """;

    /** The count that a page needs comes with it. */
    private static final String NEWEST = """
            SELECT e.*, count(*) OVER () FROM log.events e
            WHERE organization_id = (SELECT id FROM accounts.organizations LIMIT 1) AND %s
            ORDER BY occurred_at DESC LIMIT 100
            """;

    private static final String NEWEST_OF_CUSTOMER = NEWEST.formatted("external_customer_id = ?");
    private static final String NEWEST_WITH_METADATA = NEWEST.formatted("metadata ->> 'deployment' = ?");

    /** Costs are summed by root first, as every event knows its own. */
    private static final String STATISTICS = """
            WITH traces AS (
                SELECT coalesce(c.root_id, e.id) AS root_id, sum(coalesce(e.cost_cents, 0)) AS cost_cents
                FROM log.events e
                LEFT JOIN totals.trace_children c ON c.organization_id = e.organization_id AND c.event_id = e.id
                WHERE e.organization_id = (SELECT id FROM accounts.organizations LIMIT 1)
                    AND e.occurred_at >= ?::timestamptz AND e.occurred_at < ?::timestamptz
                GROUP BY 1
            )
            SELECT name, date_trunc('day', occurred_at, 'UTC') AS day, count(*), count(DISTINCT external_customer_id),
                sum(t.cost_cents), avg(t.cost_cents), percentile_cont(ARRAY[0.1, 0.9, 0.99]) WITHIN GROUP (ORDER BY t.cost_cents)
            FROM traces t
            JOIN log.events e ON e.organization_id = (SELECT id FROM accounts.organizations LIMIT 1) AND e.id = t.root_id
            GROUP BY 1, 2
            """;

    /** The last version of each order, of which only these days' are meant. */
    private static final String REVENUE_BY_DAY = """
            WITH present AS (
                SELECT DISTINCT ON (object_id) data
                FROM log.facts
                WHERE organization_id = (SELECT id FROM accounts.organizations LIMIT 1) AND kind = 'order'
                ORDER BY object_id, version_at DESC, batch_id DESC, position DESC
            )
            SELECT date_trunc('day', (data ->> 'created_at')::timestamptz, ?) AS day, count(*),
                sum(round((data ->> 'net_amount')::numeric * coalesce((data ->> 'exchange_rate')::numeric, 1)))
            FROM present
            WHERE data ->> 'status' IN ('paid', 'refunded', 'partially_refunded')
                AND (data ->> 'created_at')::timestamptz >= ?::timestamptz
                AND (data ->> 'created_at')::timestamptz < ?::timestamptz
            GROUP BY day ORDER BY day
            """;

    private LogQuery() {}

    /** The costs and distinct customers per day. As the others: in microseconds, on a connection that is there. */
    static long costsByDayMicros(Connection connection, LocalDate first, LocalDate last, String zone)
            throws SQLException {
        return byDayMicros(connection, COSTS_BY_DAY, first, last, zone);
    }

    /** Orders and their revenue per day, without refunds, fees and disputes. */
    static long revenueByDayMicros(Connection connection, LocalDate first, LocalDate last, String zone)
            throws SQLException {
        return byDayMicros(connection, REVENUE_BY_DAY, first, last, zone);
    }

    private static long byDayMicros(Connection connection, String sql, LocalDate first, LocalDate last, String zone)
            throws SQLException {
        ZoneId zoneId = ZoneId.of(zone);
        return micros(
                connection,
                sql,
                zone,
                first.atStartOfDay(zoneId).toOffsetDateTime().toString(),
                last.plusDays(1).atStartOfDay(zoneId).toOffsetDateTime().toString());
    }

    static long newestOfCustomerMicros(Connection connection, String customer) throws SQLException {
        return micros(connection, NEWEST_OF_CUSTOMER, customer);
    }

    static long newestWithMetadataMicros(Connection connection, String deployment) throws SQLException {
        return micros(connection, NEWEST_WITH_METADATA, deployment);
    }

    /** Occurrences, customers, sums, averages and percentiles of traces by name and UTC day. */
    static long statisticsMicros(Connection connection, LocalDate first, LocalDate last) throws SQLException {
        return micros(connection, STATISTICS, first + "T00:00:00Z", last.plusDays(1) + "T00:00:00Z");
    }

    private static long micros(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setString(i + 1, parameters[i]);
            }
            long start = System.nanoTime();
            int rows = 0;
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    rows++;
                }
            }
            long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
            if (rows == 0) {
                throw new IllegalStateException("The log holds nothing for " + String.join(", ", parameters));
            }
            return micros;
        }
    }
}

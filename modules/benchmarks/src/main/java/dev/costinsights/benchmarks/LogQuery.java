package dev.costinsights.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

/** The costs and distinct customers per day computed from the events themselves, as a server without totals does. */
final class LogQuery {

    private static final String QUERY = """
            SELECT date_trunc('day', occurred_at, ?) AS day, sum(cost_cents), count(DISTINCT external_customer_id)
            FROM log.events
            WHERE organization_id = (SELECT id FROM accounts.organizations LIMIT 1)
                AND occurred_at >= ?::timestamptz AND occurred_at < ?::timestamptz
            GROUP BY day ORDER BY day
            """;

    private LogQuery() {}

    /** How long it takes, in microseconds, on a connection that is already there. */
    static long micros(Connection connection, LocalDate first, LocalDate last, String zone) throws SQLException {
        ZoneId zoneId = ZoneId.of(zone);
        try (PreparedStatement query = connection.prepareStatement(QUERY)) {
            query.setString(1, zone);
            query.setString(2, first.atStartOfDay(zoneId).toOffsetDateTime().toString());
            query.setString(
                    3, last.plusDays(1).atStartOfDay(zoneId).toOffsetDateTime().toString());
            long start = System.nanoTime();
            int days = 0;
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    days++;
                }
            }
            long micros = TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - start);
            if (days == 0) {
                throw new IllegalStateException("The log holds nothing from " + first + " to " + last);
            }
            return micros;
        }
    }
}

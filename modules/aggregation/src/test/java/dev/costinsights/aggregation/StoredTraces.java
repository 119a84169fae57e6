package dev.costinsights.aggregation;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** All tables of traces as text, in the form of {@link ExpectedTraces}. */
final class StoredTraces {
    private final Connection connection;
    private final UUID organizationId;
    private final SortedMap<String, String> stored = new TreeMap<>();

    private interface Rows {
        void read(ResultSet row) throws SQLException;
    }

    private StoredTraces(Connection connection, UUID organizationId) {
        this.connection = connection;
        this.organizationId = organizationId;
    }

    static SortedMap<String, String> of(Connection connection, UUID organizationId) throws SQLException {
        var traces = new StoredTraces(connection, organizationId);
        traces.links();
        traces.costs();
        traces.customers();
        return traces.stored;
    }

    private void read(String sql, Rows rows) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setObject(1, organizationId);
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    rows.read(result);
                }
            }
        }
    }

    private void links() throws SQLException {
        read(
                "select event_id, parent_id, root_id, depth from totals.trace_children where organization_id = ?",
                row -> stored.put(
                        "child " + row.getString(1), row.getString(2) + " " + row.getString(3) + " " + row.getInt(4)));
        read(
                "select root_id, cost_cents, events from totals.traces where organization_id = ?",
                row -> stored.put(
                        "trace " + row.getString(1), TotalsFixture.figures(row.getBigDecimal(2), row.getLong(3))));
        read(
                "select event_id from totals.circle_roots where organization_id = ?",
                row -> stored.put("circle root " + row.getString(1), ""));
        read("""
                select o.event_id, l.label, coalesce(k.external_customer_id, k.customer_id::text)
                from totals.orphans o
                left join totals.labels l on l.organization_id = o.organization_id and l.label_key = o.name_key
                left join totals.customer_keys k
                    on k.organization_id = o.organization_id and k.customer_key = o.customer_key
                where o.organization_id = ?""", row -> stored.put("orphan " + row.getString(1), row.getString(2) + " of " + row.getString(3)));
    }

    private void costs() throws SQLException {
        read("""
                select t.grain, t.bucket, l.label, t.cost_cents, t.traces, t.bins, t.counts
                from totals.trace_costs t
                left join totals.labels l on l.organization_id = t.organization_id and l.label_key = t.name_key
                where t.organization_id = ?""", row -> {
            SortedMap<Integer, Integer> histogram = new TreeMap<>();
            var bins = (Short[]) row.getArray(6).getArray();
            var counts = (Integer[]) row.getArray(7).getArray();
            for (int i = 0; i < bins.length; i++) {
                if (i > 0 && bins[i] <= bins[i - 1]) {
                    throw new IllegalStateException("Bins are not sorted");
                }
                histogram.put((int) bins[i], counts[i]);
            }
            stored.put(
                    "traces " + key(row),
                    TotalsFixture.figures(row.getBigDecimal(4), row.getLong(5)) + " " + histogram);
        });
    }

    private static String key(ResultSet row) throws SQLException {
        return row.getInt(1) + " " + row.getTimestamp(2).toInstant() + " " + row.getString(3);
    }

    private void customers() throws SQLException {
        read("""
                select t.grain, t.bucket, coalesce(k.external_customer_id, k.customer_id::text), t.cost_cents, t.events
                from totals.customer_trace_shifts t
                left join totals.customer_keys k
                    on k.organization_id = t.organization_id and k.customer_key = t.customer_key
                where t.organization_id = ? and (t.cost_cents <> 0 or t.events <> 0)""", row -> stored.put("shift " + key(row), TotalsFixture.figures(row.getBigDecimal(4), row.getLong(5))));
        read(
                """
                select t.grain, t.bucket, t.kind || ' ' || l.label,
                       array_agg(coalesce(k.external_customer_id, k.customer_id::text))
                from totals.label_customers t
                left join totals.labels l on l.organization_id = t.organization_id and l.label_key = t.label_key
                join totals.customer_keys k
                    on k.organization_id = t.organization_id and k.customer_key / 2048 = t.chunk
                       and get_bit(t.customers, k.customer_key % 2048) = 1
                where t.organization_id = ? group by 1, 2, 3""",
                row -> {
                    var customers = new TreeSet<String>();
                    for (Object customer : (Object[]) row.getArray(4).getArray()) {
                        customers.add((String) customer);
                    }
                    stored.put("label " + key(row), customers.toString());
                });
    }
}

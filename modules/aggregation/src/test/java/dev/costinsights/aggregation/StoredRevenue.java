package dev.costinsights.aggregation;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** Revenue totals of an organization as {@link ExpectedRevenue} says them. */
final class StoredRevenue {
    private static final String NUMBERS =
            "orders, revenue_cents, fee_cents, order_refund_cents, refund_cents, dispute_cents";

    private StoredRevenue() {}

    static SortedMap<String, String> of(Connection connection, UUID organizationId) throws SQLException {
        SortedMap<String, String> rows = new TreeMap<>();
        read(connection, organizationId, rows, "organization", "organization_revenue", "stage::text", NUMBERS);
        read(
                connection,
                organizationId,
                rows,
                "product",
                "product_revenue",
                "product_id::text || ' ' || stage::text",
                NUMBERS);
        read(connection, organizationId, rows, "customer", "customer_revenue", "customer_id::text", NUMBERS);
        read(connection, organizationId, rows, "rate", "order_rates", "currency", "rates, orders");
        return rows;
    }

    /** Rows that are not as expected. */
    static List<String> differences(Connection connection, UUID organizationId, SortedMap<String, String> expected)
            throws SQLException {
        SortedMap<String, String> stored = of(connection, organizationId);
        SortedSet<String> keys = new TreeSet<>(stored.keySet());
        keys.addAll(expected.keySet());
        return keys.stream()
                .filter(key -> !Objects.equals(stored.get(key), expected.get(key)))
                .map(key -> key + " is" + stored.get(key) + ", expected" + expected.get(key))
                .toList();
    }

    private static void read(
            Connection connection,
            UUID organizationId,
            SortedMap<String, String> rows,
            String name,
            String table,
            String key,
            String numbers)
            throws SQLException {
        try (var statement = connection.prepareStatement("select grain, bucket, " + key + ", " + numbers
                + " from totals." + table + " where organization_id = ?")) {
            statement.setObject(1, organizationId);
            try (var result = statement.executeQuery()) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    BigDecimal[] values = new BigDecimal[columns - 3];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = result.getBigDecimal(i + 4);
                    }
                    rows.put(
                            name + " " + result.getInt(1) + " "
                                    + result.getTimestamp(2).toInstant() + " " + result.getString(3),
                            ExpectedRevenue.text(values));
                }
            }
        }
    }
}

package dev.costinsights.aggregation;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.costinsights.ingestion.IngestionSchema;
import dev.costinsights.platform.db.Database;
import dev.costinsights.platform.db.DatabaseUrl;
import dev.costinsights.testkit.TestLog;
import dev.costinsights.testkit.TestPostgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A database of its own with log and totals, and a connection for what happens outside the code under test. */
final class TotalsFixture {
    final DatabaseUrl url;
    final Vertx vertx = Vertx.vertx();
    final Database database;
    final Connection connection;

    TotalsFixture() throws SQLException {
        url = TestPostgres.newDatabase(IngestionSchema.MIGRATION, AggregationSchema.MIGRATION);
        database = new Database(vertx, url);
        connection = TestPostgres.connect(url);
    }

    static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, SECONDS);
    }

    FoldStore foldStore(String name) {
        return new FoldStore(database.pool(name, 2));
    }

    /** Folds until no ticket of the organization is left. */
    static long foldAll(TicketFold store, UUID organizationId, int chunkEvents) throws Exception {
        long events = 0;
        while (true) {
            var folded = get(store.fold(organizationId, chunkEvents));
            if (folded.isEmpty()) {
                return events;
            }
            events += folded.get().count();
        }
    }

    /** Events of about a month, with everything that totals can meet. */
    static List<TestLog.Event> randomEvents(Random random, int count) {
        List<TestLog.Event> events = new ArrayList<>(count);
        Instant first = Instant.parse("2026-01-25T00:00:00Z");
        UUID customerId = new UUID(0x4000L, 0x8000000000000000L + 1);
        for (int i = 0; i < count; i++) {
            boolean byId = random.nextInt(10) == 0;
            boolean both = random.nextInt(20) == 0;
            events.add(new TestLog.Event(
                    first.plusSeconds(random.nextInt(20 * 86_400)).plusNanos(random.nextInt(1_000_000) * 1_000L),
                    "name " + random.nextInt(5),
                    byId ? null : "customer-" + random.nextInt(3_000),
                    byId || both ? customerId : null,
                    random.nextInt(8) == 0
                            ? null
                            : new BigDecimal(random.nextLong(-900_000_000L, 9_000_000_000_000L)).movePointLeft(12),
                    random.nextInt(3) == 0 ? null : "vendor " + random.nextInt(2),
                    random.nextInt(3) == 0 ? null : "model " + random.nextInt(4)));
        }
        return events;
    }

    /** All totals as text: table, key, then cents and events (or customers), compared as numbers. */
    SortedMap<String, String> totals(UUID organizationId) throws SQLException {
        SortedMap<String, String> totals = new TreeMap<>();
        read(totals, organizationId, "organization", "organization_costs", "''", "");
        read(
                totals,
                organizationId,
                "event name",
                "event_name_costs",
                "l.label",
                "join totals.labels l on l.organization_id = t.organization_id and l.label_key = t.name_key");
        read(
                totals,
                organizationId,
                "llm",
                "llm_costs",
                "coalesce(v.label, '-') || '/' || coalesce(m.label, '-')",
                """
                left join totals.labels v on v.organization_id = t.organization_id and v.label_key = t.vendor_key
                left join totals.labels m on m.organization_id = t.organization_id and m.label_key = t.model_key""");
        read(
                totals,
                organizationId,
                "customer",
                "customer_costs",
                "coalesce(k.external_customer_id, k.customer_id::text)",
                "join totals.customer_keys k on k.organization_id = t.organization_id and k.customer_key = t.customer_key");
        try (var statement = connection.prepareStatement("""
                select grain, bucket, sum(bit_count(customers)) from totals.active_customers
                where organization_id = ? group by 1, 2""")) {
            statement.setObject(1, organizationId);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    totals.put(
                            "active " + rows.getInt(1) + " "
                                    + rows.getTimestamp(2).toInstant(),
                            rows.getString(3));
                }
            }
        }
        return totals;
    }

    private void read(
            SortedMap<String, String> totals, UUID organizationId, String table, String from, String key, String join)
            throws SQLException {
        try (var statement = connection.prepareStatement("select t.grain, t.bucket, " + key
                + ", t.cost_cents, t.events from totals." + from + " t " + join + " where t.organization_id = ?")) {
            statement.setObject(1, organizationId);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    totals.put(
                            table + " " + rows.getInt(1) + " "
                                    + rows.getTimestamp(2).toInstant() + " " + rows.getString(3),
                            figures(rows.getBigDecimal(4), rows.getLong(5)));
                }
            }
        }
    }

    static String figures(@Nullable BigDecimal costCents, long events) {
        BigDecimal cents = costCents == null ? BigDecimal.ZERO : costCents.stripTrailingZeros();
        return cents.toPlainString() + " in " + events;
    }

    void close() throws Exception {
        connection.close();
        get(vertx.close());
    }
}

package dev.costinsights.benchmarks;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * The yardstick: the rows that the server writes into its log, inserted without it, a thousand a statement over four
 * connections, into a table with the same columns and indexes. Nothing is deduplicated and no total is kept.
 */
final class DirectInserts implements AutoCloseable {

    private static final String CREATE = """
            CREATE SCHEMA IF NOT EXISTS direct;
            CREATE TABLE IF NOT EXISTS direct.events (LIKE log.events INCLUDING ALL)
            """;

    private static final String INSERT = """
            INSERT INTO direct.events (
                organization_id, id, batch_id, position, occurred_at, ingested_at, fingerprint, cost_cents, input_tokens,
                output_tokens, total_tokens, name, external_id, external_key, external_customer_id,
                customer_digest, llm_vendor, llm_model, metadata)
            SELECT ?::uuid, id, ?::bigint, place - 1, occurred_at, now(), fingerprint, cost_cents, input_tokens,
                output_tokens, input_tokens + output_tokens, name, external_id, external_key, external_customer_id,
                customer_digest, llm_vendor, llm_model, metadata::jsonb
            FROM unnest(
                ?::uuid[], ?::timestamptz[], ?::bigint[], ?::numeric[], ?::bigint[], ?::bigint[], ?::text[], ?::text[],
                ?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[]) WITH ORDINALITY AS row (
                id, occurred_at, fingerprint, cost_cents, input_tokens, output_tokens, name, external_id, external_key,
                external_customer_id, customer_digest, llm_vendor, llm_model, metadata, place)
            """;

    private static final UUID ORGANIZATION = new UUID(0, 1);
    private static final int ROWS_PER_STATEMENT = 1_000;
    private static final int CONNECTIONS = 4;

    private final List<Connection> connections = new ArrayList<>();
    private final AtomicInteger batches = new AtomicInteger();

    DirectInserts(DatabaseAddress database) throws SQLException {
        for (int i = 0; i < CONNECTIONS; i++) {
            connections.add(database.connect());
        }
        try (Statement statement = connections.get(0).createStatement()) {
            statement.execute(CREATE);
        }
    }

    /** One statement's columns, in the order of its parameters. */
    private record Column(String type, Object[] values) {}

    /** Inserts all and returns how long that took, without making the rows. */
    Duration insert(List<LoadEvent> events) throws ExecutionException, InterruptedException {
        var statements = new ArrayList<List<Column>>();
        for (int from = 0; from < events.size(); from += ROWS_PER_STATEMENT) {
            statements.add(columns(events.subList(from, Math.min(events.size(), from + ROWS_PER_STATEMENT))));
        }
        var next = new AtomicInteger();
        List<Callable<Void>> work = connections.stream()
                .<Callable<Void>>map(connection -> () -> insert(connection, statements, next))
                .toList();
        long start = System.nanoTime();
        Workers.run(work);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Override
    public void close() throws SQLException {
        for (Connection connection : connections) {
            connection.close();
        }
    }

    private Void insert(Connection connection, List<List<Column>> statements, AtomicInteger next) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            int taken;
            while ((taken = next.getAndIncrement()) < statements.size()) {
                statement.setObject(1, ORGANIZATION);
                statement.setLong(2, batches.incrementAndGet());
                int parameter = 3;
                for (Column column : statements.get(taken)) {
                    statement.setArray(parameter++, connection.createArrayOf(column.type(), column.values()));
                }
                statement.executeUpdate();
            }
        }
        return null;
    }

    private static List<Column> columns(List<LoadEvent> events) {
        var random = new SplittableRandom();
        // As the server's ids: in the order of time, so that the primary key grows at one end.
        long front = System.currentTimeMillis() << 16 | 0x4000L;
        return List.of(
                column("uuid", events, event -> new UUID(front | random.nextInt(1 << 12), random.nextLong())),
                column("text", events, event -> event.occurredAt().toString()),
                column("bigint", events, event -> random.nextLong()),
                column("numeric", events, LoadEvent::costCents),
                column("bigint", events, LoadEvent::inputTokens),
                column("bigint", events, LoadEvent::outputTokens),
                column("text", events, LoadEvent::name),
                column("text", events, LoadEvent::externalId),
                column("uuid", events, event -> new UUID(random.nextLong(), random.nextLong())),
                column("text", events, LoadEvent::customer),
                // Of another kind than the server's, and as wide and as scattered.
                column(
                        "uuid",
                        events,
                        event -> UUID.nameUUIDFromBytes(event.customer().getBytes(StandardCharsets.UTF_8))),
                column("text", events, LoadEvent::vendor),
                column("text", events, LoadEvent::model),
                column(
                        "text",
                        events,
                        event -> "{\"region\": \"" + event.region() + "\", \"cached\": " + event.cached() + "}"));
    }

    private static Column column(String type, List<LoadEvent> events, Function<LoadEvent, Object> value) {
        return new Column(type, events.stream().map(value).toArray());
    }

    /** Whether the same rows are in both tables, so that nothing was measured that did not happen. */
    static void requireEqualCounts(DatabaseAddress database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(
                        "SELECT (SELECT count(*) FROM log.events), (SELECT count(*) FROM direct.events)")) {
            row.next();
            if (row.getLong(1) != row.getLong(2)) {
                throw new IllegalStateException(
                        "The log holds " + row.getLong(1) + " events, the copy " + row.getLong(2));
            }
        }
    }
}

package dev.costinsights.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Locale;

/**
 * An event log of a given size, written by PostgreSQL itself: evenly over its days, 8 names, many customers of whom few
 * send most, every fifth event beneath the one before it. Its tickets come last and together, so that a server started
 * afterwards folds all of it in one go.
 */
final class FilledLog {

    /** More than the longest range by day, so that a range can move and still be full. */
    static final int DAYS = 396;

    /** Between 1, what an idle server takes at once, and 1000, what a busy one takes. */
    private static final int EVENTS_PER_TICKET = 500;

    private static final int EVENTS_PER_STATEMENT = 100_000;

    static final int CUSTOMERS = 10_000;

    /** Values of the metadata key {@code deployment}: each on few events, so that a search for one is a search. */
    static final int DEPLOYMENTS = 2_000;

    private static final String FILL = """
            INSERT INTO log.events (
                organization_id, id, batch_id, position, occurred_at, ingested_at, fingerprint, cost_cents, input_tokens,
                output_tokens, total_tokens, name, external_id, external_key, parent_id, external_customer_id,
                customer_digest, llm_vendor, llm_model, metadata)
            SELECT organization.id,
                overlay(gen_random_uuid()::text PLACING
                    overlay(lpad(to_hex(millis), 12, '0') PLACING '-' FROM 9 FOR 0) FROM 1 FOR 13)::uuid,
                1 + number / ?, number % ?, to_timestamp(millis / 1e3), to_timestamp(millis / 1e3),
                hashint8extended(number, 0), (input_tokens * 25 + output_tokens * 100) * 0.00001, input_tokens,
                output_tokens, input_tokens + output_tokens,
                (ARRAY['chat.reply', 'document.summary', 'search.answer', 'email.draft', 'code.review', 'image.caption',
                    'call.transcript', 'agent.step'])[1 + floor(8 * random())],
                'event-' || number, totals.digest('event-' || number),
                CASE WHEN number % 5 = 4 THEN 'event-' || (number - 1) END, customer, totals.digest('e' || customer),
                CASE WHEN model < 2 THEN 'openai' ELSE 'anthropic' END,
                (ARRAY['gpt-5-mini', 'gpt-5', 'claude-sonnet-4-5', 'claude-haiku-4-5'])[1 + model],
                jsonb_build_object('region', 'eu-central-1', 'cached', random() < 0.5,
                    'deployment', 'deployment-' || number % 2000)
            FROM (SELECT id FROM accounts.organizations LIMIT 1) AS organization, (
                SELECT number, (? + number * ?)::bigint AS millis, 200 + floor(7800 * random())::bigint AS input_tokens,
                    20 + floor(980 * random())::bigint AS output_tokens, floor(4 * random())::integer AS model,
                    'customer-' || floor(? * power(random(), 3)) AS customer
                FROM generate_series(?::bigint, ?::bigint) AS number) AS made
            """;

    private static final String TYPES = """
            INSERT INTO log.event_types (organization_id, name, id, label, created_at)
            SELECT organization_id, name, gen_random_uuid(), name, min(ingested_at)
            FROM log.events GROUP BY organization_id, name
            """;

    private static final String TICKETS = """
            INSERT INTO log.tickets (organization_id, batch_id, events)
            SELECT organization_id, batch_id, count(*) FROM log.events GROUP BY organization_id, batch_id
            ORDER BY batch_id;
            SELECT setval('log.batch_ids', (SELECT max(batch_id) FROM log.events))
            """;

    private FilledLog() {}

    /**
     * Fills the log of a server that isn't running.
     *
     * @param customers at most so many
     * @param firstDay in UTC, of {@link #DAYS}
     * @return whether there was something to do: false when the log holds as many events already
     */
    static boolean fill(DatabaseAddress database, long events, int customers, LocalDate firstDay) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            long there = count(statement, "SELECT count(*) FROM log.events");
            if (there == events) {
                return false;
            } else if (there > 0) {
                throw new IllegalStateException("The log holds " + there + " events: take another --work directory");
            }
            long firstMillis = firstDay.toEpochDay() * 86_400_000;
            double millisPerEvent = DAYS * 86_400_000.0 / events;
            for (long from = 0; from < events; from += EVENTS_PER_STATEMENT) {
                try (PreparedStatement fill = connection.prepareStatement(FILL)) {
                    fill.setInt(1, EVENTS_PER_TICKET);
                    fill.setInt(2, EVENTS_PER_TICKET);
                    fill.setLong(3, firstMillis);
                    fill.setDouble(4, millisPerEvent);
                    fill.setInt(5, customers);
                    fill.setLong(6, from);
                    fill.setLong(7, Math.min(events, from + EVENTS_PER_STATEMENT) - 1);
                    fill.executeUpdate();
                }
                System.err.printf(
                        Locale.ROOT,
                        "filled %,d of %,d events%n",
                        Math.min(events, from + EVENTS_PER_STATEMENT),
                        events);
            }
            statement.execute("VACUUM ANALYZE log.events");
            statement.execute(TYPES);
            statement.execute(TICKETS);
            return true;
        }
    }

    /** How many events wait to be folded. */
    static long waiting(DatabaseAddress database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            return count(statement, "SELECT coalesce(sum(events), 0)::bigint FROM log.tickets");
        }
    }

    /** What autovacuum does some minutes later, before anyone measures. */
    static void vacuum(DatabaseAddress database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("VACUUM ANALYZE");
        }
    }

    private static long count(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}

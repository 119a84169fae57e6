package dev.costinsights.benchmarks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.Locale;

/**
 * Revenue facts of a given size, written by PostgreSQL itself over the days of a {@link FilledLog}: registered customers,
 * 20 products, subscriptions of which some change their plan or are canceled, orders (one at each subscription's start,
 * renewals, one-time ones, a fifth in euro), some of them refunded or disputed, checkouts and seats. Tickets come last,
 * one per object.
 *
 * @param orders at least as many as subscriptions
 */
record FilledFacts(int customers, int subscriptions, int orders) {

    private static final int ROWS_PER_STATEMENT = 100_000;
    private static final int PRODUCTS = 20;

    /** Of this connection alone: an object's id of version 4, and a time as it stands in facts. */
    private static final String FUNCTIONS = """
            CREATE FUNCTION pg_temp.v4(kind text, number bigint) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
                SELECT overlay(overlay(md5(kind || number) PLACING '4' FROM 13) PLACING 'a' FROM 17)::uuid $$;
            CREATE FUNCTION pg_temp.text(at timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
                SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$
            """;

    /** Rows of number, kind, type, object, parent, customer, version and data, as facts. */
    private static final String FILL = """
            INSERT INTO log.facts (organization_id, kind, object_id, version_at, type, occurred_at, received_at, batch_id,
                position, parent_id, customer_id, data)
            SELECT organization.id, kind, object_id, version_at, type, version_at, version_at, 1 + number / 1000,
                number %% 1000, parent_id, customer_id, data || jsonb_build_object(
                    'id', object_id, 'modified_at', pg_temp.text(version_at), 'created_at', pg_temp.text(created_at))
            FROM (SELECT id FROM accounts.organizations LIMIT 1) AS organization, (%s) AS made
            """;

    private static final String CUSTOMERS = """
            INSERT INTO log.customers (
                organization_id, id, external_id, external_digest, type, email, name, created_at)
            SELECT organization.id, pg_temp.v4('customer', number), 'customer-' || number,
                totals.digest('ecustomer-' || number), 'individual', 'customer-' || number || '@example.com',
                'Customer ' || number, to_timestamp(? / 1e3)
            FROM (SELECT id FROM accounts.organizations LIMIT 1) AS organization, generate_series(0, ? - 1) AS number
            """;

    private static final String CUSTOMER_FACTS = FILL.formatted("""
            SELECT number, 'customer' AS kind, 'customer.created' AS type, pg_temp.v4('customer', number) AS object_id,
                NULL::uuid AS parent_id, NULL::uuid AS customer_id, to_timestamp(first / 1e3) AS version_at,
                to_timestamp(first / 1e3) AS created_at,
                jsonb_build_object('external_id', 'customer-' || number, 'email', 'customer-' || number || '@example.com',
                    'name', 'Customer ' || number) AS data
            FROM (SELECT ?::bigint AS first, ?::bigint AS span, ?::bigint AS customers, ?::bigint AS subscriptions,
                    ?::bigint AS orders) AS given, generate_series(?::bigint, ?::bigint) AS number
            """);

    private static final String PRODUCT_FACTS = FILL.formatted("""
            SELECT number, 'product' AS kind, 'product.created' AS type, pg_temp.v4('product', number) AS object_id,
                NULL::uuid AS parent_id, NULL::uuid AS customer_id, to_timestamp(first / 1e3) AS version_at,
                to_timestamp(first / 1e3) AS created_at,
                jsonb_build_object('name', 'Product ' || number, 'is_recurring', number >= 5, 'recurring_interval',
                    CASE WHEN number >= 5 THEN CASE WHEN number % 5 = 4 THEN 'year' ELSE 'month' END END,
                    'is_archived', false, 'prices', '[]'::jsonb) AS data
            FROM (SELECT ?::bigint AS first, ?::bigint AS span, ?::bigint AS customers, ?::bigint AS subscriptions,
                    ?::bigint AS orders) AS given, generate_series(?::bigint, ?::bigint) AS number
            """);

    private static final String RATE_FACTS = FILL.formatted("""
            SELECT number, 'exchange_rate' AS kind, 'exchange_rate.set' AS type, pg_temp.v4('eur', number) AS object_id,
                NULL::uuid AS parent_id, NULL::uuid AS customer_id, at AS version_at, at AS created_at,
                jsonb_build_object('currency', 'eur', 'day', (at AT TIME ZONE 'UTC')::date, 'rate',
                    1.05 + number % 100 * 0.001) AS data
            FROM (SELECT ?::bigint AS first, ?::bigint AS span, ?::bigint AS customers, ?::bigint AS subscriptions,
                    ?::bigint AS orders) AS given, generate_series(?::bigint, ?::bigint) AS number,
                LATERAL (SELECT to_timestamp(first / 1e3) + number * interval '1 day' AS at) AS day
            """);

    /** A third of them has a second version, with another plan or an end. */
    private static final String SUBSCRIPTION_FACTS = FILL.formatted("""
            SELECT number, 'subscription' AS kind,
                CASE version WHEN 0 THEN 'subscription.created' ELSE 'subscription.updated' END AS type,
                pg_temp.v4('subscription', number) AS object_id, NULL::uuid AS parent_id,
                pg_temp.v4('customer', number * 7919 % customers) AS customer_id,
                started + version * (number % 90 + 10) * interval '1 day' AS version_at, started AS created_at,
                jsonb_build_object('status', 'active', 'customer_id', pg_temp.v4('customer', number * 7919 % customers),
                    'product_id', pg_temp.v4('product', 5 + (number + version) % 15),
                    'amount', 1000 + (number + version) % 15 * 300, 'currency',
                    CASE WHEN number % 5 = 0 THEN 'eur' ELSE 'usd' END, 'recurring_interval',
                    CASE WHEN (number + version) % 5 = 4 THEN 'year' ELSE 'month' END,
                    'started_at', pg_temp.text(started), 'cancel_at_period_end', version = 1 AND number % 6 = 0)
                || CASE WHEN version = 1 AND number % 6 = 0 THEN jsonb_build_object(
                        'canceled_at', pg_temp.text(started + (number % 90 + 10) * interval '1 day'),
                        'ends_at', pg_temp.text(started + (number % 90 + 40) * interval '1 day'),
                        'customer_cancellation_reason', 'too_expensive')
                    ELSE '{}'::jsonb END AS data
            FROM (SELECT ?::bigint AS first, ?::bigint AS span, ?::bigint AS customers, ?::bigint AS subscriptions,
                    ?::bigint AS orders) AS given, generate_series(?::bigint, ?::bigint) AS number,
                LATERAL (SELECT to_timestamp((first + number * span / subscriptions) / 1e3) AS started) AS start,
                generate_series(0, CASE WHEN number % 3 = 0 THEN 1 ELSE 0 END) AS version
            """);

    /** The first are those at the starts of subscriptions; of the others two thirds are renewals. */
    private static final String ORDER_FACTS = FILL.formatted("""
            SELECT number, 'order' AS kind, CASE version WHEN 0 THEN 'order.paid' ELSE 'order.refunded' END AS type,
                pg_temp.v4('order', number) AS object_id,
                pg_temp.v4('subscription', subscription) AS parent_id, pg_temp.v4('customer', customer) AS customer_id,
                created + version * interval '9 days' AS version_at, created AS created_at,
                jsonb_build_object('status', CASE version WHEN 0 THEN 'paid' ELSE 'partially_refunded' END,
                    'customer_id', pg_temp.v4('customer', customer), 'product_id', pg_temp.v4('product', product),
                    'subscription_id', pg_temp.v4('subscription', subscription), 'currency', currency,
                    'net_amount', 1000 + number % 15 * 300, 'tax_amount', 190, 'platform_fee_amount', 40 + number % 15 * 12,
                    'billing_reason', CASE WHEN subscription IS NULL THEN 'purchase' ELSE 'subscription_cycle' END)
                || CASE WHEN currency = 'eur' AND number % 2 = 0 THEN jsonb_build_object('exchange_rate', 1.0871)
                    ELSE '{}'::jsonb END AS data
            FROM (SELECT ?::bigint AS first, ?::bigint AS span, ?::bigint AS customers, ?::bigint AS subscriptions,
                    ?::bigint AS orders) AS given, generate_series(?::bigint, ?::bigint) AS number,
                LATERAL (SELECT CASE
                    WHEN number < subscriptions THEN number
                    WHEN number % 3 < 2 THEN number * 7907 % (1 + (number - subscriptions) * subscriptions / orders)
                    END AS subscription) AS renewed,
                LATERAL (SELECT
                    CASE WHEN subscription IS NULL THEN number * 104729 % customers ELSE subscription * 7919 % customers
                        END AS customer,
                    CASE WHEN subscription IS NULL THEN number % 5 ELSE 5 + subscription % 15 END AS product,
                    CASE WHEN number % 5 = 0 THEN 'eur' ELSE 'usd' END AS currency,
                    to_timestamp((first + CASE WHEN number < subscriptions THEN number * span / subscriptions
                        ELSE (number - subscriptions) * span / (orders - subscriptions + 1) END) / 1e3) AS created) AS known,
                generate_series(0, CASE WHEN number % 25 = 0 THEN 1 ELSE 0 END) AS version
            """);

    /** Refunds of every twenty-fifth order, disputes of every two hundredth. */
    private static final String REFUND_FACTS = FILL.formatted("""
            SELECT number, which.kind, which.kind || '.created' AS type, pg_temp.v4(which.kind, number) AS object_id,
                f.object_id AS parent_id, NULL::uuid AS customer_id, f.version_at + days AS version_at,
                f.version_at + days AS created_at,
                jsonb_build_object('status', CASE which.kind WHEN 'refund' THEN 'succeeded' ELSE 'open' END, 'order_id',
                    f.object_id, 'amount', 500, 'currency', f.data ->> 'currency') AS data
            FROM (SELECT ?::bigint AS first, ?::bigint AS span, ?::bigint AS customers, ?::bigint AS subscriptions,
                    ?::bigint AS orders) AS given, generate_series(?::bigint, ?::bigint) AS number
                CROSS JOIN (VALUES ('refund', 25, interval '9 days'), ('dispute', 200, interval '20 days'))
                    AS which (kind, nth, days)
                JOIN log.facts f ON f.organization_id = (SELECT id FROM accounts.organizations LIMIT 1)
                    AND f.kind = 'order' AND f.object_id = pg_temp.v4('order', number) AND f.type = 'order.paid'
            WHERE number % nth = 0
            """);

    /** Of every fifth order a checkout, of every tenth a seat. */
    private static final String OTHER_FACTS = FILL.formatted("""
            SELECT number, which.kind, which.kind || what AS type, pg_temp.v4(which.kind, number) AS object_id,
                CASE which.kind WHEN 'customer_seat' THEN f.object_id END AS parent_id,
                CASE which.kind WHEN 'checkout' THEN f.customer_id END AS customer_id, f.version_at, f.version_at AS created_at,
                CASE which.kind WHEN 'checkout' THEN jsonb_build_object('status', 'succeeded', 'opened_at',
                        f.data -> 'created_at', 'customer_id', f.customer_id, 'product_id', f.data -> 'product_id')
                    ELSE jsonb_build_object('order_id', f.object_id, 'claimed_at', f.data -> 'created_at') END AS data
            FROM (SELECT ?::bigint AS first, ?::bigint AS span, ?::bigint AS customers, ?::bigint AS subscriptions,
                    ?::bigint AS orders) AS given, generate_series(?::bigint, ?::bigint) AS number
                CROSS JOIN (VALUES ('checkout', 5, '.updated'), ('customer_seat', 10, '.claimed')) AS which (kind, nth, what)
                JOIN log.facts f ON f.organization_id = (SELECT id FROM accounts.organizations LIMIT 1)
                    AND f.kind = 'order' AND f.object_id = pg_temp.v4('order', number) AND f.type = 'order.paid'
            WHERE number % nth = 0
            """);

    private static final String TICKETS = """
            INSERT INTO log.fact_tickets (organization_id, id, kind, object_id)
            SELECT organization_id, nextval('log.fact_ticket_ids'), kind, object_id
            FROM (
                SELECT DISTINCT organization_id, kind, object_id FROM log.facts
                ORDER BY organization_id, kind, object_id
            ) AS objects
            """;

    /**
     * Fills the log of a server that isn't running.
     *
     * @param firstDay in UTC, of {@link FilledLog#DAYS}
     * @return whether there was something to do: false when the log holds facts already
     */
    boolean fill(DatabaseAddress database, LocalDate firstDay) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            if (facts(database) > 0) {
                return false;
            }
            // All or nothing, so that the next run can tell.
            connection.setAutoCommit(false);
            statement.execute(FUNCTIONS);
            long firstMillis = firstDay.toEpochDay() * 86_400_000;
            try (PreparedStatement register = connection.prepareStatement(CUSTOMERS)) {
                register.setLong(1, firstMillis);
                register.setInt(2, customers);
                register.executeUpdate();
            }
            fill(connection, CUSTOMER_FACTS, customers, firstMillis);
            fill(connection, PRODUCT_FACTS, PRODUCTS, firstMillis);
            fill(connection, RATE_FACTS, FilledLog.DAYS, firstMillis);
            fill(connection, SUBSCRIPTION_FACTS, subscriptions, firstMillis);
            fill(connection, ORDER_FACTS, orders, firstMillis);
            statement.execute("ANALYZE log.facts");
            fill(connection, REFUND_FACTS, orders, firstMillis);
            fill(connection, OTHER_FACTS, orders, firstMillis);
            statement.execute("SELECT setval('log.fact_batch_ids', (SELECT max(batch_id) FROM log.facts))");
            statement.execute(TICKETS);
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute("VACUUM ANALYZE log.facts");
            return true;
        }
    }

    private void fill(Connection connection, String sql, int rows, long firstMillis) throws SQLException {
        for (int from = 0; from < rows; from += ROWS_PER_STATEMENT) {
            int to = Math.min(rows, from + ROWS_PER_STATEMENT);
            try (PreparedStatement fill = connection.prepareStatement(sql)) {
                fill.setLong(1, firstMillis);
                fill.setLong(2, FilledLog.DAYS * 86_400_000L);
                fill.setInt(3, customers);
                fill.setInt(4, subscriptions);
                fill.setInt(5, orders);
                fill.setInt(6, from);
                fill.setInt(7, to - 1);
                fill.executeUpdate();
            }
            if (to > ROWS_PER_STATEMENT) {
                System.err.printf(Locale.ROOT, "filled %,d of %,d%n", to, rows);
            }
        }
    }

    /** How many facts there are. */
    static long facts(DatabaseAddress database) throws SQLException {
        return count(database, "SELECT count(*) FROM log.facts");
    }

    /** How many objects wait to be folded. */
    static long waiting(DatabaseAddress database) throws SQLException {
        return count(database, "SELECT count(*) FROM log.fact_tickets");
    }

    private static long count(DatabaseAddress database, String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }
}

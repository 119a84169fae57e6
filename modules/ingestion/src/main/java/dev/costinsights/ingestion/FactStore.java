package dev.costinsights.ingestion;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Appends to {@code log.facts} and {@code log.fact_tickets}. */
final class FactStore {
    /**
     * Rows go in sorted by their key: concurrent appends of the same facts then wait for each other in one order and
     * can't deadlock; of equal keys the first wins.
     */
    static final Statement APPEND = new Statement("""
            WITH batch AS MATERIALIZED (
                SELECT nextval('log.fact_batch_ids') AS batch_id
            ), appended AS (
                INSERT INTO log.facts (
                    organization_id, kind, object_id, version_at, type, occurred_at, received_at, batch_id, position,
                    parent_id, customer_id, data)
                SELECT $1, kind, object_id, version_at, type, occurred_at, $2, batch_id, place - 1, parent_id,
                    customer_id, data::jsonb
                FROM batch, unnest(
                    $3::text[], $4::uuid[], $5::timestamptz[], $6::text[], $7::timestamptz[], $8::uuid[], $9::uuid[],
                    $10::text[]) WITH ORDINALITY AS sent (
                    kind, object_id, version_at, type, occurred_at, parent_id, customer_id, data, place)
                ORDER BY kind, object_id, version_at, type, place
                ON CONFLICT (organization_id, kind, object_id, version_at, type) DO NOTHING
                RETURNING kind, object_id, position
            ), ticket AS (
                INSERT INTO log.fact_tickets (organization_id, id, kind, object_id)
                SELECT $1, nextval('log.fact_ticket_ids'), kind, object_id
                FROM (SELECT DISTINCT kind, object_id FROM appended) AS touched
            )
            SELECT array_agg(position) FROM appended
            """);

    static final Statement COUNT_WITHOUT_PARENT = new Statement("""
            SELECT count(*)
            FROM unnest($2::text[], $3::uuid[]) AS parent (kind, object_id)
            WHERE NOT EXISTS (
                SELECT FROM log.facts
                WHERE facts.organization_id = $1 AND facts.kind = parent.kind AND facts.object_id = parent.object_id)
            """);

    static final Statement FIND = new Statement("""
            SELECT array_agg((place - 1)::integer)
            FROM unnest($2::text[], $3::uuid[], $4::timestamptz[], $5::text[]) WITH ORDINALITY AS sent (
                kind, object_id, version_at, type, place)
            JOIN log.facts USING (kind, object_id, version_at, type)
            WHERE facts.organization_id = $1
            """);

    static final Statement TICKET = new Statement("""
            INSERT INTO log.fact_tickets (organization_id, id, kind, object_id)
            VALUES ($1, nextval('log.fact_ticket_ids'), $2, $3)
            """);

    static final Statement BACKLOG = new Statement("SELECT count(*) FROM log.fact_tickets WHERE id > 0");

    static final Statement MORE_WAIT = new Statement("""
            SELECT EXISTS (
                SELECT FROM log.fact_tickets WHERE organization_id = $1 AND id > 0 OFFSET $2::bigint) AS more_wait
            """);

    private FactStore() {}

    /** @return the positions of the facts that were appended; the others were kept before */
    static Future<BitSet> append(SqlClient client, UUID organizationId, Instant receivedAt, List<LogFact> facts) {
        Tuple columns = Tuple.tuple(List.of(
                organizationId,
                receivedAt.atOffset(ZoneOffset.UTC),
                texts(facts, fact -> fact.kind().storedName()),
                ids(facts, LogFact::objectId),
                times(facts, LogFact::versionAt),
                texts(facts, LogFact::type),
                times(facts, LogFact::occurredAt),
                ids(facts, LogFact::parentId),
                ids(facts, LogFact::customerId),
                texts(facts, LogFact::data)));
        return client.preparedQuery(APPEND.sql())
                .execute(columns)
                .map(rows -> positions(rows.iterator().next()));
    }

    /** @return the positions of the facts that are kept already */
    static Future<BitSet> find(SqlClient client, UUID organizationId, List<LogFact> facts) {
        Tuple keys = Tuple.tuple(List.of(
                organizationId,
                texts(facts, fact -> fact.kind().storedName()),
                ids(facts, LogFact::objectId),
                times(facts, LogFact::versionAt),
                texts(facts, LogFact::type)));
        return client.preparedQuery(FIND.sql())
                .execute(keys)
                .map(rows -> positions(rows.iterator().next()));
    }

    private static BitSet positions(Row row) {
        Integer[] listed = row.getArrayOfIntegers(0);
        var positions = new BitSet();
        if (listed != null) {
            for (int position : listed) {
                positions.set(position);
            }
        }
        return positions;
    }

    /** How many of the facts belong to an object of which nothing is known. */
    static Future<Integer> countWithoutParent(SqlClient client, UUID organizationId, List<LogFact> facts) {
        if (facts.isEmpty()) {
            return Future.succeededFuture(0);
        }
        return client.preparedQuery(COUNT_WITHOUT_PARENT.sql())
                .execute(Tuple.of(
                        organizationId,
                        texts(facts, fact -> fact.parentKind().storedName()),
                        ids(facts, LogFact::parentId)))
                .map(rows -> rows.iterator().next().getInteger(0));
    }

    /** Says that an object is to be folded again. */
    static Future<Void> ticket(SqlClient client, UUID organizationId, FactKind kind, UUID objectId) {
        return client.preparedQuery(TICKET.sql())
                .execute(Tuple.of(organizationId, kind.storedName(), objectId))
                .mapEmpty();
    }

    /** How many objects with new facts wait to be folded, of all organizations; without those that others postponed. */
    static Future<Long> backlog(SqlClient client) {
        return client.preparedQuery(BACKLOG.sql())
                .execute()
                .map(rows -> rows.iterator().next().getLong(0));
    }

    /** Whether more than so many of an organization wait, counted alike. */
    static Future<Boolean> moreWait(SqlClient client, UUID organizationId, long objects) {
        return client.preparedQuery(MORE_WAIT.sql())
                .execute(Tuple.of(organizationId, objects))
                .map(rows -> rows.iterator().next().getBoolean("more_wait"));
    }

    private static String[] texts(List<LogFact> facts, Function<LogFact, String> part) {
        return facts.stream().map(part).toArray(String[]::new);
    }

    private static OffsetDateTime[] times(List<LogFact> facts, Function<LogFact, Instant> part) {
        return facts.stream()
                .map(part)
                .map(time -> time.atOffset(ZoneOffset.UTC))
                .toArray(OffsetDateTime[]::new);
    }

    private static UUID[] ids(List<LogFact> facts, Function<LogFact, @Nullable UUID> part) {
        return facts.stream().map(part).toArray(UUID[]::new);
    }
}

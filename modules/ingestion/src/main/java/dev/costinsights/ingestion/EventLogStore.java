package dev.costinsights.ingestion;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.time.OffsetDateTime;
import java.util.BitSet;
import java.util.Map;

/**
 * Appends to {@code log.events}, {@code log.tickets} and {@code log.conflicts}, and to {@code log.event_types} the names
 * that are new.
 */
final class EventLogStore implements EventLog {
    /**
     * One statement, so that it commits without a further round trip. Rows go in sorted by external key: concurrent
     * appends of the same keys then wait for each other in one order and can't deadlock; of equal keys the first wins.
     * The names come after the rows, sorted as well.
     */
    static final Statement APPEND = new Statement("""
            WITH batch AS MATERIALIZED (
                SELECT nextval('log.batch_ids') AS batch_id
            ), appended AS (
                INSERT INTO log.events (
                    organization_id, id, batch_id, position, occurred_at, ingested_at, fingerprint, cost_cents,
                    input_tokens, cached_input_tokens, output_tokens, total_tokens, name, external_id, external_key,
                    parent_id, external_customer_id, external_member_id, llm_vendor, llm_model, llm_prompt, llm_response,
                    metadata, customer_id, member_id, customer_digest)
                SELECT organization_id, id, batch_id, place - 1, occurred_at, ingested_at, fingerprint,
                    cost_cents::numeric, input_tokens, cached_input_tokens, output_tokens, total_tokens, name,
                    external_id, external_key, parent_id, external_customer_id, external_member_id, llm_vendor,
                    llm_model, llm_prompt, llm_response, metadata::jsonb, customer_id, member_id, customer_digest
                FROM batch, unnest(
                    $1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::bigint[], $6::text[],
                    $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::text[], $12::text[], $13::uuid[],
                    $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[],
                    $21::text[], $22::uuid[], $23::uuid[], $24::uuid[]) WITH ORDINALITY AS sent (
                    organization_id, id, occurred_at, ingested_at, fingerprint, cost_cents, input_tokens,
                    cached_input_tokens, output_tokens, total_tokens, name, external_id, external_key, parent_id,
                    external_customer_id, external_member_id, llm_vendor, llm_model, llm_prompt, llm_response, metadata,
                    customer_id, member_id, customer_digest, place)
                ORDER BY organization_id, external_key, place
                ON CONFLICT (organization_id, external_key) WHERE external_key IS NOT NULL DO NOTHING
                RETURNING organization_id, batch_id, position, name
            ), ticket AS (
                INSERT INTO log.tickets (organization_id, batch_id, events)
                SELECT organization_id, batch_id, count(*) FROM appended GROUP BY organization_id, batch_id
            ), named AS (
                INSERT INTO log.event_types (organization_id, name, id, label, created_at)
                SELECT organization_id, name, gen_random_uuid(), name, created_at
                FROM unnest($25::uuid[], $26::text[], $27::timestamptz[]) AS new (organization_id, name, created_at)
                WHERE EXISTS (
                    SELECT FROM appended
                    WHERE appended.organization_id = new.organization_id AND appended.name = new.name)
                ORDER BY organization_id, name
                ON CONFLICT (organization_id, name) DO NOTHING
            )
            SELECT array_agg(position) FROM appended
            """);

    static final Statement LIST_CONFLICTS = new Statement("""
            WITH conflicting AS (
                SELECT organization_id, recorded.id AS event_id, recorded.external_id, sent.fingerprint
                FROM unnest($1::uuid[], $2::uuid[], $3::bigint[]) AS sent (organization_id, external_key, fingerprint)
                JOIN log.events AS recorded USING (organization_id, external_key)
                WHERE recorded.external_key IS NOT NULL AND recorded.fingerprint <> sent.fingerprint
            ), listed AS (
                INSERT INTO log.conflicts (organization_id, external_id, fingerprint, event_id)
                SELECT DISTINCT organization_id, external_id, fingerprint, event_id
                FROM conflicting
                ORDER BY organization_id, event_id, fingerprint
                ON CONFLICT DO NOTHING
            )
            SELECT count(*) FROM conflicting
            """);

    /** An organization may invent names without end; those that are forgotten are offered to PostgreSQL again. */
    private static final int MAX_KNOWN_NAMES = 20_000;

    private final Pool pool;
    private final Cache<EventName, Boolean> typedNames =
            Caffeine.newBuilder().maximumSize(MAX_KNOWN_NAMES).build();

    EventLogStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<BitSet> append(AppendBatch batch) {
        Map<EventName, OffsetDateTime> newNames = batch.namesUnless(name -> typedNames.getIfPresent(name) != null);
        return pool.preparedQuery(APPEND.sql()).execute(batch.columns(newNames)).map(rows -> {
            Integer[] positions = rows.iterator().next().getArrayOfIntegers(0);
            var appended = new BitSet(batch.size());
            if (positions != null) {
                for (int position : positions) {
                    appended.set(position);
                }
            }
            if (!newNames.isEmpty()) {
                appended.stream().mapToObj(batch::name).forEach(name -> typedNames.put(name, true));
            }
            return appended;
        });
    }

    @Override
    public Future<Integer> listConflicts(AppendBatch batch, BitSet duplicates) {
        return pool.preparedQuery(LIST_CONFLICTS.sql())
                .execute(batch.sent(duplicates))
                .map(rows -> rows.iterator().next().getInteger(0));
    }
}

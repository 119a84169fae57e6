package dev.costinsights.ingestion;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.BitSet;

/** Appends to {@code log.events}, {@code log.tickets} and {@code log.conflicts}. */
final class EventLogStore implements EventLog {
    /**
     * One statement, so that it commits without a further round trip. Rows go in sorted by external key: concurrent
     * appends of the same keys then wait for each other in one order and can't deadlock; of equal keys the first wins.
     */
    static final Statement APPEND = new Statement("""
            WITH batch AS MATERIALIZED (
                SELECT nextval('log.batch_ids') AS batch_id
            ), appended AS (
                INSERT INTO log.events (
                    organization_id, id, batch_id, position, occurred_at, ingested_at, fingerprint, cost_cents,
                    input_tokens, cached_input_tokens, output_tokens, total_tokens, name, external_id, external_key,
                    parent_id, external_customer_id, external_member_id, llm_vendor, llm_model, llm_prompt, llm_response,
                    metadata)
                SELECT organization_id, id, batch_id, place - 1, occurred_at, ingested_at, fingerprint,
                    cost_cents::numeric, input_tokens, cached_input_tokens, output_tokens, total_tokens, name,
                    external_id, external_key, parent_id, external_customer_id, external_member_id, llm_vendor,
                    llm_model, llm_prompt, llm_response, metadata::jsonb
                FROM batch, unnest(
                    $1::uuid[], $2::uuid[], $3::timestamptz[], $4::timestamptz[], $5::bigint[], $6::text[],
                    $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::text[], $12::text[], $13::uuid[],
                    $14::text[], $15::text[], $16::text[], $17::text[], $18::text[], $19::text[], $20::text[],
                    $21::text[]) WITH ORDINALITY AS sent (
                    organization_id, id, occurred_at, ingested_at, fingerprint, cost_cents, input_tokens,
                    cached_input_tokens, output_tokens, total_tokens, name, external_id, external_key, parent_id,
                    external_customer_id, external_member_id, llm_vendor, llm_model, llm_prompt, llm_response, metadata,
                    place)
                ORDER BY organization_id, external_key, place
                ON CONFLICT (organization_id, external_key) WHERE external_key IS NOT NULL DO NOTHING
                RETURNING organization_id, batch_id, position
            ), ticket AS (
                INSERT INTO log.tickets (organization_id, batch_id, events)
                SELECT organization_id, batch_id, count(*) FROM appended GROUP BY organization_id, batch_id
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

    private final Pool pool;

    EventLogStore(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Future<BitSet> append(AppendBatch batch) {
        return pool.preparedQuery(APPEND.sql()).execute(batch.columns()).map(rows -> {
            Integer[] positions = rows.iterator().next().getArrayOfIntegers(0);
            var appended = new BitSet(batch.size());
            if (positions != null) {
                for (int position : positions) {
                    appended.set(position);
                }
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

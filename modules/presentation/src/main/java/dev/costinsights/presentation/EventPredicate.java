package dev.costinsights.presentation;

import dev.costinsights.contracts.events.EventFilter;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which rows {@code e} of the log a filter means, as one condition for every filter: what isn't asked for is a null that
 * the planner folds away, provided that it plans for the values (see {@link Snapshots#searching}).
 *
 * @param digests customers as events name them; null for all
 * @param names null for all
 * @param metadata JSON objects one of which is in the metadata; null for none
 * @param path a predicate over the properties; null for none
 * @param query a pattern; null for none
 */
record EventPredicate(
        UUID organizationId,
        @Nullable Instant after,
        @Nullable Instant before,
        UUID @Nullable [] digests,
        String @Nullable [] names,
        String @Nullable [] metadata,
        @Nullable String path,
        @Nullable String query) {

    /** The parameters $1 to $8 are this predicate's. */
    static final int PARAMETERS = 8;

    /**
     * What a path finds as {@code $event}: made only for a path that looks there, and with texts, which may be long, only
     * for one that names them.
     */
    private static final String EVENT = """
            case when position('$event' in $7::text) = 0 then '{}'::jsonb else jsonb_build_object('event',
                jsonb_strip_nulls(jsonb_build_object(
                    'name', e.name, 'source', 'user', 'timestamp', extract(epoch from e.occurred_at),
                    '_cost', case when e.cost_cents is not null then
                        jsonb_build_object('amount', e.cost_cents, 'currency', 'usd') end,
                    '_llm', case when e.llm_vendor is not null then
                        jsonb_build_object('vendor', e.llm_vendor, 'model', e.llm_model,
                            'prompt', case when position('prompt' in $7::text) > 0 then e.llm_prompt end,
                            'response', case when position('response' in $7::text) > 0 then e.llm_response end,
                            'input_tokens', e.input_tokens, 'cached_input_tokens', e.cached_input_tokens,
                            'output_tokens', e.output_tokens, 'total_tokens', e.total_tokens) end))) end""";

    /** All texts of an event as one, since each comparison costs more than the text. */
    private static final String TEXTS = """
            concat_ws(E'\\x01', e.name, 'user', e.external_customer_id, e.customer_id, e.metadata,
                '"_cost": {"amount": ' || trim_scale(e.cost_cents) || ', "currency": "usd"}',
                '"_llm": {"vendor": "' || e.llm_vendor || '", "model": "' || e.llm_model || '"',
                '"prompt": "' || e.llm_prompt || '"', '"response": "' || e.llm_response || '"',
                '"input_tokens": ' || e.input_tokens, '"cached_input_tokens": ' || e.cached_input_tokens,
                '"output_tokens": ' || e.output_tokens, '"total_tokens": ' || e.total_tokens)""";

    private static final String QUERY = """
            %s ilike $8::text
              or e.customer_digest in (
                  select unnest(array[c.external_digest, totals.digest('c' || c.id::text)])
                  from log.customers c
                  where c.organization_id = $1::uuid and c.deleted_at is null
                    and concat_ws(E'\\x01', c.id, c.external_id, c.name, c.billing_name, c.email) ilike $8::text)
            """.formatted(TEXTS);

    private static final String CUSTOMERS = "($4::uuid[] is null or e.customer_digest = any ($4::uuid[]))";
    private static final String NAMES = "($5::text[] is null or e.name = any ($5::text[]))";

    private static final String REST = """
            e.organization_id = $1::uuid
            and ($2::timestamptz is null or e.occurred_at > $2::timestamptz)
            and ($3::timestamptz is null or e.occurred_at < $3::timestamptz)
            and ($6::text[] is null or e.metadata @> any (($6::text[])::jsonb[]))
            and ($7::text is null or jsonb_path_match(e.metadata, ($7::text)::jsonpath, %s, true))
            and ($8::text is null or %s)
            and not exists (
                select from log.tickets t where t.organization_id = $1::uuid and t.batch_id = e.batch_id)
            """.formatted(EVENT, QUERY);

    /** Folded events only, so that lists and totals agree. */
    static final String SQL = REST + "and " + CUSTOMERS + " and " + NAMES;

    /** The same for one of the digests, an expression. */
    static String ofCustomer(String digest) {
        return REST + "and e.customer_digest = " + digest + " and " + NAMES;
    }

    /** The same for one of the names, an expression, when all customers are meant. */
    static String ofName(String name) {
        return REST + "and e.name = " + name + " and $4::uuid[] is null";
    }

    /** @param search what the filter's references to customers and event types amount to */
    static EventPredicate of(UUID organizationId, EventFilter filter, EventReferences search) {
        return new EventPredicate(
                organizationId,
                filter.after(),
                filter.before(),
                search.digests(),
                filter.admitsUsers() ? search.names() : new String[0],
                MetadataCandidates.of(filter),
                JsonPath.of(filter),
                filter.query() == null ? null : containing(filter.query()));
    }

    /** A pattern for texts that contain this one. */
    static String containing(String text) {
        return "%" + text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
    }

    Tuple parameters() {
        return Tuple.of(organizationId)
                .addOffsetDateTime(utc(after))
                .addOffsetDateTime(utc(before))
                .addArrayOfUUID(digests)
                .addArrayOfString(names)
                .addArrayOfString(metadata)
                .addString(path)
                .addString(query);
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}

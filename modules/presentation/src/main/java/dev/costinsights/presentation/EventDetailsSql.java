package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;

/** The statements that say everything of the few events of a page. Parameters: $1 organization, $2 ids. */
final class EventDetailsSql {
    /** How much text without a limit of its own they hold; told without reading it. A label may be any of it. */
    static final Statement TEXT_SIZE = new Statement("""
            select coalesce(sum(2 * (coalesce(octet_length(e.llm_prompt), 0)::bigint
                                     + coalesce(octet_length(e.llm_response), 0) + coalesce(octet_length(e.llm_vendor), 0)
                                     + coalesce(octet_length(e.llm_model), 0))
                                + coalesce(octet_length(e.external_customer_id), 0)
                                + coalesce(octet_length(e.external_member_id), 0)), 0)::bigint as bytes
            from log.events e
            where e.organization_id = $1 and e.id = any ($2)
            """);

    /** In the order of the ids; those that aren't folded are left out. */
    static final Statement EVENTS = new Statement("""
            select e.id, e.occurred_at, e.name, e.external_customer_id, e.member_id, e.external_member_id, e.cost_cents,
                   e.llm_vendor, e.llm_model, e.llm_prompt, e.llm_response, e.input_tokens, e.cached_input_tokens,
                   e.output_tokens, e.total_tokens, e.metadata::text as metadata, e.customer_id as sent_customer_id,
                   coalesce(by_external_id.id, by_id.id) as registered_customer_id,
                   c.parent_id, t.cost_cents as trace_cost_cents, t.events as trace_events,
                   y.label as type_label, y.label_property_selector
            from unnest($2::uuid[]) with ordinality as page (id, place)
            join log.events e on e.organization_id = $1 and e.id = page.id
            left join totals.trace_children c on c.organization_id = $1 and c.event_id = e.id
            left join totals.traces t on t.organization_id = $1 and t.root_id = e.id
            left join log.event_types y on y.organization_id = $1 and y.name = e.name
            left join log.customers by_external_id
              on by_external_id.organization_id = $1 and by_external_id.external_digest = e.customer_digest
             and e.external_customer_id <> '' and by_external_id.external_digest is not null
             and by_external_id.deleted_at is null
            left join log.customers by_id on by_id.organization_id = $1 and by_id.id = e.customer_id
            where not exists (select from log.tickets w where w.organization_id = $1 and w.batch_id = e.batch_id)
            order by page.place
            """);

    static final Statement CHILD_COUNTS = new Statement("""
            with recursive beneath as (
                select anchor.id as anchor_id, c.event_id
                from unnest($2::uuid[]) as anchor (id)
                join totals.trace_children c on c.organization_id = $1 and c.parent_id = anchor.id
                union all
                select b.anchor_id, c.event_id
                from beneath b
                join totals.trace_children c on c.organization_id = $1 and c.parent_id = b.event_id
            )
            select anchor_id, count(*) as events from beneath group by anchor_id
            """);

    /** Also $3 paths. The key that is the whole path goes before the keys along it. */
    static final Statement SUMS = new Statement("""
            with recursive family as (
                select anchor.id as anchor_id, anchor.id as event_id
                from unnest($2::uuid[]) as anchor (id)
                union all
                select f.anchor_id, c.event_id
                from family f
                join totals.trace_children c on c.organization_id = $1 and c.parent_id = f.event_id
            )
            select f.anchor_id, path.path, sum((found.value #>> '{}')::numeric) as total
            from family f
            join log.events e on e.organization_id = $1 and e.id = f.event_id
            cross join lateral (
                select e.metadata
                    || case when e.cost_cents is null then '{}' else
                           jsonb_build_object('_cost', jsonb_build_object('amount', e.cost_cents)) end
                    || case when e.llm_vendor is null then '{}' else
                           jsonb_build_object('_llm', jsonb_build_object('input_tokens', e.input_tokens,
                               'cached_input_tokens', e.cached_input_tokens, 'output_tokens', e.output_tokens,
                               'total_tokens', e.total_tokens)) end as metadata offset 0) m
            cross join unnest($3::text[]) as path (path)
            cross join lateral (
                select coalesce(m.metadata -> path.path, m.metadata #> string_to_array(path.path, '.')) as value
                offset 0) found
            where jsonb_typeof(found.value) = 'number'
            group by 1, 2
            """);

    static final Statement CUSTOMERS = new Statement(CustomerStore.SELECT + """
            where organization_id = $1 and id = any ($2)
            """);

    private EventDetailsSql() {}
}

package dev.costinsights.presentation;

/**
 * SQL for what statistics read in the log: the roots or the events {@code e} that a filter means, of a range, with what
 * they amount to in each field. Parameters: those of {@link EventPredicate}, then $9 and $10, where the range starts and
 * ends.
 */
final class RootsSql {
    static final int RANGE_PARAMETERS = EventPredicate.PARAMETERS + 2;

    /** The customer, by the external id of whoever has both ids: one customer is one digest. */
    private static final String CUSTOMER = "coalesce(twin.external_digest, e.customer_digest)";

    private static final String TWIN = """
            left join log.customers twin
              on twin.organization_id = $1::uuid and twin.id = e.customer_id
             and nullif(e.external_customer_id, '') is null
             and twin.deleted_at is null and twin.external_id <> ''
            """;

    /** SQL for the id that the event {@code e} names its customer by; null when by an external id. */
    static final String ID_ALONE = "case when nullif(e.external_customer_id, '') is null then e.customer_id end";

    private static final String MEANT = EventPredicate.SQL + " and e.occurred_at >= $9 and e.occurred_at < $10\n";

    /** The number that the event has at {@code p.path}; null when there is none. */
    private static final String NUMBER = """
            case p.path
                when '_cost.amount' then e.cost_cents
                when '_llm.input_tokens' then e.input_tokens
                when '_llm.cached_input_tokens' then e.cached_input_tokens
                when '_llm.output_tokens' then e.output_tokens
                when '_llm.total_tokens' then e.total_tokens
                else case when jsonb_typeof(e.metadata -> p.path) = 'number'
                          then (e.metadata -> p.path)::numeric end
            end""";

    private RootsSql() {}

    /**
     * Common table expressions up to {@code roots}: id, name, occurred_at, customer_id (when it is named by it),
     * external_customer_id, customer, and amounts, an array with what the trace costs.
     */
    static String costs() {
        return "roots as materialized (\n" + roots("array[coalesce(t.cost_cents, e.cost_cents, 0)]") + ")";
    }

    /**
     * The same with what the trace amounts to in each field. Children are read at once for all roots, so that the planner
     * may choose how.
     *
     * @param fields the parameter with the fields
     */
    static String fields(int fields) {
        return """
                found as materialized (
                %1$s), beneath as (
                    select f.id, p.position, coalesce(sum(%2$s), 0) as amount
                    from found f
                    join totals.trace_children c on c.organization_id = $1::uuid and c.root_id = f.trace_id
                    join log.events e on e.organization_id = $1::uuid and e.id = c.event_id
                    cross join unnest($%3$d::text[]) with ordinality as p (path, position)
                    group by 1, 2
                ), sums as (
                    select id, array_agg(amount order by position) as amounts from beneath group by 1
                ), roots as materialized (
                    select f.id, f.name, f.occurred_at, f.customer_id, f.external_customer_id, f.customer,
                           case when s.id is null then f.amounts
                           else (select array_agg(a.own + a.beneath order by a.position)
                                 from unnest(f.amounts, s.amounts) with ordinality as a (own, beneath, position))
                           end as amounts
                    from found f left join sums s on s.id = f.id
                )""".formatted(roots(eventAmounts(fields)), NUMBER, fields);
    }

    private static String roots(String amounts) {
        return """
                select e.id, e.name, e.occurred_at, %s as customer_id, e.external_customer_id,
                       %s as customer, t.root_id as trace_id, %s as amounts
                from log.events e
                left join totals.traces t on t.organization_id = $1::uuid and t.root_id = e.id
                %swhere %s  and not exists (
                    select from totals.trace_children c where c.organization_id = $1::uuid and c.event_id = e.id)
                """.formatted(ID_ALONE, CUSTOMER, amounts, TWIN, MEANT);
    }

    /**
     * A query of events, whether roots or not: value, customer, amounts.
     *
     * @param value SQL for a text
     * @param amounts SQL for an array
     */
    static String events(String value, String amounts) {
        return """
                select %s as value, %s as customer, %s as amounts
                from log.events e
                %swhere %s""".formatted(value, CUSTOMER, amounts, TWIN, MEANT);
    }

    /** What an event itself amounts to in each field. */
    static String eventAmounts(int fields) {
        return """
                (select array_agg(coalesce(%s, 0) order by p.position)
                 from unnest($%d::text[]) with ordinality as p (path, position))""".formatted(NUMBER, fields);
    }

    /**
     * The value of a property as text; null when there is none.
     *
     * @param path the parameter with the property's path
     */
    static String text(int path) {
        return """
                case $%1$d::text
                    when '_cost.amount' then e.cost_cents::text
                    when '_cost.currency' then case when e.cost_cents is not null then 'usd' end
                    when '_llm.vendor' then e.llm_vendor
                    when '_llm.model' then e.llm_model
                    when '_llm.prompt' then e.llm_prompt
                    when '_llm.response' then e.llm_response
                    when '_llm.input_tokens' then e.input_tokens::text
                    when '_llm.cached_input_tokens' then e.cached_input_tokens::text
                    when '_llm.output_tokens' then e.output_tokens::text
                    when '_llm.total_tokens' then e.total_tokens::text
                    else e.metadata ->> $%1$d::text
                end""".formatted(path);
    }

    /**
     * Columns that say who a customer is, as far as it is known: customer_id, external_customer_id, customer_name,
     * customer_email. With {@link #registered}.
     *
     * @param customerId SQL for the id that events name it by; null when by external id
     * @param externalId SQL for the external id that events name it by
     */
    static String identity(String customerId, String externalId) {
        return """
                coalesce(registered.id, %s) as customer_id,
                left(coalesce(nullif(registered.external_id, ''), nullif(%s, '')), 1000) as external_customer_id,
                registered.name as customer_name, registered.email as customer_email
                """.formatted(customerId, externalId);
    }

    /**
     * Joins the register.
     *
     * @param customer SQL for a customer's digest
     * @param customerId as for {@link #identity}
     */
    static String registered(String customer, String customerId) {
        return """
                left join lateral (
                    select * from log.customers c
                    where c.organization_id = $1::uuid and c.external_digest = %s and c.deleted_at is null
                    union all
                    select * from log.customers c
                    where c.organization_id = $1::uuid and c.id = %s and c.deleted_at is null
                    limit 1) registered on true
                """.formatted(customer, customerId);
    }
}

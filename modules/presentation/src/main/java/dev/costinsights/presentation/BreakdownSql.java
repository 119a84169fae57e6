package dev.costinsights.presentation;

import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.platform.db.Statement;

/**
 * The statements of ranked lists. Each list first sums what a key cost now and before ({@code sums}), then names the
 * keys ({@code named}), then orders them and takes a page, beside the sums over all keys. As in {@link TotalsStore},
 * {@code offset 0} makes each segment one range scan.
 *
 * <p>Parameters of a list: $1 organization; $2 to $5 segments and whether they belong to the range of now; $6 sort,
 * $7 whether descending, $8 offset, $9 limit; by customer also $10 to $12 edges, and with twins $13, $14.
 */
final class BreakdownSql {

    private static final String SEGMENTS =
            "unnest($2::smallint[], $3::timestamptz[], $4::timestamptz[], $5::boolean[]) as s (grain, first, last, is_now)";

    static final String SUMS = """
                       coalesce(sum(cost_cents) filter (where is_now), 0) as cost_cents,
                       coalesce(sum(events) filter (where is_now), 0)::bigint as events,
                       coalesce(sum(cost_cents) filter (where not is_now), 0) as previous_cost_cents
            """;

    static final String NAMED_BY_LABEL = """
            , named as (
                select k.*, left(l.label, %d) as label
                from sums k join totals.labels l on l.organization_id = $1 and l.label_key = k.key
            )
            """.formatted(CostReport.Row.MAX_KEY_LENGTH);

    private static final String NAMED_BY_CUSTOMER = """
            , named as (
                select k.*, left(coalesce(c.external_customer_id, c.customer_id::text), %d) as label
                from sums k join totals.customer_keys c on c.organization_id = $1 and c.customer_key = k.key
            )
            """.formatted(CostReport.Row.MAX_KEY_LENGTH);

    /** One row even when the page is empty, for its sums. Averages without events come last either way. */
    static final String PAGE = """
            , everything as (
                select count(*)::integer as row_count, coalesce(sum(cost_cents), 0) as all_cost_cents,
                       coalesce(sum(events), 0)::bigint as all_events,
                       coalesce(sum(previous_cost_cents), 0) as all_previous_cost_cents
                from named
            ), ranked as (
                select named.*,
                       case $6 when 'COSTS' then cost_cents
                               when 'CHANGE' then cost_cents - previous_cost_cents
                               when 'EVENTS' then events::numeric
                               when 'AVERAGE' then cost_cents / nullif(events, 0)
                       end * case when $7 then -1 else 1 end as rank
                from named
            ), page as (
                select ranked.*,
                       row_number() over (
                           order by rank nulls last,
                                    case when $6 = 'KEY' and $7 then label end collate "C" desc,
                                    label collate "C") as position
                from ranked order by position offset $8::bigint limit $9::bigint
            )
            select e.*, p.key, p.label, p.cost_cents, p.events, p.previous_cost_cents
            from everything e left join page p on true order by p.position
            """;

    static final Statement EVENT_NAMES = new Statement(byLabel("totals.event_name_costs", "name_key"));
    static final Statement MODELS = new Statement(byLabel("totals.llm_costs", "model_key"));
    static final Statement VENDORS = new Statement(byLabel("totals.llm_costs", "vendor_key"));

    static final Statement CUSTOMERS = new Statement(byCustomer("key", "parts"));

    /** With twins: $13, $14. */
    static final Statement LINKED_CUSTOMERS = new Statement(
            byCustomer("coalesce(to_key, key)", "parts left join " + CustomerTwins.table(13) + " on from_key = key"));

    /** Parameters: $1 organization, $2 to $4 segments, $5 where days meet, $6 keys. */
    static final Statement EVENT_NAME_DAYS = new Statement(daysByLabel("totals.event_name_costs", "name_key"));

    static final Statement MODEL_DAYS = new Statement(daysByLabel("totals.llm_costs", "model_key"));
    static final Statement VENDOR_DAYS = new Statement(daysByLabel("totals.llm_costs", "vendor_key"));

    /** Parameters: $1 organization, $2 UTC days, $3 keys, $4 the row that each belongs to. */
    static final Statement CUSTOMER_DAYS = new Statement("""
            select k.row_key as key, d.number::integer as day, sum(t.cost_cents) as cost_cents
            from unnest($2::timestamptz[]) with ordinality as d (bucket, number)
            cross join unnest($3::integer[], $4::integer[]) as k (key, row_key)
            join totals.customer_costs t
              on t.organization_id = $1 and t.grain = 1440 and t.bucket = d.bucket and t.customer_key = k.key
            group by 1, 2
            """);

    private BreakdownSql() {}

    static Statement list(Dimension dimension, CustomerTwins twins) {
        return switch (dimension) {
            case EVENT_NAME -> EVENT_NAMES;
            case MODEL -> MODELS;
            case VENDOR -> VENDORS;
            case CUSTOMER -> twins.isEmpty() ? CUSTOMERS : LINKED_CUSTOMERS;
        };
    }

    static Statement days(Dimension dimension) {
        return switch (dimension) {
            case EVENT_NAME -> EVENT_NAME_DAYS;
            case MODEL -> MODEL_DAYS;
            case VENDOR -> VENDOR_DAYS;
            case CUSTOMER -> CUSTOMER_DAYS;
        };
    }

    /** The key 0 stands for none and is no row. */
    private static String byLabel(String table, String key) {
        return """
                with sums as (
                    select t.%2$s as key,
                %3$s
                    from %4$s
                    cross join lateral (
                        select * from %1$s t
                        where t.organization_id = $1 and t.grain = s.grain
                          and t.bucket >= s.first and t.bucket < s.last and t.%2$s > 0
                        offset 0) t
                    group by 1
                )
                """.formatted(table, key, SUMS, SEGMENTS) + NAMED_BY_LABEL + PAGE;
    }

    /**
     * @param key what is summed under one key
     * @param parts the sums of days, months and edges
     */
    private static String byCustomer(String key, String parts) {
        return """
                with edges as (
                    select e.customer_digest, s.is_now, sum(coalesce(e.cost_cents, 0)) as cost_cents, count(*) as events
                    from unnest($10::timestamptz[], $11::timestamptz[], $12::boolean[]) as s (first, last, is_now)
                    join log.events e
                      on e.organization_id = $1 and e.occurred_at >= s.first and e.occurred_at < s.last
                    where e.batch_id not in (select t.batch_id from log.tickets t where t.organization_id = $1)
                    group by 1, 2
                ), parts as (
                    select t.customer_key as key, s.is_now, t.cost_cents, t.events
                    from %3$s
                    cross join lateral (
                        select * from totals.customer_costs t
                        where t.organization_id = $1 and t.grain = s.grain
                          and t.bucket >= s.first and t.bucket < s.last
                        offset 0) t
                    union all
                    select k.customer_key, e.is_now, e.cost_cents, e.events
                    from edges e
                    join totals.customer_keys k on k.organization_id = $1 and k.digest = e.customer_digest
                ), sums as (
                    select %1$s as key,
                %4$s
                    from %2$s
                    group by 1
                )
                """.formatted(key, parts, SEGMENTS, SUMS) + NAMED_BY_CUSTOMER + PAGE;
    }

    private static String daysByLabel(String table, String key) {
        return """
                select t.%2$s as key, width_bucket(t.bucket, $5::timestamptz[]) as day, sum(t.cost_cents) as cost_cents
                from unnest($2::smallint[], $3::timestamptz[], $4::timestamptz[]) as s (grain, first, last)
                cross join lateral (
                    select * from %1$s t
                    where t.organization_id = $1 and t.grain = s.grain
                      and t.bucket >= s.first and t.bucket < s.last and t.%2$s = any ($6)
                    offset 0) t
                group by 1, 2
                """.formatted(table, key);
    }
}

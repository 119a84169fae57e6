package dev.costinsights.presentation;

import dev.costinsights.platform.db.Statement;

/**
 * The statements of lists of names. Each first says how often and when each name occurred ({@code seen}), then takes a
 * page. How often is known by the totals unless only some customers' or one event's children are asked for; when, by the
 * two ends of each name in an index, looked for on days that the totals know.
 *
 * <p>Parameters: $1 organization, $2 pattern, $3 whether it also means labels, $4 sort, $5 whether descending, $6 offset,
 * $7 limit; in the log also $8 digests, $9 parent, $10 whether only roots.
 */
final class EventNamesSql {
    private static final String FOLDED = """
            and not exists (
                select from log.tickets w where w.organization_id = $1::uuid and w.batch_id = e.batch_id)
            """;

    private static final String ROOT = """
            and not exists (
                select from totals.trace_children c where c.organization_id = $1::uuid and c.event_id = e.id)
            """;

    /** One row even when the page is empty, for the number of all. */
    private static final String PAGE = """
            , listed as materialized (
                select s.*, t.id, t.label, t.label_property_selector, t.created_at, t.modified_at
                from seen s
                left join log.event_types t on t.organization_id = $1::uuid and t.name = s.name
                where $2::text is null or s.name ilike $2::text or ($3::boolean and t.label ilike $2::text)
            ), ranked as (
                select listed.*,
                       case $4::text when 'OCCURRENCES' then occurrences::numeric
                                     when 'FIRST_SEEN' then extract(epoch from first_seen)
                                     when 'LAST_SEEN' then extract(epoch from last_seen)
                       end * case when $5::boolean then -1 else 1 end as rank
                from listed
            ), page as (
                select ranked.*,
                       row_number() over (
                           order by rank, case when $4::text = 'NAME' and $5::boolean then name end collate "C" desc,
                                    name collate "C") as place
                from ranked order by place offset $6::bigint limit $7::bigint
            )
            select (select count(*) from listed) as total_count, page.*
            from (select) as one left join page on true order by page.place
            """;

    static final Statement ALL = new Statement(counted("event_name_costs", "events", ""));
    static final Statement ROOTS = new Statement(counted("trace_costs", "traces", ROOT));

    static final Statement IN_LOG = new Statement("""
            with seen as materialized (
                select e.name, count(*) as occurrences, min(e.occurred_at) as first_seen, max(e.occurred_at) as last_seen
                from log.events e
                where e.organization_id = $1::uuid
                  and ($8::uuid[] is null or e.customer_digest = any ($8::uuid[]))
                  and ($9::uuid is null or e.id = any (array(
                      select c.event_id from totals.trace_children c
                      where c.organization_id = $1::uuid and c.parent_id = $9::uuid)))
                  and (not $10::boolean or not exists (
                      select from totals.trace_children c where c.organization_id = $1::uuid and c.event_id = e.id))
                %s
                group by e.name
            )
            """.formatted(FOLDED) + PAGE);

    private EventNamesSql() {}

    private static String counted(String table, String column, String also) {
        return """
                with counted as materialized (
                    select l.label as name, k.occurrences, k.first_day, k.last_day
                    from (select t.name_key, sum(t.%2$s)::bigint as occurrences,
                                 min(t.bucket) filter (where t.%2$s > 0) as first_day,
                                 max(t.bucket) filter (where t.%2$s > 0) as last_day
                          from totals.%1$s t
                          where t.organization_id = $1::uuid and t.grain = 1440
                          group by t.name_key) k
                    join totals.labels l on l.organization_id = $1::uuid and l.label_key = k.name_key
                    where k.occurrences > 0
                ), seen as materialized (
                    select c.name, c.occurrences, oldest.occurred_at as first_seen, newest.occurred_at as last_seen
                    from counted c
                    cross join lateral (
                        select e.occurred_at from log.events e
                        where e.organization_id = $1::uuid and e.name = c.name and e.occurred_at >= c.first_day %3$s
                        order by e.occurred_at limit 1) oldest
                    cross join lateral (
                        select e.occurred_at from log.events e
                        where e.organization_id = $1::uuid and e.name = c.name
                          and e.occurred_at < c.last_day + interval '1 day' %3$s
                        order by e.occurred_at desc limit 1) newest
                )
                """.formatted(table, column, also + FOLDED) + PAGE;
    }
}

package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Statement;

/** Reads what links must be from the log alone, and puts right what differs. */
final class LinkRebuildSql {

    /** The folded event that a text names; an external id comes before the id of an event. */
    private static final String PARENT_OF = """
            (select named.id
                        from (select 1 as rank, p.id, p.batch_id from log.events p
                              where p.organization_id = $1 and p.external_key = totals.digest(e.parent_id)
                              union all
                              select 2, p.id, p.batch_id from log.events p
                              where p.organization_id = $1 and p.id = totals.event_id(e.parent_id)) named
                        where (select t.batch_id from log.tickets t
                               where t.organization_id = $1 and t.batch_id = named.batch_id) is null
                        order by named.rank limit 1)""";

    /**
     * The first $5 folded events after the event ($2, $4) and before $3 that name a parent, and all above them that do.
     * Each comes once, so this ends even where they name each other in a circle.
     */
    static final Statement SLICE = new Statement("""
            with recursive slice as materialized (
                select e.id, e.parent_id, e.occurred_at, e.position
                from log.events e
                where e.organization_id = $1 and e.occurred_at >= $2 and e.occurred_at < $3
                  and (e.occurred_at, e.id) > ($2, $4) and e.parent_id is not null
                  and (select t.batch_id from log.tickets t
                       where t.organization_id = $1 and t.batch_id = e.batch_id) is null
                order by e.occurred_at, e.id
                limit $5
            ),
            named (id, occurred_at, position, parent_id) as (
                select e.id, e.occurred_at, e.position, %1$s
                from slice e
                union
                select e.id, e.occurred_at, e.position, %1$s
                from named n
                join log.events e on e.organization_id = $1 and e.id = n.parent_id
                where e.parent_id is not null
            )
            select n.id, n.occurred_at, n.position, n.parent_id, s.id is not null as in_slice
            from named n
            left join slice s on s.id = n.id
            order by n.occurred_at, n.id
            """.formatted(PARENT_OF));

    /** $2 ids, $3 parents, $4 roots, $5 depths, null where there is no link; $6 whether it is the root of a circle. */
    static final Statement PUT_RIGHT = new Statement("""
            with proper as materialized (
                select * from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::integer[], $6::boolean[])
                    as p (event_id, parent_id, root_id, depth, is_circle_root)
            ),
            unlinked as (
                delete from totals.trace_children l using proper p
                where l.organization_id = $1 and l.event_id = p.event_id and p.parent_id is null
            ),
            linked as (
                insert into totals.trace_children as l (organization_id, event_id, parent_id, root_id, depth)
                select $1, event_id, parent_id, root_id, depth from proper where parent_id is not null order by 2
                on conflict (organization_id, event_id) do update
                set parent_id = excluded.parent_id, root_id = excluded.root_id, depth = excluded.depth
                where (l.parent_id, l.root_id, l.depth)
                    is distinct from (excluded.parent_id, excluded.root_id, excluded.depth)
            ),
            no_circle_roots as (
                delete from totals.circle_roots k using proper p
                where k.organization_id = $1 and k.event_id = p.event_id and not p.is_circle_root
            ),
            circle_roots as (
                insert into totals.circle_roots (organization_id, event_id)
                select $1, event_id from proper where is_circle_root order by 2
                on conflict do nothing
            ),
            no_orphans as (
                delete from totals.orphans o using proper p
                where o.organization_id = $1 and o.event_id = p.event_id
                  and (p.parent_id is not null or p.is_circle_root)
            )
            insert into totals.orphans as o (organization_id, event_id, parent_digest, parent_uuid, occurred_at,
                name_key, customer_key)
            select $1, e.id, totals.digest(e.parent_id), totals.event_id(e.parent_id), e.occurred_at,
                   coalesce(n.label_key, 0), c.customer_key
            from proper p
            join log.events e on e.organization_id = $1 and e.id = p.event_id
            left join totals.labels n on n.organization_id = $1 and n.digest = totals.digest(e.name)
            left join totals.customer_keys c on c.organization_id = $1 and c.digest = e.customer_digest
            where p.parent_id is null and not p.is_circle_root
            order by e.id
            on conflict (organization_id, event_id) do update
            set parent_digest = excluded.parent_digest, parent_uuid = excluded.parent_uuid,
                occurred_at = excluded.occurred_at
            where (o.parent_digest, o.parent_uuid, o.occurred_at)
                is distinct from (excluded.parent_digest, excluded.parent_uuid, excluded.occurred_at)
            """);

    /** The next $3 traces after the root $2, from their links; answers the last root, null at the end. */
    static final Statement SUM_TRACES = new Statement("""
            with page as materialized (
                select root_id
                from ((select root_id from totals.traces
                       where organization_id = $1 and root_id > $2 order by root_id limit $3)
                      union
                      (select distinct root_id from totals.trace_children
                       where organization_id = $1 and root_id > $2 order by root_id limit $3)) both_tables
                order by root_id limit $3
            ),
            sums as materialized (
                select p.root_id, coalesce(r.cost_cents, 0) + s.cost_cents as cost_cents, 1 + s.events as events
                from page p
                left join log.events r on r.organization_id = $1 and r.id = p.root_id
                cross join lateral (
                    select coalesce(sum(e.cost_cents), 0) as cost_cents, count(*) as events
                    from totals.trace_children l
                    join log.events e on e.organization_id = $1 and e.id = l.event_id
                    where l.organization_id = $1 and l.root_id = p.root_id) s
            ),
            gone as (
                delete from totals.traces t using sums s
                where t.organization_id = $1 and t.root_id = s.root_id and s.events = 1
            ),
            summed as (
                insert into totals.traces as t (organization_id, root_id, cost_cents, events)
                select $1, root_id, cost_cents, events from sums where events > 1 order by 2
                on conflict (organization_id, root_id) do update
                set cost_cents = excluded.cost_cents, events = excluded.events
                where (t.cost_cents, t.events) is distinct from (excluded.cost_cents, excluded.events)
            )
            select (select root_id from page order by root_id desc limit 1) as last
            """);

    static final Statement CLEAN_LINKS = clean("trace_children");

    static final Statement CLEAN_ORPHANS = clean("orphans");

    static final Statement CLEAN_CIRCLE_ROOTS = clean("circle_roots");

    /**
     * Takes rows away that belong to no folded event with a parent, among the next $3 after the event $2; answers the last
     * event, null at the end.
     */
    private static Statement clean(String table) {
        return new Statement("""
                with page as materialized (
                    select event_id from totals.%1$s
                    where organization_id = $1 and event_id > $2 order by event_id limit $3
                ),
                cleaned as (
                    delete from totals.%1$s c using page p
                    where c.organization_id = $1 and c.event_id = p.event_id and not exists (
                        select from log.events e
                        where e.organization_id = $1 and e.id = p.event_id and e.parent_id is not null
                          and not exists (
                              select from log.tickets t where t.organization_id = $1 and t.batch_id = e.batch_id))
                )
                select (select event_id from page order by event_id desc limit 1) as last
                """.formatted(table));
    }

    private LinkRebuildSql() {}
}

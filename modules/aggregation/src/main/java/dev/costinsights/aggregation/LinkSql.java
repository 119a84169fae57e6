package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Statement;

/** Reads and writes links between events. */
final class LinkSql {

    /**
     * New events of the appends in $2 that name a parent, and orphans that wait for one of these events, with what is
     * known of child and parent. Costs one look at the appends when there are neither. An external id comes before the
     * id of an event.
     */
    static final Statement NAMED_PARENTS = new Statement("""
            with waiting as (
                select distinct o.event_id
                from log.events e
                cross join lateral (
                    select event_id from totals.orphans
                    where organization_id = $1 and parent_digest = e.external_key
                    union all
                    select event_id from totals.orphans
                    where organization_id = $1 and parent_uuid = e.id) o
                where e.organization_id = $1 and e.batch_id = any ($2)
                  and exists (select from totals.orphans where organization_id = $1)
            ),
            children as materialized (
                select e.id, e.parent_id, coalesce(e.cost_cents, 0) as cost_cents, false as waited
                from log.events e
                where e.organization_id = $1 and e.batch_id = any ($2) and e.parent_id is not null
                  and not exists (
                      select from totals.circle_roots k where k.organization_id = $1 and k.event_id = e.id)
                union all
                select e.id, e.parent_id, coalesce(e.cost_cents, 0), true
                from waiting w
                join log.events e on e.organization_id = $1 and e.id = w.event_id
            ),
            parents as materialized (
                select texts.parent_id, p.id, coalesce(l.root_id, p.id) as root_id, coalesce(l.depth, 0) as depth
                from (select distinct parent_id from children) texts
                cross join lateral (
                    select named.id
                    from (select 1 as rank, e.id, e.batch_id from log.events e
                          where e.organization_id = $1 and e.external_key = totals.digest(texts.parent_id)
                          union all
                          select 2, e.id, e.batch_id from log.events e
                          where e.organization_id = $1 and e.id = totals.event_id(texts.parent_id)) named
                    where (select t.batch_id from log.tickets t
                           where t.organization_id = $1 and t.batch_id = named.batch_id) is null
                    order by named.rank limit 1) p
                left join lateral (
                    select root_id, depth from totals.trace_children
                    where organization_id = $1 and event_id = p.id limit 1) l on true
            ),
            roots as materialized (
                select r.root_id, coalesce(t.cost_cents, e.cost_cents, 0) as cost_cents, coalesce(t.events, 1) as events
                from (select distinct root_id from parents) r
                left join lateral (
                    select cost_cents, events from totals.traces
                    where organization_id = $1 and root_id = r.root_id limit 1) t on true
                left join lateral (
                    select cost_cents from log.events
                    where organization_id = $1 and id = r.root_id limit 1) e on true
            )
            select c.id, c.waited, coalesce(t.cost_cents, c.cost_cents) as cost_cents, coalesce(t.events, 1) as events,
                   p.id as parent_id, p.depth as parent_depth,
                   r.root_id, r.cost_cents as root_cost_cents, r.events as root_events
            from children c
            left join parents p on p.parent_id = c.parent_id
            left join roots r on r.root_id = p.root_id
            left join lateral (
                select cost_cents, events from totals.traces
                where c.waited and organization_id = $1 and root_id = c.id limit 1) t on true
            """);

    /** Of the children: $2 ids, $3 parents, $4 roots, $5 depths, $6 whether they have children. $7 to $9: traces. */
    static final Statement LINK = new Statement("""
            with linked as materialized (
                select * from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::integer[], $6::boolean[])
                    as l (event_id, parent_id, root_id, depth, has_children)
            ),
            moved as (
                update totals.trace_children c set root_id = l.root_id, depth = c.depth + l.depth
                from linked l
                where l.has_children and c.organization_id = $1 and c.root_id = l.event_id
            ),
            gone as (
                delete from totals.traces t using linked l
                where l.has_children and t.organization_id = $1 and t.root_id = l.event_id
            ),
            found as (
                delete from totals.orphans o using linked l
                where o.organization_id = $1 and o.event_id = l.event_id
            ),
            grown as (
                insert into totals.traces (organization_id, root_id, cost_cents, events)
                select $1, root_id, cost_cents::numeric, events
                from unnest($7::uuid[], $8::text[], $9::bigint[]) as t (root_id, cost_cents, events)
                order by 2
                on conflict (organization_id, root_id) do update
                set cost_cents = excluded.cost_cents, events = excluded.events
            )
            insert into totals.trace_children (organization_id, event_id, parent_id, root_id, depth)
            select $1, event_id, parent_id, root_id, depth from linked order by 2
            """);

    /** From each parent in $2 up to its root, as far as it is linked. */
    static final Statement MEMBERS_OF_CIRCLES = new Statement("""
            with recursive above (parent_id, event_id) as (
                select id, id from unnest($2::uuid[]) as u (id)
                union
                select a.parent_id, l.parent_id
                from above a
                join totals.trace_children l on l.organization_id = $1 and l.event_id = a.event_id
            )
            select a.parent_id, e.id, e.occurred_at, e.position
            from above a
            join log.events e on e.organization_id = $1 and e.id = a.event_id
            """);

    /**
     * Takes the link of the event $2 away: it and everything beneath it become a trace. Answers nothing when it has no
     * link.
     */
    static final Statement SPLIT = new Statement("""
            with recursive cut as materialized (
                select l.root_id, l.depth, t.cost_cents, t.events
                from totals.trace_children l
                join totals.traces t on t.organization_id = $1 and t.root_id = l.root_id
                where l.organization_id = $1 and l.event_id = $2
            ),
            beneath (event_id) as (
                select $2::uuid from cut
                union
                select l.event_id from beneath b
                join totals.trace_children l on l.organization_id = $1 and l.parent_id = b.event_id
            ),
            part as materialized (
                select coalesce(sum(e.cost_cents), 0) as cost_cents, count(*) as events
                from beneath b
                join log.events e on e.organization_id = $1 and e.id = b.event_id
            ),
            unlinked as (
                delete from totals.trace_children l using cut
                where l.organization_id = $1 and l.event_id = $2
            ),
            moved as (
                update totals.trace_children l set root_id = $2, depth = l.depth - cut.depth
                from cut, beneath b
                where l.organization_id = $1 and l.event_id = b.event_id and l.event_id <> $2
            ),
            left_behind as (
                update totals.traces t
                set cost_cents = t.cost_cents - part.cost_cents, events = t.events - part.events
                from cut, part
                where t.organization_id = $1 and t.root_id = cut.root_id and t.events - part.events > 1
            ),
            gone as (
                delete from totals.traces t using cut, part
                where t.organization_id = $1 and t.root_id = cut.root_id and t.events - part.events <= 1
            ),
            new_trace as (
                insert into totals.traces (organization_id, root_id, cost_cents, events)
                select $1, $2, cost_cents, events from part where events > 1
            )
            select cut.root_id, cut.cost_cents as before_cents, part.cost_cents as part_cents from cut, part
            """);

    static final Statement ADD_CIRCLE_ROOTS = new Statement("""
            with waits_no_more as (
                delete from totals.orphans where organization_id = $1 and event_id = any ($2)
            )
            insert into totals.circle_roots (organization_id, event_id)
            select $1, id from unnest($2::uuid[]) as u (id) order by id
            on conflict do nothing
            """);

    private LinkSql() {}
}

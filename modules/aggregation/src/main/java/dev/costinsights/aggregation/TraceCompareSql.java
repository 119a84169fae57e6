package dev.costinsights.aggregation;

/** How far the tables of traces are off, for the events of a day; follows the rows that {@link TraceSql} defines. */
final class TraceCompareSql {

    private static final String COSTS = """
            trace_differences as (
                select coalesce(e.cost_cents, 0) - coalesce(t.cost_cents, 0) as cost_cents,
                       coalesce(e.traces, 0) - coalesce(t.traces, 0) as traces
                from trace_rows e
                full join (select * from totals.trace_costs
                           where organization_id = $1 and grain in (15, 60, 1440) and bucket >= $2 and bucket < $3) t
                  using (grain, bucket, name_key)
            ),
            histogram_differences as (
                select coalesce(e.traces, 0) - coalesce(t.traces, 0) as traces
                from trace_bins e
                full join (select c.grain, c.bucket, c.name_key, b.bin, b.traces
                           from totals.trace_costs c
                           cross join unnest(c.bins, c.counts) as b (bin, traces)
                           where c.organization_id = $1 and c.grain in (15, 60, 1440)
                             and c.bucket >= $2 and c.bucket < $3) t
                  using (grain, bucket, name_key, bin)
            ),
            shift_differences as (
                select coalesce(e.cost_cents, 0) - coalesce(t.cost_cents, 0) as cost_cents,
                       coalesce(e.events, 0) - coalesce(t.events, 0) as events
                from shift_rows e
                full join (select * from totals.customer_trace_shifts
                           where organization_id = $1 and grain = 1440 and bucket >= $2 and bucket < $3) t
                  using (grain, bucket, customer_key)
            ),
            label_differences as (
                select bit_count(coalesce(e.customers, repeat('0', 2048)::bit(2048))
                                 # coalesce(t.customers, repeat('0', 2048)::bit(2048))) as customers
                from label_rows e
                full join (select * from totals.label_customers
                           where organization_id = $1 and grain in (15, 60, 1440) and bucket >= $2 and bucket < $3) t
                  using (grain, bucket, kind, label_key, chunk)
            ),
            """;

    /**
     * A link is right when it follows from the link of its parent, whose own day says whether that one is right; so a
     * day needs no look at whole trees.
     */
    private static final String LINKS = """
            named as materialized (
                select r.id, l.parent_id, l.root_id, l.depth,
                       k.event_id is not null as is_circle_root, o.event_id is not null as is_orphan,
                       (o.parent_digest, o.parent_uuid, o.occurred_at, o.name_key, o.customer_key)
                           is not distinct from
                           (totals.digest(e.parent_id), totals.event_id(e.parent_id), e.occurred_at,
                            n.label_key, c.customer_key) as is_right_orphan,
                       array(select p.id
                             from (select id, batch_id from log.events
                                   where organization_id = $1 and external_key = totals.digest(e.parent_id)
                                   union all
                                   select id, batch_id from log.events
                                   where organization_id = $1 and id = totals.event_id(e.parent_id)) p
                             where (select t.batch_id from log.tickets t
                                    where t.organization_id = $1 and t.batch_id = p.batch_id) is null) as parents
                from raw r
                join log.events e on e.organization_id = $1 and e.id = r.id
                join labels n on n.label = r.name
                left join customers c on c.customer_digest = r.customer_digest
                left join lateral (select * from totals.trace_children
                                   where organization_id = $1 and event_id = r.id limit 1) l on true
                left join lateral (select * from totals.orphans
                                   where organization_id = $1 and event_id = r.id limit 1) o on true
                left join lateral (select * from totals.circle_roots
                                   where organization_id = $1 and event_id = r.id limit 1) k on true
                where r.has_parent
            ),
            wrong_links as (
                select n.id
                from named n
                left join lateral (select * from totals.trace_children
                                   where organization_id = $1 and event_id = n.parent_id limit 1) above on true
                where case
                          when cardinality(n.parents) = 0
                              then not n.is_right_orphan or n.is_circle_root or n.parent_id is not null
                          when n.is_circle_root
                              then n.is_orphan or n.parent_id is not null
                                  or not exists (
                                      select from unnest(n.parents) as p (id)
                                      left join totals.trace_children l
                                          on l.organization_id = $1 and l.event_id = p.id
                                      where coalesce(l.root_id, p.id) = n.id)
                          else n.is_orphan or n.parent_id is null
                              or n.parent_id <> all (n.parents)
                              or n.root_id <> coalesce(above.root_id, n.parent_id)
                              or n.depth <> coalesce(above.depth, 0) + 1
                              or not exists (
                                  select from totals.traces t where t.organization_id = $1 and t.root_id = n.root_id)
                      end
                union all
                select r.id
                from raw r
                cross join lateral (
                    select event_id from totals.trace_children where organization_id = $1 and event_id = r.id
                    union all
                    select event_id from totals.orphans where organization_id = $1 and event_id = r.id
                    union all
                    select event_id from totals.circle_roots where organization_id = $1 and event_id = r.id) n
                where not r.has_parent and (
                    exists (select from totals.trace_children where organization_id = $1)
                    or exists (select from totals.orphans where organization_id = $1)
                    or exists (select from totals.circle_roots where organization_id = $1))
            ),
            sum_differences as (
                select t.cost_cents - case when s.events > 0 then r.cost_cents + s.cost_cents else 0 end as cost_cents,
                       t.events - case when s.events > 0 then 1 + s.events else 0 end as events
                from raw r
                cross join lateral (select cost_cents, events from totals.traces
                                    where organization_id = $1 and root_id = r.id limit 1) t
                cross join lateral (
                    select coalesce(sum(e.cost_cents), 0) as cost_cents, count(*) as events
                    from totals.trace_children l
                    left join log.events e on e.organization_id = $1 and e.id = l.event_id
                    where l.organization_id = $1 and l.root_id = r.id) s
                where exists (select from totals.traces where organization_id = $1)
            ),
            """;

    static final String DIFFERENCES = COSTS + LINKS;

    private TraceCompareSql() {}
}

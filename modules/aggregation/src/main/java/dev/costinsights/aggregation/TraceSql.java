package dev.costinsights.aggregation;

/**
 * How totals of traces follow from events. Every event of {@code raw} counts as a trace of its own at first. What that
 * gets wrong is put right by {@code touched}: an event that was a root with the cost {@code before_cents} (null: was no
 * root) is one with {@code after_cents} now (null: is none). One event may have several such rows, to be read as a chain.
 */
final class TraceSql {

    private static final String TOUCHED_COLUMNS = """
            touched as materialized (
                select e.id, date_bin('15 minutes', e.occurred_at, timestamptz '4713-01-01 00:00:00+00 BC') as bucket,
                       e.occurred_at, e.name, e.parent_id, e.customer_digest,
                       nullif(e.external_customer_id, '') as external_customer_id, e.customer_id,
                       c.before_cents, c.after_cents, c.is_orphan, c.is_circle_root
            """;

    /** The changes {@link TraceChanges}: $3 ids, $4 costs before, $5 costs after; $6 new orphans, $7 new circle roots. */
    static final String TOUCHED_BY_FOLD = TOUCHED_COLUMNS + """
                from (select id, before_cents::numeric, after_cents::numeric, false, false
                      from unnest($3::uuid[], $4::text[], $5::text[]) as u (id, before_cents, after_cents)
                      union all
                      select id, null, null, true, false from unnest($6::uuid[]) as u (id)
                      union all
                      select id, null, null, false, true from unnest($7::uuid[]) as u (id))
                      as c (id, before_cents, after_cents, is_orphan, is_circle_root)
                join log.events e on e.organization_id = $1 and e.id = c.id
            ),
            """;

    /**
     * All that links and traces say of the events in {@code raw}. Each event probes an index: reading all traces of an
     * organization for each of its days would take hours.
     */
    static final String TOUCHED_OF_TIMES = TOUCHED_COLUMNS + """
                from (select r.id, r.cost_cents,
                             case when l.event_id is null then coalesce(t.cost_cents, r.cost_cents) end,
                             o.event_id is not null, k.event_id is not null
                      from raw r
                      left join lateral (select event_id from totals.trace_children
                                         where organization_id = $1 and event_id = r.id limit 1) l on true
                      left join lateral (select cost_cents from totals.traces
                                         where organization_id = $1 and root_id = r.id limit 1) t on true
                      left join lateral (select event_id from totals.orphans
                                         where organization_id = $1 and event_id = r.id limit 1) o on true
                      left join lateral (select event_id from totals.circle_roots
                                         where organization_id = $1 and event_id = r.id limit 1) k on true
                      where r.has_parent
                      union all
                      select r.id, r.cost_cents, t.cost_cents, false, false
                      from raw r
                      cross join lateral (select cost_cents from totals.traces
                                          where organization_id = $1 and root_id = r.id limit 1) t
                      where not r.has_parent and exists (select from totals.traces where organization_id = $1))
                      as c (id, before_cents, after_cents, is_orphan, is_circle_root)
                join log.events e on e.organization_id = $1 and e.id = c.id
            ),
            """;

    /** Bits are collected in words of 64 first: a bitmap that is copied for each event costs more than all else. */
    static final String ROWS = """
            ,
            trace_quarters as materialized (
                select d.bucket, l.label_key as name_key, d.bin,
                       sum(d.cost_cents) as cost_cents, sum(d.traces)::integer as traces
                from (select bucket, name, totals.cost_bin(cost_cents) as bin,
                             sum(cost_cents) as cost_cents, count(*)::integer as traces
                      from raw group by 1, 2, 3
                      union all
                      select bucket, name, totals.cost_bin(before_cents), -before_cents, -1
                      from touched where before_cents is not null
                      union all
                      select bucket, name, totals.cost_bin(after_cents), after_cents, 1
                      from touched where after_cents is not null) d
                join labels l on l.label = d.name
                group by 1, 2, 3
                having sum(d.traces) <> 0 or sum(d.cost_cents) <> 0
            ),
            trace_bins as materialized (
                select g.grain, date_bin(g.length, q.bucket, timestamptz '4713-01-01 00:00:00+00 BC') as bucket,
                       q.name_key, q.bin, sum(q.cost_cents) as cost_cents, sum(q.traces)::integer as traces
                from trace_quarters q cross join grains g
                group by 1, 2, 3, 4
                having sum(q.traces) <> 0 or sum(q.cost_cents) <> 0
            ),
            trace_rows as materialized (
                select grain, bucket, name_key, sum(cost_cents) as cost_cents, sum(traces) as traces
                from trace_bins
                group by 1, 2, 3
            ),
            shift_days as materialized (
                select date_trunc('day', t.bucket, 'UTC') as bucket, c.customer_key,
                       sum(coalesce(t.after_cents, 0) - coalesce(t.before_cents, 0)) as cost_cents,
                       count(t.after_cents) - count(t.before_cents) as events
                from touched t
                join customers c on c.customer_digest = t.customer_digest
                group by 1, 2
                having sum(coalesce(t.after_cents, 0) - coalesce(t.before_cents, 0)) <> 0
                    or count(t.after_cents) <> count(t.before_cents)
            ),
            labelled as materialized (
                select r.bucket, c.customer_key, case when not r.has_parent then n.label_key end as name_key,
                       v.label_key as vendor_key, m.label_key as model_key
                from raw r
                join customers c on c.customer_digest = r.customer_digest and c.customer_key >= 0
                join labels n on n.label = r.name
                left join labels v on v.label = r.llm_vendor
                left join labels m on m.label = r.llm_model
            ),
            label_words as (
                select bucket, smallint '1' as kind, name_key as label_key, customer_key / 64 as word,
                       bit_or(1::bigint << (63 - customer_key % 64)) as customers
                from labelled where name_key is not null group by 1, 2, 3, 4
                union all
                select bucket, smallint '2', vendor_key, customer_key / 64,
                       bit_or(1::bigint << (63 - customer_key % 64))
                from labelled where vendor_key is not null group by 1, 2, 3, 4
                union all
                select bucket, smallint '3', model_key, customer_key / 64,
                       bit_or(1::bigint << (63 - customer_key % 64))
                from labelled where model_key is not null group by 1, 2, 3, 4
                union all
                select t.bucket, smallint '1', n.label_key, c.customer_key / 64, 1::bigint << (63 - c.customer_key % 64)
                from touched t
                join customers c on c.customer_digest = t.customer_digest and c.customer_key >= 0
                join labels n on n.label = t.name
                where t.is_circle_root
            ),
            label_quarters as materialized (
                select bucket, kind, label_key, word / 32 as chunk,
                       bit_or(customers::bit(64)::bit(2048) >> (64 * (word % 32))) as customers
                from label_words
                group by 1, 2, 3, 4
            ),
            label_rows as (
                select g.grain, date_bin(g.length, q.bucket, timestamptz '4713-01-01 00:00:00+00 BC') as bucket,
                       q.kind, q.label_key, q.chunk, bit_or(q.customers) as customers
                from label_quarters q cross join grains g
                group by 1, 2, 3, 4, 5
            )""";

    /**
     * A row's histogram is read, merged and written back: nobody else changes it under the lock of the organization's row.
     */
    static final String ADD_ROWS = """
            ,
            standing_traces as materialized (
                select t.*
                from trace_rows r
                join totals.trace_costs t on t.organization_id = $1
                    and t.grain = r.grain and t.bucket = r.bucket and t.name_key = r.name_key
            ),
            merged_bins as (
                select grain, bucket, name_key, bin, sum(traces)::integer as traces
                from (select grain, bucket, name_key, bin, traces from trace_bins
                      union all
                      select s.grain, s.bucket, s.name_key, b.bin, b.traces
                      from standing_traces s cross join unnest(s.bins, s.counts) as b (bin, traces)) b
                group by 1, 2, 3, 4
                having sum(traces) <> 0
            ),
            histograms as (
                select grain, bucket, name_key,
                       array_agg(bin order by bin) as bins, array_agg(traces order by bin) as counts
                from merged_bins
                group by 1, 2, 3
            ),
            merged_traces as materialized (
                select grain, bucket, name_key, r.cost_cents + coalesce(s.cost_cents, 0) as cost_cents,
                       r.traces + coalesce(s.traces, 0) as traces, h.bins, h.counts
                from trace_rows r
                left join standing_traces s using (grain, bucket, name_key)
                left join histograms h using (grain, bucket, name_key)
            ),
            add_to_traces as (
                insert into totals.trace_costs
                    (organization_id, grain, bucket, name_key, cost_cents, traces, bins, counts)
                select $1, grain, bucket, name_key, cost_cents, traces, bins, counts
                from merged_traces where traces <> 0 order by 2, 3, 4
                on conflict (organization_id, grain, bucket, name_key) do update
                set cost_cents = excluded.cost_cents, traces = excluded.traces,
                    bins = excluded.bins, counts = excluded.counts
            ),
            take_from_traces as (
                delete from totals.trace_costs t using merged_traces m
                where t.organization_id = $1 and t.grain = m.grain and t.bucket = m.bucket and t.name_key = m.name_key
                  and m.traces = 0
            ),
            add_to_shifts as (
                insert into totals.customer_trace_shifts as t
                    (organization_id, grain, bucket, customer_key, cost_cents, events)
                select $1, grain, bucket, customer_key, cost_cents, events from shift_rows order by 2, 3, 4
                on conflict (organization_id, grain, bucket, customer_key) do update
                set cost_cents = t.cost_cents + excluded.cost_cents, events = t.events + excluded.events
            ),
            add_to_label_customers as (
                insert into totals.label_customers as t
                    (organization_id, grain, bucket, kind, label_key, chunk, customers)
                select $1, grain, bucket, kind, label_key, chunk, customers from label_rows order by 2, 3, 4, 5, 6
                on conflict (organization_id, grain, bucket, kind, label_key, chunk) do update
                set customers = t.customers | excluded.customers
                where t.customers | excluded.customers <> t.customers
            )""";

    static final String ADD_ORPHANS = """
            ,
            add_orphans as (
                insert into totals.orphans (organization_id, event_id, parent_digest, parent_uuid, occurred_at,
                    name_key, customer_key)
                select $1, t.id, totals.digest(t.parent_id), totals.event_id(t.parent_id), t.occurred_at,
                       l.label_key, c.customer_key
                from touched t
                join labels l on l.label = t.name
                left join customers c on c.customer_digest = t.customer_digest
                where t.is_orphan
                order by t.id
            )""";

    /** Orphans found while rebuilding links may have no keys yet, or wrong ones. */
    static final String NAME_ORPHANS = """
            ,
            name_orphans as (
                update totals.orphans o set name_key = l.label_key, customer_key = c.customer_key
                from touched t
                join labels l on l.label = t.name
                left join customers c on c.customer_digest = t.customer_digest
                where t.is_orphan and o.organization_id = $1 and o.event_id = t.id
                  and (o.name_key, o.customer_key) is distinct from (l.label_key, c.customer_key)
            )""";

    private TraceSql() {}
}

-- Traces: a root event and everything beneath it. What an event costs counts in the trace of its root, at the root's
-- time, name and customer. An event that names no parent is a root for ever; one whose parent is not folded yet is an
-- orphan and counts as a root until the parent comes.

-- A text read as the id of an event; null when it isn't one.
create function totals.event_id(content text) returns uuid
    language sql immutable parallel safe
    return case when content ~* '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' then content::uuid end;

-- Every folded event whose parent is folded too, but for circle roots.
create table totals.trace_children (
    organization_id uuid    not null,
    event_id        uuid    not null,
    parent_id       uuid    not null,
    root_id         uuid    not null,
    -- Steps from the root: 1 is right beneath it.
    depth           integer not null,
    primary key (organization_id, event_id)
);
create index trace_children_parent on totals.trace_children (organization_id, parent_id);
create index trace_children_root on totals.trace_children (organization_id, root_id);

-- Roots with children. A root without any is a trace of one event, which the log has; it has no row here.
create table totals.traces (
    organization_id uuid    not null,
    root_id         uuid    not null,
    -- Of the root and everything beneath it.
    cost_cents      numeric not null,
    events          bigint  not null,
    primary key (organization_id, root_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

-- Folded events that wait for their parent.
create table totals.orphans (
    organization_id uuid        not null,
    event_id        uuid        not null,
    -- The first 128 bits of the SHA-256 of what names the parent, as log.events.external_key of a parent so named.
    parent_digest   uuid        not null,
    -- The same text read as the id of an event; null when it isn't one.
    parent_uuid     uuid,
    occurred_at     timestamptz not null,
    name_key        integer     not null,
    -- Null when the event names nobody.
    customer_key    integer,
    primary key (organization_id, event_id)
);
create index orphans_parent_digest on totals.orphans (organization_id, parent_digest);
create index orphans_parent_uuid on totals.orphans (organization_id, parent_uuid) where parent_uuid is not null;
create index orphans_occurred on totals.orphans (organization_id, occurred_at);

-- Events whose link would have closed a circle, the earliest of each: roots for ever.
create table totals.circle_roots (
    organization_id uuid not null,
    event_id        uuid not null,
    primary key (organization_id, event_id)
);

-- Where a trace of some cost stands in a histogram. Bin b > 0 holds costs from 1e-12 · 1.02^(b-1) cents until
-- 1e-12 · 1.02^b, so that its middle, 2.04/2.02 of its lower end, is at most 1 % off; -b holds the same below zero; 0 is 0.
-- The constants are ln(1e-12) and ln(1.02). Null for null, but not strict: the body is inlined only then, and a call costs
-- ten times as much as the body.
create function totals.cost_bin(cost_cents numeric) returns smallint
    language sql immutable parallel safe
    return case when cost_cents = 0 then 0
                else sign(cost_cents)::integer
                     * (1 + greatest(0, floor((ln(abs(cost_cents)::double precision) - (-27.631021115928547))
                                              / 0.01980262729617973)::integer))
           end;

-- Traces by the name and time of their root, orphans included: how many, what they cost, and a histogram of their costs.
create table totals.trace_costs (
    organization_id uuid        not null,
    grain           smallint    not null,
    bucket          timestamptz not null,
    name_key        integer     not null,
    cost_cents      numeric     not null,
    traces          bigint      not null,
    -- Sorted, without zeros in counts, which sum to traces.
    bins            smallint[]  not null,
    counts          integer[]   not null,
    primary key (organization_id, grain, bucket, name_key)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

-- Which customers had an event with a label. Kind 1: a root for ever, by its name (orphans come from their own table: a
-- bit that is set is never taken back); kind 2: any event, by its vendor; kind 3: any event, by its model. Position p of
-- chunk c stands for the customer with the key 2048 c + p.
create table totals.label_customers (
    organization_id uuid        not null,
    grain           smallint    not null,
    bucket          timestamptz not null,
    kind            smallint    not null,
    label_key       integer     not null,
    chunk           integer     not null,
    customers       bit(2048)   not null,
    primary key (organization_id, grain, bucket, kind, label_key, chunk)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

-- What tracing moves between customers and days: customer_costs plus this is the sum of the traces of a customer, by
-- their roots' time, and how many they are. Grain 1440 is a UTC day, 0 a month.
create table totals.customer_trace_shifts (
    organization_id uuid        not null,
    grain           smallint    not null,
    bucket          timestamptz not null,
    customer_key    integer     not null,
    cost_cents      numeric     not null,
    events          bigint      not null,
    primary key (organization_id, grain, bucket, customer_key)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

-- Every event is folded anew, now with its trace: totals are complete again as soon as the tickets are gone.
truncate totals.organizations, totals.labels, totals.customer_keys, totals.organization_costs, totals.event_name_costs,
    totals.llm_costs, totals.customer_costs, totals.active_customers;
insert into log.tickets (organization_id, batch_id, events, appended_at)
select organization_id, batch_id, count(*), max(ingested_at) from log.events group by organization_id, batch_id
on conflict do nothing;

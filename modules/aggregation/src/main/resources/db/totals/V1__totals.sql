-- Running totals of the event log, one narrow table per dimension. A grain is the length of a bucket in minutes, in UTC:
-- 15, 60, 1440; 0 is a calendar month. Each row can be recomputed from the events of the log that have no ticket.

-- One row per organization: whoever changes its totals or hands out its keys holds this row's lock.
create table totals.organizations (
    organization_id uuid primary key,
    -- The newest append that is in; null before the first.
    as_of           timestamptz
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 500);

-- The first 128 bits of the SHA-256: of one width, because an index entry has a size limit and these texts have none.
-- Stable, not immutable, as convert_to is: the body is inlined only then.
create function totals.digest(content text) returns uuid
    language sql stable strict parallel safe
    return encode(substring(sha256(convert_to(content, 'UTF8')) for 16), 'hex')::uuid;

-- A customer as its events name it: by external id (e…) when there is one, else by id (c…). Null when by neither: an
-- empty external id names nobody.
create function totals.customer_identity(external_customer_id text, customer_id uuid) returns text
    language sql immutable parallel safe
    return coalesce('e' || nullif(external_customer_id, ''), 'c' || customer_id::text);

-- Names of events, vendors and models. The keys of an organization start at 1; 0 stands for none.
create table totals.labels (
    organization_id uuid    not null,
    label_key       integer not null,
    digest          uuid    not null,
    label           text    not null,
    primary key (organization_id, label_key)
);
create unique index labels_digest on totals.labels (organization_id, digest);

-- Customers as their events name them. The keys of an organization are dense from 0: they are positions in bitmaps.
create table totals.customer_keys (
    organization_id      uuid    not null,
    customer_key         integer not null,
    digest               uuid    not null,
    external_customer_id text,
    customer_id          uuid,
    primary key (organization_id, customer_key),
    check ((external_customer_id is null) <> (customer_id is null))
);
create unique index customer_keys_digest on totals.customer_keys (organization_id, digest);
create index customer_keys_customer on totals.customer_keys (organization_id, customer_id) where customer_id is not null;

create table totals.organization_costs (
    organization_id uuid        not null,
    grain           smallint    not null,
    bucket          timestamptz not null,
    cost_cents      numeric     not null,
    events          bigint      not null,
    primary key (organization_id, grain, bucket)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

create table totals.event_name_costs (
    organization_id uuid        not null,
    grain           smallint    not null,
    bucket          timestamptz not null,
    name_key        integer     not null,
    cost_cents      numeric     not null,
    events          bigint      not null,
    primary key (organization_id, grain, bucket, name_key)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

-- Events that name neither a vendor nor a model have no row here.
create table totals.llm_costs (
    organization_id uuid        not null,
    grain           smallint    not null,
    bucket          timestamptz not null,
    vendor_key      integer     not null,
    model_key       integer     not null,
    cost_cents      numeric     not null,
    events          bigint      not null,
    primary key (organization_id, grain, bucket, vendor_key, model_key)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

-- Days and months only: there may be as many customers as events.
create table totals.customer_costs (
    organization_id uuid        not null,
    grain           smallint    not null,
    bucket          timestamptz not null,
    customer_key    integer     not null,
    cost_cents      numeric     not null,
    events          bigint      not null,
    primary key (organization_id, grain, bucket, customer_key)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

-- Which customers had an event: position p of chunk c stands for the customer with the key 2048 c + p.
create table totals.active_customers (
    organization_id uuid        not null,
    grain           smallint    not null,
    bucket          timestamptz not null,
    chunk           integer     not null,
    customers       bit(2048)   not null,
    primary key (organization_id, grain, bucket, chunk)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_threshold = 1000);

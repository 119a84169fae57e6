-- Whom the organization knows by name. An event names a customer by id, or by the sender's own id for it; the latter
-- needs nobody registered, and belongs to whoever has that external id now.
create table log.customers (
    organization_id uuid        not null,
    id              uuid        not null,
    external_id     text,
    -- As events.customer_digest of an event with this external id.
    external_digest uuid,
    type            text        not null check (type in ('individual', 'team')),
    email           text,
    name            text,
    billing_name    text,
    billing_address jsonb,
    tax_id          text,
    locale          text,
    metadata        jsonb       not null default '{}',
    created_at      timestamptz not null,
    modified_at     timestamptz,
    -- The external id of a deleted customer is free for another; its events stay with whoever has it.
    deleted_at      timestamptz,
    primary key (organization_id, id),
    check ((external_id is null) = (external_digest is null))
);
create unique index customers_external on log.customers (organization_id, external_digest)
    where external_digest is not null and deleted_at is null;
create index customers_created on log.customers (organization_id, created_at, id);

-- People of a customer.
create table log.members (
    organization_id uuid        not null,
    id              uuid        not null,
    customer_id     uuid        not null,
    external_id     text,
    email           text        not null,
    name            text,
    role            text        not null check (role in ('owner', 'billing_manager', 'member')),
    created_at      timestamptz not null,
    modified_at     timestamptz,
    deleted_at      timestamptz,
    primary key (organization_id, id),
    foreign key (organization_id, customer_id) references log.customers
);
create index members_customer on log.members (organization_id, customer_id, created_at, id);

-- What is known of an event name beside its events: made with the first event of the name, changed by people.
create table log.event_types (
    organization_id         uuid        not null,
    name                    text        not null,
    id                      uuid        not null,
    label                   text        not null,
    -- Path in an event's metadata whose value is the event's label; null for none.
    label_property_selector text,
    created_at              timestamptz not null,
    modified_at             timestamptz,
    primary key (organization_id, name),
    unique (organization_id, id)
);

insert into log.event_types (organization_id, name, id, label, created_at)
select organization_id, name, gen_random_uuid(), name, min(ingested_at) from log.events group by organization_id, name;

-- The customer as the event names it: the first 128 bits of the SHA-256 of 'e' and its external id, else of 'c' and its
-- id in text; null when it names nobody. Of one width, since an index entry has a size limit and these ids have none.
alter table log.events add column customer_digest uuid;
update log.events
set customer_digest = encode(
        substring(sha256(convert_to(
            coalesce('e' || nullif(external_customer_id, ''), 'c' || customer_id::text), 'UTF8')) for 16), 'hex')::uuid
where coalesce('e' || nullif(external_customer_id, ''), 'c' || customer_id::text) is not null;

-- The events of a customer, of a name, with a value in their metadata; newest first.
create index events_customer on log.events (organization_id, customer_digest, occurred_at)
    where customer_digest is not null;
create index events_name on log.events (organization_id, name, occurred_at);
create index events_metadata on log.events using gin (metadata jsonb_path_ops);

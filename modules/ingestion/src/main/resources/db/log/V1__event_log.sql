-- The event log: what was recorded, once, for ever. Nothing here is updated.
create table log.events (
    organization_id      uuid           not null,
    -- Formatted as version 4; its first 48 bits are the milliseconds of recording, so that the index grows at one end.
    id                   uuid           not null,
    -- The append that wrote the row, and the row's place in it: the order in which events were received.
    batch_id             bigint         not null,
    position             integer        not null,
    occurred_at          timestamptz    not null,
    ingested_at          timestamptz    not null,
    -- Of the event as it was sent, so that a retry and a different event under the same external id can be told apart.
    fingerprint          bigint         not null,
    cost_cents           numeric(29, 12),
    input_tokens         bigint,
    cached_input_tokens  bigint,
    output_tokens        bigint,
    total_tokens         bigint,
    customer_id          uuid,
    member_id            uuid,
    name                 text           not null,
    external_id          text,
    -- The first 128 bits of the SHA-256 of external_id: of one width whatever the sender's ids look like, since an index
    -- entry has a size limit and an external id has none.
    external_key         uuid,
    parent_id            text,
    external_customer_id text,
    external_member_id   text,
    llm_vendor           text,
    llm_model            text,
    llm_prompt           text,
    llm_response         text,
    -- Without the reserved keys _cost and _llm, which are columns.
    metadata             jsonb          not null,
    primary key (organization_id, id)
);

-- Permanent deduplication.
create unique index events_external_key on log.events (organization_id, external_key) where external_key is not null;

-- The events of a ticket.
create index events_batch on log.events (organization_id, batch_id);

-- Newest first, and the edges of ranges that don't fall on whole UTC days.
create index events_occurred on log.events (organization_id, occurred_at);

-- One row per append and organization that waits to be folded. Taking it away and adding its events to the totals is one
-- transaction, so in every snapshot the folded events are exactly those without a ticket.
create table log.tickets (
    organization_id uuid        not null,
    batch_id        bigint      not null,
    events          integer     not null,
    appended_at     timestamptz not null default clock_timestamp(),
    primary key (organization_id, batch_id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

create sequence log.batch_ids as bigint cache 1;

-- An external id that came again with a different event. Counted as a duplicate on the wire; listed here.
create table log.conflicts (
    organization_id uuid        not null,
    external_id     text        not null,
    fingerprint     bigint      not null,
    event_id        uuid        not null,
    received_at     timestamptz not null default clock_timestamp(),
    primary key (organization_id, event_id, fingerprint)
);

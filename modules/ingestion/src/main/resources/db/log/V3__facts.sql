-- Revenue facts: what was said about customers, products, orders, subscriptions and so on, once, for ever. Nothing here
-- is updated. What an object is now, and what it was at some time, follows from its facts alone, in whatever order they
-- came: a fact holds the whole object, and its version says since when.
create table log.facts (
    organization_id uuid        not null,
    -- What it is about: customer, product, order, subscription, refund, dispute, checkout, customer_seat, exchange_rate.
    kind            text        not null,
    -- Of an exchange rate: made of currency and day.
    object_id       uuid        not null,
    -- When the object became so: its modified_at, else the fact's timestamp.
    version_at      timestamptz not null,
    -- As sent: order.paid.
    type            text        not null,
    -- The fact's timestamp: when it happened.
    occurred_at     timestamptz not null,
    received_at     timestamptz not null,
    -- The order in which facts were received: of two with equal versions the later holds.
    batch_id        bigint      not null,
    position        integer     not null,
    -- What the object belongs to: the order of a refund or dispute, the subscription of an order, the subscription or
    -- order of a seat.
    parent_id       uuid,
    customer_id     uuid,
    -- As sent, with what we don't know.
    data            jsonb       not null,
    primary key (organization_id, kind, object_id, version_at, type)
);
create index facts_parent on log.facts (organization_id, parent_id, kind, object_id) where parent_id is not null;
create index facts_customer on log.facts (organization_id, customer_id, kind, object_id) where customer_id is not null;

-- Objects whose facts, or whose row in the register of customers, have changed since they were folded: one row per object
-- and append. Taking it away and bringing totals to what the object's facts now say is one transaction.
create table log.fact_tickets (
    organization_id uuid        not null,
    id              bigint      not null,
    kind            text        not null,
    object_id       uuid        not null,
    appended_at     timestamptz not null default clock_timestamp(),
    primary key (organization_id, id)
) with (fillfactor = 70, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- The oldest of a great many, at every answer.
create index fact_tickets_appended on log.fact_tickets (organization_id, appended_at);

create sequence log.fact_ticket_ids as bigint cache 1;
create sequence log.fact_batch_ids as bigint cache 1;

-- Whose events belong to a registered customer is kept in the totals from now on.
insert into log.fact_tickets (organization_id, id, kind, object_id)
select organization_id, nextval('log.fact_ticket_ids'), 'customer', id from log.customers;

-- Where providers deliver revenue events to, signed with a secret that they and we know.
create table log.webhook_endpoints (
    organization_id uuid        not null,
    -- Part of the address that the provider calls: the one thing by which a delivery finds its organization.
    id              uuid        not null,
    provider        text        not null check (provider in ('polar', 'stripe')),
    name            text        not null,
    -- Encrypted under the server's key for this organization and endpoint.
    secret          bytea       not null,
    secret_hint     text        not null,
    -- The secret before, still good until then.
    previous_secret bytea,
    previous_until  timestamptz,
    -- Entry in the metadata of a Stripe customer that holds the sender's own id of it.
    customer_key    text        not null,
    disabled        boolean     not null default false,
    created_at      timestamptz not null,
    modified_at     timestamptz,
    primary key (organization_id, id),
    unique (id),
    check ((previous_secret is null) = (previous_until is null))
);

-- Deliveries whose signature was good: one row per try. The same delivery signed at the same time comes once.
create table log.webhook_deliveries (
    organization_id uuid        not null,
    endpoint_id     uuid        not null,
    -- The provider's, the same for each try.
    delivery_id     text        not null,
    -- Seconds since 1970, as signed.
    signed_at       bigint      not null,
    type            text        not null,
    received_at     timestamptz not null,
    outcome         text        not null check (outcome in ('accepted', 'duplicate', 'ignored', 'refused')),
    reason          text,
    inserted        integer     not null,
    duplicates      integer     not null,
    waiting         integer     not null,
    primary key (organization_id, endpoint_id, delivery_id, signed_at)
);
-- A delivery is taken once, however often it is tried.
create unique index webhook_deliveries_taken on log.webhook_deliveries (organization_id, endpoint_id, delivery_id)
    where outcome in ('accepted', 'ignored');
create index webhook_deliveries_received on log.webhook_deliveries (organization_id, endpoint_id, received_at desc);
-- Old ones are deleted a bounded number at a time.
create index webhook_deliveries_age on log.webhook_deliveries (received_at);

-- Which invoice a payment of Stripe's is for: a refund, a dispute and a charge name the payment alone.
create table log.stripe_payments (
    organization_id uuid not null,
    -- Of the payment intent, else of the charge.
    payment_id      text not null,
    invoice_id      text not null,
    primary key (organization_id, payment_id)
);

-- Customers of Stripe's that are somebody the organization knows by another id: whoever had the external id first.
create table log.stripe_customers (
    organization_id uuid not null,
    -- Made of Stripe's id.
    id              uuid not null,
    -- Whose orders and subscriptions theirs are.
    customer_id     uuid not null,
    primary key (organization_id, id)
);

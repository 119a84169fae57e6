create table accounts.metric_dashboards (
    organization_id uuid        not null references accounts.organizations (id),
    id              uuid        not null,
    name            text        not null,
    -- Slugs in the order in which they are shown.
    metrics         text[]      not null,
    created_at      timestamptz not null,
    modified_at     timestamptz,
    primary key (organization_id, id)
);

-- Files of orders and subscriptions that become facts in the background, some lines after the other.
create table log.imports (
    organization_id uuid        not null,
    id              uuid        not null,
    kind            text        not null check (kind in ('order', 'subscription')),
    -- Says what would become of the lines and keeps none.
    dry_run         boolean     not null,
    status          text        not null
        check (status in ('queued', 'running', 'interrupted', 'succeeded', 'failed')),
    -- The file; null once it is done with.
    csv             text,
    -- Without the header and empty lines.
    lines_total     integer     not null,
    -- A line's fact and its place here are committed together, so that a restart goes on with the next line.
    lines_done      integer     not null default 0,
    inserted        integer     not null default 0,
    duplicates      integer     not null default 0,
    waiting         integer     not null default 0,
    -- Lines that can't be kept.
    failed          integer     not null default 0,
    -- What is wrong with them, of which the first are listed.
    errors          integer     not null default 0,
    created_at      timestamptz not null,
    finished_at     timestamptz,
    -- Whoever works on it, and when it last did: after a while of silence another takes over.
    worker          uuid,
    seen_at         timestamptz not null default clock_timestamp(),
    primary key (organization_id, id)
);
create index imports_created on log.imports (organization_id, created_at, id);
create index imports_open on log.imports (created_at) where status in ('queued', 'running', 'interrupted');

create table log.import_errors (
    organization_id uuid    not null,
    import_id       uuid    not null,
    position        integer not null,
    -- Of the file, counted from 1, where the record begins.
    line            integer not null,
    -- Null when it isn't about one.
    column_name     text,
    -- As it was sent, or its beginning.
    value           text,
    message         text    not null,
    primary key (organization_id, import_id, position),
    foreign key (organization_id, import_id) references log.imports on delete cascade
);

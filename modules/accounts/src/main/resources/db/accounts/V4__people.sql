-- Whoever could sign in until now could change everything.
alter table accounts.users
    add column role text not null default 'owner' check (role in ('owner', 'member', 'viewer'));

alter table accounts.users alter column role drop default;

alter table accounts.users
    -- The last time a session began; a session itself is deleted once it has ended.
    add column signed_in_at timestamptz;

alter table accounts.organizations
    add column default_range text not null default '30d' check (default_range in ('7d', '30d', '90d', '12m')),
    add column modified_at timestamptz;

-- One-time links that wait to be opened. A link that is used or revoked is deleted.
create table accounts.invitations (
    organization_id uuid        not null references accounts.organizations (id),
    id              uuid        not null,
    code_hash       bytea       not null unique,
    email           text        not null check (email = lower(email)),
    -- Of the user that the link makes.
    role            text        check (role in ('owner', 'member', 'viewer')),
    -- The user whose password the link changes.
    user_id         uuid,
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    primary key (organization_id, id),
    -- A new link for an address takes the place of the one before.
    unique (organization_id, email),
    check ((role is null) = (user_id is not null)),
    foreign key (organization_id, user_id) references accounts.users on delete cascade
);

create index invitations_user on accounts.invitations (organization_id, user_id) where user_id is not null;

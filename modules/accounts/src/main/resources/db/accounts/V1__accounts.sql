create table accounts.organizations (
    id         uuid        primary key,
    name       text        not null,
    zone       text        not null,
    created_at timestamptz not null
);

-- Found by hash before the organization is known, so hashes are unique across organizations.
create table accounts.access_tokens (
    organization_id uuid        not null references accounts.organizations (id),
    id              uuid        not null,
    token_hash      bytea       not null unique,
    comment         text        not null,
    scopes          text[]      not null,
    -- Comes from the configuration and ends when the configuration no longer names it.
    configured      boolean     not null,
    created_at      timestamptz not null,
    expires_at      timestamptz,
    revoked_at      timestamptz,
    -- At most a minute behind.
    last_used_at    timestamptz,
    primary key (organization_id, id)
);

create table accounts.users (
    organization_id uuid        not null references accounts.organizations (id),
    id              uuid        not null,
    email           text        unique check (email = lower(email)),
    password_hash   text,
    created_at      timestamptz not null,
    primary key (organization_id, id),
    check ((email is null) = (password_hash is null))
);

-- The owner, who signs in by link, is the one user of an organization without an e-mail address.
create unique index users_owner on accounts.users (organization_id) where email is null;

create table accounts.sign_in_codes (
    code_hash       bytea       primary key,
    organization_id uuid        not null,
    user_id         uuid        not null,
    created_at      timestamptz not null,
    expires_at      timestamptz not null,
    used_at         timestamptz,
    foreign key (organization_id, user_id) references accounts.users on delete cascade
);

create table accounts.sessions (
    organization_id uuid        not null,
    id              uuid        not null,
    user_id         uuid        not null,
    secret_hash     bytea       not null unique,
    started_at      timestamptz not null,
    -- Moves on while the session is used, up to a fixed age.
    expires_at      timestamptz not null,
    primary key (organization_id, id),
    foreign key (organization_id, user_id) references accounts.users on delete cascade
);

create index sessions_user on accounts.sessions (organization_id, user_id);

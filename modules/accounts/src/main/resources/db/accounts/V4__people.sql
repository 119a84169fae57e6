-- Whoever could sign in until now could change everything.
alter table accounts.users
    add column role text not null default 'owner' check (role in ('owner', 'member', 'viewer'));

alter table accounts.users alter column role drop default;

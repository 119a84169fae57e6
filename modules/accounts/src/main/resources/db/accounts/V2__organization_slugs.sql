alter table accounts.organizations add column slug text;

-- Until now there was only the organization named default.
update accounts.organizations
set slug = case when name = 'default' then name else id::text end;

alter table accounts.organizations
    alter column slug set not null,
    add constraint organizations_slug unique (slug);

-- Holds sample data beside another organization; whoever is signed in there may open it.
alter table accounts.organizations
    add column sample_of uuid unique references accounts.organizations (id);

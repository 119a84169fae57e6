package dev.costinsights.accounts;

import dev.costinsights.platform.db.SchemaMigration;

/** The schema {@code accounts}, which no other module reads or writes. */
public final class AccountsSchema {
    public static final SchemaMigration MIGRATION = new SchemaMigration("accounts", "db/accounts");

    private AccountsSchema() {}
}

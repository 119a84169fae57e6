package dev.costinsights.launcher;

import dev.costinsights.accounts.AccountsAdministration;
import dev.costinsights.contracts.accounts.Organization;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.platform.config.Settings;
import dev.costinsights.platform.db.Database;
import dev.costinsights.platform.db.Migrations;
import dev.costinsights.platform.security.KeyedHash;
import dev.costinsights.platform.security.ServerKey;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Consumer;

/** Accounts for a command, beside a running server or alone. */
final class AccountsAtHand {
    private AccountsAtHand() {}

    /** Opens the database of the server whose settings these are, and closes it again. */
    static void use(Settings settings, Consumer<AccountsAdministration> action) {
        KeyedHash keyedHash = ServerKey.loadExisting(settings.dataDir(), settings.serverKey());
        try (ServerDatabase postgres = ServerDatabase.attach(settings)) {
            Migrations.run(postgres.url(), Server.MIGRATIONS);
            Vertx vertx = Vertx.vertx();
            try {
                Pool pool = new Database(vertx, postgres.url()).pool("accounts-command", 1);
                action.accept(new AccountsAdministration(pool, keyedHash, Clock.systemUTC()));
            } finally {
                vertx.close().await();
            }
        }
    }

    /** @throws ContractException when no organization has this id or slug */
    static UUID organization(AccountsAdministration accounts, String idOrSlug) {
        return TokenArguments.id(idOrSlug)
                .or(() -> accounts.findOrganization(idOrSlug).await().map(Organization::id))
                .orElseThrow(() ->
                        new ContractException(ErrorCode.NOT_FOUND, "There is no organization \"" + idOrSlug + "\"."));
    }
}

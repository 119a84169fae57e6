package dev.costinsights.launcher;

import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.embeddedpostgres.EmbeddedPostgres;
import dev.costinsights.platform.config.ConfigurationException;
import dev.costinsights.platform.config.Settings;
import dev.costinsights.platform.db.DatabaseCheck;
import dev.costinsights.platform.db.DatabaseUrl;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The configured PostgreSQL, or the embedded one when none is configured. */
final class ServerDatabase implements AutoCloseable {
    /** For a database that is started at the same time, as under Docker Compose. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DatabaseUrl url;
    private final @Nullable EmbeddedPostgres embedded;

    private ServerDatabase(DatabaseUrl url, @Nullable EmbeddedPostgres embedded) {
        this.url = url;
        this.embedded = embedded;
    }

    /** For the server, which owns the embedded database while it runs. */
    static ServerDatabase open(Settings settings) {
        Secret configured = settings.database().url();
        return configured != null
                ? external(configured)
                : embedded(EmbeddedPostgres.open(EmbeddedPostgres.Options.in(settings.dataDir())));
    }

    /** For a command: the embedded database of a server that runs now is used, and left running. */
    static ServerDatabase attach(Settings settings) {
        Secret configured = settings.database().url();
        return configured != null
                ? external(configured)
                : embedded(EmbeddedPostgres.attachIfRunning(settings.dataDir())
                        .orElseGet(() -> EmbeddedPostgres.open(EmbeddedPostgres.Options.in(settings.dataDir()))));
    }

    private static ServerDatabase external(Secret configured) {
        DatabaseUrl url;
        try {
            url = DatabaseUrl.parse(configured.value());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("database.url", String.valueOf(e.getMessage()));
        }
        DatabaseCheck.awaitUsable(url, PATIENCE);
        return new ServerDatabase(url, null);
    }

    private static ServerDatabase embedded(EmbeddedPostgres postgres) {
        return new ServerDatabase(DatabaseUrl.parse(postgres.databaseUrl()), postgres);
    }

    DatabaseUrl url() {
        return url;
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.stop();
        }
    }
}

package dev.costinsights.accounts;

import static dev.costinsights.accounts.Timestamps.utc;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;

/** Organizations in {@code accounts.organizations}. */
final class OrganizationStore {
    static final Statement CREATE = new Statement("""
            insert into accounts.organizations (id, name, zone, created_at)
            values ($1, $2, $3, $4)
            on conflict (id) do nothing
            """);

    static final Statement LOCK = new Statement("""
            select id
            from accounts.organizations
            where id = $1
            for update
            """);

    private final SqlClient client;

    OrganizationStore(SqlClient client) {
        this.client = client;
    }

    /** Creates the organization unless it exists, as it then stays. */
    Future<Void> create(UUID id, String name, ZoneId zone, Instant now) {
        return client.preparedQuery(CREATE.sql())
                .execute(Tuple.of(id, name, zone.getId(), utc(now)))
                .mapEmpty();
    }

    /** Lets one transaction at a time go on for this organization. */
    Future<Void> lock(UUID id) {
        return client.preparedQuery(LOCK.sql()).execute(Tuple.of(id)).mapEmpty();
    }
}

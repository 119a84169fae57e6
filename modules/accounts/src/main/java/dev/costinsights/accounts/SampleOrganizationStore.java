package dev.costinsights.accounts;

import static dev.costinsights.accounts.Timestamps.utc;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Organizations in {@code accounts.organizations} that hold sample data, and their users. */
final class SampleOrganizationStore {
    static final Statement FIND = new Statement("""
            select id
            from accounts.organizations
            where sample_of = $1
            """);

    /** Beside an organization that is none itself. */
    static final Statement CREATE = new Statement("""
            with made as (
                insert into accounts.organizations (id, name, slug, zone, created_at, sample_of)
                select $2, 'Sample data', 'sample-' || $2::uuid, zone, $4, id
                from accounts.organizations
                where id = $1 and sample_of is null
                on conflict (sample_of) do nothing
                returning id
            )
            insert into accounts.users (organization_id, id, role, created_at)
            select id, $3, 'viewer', $4
            from made
            """);

    private final SqlClient client;

    SampleOrganizationStore(SqlClient client) {
        this.client = client;
    }

    Future<Optional<UUID>> find(UUID homeId) {
        return client.preparedQuery(FIND.sql())
                .mapping(row -> row.getUUID("id"))
                .execute(Tuple.of(homeId))
                .map(rows -> rows.stream().findFirst());
    }

    /** Creates it with its user, unless there is one. */
    Future<Void> create(UUID homeId, UUID id, UUID userId, Instant now) {
        return client.preparedQuery(CREATE.sql())
                .execute(Tuple.of(homeId, id, userId, utc(now)))
                .mapEmpty();
    }
}

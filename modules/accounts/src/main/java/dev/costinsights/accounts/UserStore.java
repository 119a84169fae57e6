package dev.costinsights.accounts;

import static dev.costinsights.accounts.Timestamps.utc;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Dashboard users in {@code accounts.users}. */
final class UserStore {
    /** E-mail addresses are unique across organizations: who signs in names no organization. */
    static final Statement FIND_BY_EMAIL = new Statement("""
            select organization_id, id, password_hash
            from accounts.users
            where email = $1
            """);

    static final Statement INSERT = new Statement("""
            insert into accounts.users (organization_id, id, email, password_hash, role, created_at)
            values ($1, $2, $3, $4, 'owner', $5)
            """);

    static final Statement CHANGE_PASSWORD = new Statement("""
            update accounts.users
            set password_hash = $3
            where organization_id = $1 and id = $2
            """);

    static final Statement ANY_WITH_PASSWORD = new Statement("""
            select 1
            from accounts.users
            where organization_id = $1 and password_hash is not null
            limit 1
            """);

    static final Statement CREATE_OWNER = new Statement("""
            insert into accounts.users (organization_id, id, role, created_at)
            values ($1, $2, 'owner', $3)
            on conflict (organization_id) where email is null do nothing
            """);

    private final SqlClient client;

    UserStore(SqlClient client) {
        this.client = client;
    }

    /** @param passwordHash Argon2id in its usual text form; public by nature, but not for logs */
    record UserWithPassword(UUID organizationId, UUID id, String passwordHash) {
        @Override
        public String toString() {
            return "user " + id + " of organization " + organizationId;
        }
    }

    Future<Optional<UserWithPassword>> findByEmail(String email) {
        return client.preparedQuery(FIND_BY_EMAIL.sql())
                .mapping(UserStore::user)
                .execute(Tuple.of(email))
                .map(rows -> rows.stream().findFirst());
    }

    Future<Void> insert(UserWithPassword user, String email, Instant now) {
        return client.preparedQuery(INSERT.sql())
                .execute(Tuple.of(user.organizationId(), user.id(), email, user.passwordHash(), utc(now)))
                .mapEmpty();
    }

    Future<Void> changePassword(UserWithPassword user, String newHash) {
        return client.preparedQuery(CHANGE_PASSWORD.sql())
                .execute(Tuple.of(user.organizationId(), user.id(), newHash))
                .mapEmpty();
    }

    Future<Boolean> anyWithPassword(UUID organizationId) {
        return client.preparedQuery(ANY_WITH_PASSWORD.sql())
                .execute(Tuple.of(organizationId))
                .map(rows -> rows.size() > 0);
    }

    /** Creates the user who signs in by link, unless there is one. */
    Future<Void> createOwner(UUID organizationId, Instant now) {
        return client.preparedQuery(CREATE_OWNER.sql())
                .execute(Tuple.of(organizationId, UUID.randomUUID(), utc(now)))
                .mapEmpty();
    }

    private static UserWithPassword user(Row row) {
        return new UserWithPassword(row.getUUID("organization_id"), row.getUUID("id"), row.getString("password_hash"));
    }
}

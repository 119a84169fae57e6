package dev.costinsights.accounts;

import static dev.costinsights.accounts.Timestamps.instant;
import static dev.costinsights.accounts.Timestamps.utc;

import dev.costinsights.contracts.accounts.Person;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
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
            values ($1, $2, $3, $4, $5, $6)
            on conflict (email) do nothing
            """);

    static final Statement CHANGE_PASSWORD = new Statement("""
            update accounts.users
            set password_hash = $3
            where organization_id = $1 and id = $2
            """);

    /** Of two at once that know the current password, one finds it. */
    static final Statement REPLACE_PASSWORD = new Statement("""
            update accounts.users
            set password_hash = $4
            where organization_id = $1 and id = $2 and password_hash = $3
            """);

    static final Statement ANY_OWNER_WITH_PASSWORD = new Statement("""
            select 1
            from accounts.users
            where organization_id = $1 and role = 'owner' and password_hash is not null
            limit 1
            """);

    static final Statement CREATE_OWNER = new Statement("""
            insert into accounts.users (organization_id, id, role, created_at)
            values ($1, $2, 'owner', $3)
            on conflict (organization_id) where email is null do nothing
            """);

    static final Statement FIND = new Statement("""
            select organization_id, id, password_hash
            from accounts.users
            where organization_id = $1 and id = $2 and password_hash is not null
            """);

    static final Statement LIST = new Statement("""
            select id, email, role, created_at, signed_in_at
            from accounts.users
            where organization_id = $1
            order by created_at, id
            """);

    static final Statement COUNT = new Statement("""
            select count(*) as users
            from accounts.users
            where organization_id = $1
            """);

    static final Statement COUNT_OTHER_OWNERS = new Statement("""
            select count(*) as owners
            from accounts.users
            where organization_id = $1 and id <> $2 and role = 'owner'
            """);

    static final Statement CHANGE_ROLE = new Statement("""
            update accounts.users
            set role = $3
            where organization_id = $1 and id = $2
            """);

    static final Statement DELETE = new Statement("""
            delete from accounts.users
            where organization_id = $1 and id = $2
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

    /** @return whether nobody had the address until now */
    Future<Boolean> insert(UserWithPassword user, String email, Role role, Instant now) {
        return client.preparedQuery(INSERT.sql())
                .execute(Tuple.of(
                        user.organizationId(), user.id(), email, user.passwordHash(), role.wireName(), utc(now)))
                .map(result -> result.rowCount() == 1);
    }

    /** Someone who signs in by password. */
    Future<Optional<UserWithPassword>> find(UUID organizationId, UUID id) {
        return client.preparedQuery(FIND.sql())
                .mapping(UserStore::user)
                .execute(Tuple.of(organizationId, id))
                .map(rows -> rows.stream().findFirst());
    }

    Future<List<Person>> list(UUID organizationId) {
        return client.preparedQuery(LIST.sql())
                .mapping(UserStore::person)
                .execute(Tuple.of(organizationId))
                .map(rows -> rows.stream().toList());
    }

    Future<Long> count(UUID organizationId) {
        return client.preparedQuery(COUNT.sql())
                .execute(Tuple.of(organizationId))
                .map(rows -> rows.iterator().next().getLong("users"));
    }

    Future<Long> countOtherOwners(UUID organizationId, UUID id) {
        return client.preparedQuery(COUNT_OTHER_OWNERS.sql())
                .execute(Tuple.of(organizationId, id))
                .map(rows -> rows.iterator().next().getLong("owners"));
    }

    /** @return whether there is such a user */
    Future<Boolean> changeRole(UUID organizationId, UUID id, Role role) {
        return client.preparedQuery(CHANGE_ROLE.sql())
                .execute(Tuple.of(organizationId, id, role.wireName()))
                .map(result -> result.rowCount() == 1);
    }

    /**
     * Deletes a user with sessions and links.
     *
     * @return whether there was such a user until now
     */
    Future<Boolean> delete(UUID organizationId, UUID id) {
        return client.preparedQuery(DELETE.sql())
                .execute(Tuple.of(organizationId, id))
                .map(result -> result.rowCount() == 1);
    }

    Future<Void> changePassword(UserWithPassword user, String newHash) {
        return client.preparedQuery(CHANGE_PASSWORD.sql())
                .execute(Tuple.of(user.organizationId(), user.id(), newHash))
                .mapEmpty();
    }

    /** @return whether the user still had the password */
    Future<Boolean> replacePassword(UserWithPassword user, String newHash) {
        return client.preparedQuery(REPLACE_PASSWORD.sql())
                .execute(Tuple.of(user.organizationId(), user.id(), user.passwordHash(), newHash))
                .map(result -> result.rowCount() == 1);
    }

    Future<Boolean> anyOwnerWithPassword(UUID organizationId) {
        return client.preparedQuery(ANY_OWNER_WITH_PASSWORD.sql())
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

    private static Person person(Row row) {
        return new Person(
                row.getUUID("id"),
                row.getString("email"),
                Role.ofWireName(row.getString("role")).orElseThrow(),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row, "signed_in_at"));
    }
}

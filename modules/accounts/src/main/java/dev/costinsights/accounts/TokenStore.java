package dev.costinsights.accounts;

import static dev.costinsights.accounts.Timestamps.instant;
import static dev.costinsights.accounts.Timestamps.utc;

import dev.costinsights.contracts.accounts.AccessToken;
import dev.costinsights.contracts.accounts.ListTokens;
import dev.costinsights.contracts.accounts.RevokeToken;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Access tokens in {@code accounts.access_tokens}. */
final class TokenStore {
    static final Statement FIND = new Statement("""
            select organization_id, id, scopes, expires_at, last_used_at
            from accounts.access_tokens
            where token_hash = $1 and revoked_at is null
            """);

    static final Statement MARK_USED = new Statement("""
            update accounts.access_tokens
            set last_used_at = $3
            where organization_id = $1 and id = $2 and (last_used_at is null or last_used_at < $3)
            """);

    static final Statement INSERT = new Statement("""
            insert into accounts.access_tokens
                (organization_id, id, token_hash, comment, scopes, configured, created_at, expires_at)
            select organizations.id, $2, $3, $4, $5, false, $6, $7
            from accounts.organizations
            where organizations.id = $1
            """);

    static final Statement KEEP_CONFIGURED = new Statement("""
            insert into accounts.access_tokens
                (organization_id, id, token_hash, comment, scopes, configured, created_at)
            values ($1, $2, $3, $4, $5, true, $6)
            on conflict (token_hash) do update
            set scopes = excluded.scopes, configured = true, expires_at = null, revoked_at = null
            """);

    static final Statement REVOKE_CONFIGURED = new Statement("""
            update accounts.access_tokens
            set revoked_at = $3
            where organization_id = $1 and configured and revoked_at is null
                and token_hash is distinct from $2
            """);

    static final Statement ANY_WORKS = new Statement("""
            select 1
            from accounts.access_tokens
            where organization_id = $1 and revoked_at is null and (expires_at is null or expires_at > $2)
            limit 1
            """);

    static final Statement LIST = new Statement("""
            select organization_id, id, comment, scopes, created_at, expires_at, last_used_at
            from accounts.access_tokens
            where ($1::uuid is null or organization_id = $1) and revoked_at is null
            order by created_at desc, id
            offset $2 limit $3
            """);

    static final Statement COUNT = new Statement("""
            select count(*) as tokens
            from accounts.access_tokens
            where ($1::uuid is null or organization_id = $1) and revoked_at is null
            """);

    static final Statement REVOKE = new Statement("""
            update accounts.access_tokens
            set revoked_at = $3
            where ($1::uuid is null or organization_id = $1) and id = $2 and revoked_at is null
            """);

    private final SqlClient client;

    TokenStore(SqlClient client) {
        this.client = client;
    }

    /** A token that is not revoked; it may have expired. */
    record StoredToken(
            UUID organizationId,
            UUID id,
            Set<Scope> scopes,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt) {}

    record NewRow(UUID organizationId, UUID id, Buffer hash, String comment, Set<Scope> scopes, Instant createdAt) {}

    Future<Optional<StoredToken>> find(Buffer hash) {
        return client.preparedQuery(FIND.sql())
                .mapping(TokenStore::stored)
                .execute(Tuple.of(hash))
                .map(rows -> rows.stream().findFirst());
    }

    Future<Void> markUsed(StoredToken token, Instant at) {
        return client.preparedQuery(MARK_USED.sql())
                .execute(Tuple.of(token.organizationId(), token.id(), utc(at)))
                .mapEmpty();
    }

    /** @return whether the organization exists */
    Future<Boolean> insert(NewRow row, @Nullable Instant expiresAt) {
        Tuple parameters = parameters(row).addValue(expiresAt == null ? null : utc(expiresAt));
        return client.preparedQuery(INSERT.sql()).execute(parameters).map(result -> result.rowCount() == 1);
    }

    /** Makes sure that the configured token works with these scopes, whatever became of it before. */
    Future<Void> keepConfigured(NewRow row) {
        return client.preparedQuery(KEEP_CONFIGURED.sql())
                .execute(parameters(row))
                .mapEmpty();
    }

    /**
     * Revokes the tokens that the configuration named before.
     *
     * @param except the hash of the one it names now; null when it names none
     * @return how many were revoked
     */
    Future<Integer> revokeConfigured(UUID organizationId, @Nullable Buffer except, Instant now) {
        return client.preparedQuery(REVOKE_CONFIGURED.sql())
                .execute(Tuple.of(organizationId, except, utc(now)))
                .map(SqlResult::rowCount);
    }

    Future<List<AccessToken>> list(ListTokens question) {
        return client.preparedQuery(LIST.sql())
                .mapping(TokenStore::details)
                .execute(Tuple.of(question.organizationId(), question.offset(), question.limit()))
                .map(rows -> rows.stream().toList());
    }

    /** @param organizationId whose; null means everybody's */
    Future<Long> count(@Nullable UUID organizationId) {
        return client.preparedQuery(COUNT.sql())
                .execute(Tuple.of(organizationId))
                .map(rows -> rows.iterator().next().getLong("tokens"));
    }

    /** @return whether there was such a token until now */
    Future<Boolean> revoke(RevokeToken wish, Instant now) {
        return client.preparedQuery(REVOKE.sql())
                .execute(Tuple.of(wish.organizationId(), wish.tokenId(), utc(now)))
                .map(result -> result.rowCount() == 1);
    }

    Future<Boolean> anyWorks(UUID organizationId, Instant now) {
        return client.preparedQuery(ANY_WORKS.sql())
                .execute(Tuple.of(organizationId, utc(now)))
                .map(rows -> rows.size() > 0);
    }

    private static Tuple parameters(NewRow row) {
        return Tuple.of(
                row.organizationId(),
                row.id(),
                row.hash(),
                row.comment(),
                row.scopes().stream().map(Scope::wireName).sorted().toArray(String[]::new),
                utc(row.createdAt()));
    }

    private static StoredToken stored(Row row) {
        return new StoredToken(
                row.getUUID("organization_id"),
                row.getUUID("id"),
                scopes(row.getArrayOfStrings("scopes")),
                instant(row, "expires_at"),
                instant(row, "last_used_at"));
    }

    private static AccessToken details(Row row) {
        return new AccessToken(
                row.getUUID("organization_id"),
                row.getUUID("id"),
                row.getString("comment"),
                scopes(row.getArrayOfStrings("scopes")),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row, "expires_at"),
                instant(row, "last_used_at"));
    }

    /** A scope that only a newer version knows grants nothing here. */
    private static Set<Scope> scopes(String[] names) {
        return Arrays.stream(names)
                .map(Scope::ofWireName)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }
}

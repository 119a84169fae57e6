package dev.costinsights.accounts;

import static dev.costinsights.accounts.Timestamps.utc;

import dev.costinsights.contracts.accounts.FoundInvitation;
import dev.costinsights.contracts.accounts.Invitation;
import dev.costinsights.contracts.accounts.ResetPassword;
import dev.costinsights.contracts.accounts.RevokeInvitation;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One-time links in {@code accounts.invitations}. Whoever opens one names no organization, only its code. */
final class InvitationStore {
    static final Statement INVITE = new Statement("""
            insert into accounts.invitations
                (organization_id, id, code_hash, email, role, created_at, expires_at)
            select organizations.id, $2, $3, $4, $5, $6, $7
            from accounts.organizations
            where organizations.id = $1
            on conflict (organization_id, email) do update
            set id = excluded.id, code_hash = excluded.code_hash, role = excluded.role, user_id = null,
                created_at = excluded.created_at, expires_at = excluded.expires_at
            """);

    static final Statement RESET = new Statement("""
            insert into accounts.invitations
                (organization_id, id, code_hash, email, user_id, created_at, expires_at)
            select users.organization_id, $3, $4, users.email, users.id, $5, $6
            from accounts.users
            where users.organization_id = $1 and users.id = $2 and users.email is not null
            on conflict (organization_id, email) do update
            set id = excluded.id, code_hash = excluded.code_hash, role = null, user_id = excluded.user_id,
                created_at = excluded.created_at, expires_at = excluded.expires_at
            returning id, email, role, created_at, expires_at
            """);

    static final Statement LIST = new Statement("""
            select id, email, role, created_at, expires_at
            from accounts.invitations
            where organization_id = $1 and expires_at > $2
            order by created_at, id
            """);

    /** Without the one that a new one for this address replaces. */
    static final Statement COUNT_OTHERS = new Statement("""
            select count(*) as invitations
            from accounts.invitations
            where organization_id = $1 and email <> $2 and role is not null
            """);

    static final Statement REVOKE = new Statement("""
            delete from accounts.invitations
            where organization_id = $1 and id = $2
            """);

    static final Statement FIND = new Statement("""
            select organizations.name, invitations.email, invitations.role, invitations.expires_at
            from accounts.invitations
            join accounts.organizations on organizations.id = invitations.organization_id
            where invitations.code_hash = $1 and invitations.expires_at > $2
            """);

    /** Of several at once with the same code, one finds it. */
    static final Statement REDEEM = new Statement("""
            delete from accounts.invitations
            where code_hash = $1 and expires_at > $2
            returning organization_id, email, role, user_id
            """);

    static final Statement WITHDRAW_RESETS = new Statement("""
            delete from accounts.invitations
            where organization_id = $1 and user_id = $2
            """);

    static final Statement DELETE_EXPIRED = new Statement("""
            delete from accounts.invitations
            where expires_at <= $1
            """);

    private final SqlClient client;

    InvitationStore(SqlClient client) {
        this.client = client;
    }

    /**
     * A link that was just used up.
     *
     * @param role of the user to make; null when it is for the password of one that exists
     * @param userId of that one, else null
     */
    record Redeemed(
            UUID organizationId,
            String email,
            @Nullable Role role,
            @Nullable UUID userId) {}

    /**
     * Keeps an invitation in place of an earlier one for the same address.
     *
     * @param role of the user that it makes
     * @return whether the organization exists
     */
    Future<Boolean> invite(UUID organizationId, Invitation invitation, Role role, Buffer codeHash) {
        return client.preparedQuery(INVITE.sql())
                .execute(Tuple.of(organizationId, invitation.id(), codeHash, invitation.email())
                        .addValue(role.wireName())
                        .addValue(utc(invitation.createdAt()))
                        .addValue(utc(invitation.expiresAt())))
                .map(result -> result.rowCount() == 1);
    }

    /** @return empty when the organization has no such user with an address */
    Future<Optional<Invitation>> reset(ResetPassword wish, UUID id, Buffer codeHash, Instant now, Instant expiresAt) {
        return client.preparedQuery(RESET.sql())
                .mapping(InvitationStore::invitation)
                .execute(Tuple.of(wish.organizationId(), wish.userId(), id, codeHash, utc(now), utc(expiresAt)))
                .map(rows -> rows.stream().findFirst());
    }

    /** Those that have not expired, the oldest first. */
    Future<List<Invitation>> list(UUID organizationId, Instant now) {
        return client.preparedQuery(LIST.sql())
                .mapping(InvitationStore::invitation)
                .execute(Tuple.of(organizationId, utc(now)))
                .map(rows -> rows.stream().toList());
    }

    Future<Long> countOthers(UUID organizationId, String email) {
        return client.preparedQuery(COUNT_OTHERS.sql())
                .execute(Tuple.of(organizationId, email))
                .map(rows -> rows.iterator().next().getLong("invitations"));
    }

    /** @return whether the organization had such a link until now */
    Future<Boolean> revoke(RevokeInvitation wish) {
        return client.preparedQuery(REVOKE.sql())
                .execute(Tuple.of(wish.organizationId(), wish.invitationId()))
                .map(result -> result.rowCount() == 1);
    }

    Future<Optional<FoundInvitation>> find(Buffer codeHash, Instant now) {
        return client.preparedQuery(FIND.sql())
                .mapping(row -> new FoundInvitation(
                        row.getString("name"),
                        row.getString("email"),
                        role(row),
                        row.getOffsetDateTime("expires_at").toInstant()))
                .execute(Tuple.of(codeHash, utc(now)))
                .map(rows -> rows.stream().findFirst());
    }

    /** Uses a link up. */
    Future<Optional<Redeemed>> redeem(Buffer codeHash, Instant now) {
        return client.preparedQuery(REDEEM.sql())
                .mapping(row -> new Redeemed(
                        row.getUUID("organization_id"), row.getString("email"), role(row), row.getUUID("user_id")))
                .execute(Tuple.of(codeHash, utc(now)))
                .map(rows -> rows.stream().findFirst());
    }

    /** Deletes links of all organizations that nobody can open any more. */
    Future<Void> deleteExpired(Instant now) {
        return client.preparedQuery(DELETE_EXPIRED.sql())
                .execute(Tuple.of(utc(now)))
                .mapEmpty();
    }

    private static Invitation invitation(Row row) {
        return new Invitation(
                row.getUUID("id"),
                row.getString("email"),
                role(row),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant());
    }

    private static @Nullable Role role(Row row) {
        String name = row.getString("role");
        return name == null ? null : Role.ofWireName(name).orElseThrow();
    }

    /** Makes links worthless that would set this user's password. */
    Future<Void> withdrawResets(UUID organizationId, UUID userId) {
        return client.preparedQuery(WITHDRAW_RESETS.sql())
                .execute(Tuple.of(organizationId, userId))
                .mapEmpty();
    }
}

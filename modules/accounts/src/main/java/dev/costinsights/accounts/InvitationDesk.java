package dev.costinsights.accounts;

import dev.costinsights.contracts.accounts.Invitation;
import dev.costinsights.contracts.accounts.InvitePerson;
import dev.costinsights.contracts.accounts.NewInvitation;
import dev.costinsights.contracts.accounts.People;
import dev.costinsights.contracts.accounts.ResetPassword;
import dev.costinsights.contracts.accounts.RevokeInvitation;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.platform.db.PgErrors;
import dev.costinsights.platform.security.KeyedHash;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;

/** Makes one-time links with which people choose a password, and revokes them. */
final class InvitationDesk {
    private static final Duration VALIDITY = Duration.ofDays(7);
    private static final int LONGEST_EMAIL = 254;
    /** Printable ASCII around one at sign: what every part of the way to a mailbox agrees on. */
    private static final Pattern EMAIL = Pattern.compile("[!-?A-~]+@[!-?A-~]+");

    private final Pool pool;
    private final KeyedHash keyedHash;
    private final Clock clock;

    InvitationDesk(Pool pool, KeyedHash keyedHash, Clock clock) {
        this.pool = pool;
        this.keyedHash = keyedHash;
        this.clock = clock;
    }

    static Buffer codeHash(KeyedHash keyedHash, Secret code) {
        return Buffer.buffer(keyedHash.of("invitation-code", code.value()));
    }

    Future<NewInvitation> invite(InvitePerson wish) {
        String email = wish.email().strip().toLowerCase(Locale.ROOT);
        if (email.length() > LONGEST_EMAIL || !EMAIL.matcher(email).matches()) {
            return refused("value_error", "Write an address like ada@example.com.");
        }
        Instant now = now();
        var invitation = new Invitation(UUID.randomUUID(), email, wish.role(), now, now.plus(VALIDITY));
        var code = new Secret(KeyedHash.randomSecret());
        return pool.withTransaction(connection -> new OrganizationStore(connection)
                        .lock(wish.organizationId())
                        .compose(locked -> requireRoom(connection, wish.organizationId(), email))
                        .compose(room -> new InvitationStore(connection)
                                .invite(wish.organizationId(), invitation, wish.role(), codeHash(keyedHash, code))))
                .recover(PgErrors::failed)
                .compose(invited -> invited
                        ? Future.succeededFuture(new NewInvitation(invitation, code))
                        : notFound("There is no such organization."));
    }

    /** Nobody may have the address, wherever they are; and an organization has only so many people. */
    private static Future<Void> requireRoom(SqlConnection connection, UUID organizationId, String email) {
        var users = new UserStore(connection);
        return users.findByEmail(email).compose(known -> {
            if (known.isPresent()) {
                return refused("value_error", "This address can't be invited: it is in use for signing in already.");
            }
            return users.count(organizationId)
                    .compose(people -> new InvitationStore(connection)
                            .countOthers(organizationId, email)
                            .map(invitations -> people + invitations))
                    .compose(taken -> taken < People.MOST
                            ? Future.succeededFuture()
                            : refused(
                                    "value_error",
                                    "An organization has at most " + People.MOST + " people and invitations."));
        });
    }

    Future<NewInvitation> resetPassword(ResetPassword wish) {
        Instant now = now();
        var code = new Secret(KeyedHash.randomSecret());
        return new InvitationStore(pool)
                .reset(wish, UUID.randomUUID(), codeHash(keyedHash, code), now, now.plus(VALIDITY))
                .recover(PgErrors::failed)
                .compose(found -> found.map(details -> Future.succeededFuture(new NewInvitation(details, code)))
                        .orElseGet(() -> notFound("The organization has no such person with a password.")));
    }

    Future<Done> revoke(RevokeInvitation wish) {
        return new InvitationStore(pool)
                .revoke(wish)
                .recover(PgErrors::failed)
                .compose(revoked -> revoked
                        ? Future.succeededFuture(new Done())
                        : notFound("The organization has no such invitation."));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static <T> Future<T> refused(String type, String message) {
        return Future.failedFuture(new ContractException(
                ErrorCode.INVALID,
                "The person can't be invited.",
                List.of(new FieldError(null, "email", type, message))));
    }

    private static <T> Future<T> notFound(String detail) {
        return Future.failedFuture(new ContractException(ErrorCode.NOT_FOUND, detail));
    }
}

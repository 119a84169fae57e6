package dev.costinsights.accounts;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.costinsights.accounts.InvitationStore.Redeemed;
import dev.costinsights.accounts.UserStore.UserWithPassword;
import dev.costinsights.contracts.accounts.AcceptInvitation;
import dev.costinsights.contracts.accounts.FindInvitation;
import dev.costinsights.contracts.accounts.FoundInvitation;
import dev.costinsights.contracts.accounts.NewSession;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.platform.db.PgErrors;
import dev.costinsights.platform.limit.RateLimiter;
import dev.costinsights.platform.security.KeyedHash;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Opens one-time links: someone chooses a password and is signed in. Limits how often that can be tried on this node. */
final class Invitations {
    private static final String SPENT = "The link is unknown, used, revoked or expired.";

    private final Pool pool;
    private final KeyedHash keyedHash;
    private final Sessions sessions;
    private final Passwords passwords;
    private final RateLimiter<String> addresses;
    private final Clock clock;

    Invitations(
            Pool pool,
            KeyedHash keyedHash,
            Sessions sessions,
            Passwords passwords,
            int triesPerMinute,
            Ticker ticker,
            Clock clock) {
        this.pool = pool;
        this.keyedHash = keyedHash;
        this.sessions = sessions;
        this.passwords = passwords;
        this.addresses = RateLimiter.byMinute(triesPerMinute, ticker);
        this.clock = clock;
    }

    Future<FoundInvitation> find(FindInvitation question) {
        return addresses.take(question.remoteAddress()).isEmpty()
                ? found(InvitationDesk.codeHash(keyedHash, question.code()))
                : Future.failedFuture(tooManyTries());
    }

    Future<NewSession> accept(AcceptInvitation wish) {
        if (addresses.take(wish.remoteAddress()).isPresent()) {
            return Future.failedFuture(tooManyTries());
        }
        Buffer codeHash = InvitationDesk.codeHash(keyedHash, wish.code());
        FieldError wrong = PasswordRule.check("password", wish.password());
        // Who has no code is told nothing else, and costs no hash of a password.
        return found(codeHash)
                .compose(known -> wrong == null
                        ? passwords.hash(wish.password())
                        : Future.failedFuture(new ContractException(
                                ErrorCode.INVALID, "The password can't be kept.", List.of(wrong))))
                .compose(hash -> pool.withTransaction(connection -> redeem(connection, codeHash, hash)))
                .recover(PgErrors::failed);
    }

    private Future<FoundInvitation> found(Buffer codeHash) {
        return new InvitationStore(pool)
                .find(codeHash, clock.instant())
                .recover(PgErrors::failed)
                .compose(Invitations::orSpent);
    }

    private Future<NewSession> redeem(SqlConnection connection, Buffer codeHash, String passwordHash) {
        Instant now = clock.instant();
        return new InvitationStore(connection)
                .redeem(codeHash, now)
                .compose(Invitations::orSpent)
                .compose(redeemed -> user(connection, redeemed, passwordHash, now))
                .compose(user ->
                        sessions.begin(row -> new SessionStore(connection).beginWithPassword(user, row), SPENT));
    }

    /** Makes the user, or changes the password of one and ends their sessions. */
    private static Future<UserWithPassword> user(
            SqlConnection connection, Redeemed redeemed, String passwordHash, Instant now) {
        var users = new UserStore(connection);
        UUID organizationId = redeemed.organizationId();
        if (redeemed.role() != null) {
            var user = new UserWithPassword(organizationId, UUID.randomUUID(), passwordHash);
            return users.insert(user, redeemed.email(), redeemed.role(), now)
                    .compose(inserted -> orSpent(inserted ? Optional.of(user) : Optional.empty()));
        }
        return orSpent(Optional.ofNullable(redeemed.userId()))
                .map(id -> new UserWithPassword(organizationId, id, passwordHash))
                .compose(user -> users.changePassword(user, passwordHash)
                        .compose(done -> new SessionStore(connection).endAll(organizationId, user.id()))
                        .map(user));
    }

    /** Says the same for links that are unknown, used, revoked and expired. */
    private static <T> Future<T> orSpent(Optional<T> found) {
        return found.map(Future::succeededFuture)
                .orElseGet(() -> Future.failedFuture(new ContractException(ErrorCode.UNAUTHENTICATED, SPENT)));
    }

    private static ContractException tooManyTries() {
        return new ContractException(ErrorCode.OVERLOADED, "Too many tries to open a link; try again in a minute.");
    }
}

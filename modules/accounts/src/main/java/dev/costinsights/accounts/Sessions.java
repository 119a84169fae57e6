package dev.costinsights.accounts;

import dev.costinsights.accounts.SessionStore.NewRow;
import dev.costinsights.accounts.SessionStore.StoredSession;
import dev.costinsights.accounts.UserStore.UserWithPassword;
import dev.costinsights.contracts.accounts.EndSession;
import dev.costinsights.contracts.accounts.EndSessions;
import dev.costinsights.contracts.accounts.ListSessions;
import dev.costinsights.contracts.accounts.NewSession;
import dev.costinsights.contracts.accounts.ResolveSession;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.SessionList;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.accounts.SignOut;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.platform.db.PgErrors;
import dev.costinsights.platform.security.KeyedHash;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins, resolves and ends dashboard sessions. */
final class Sessions {
    private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
    private static final Duration LONGEST_IDLE = Duration.ofDays(14);
    private static final Duration LONGEST = Duration.ofDays(90);
    /** How much later the end must be for the row to be written again. */
    private static final Duration EXTENSION_STEP = Duration.ofHours(1);

    private final SessionStore store;
    private final KeyedHash keyedHash;
    private final Clock clock;

    Sessions(SessionStore store, KeyedHash keyedHash, Clock clock) {
        this.store = store;
        this.keyedHash = keyedHash;
        this.clock = clock;
    }

    static Buffer codeHash(KeyedHash keyedHash, Secret code) {
        return Buffer.buffer(keyedHash.of("sign-in-code", code.value()));
    }

    /** Fails as UNAUTHENTICATED with the given words when the password has changed meanwhile. */
    Future<NewSession> beginWithPassword(UserWithPassword user, String refusal) {
        return begin(row -> store.beginWithPassword(user, row), refusal);
    }

    /** Fails as UNAUTHENTICATED with the given words when the code is unknown, used or expired. */
    Future<NewSession> beginWithCode(Secret code, String refusal) {
        return begin(row -> store.beginWithCode(codeHash(keyedHash, code), row), refusal);
    }

    /** Fails as not found when no sample data are beside the organization. */
    Future<NewSession> beginInSample(UUID homeId) {
        return begin(row -> store.beginInSample(homeId, row), "")
                .recover(failure -> Future.failedFuture(
                        failure instanceof ContractException refused && refused.code() == ErrorCode.UNAUTHENTICATED
                                ? new ContractException(ErrorCode.NOT_FOUND, "There are no sample data.")
                                : failure));
    }

    Future<SessionPrincipal> resolve(ResolveSession question) {
        Instant now = clock.instant();
        return store.find(hash(question.session()), now)
                .recover(PgErrors::failed)
                .compose(found -> {
                    if (found.isEmpty()) {
                        return Future.failedFuture(new ContractException(
                                ErrorCode.UNAUTHENTICATED, "The session has ended; sign in again."));
                    }
                    extend(found.get(), now);
                    return Future.succeededFuture(principal(found.get(), question.session()));
                });
    }

    Future<SessionList> list(ListSessions question) {
        return store.list(question, clock.instant()).recover(PgErrors::failed).map(SessionList::new);
    }

    Future<Done> endOne(EndSession wish) {
        return store.endOne(wish)
                .recover(PgErrors::failed)
                .compose(ended -> ended
                        ? Future.succeededFuture(new Done())
                        : Future.failedFuture(new ContractException(ErrorCode.NOT_FOUND, "There is no such session.")));
    }

    Future<Done> endAll(EndSessions wish) {
        return store.endAll(wish.organizationId(), wish.userId())
                .recover(PgErrors::failed)
                .map(new Done());
    }

    Future<Done> end(SignOut wish) {
        return store.end(hash(wish.session())).recover(PgErrors::failed).map(new Done());
    }

    /**
     * The session is told to last its longest: the browser keeps the cookie that long, and only the server knows how
     * long it has been idle.
     *
     * @param insert keeps the session, or tells that it must not begin
     * @param refusal in that case
     */
    Future<NewSession> begin(Function<NewRow, Future<Boolean>> insert, String refusal) {
        Instant now = clock.instant();
        var secret = new Secret(KeyedHash.randomSecret());
        var row = new NewRow(UUID.randomUUID(), hash(secret), now, expiry(now, now));
        return insert.apply(row)
                .recover(PgErrors::failed)
                .compose(begun -> begun
                        ? Future.succeededFuture(new NewSession(secret, now.plus(LONGEST)))
                        : Future.failedFuture(new ContractException(ErrorCode.UNAUTHENTICATED, refusal)));
    }

    /** Nobody waits for this. */
    private void extend(StoredSession session, Instant now) {
        Instant expiresAt = expiry(session.startedAt(), now);
        if (!expiresAt.isBefore(session.expiresAt().plus(EXTENSION_STEP))) {
            store.extend(session, expiresAt)
                    .onFailure(failure -> LOG.warn("Session {} is not extended", session.id(), failure));
        }
    }

    private SessionPrincipal principal(StoredSession session, Secret secret) {
        byte[] csrf = keyedHash.of("csrf", secret.value());
        return new SessionPrincipal(
                session.id(),
                session.userId(),
                session.email(),
                session.organizationId(),
                session.organizationName(),
                session.role(),
                session.zone(),
                session.defaultRange(),
                new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(csrf)));
    }

    private Buffer hash(Secret session) {
        return Buffer.buffer(keyedHash.of("session", session.value()));
    }

    private static Instant expiry(Instant startedAt, Instant now) {
        Instant idle = now.plus(LONGEST_IDLE);
        Instant absolute = startedAt.plus(LONGEST);
        return idle.isBefore(absolute) ? idle : absolute;
    }
}

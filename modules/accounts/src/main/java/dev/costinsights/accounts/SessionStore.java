package dev.costinsights.accounts;

import static dev.costinsights.accounts.Timestamps.utc;

import dev.costinsights.accounts.UserStore.UserWithPassword;
import dev.costinsights.contracts.accounts.DefaultRange;
import dev.costinsights.contracts.accounts.EndSession;
import dev.costinsights.contracts.accounts.ListSessions;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.SessionList;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Dashboard sessions in {@code accounts.sessions}, and the one-time codes in {@code accounts.sign_in_codes} that begin one. */
final class SessionStore {
    /** Locks the user, so that no session begins with a password that is being changed. */
    static final Statement BEGIN_WITH_PASSWORD = new Statement("""
            with signed_in as (
                update accounts.users
                set signed_in_at = $6
                where organization_id = $1 and id = $2 and password_hash = $3
                returning organization_id, id
            )
            insert into accounts.sessions (organization_id, id, user_id, secret_hash, started_at, expires_at)
            select organization_id, $4, id, $5, $6, $7
            from signed_in
            """);

    /** Of several at once with the same code, one finds it unused. */
    static final Statement BEGIN_WITH_CODE = new Statement("""
            with redeemed as (
                update accounts.sign_in_codes
                set used_at = $4
                where code_hash = $1 and used_at is null and expires_at > $4
                returning organization_id, user_id
            ), signed_in as (
                update accounts.users
                set signed_in_at = $4
                from redeemed
                where users.organization_id = redeemed.organization_id and users.id = redeemed.user_id
                returning users.organization_id, users.id
            )
            insert into accounts.sessions (organization_id, id, user_id, secret_hash, started_at, expires_at)
            select organization_id, $2, id, $3, $4, $5
            from signed_in
            """);

    static final Statement BEGIN_IN_SAMPLE = new Statement("""
            insert into accounts.sessions (organization_id, id, user_id, secret_hash, started_at, expires_at)
            select users.organization_id, $2, users.id, $3, $4, $5
            from accounts.organizations
            join accounts.users on users.organization_id = organizations.id and users.email is null
            where organizations.sample_of = $1
            """);

    static final Statement FIND = new Statement("""
            select sessions.organization_id, sessions.id, sessions.user_id, sessions.started_at, sessions.expires_at,
                users.email, users.role, organizations.name, organizations.zone,
                organizations.default_range
            from accounts.sessions
            join accounts.users on users.organization_id = sessions.organization_id and users.id = sessions.user_id
            join accounts.organizations on organizations.id = sessions.organization_id
            where sessions.secret_hash = $1 and sessions.expires_at > $2
            """);

    static final Statement EXTEND = new Statement("""
            update accounts.sessions
            set expires_at = $3
            where organization_id = $1 and id = $2 and expires_at < $3
            """);

    static final Statement END = new Statement("""
            delete from accounts.sessions
            where secret_hash = $1
            """);

    static final Statement END_ALL = new Statement("""
            delete from accounts.sessions
            where organization_id = $1 and user_id = $2
            """);

    static final Statement END_OTHERS = new Statement("""
            delete from accounts.sessions
            where organization_id = $1 and user_id = $2 and id <> $3
            """);

    static final Statement END_ONE = new Statement("""
            delete from accounts.sessions
            where organization_id = $1 and user_id = $2 and id = $3
            """);

    static final Statement LIST = new Statement("""
            select id, started_at, expires_at
            from accounts.sessions
            where organization_id = $1 and user_id = $2 and expires_at > $3
            order by started_at desc, id
            limit $4
            """);

    static final Statement DELETE_EXPIRED_SESSIONS = new Statement("""
            delete from accounts.sessions
            where expires_at <= $1
            """);

    static final Statement ISSUE_CODE = new Statement("""
            insert into accounts.sign_in_codes (code_hash, organization_id, user_id, created_at, expires_at)
            select $2, organization_id, id, $3, $4
            from accounts.users
            where organization_id = $1 and email is null
            """);

    static final Statement WITHDRAW_CODES = new Statement("""
            delete from accounts.sign_in_codes
            where organization_id = $1 and used_at is null and created_at <= $2
            """);

    static final Statement DELETE_EXPIRED_CODES = new Statement("""
            delete from accounts.sign_in_codes
            where expires_at <= $1
            """);

    private final SqlClient client;

    SessionStore(SqlClient client) {
        this.client = client;
    }

    record NewRow(UUID id, Buffer secretHash, Instant startedAt, Instant expiresAt) {}

    /** A session that has not expired, with whom and what it shows. */
    record StoredSession(
            UUID organizationId,
            UUID id,
            UUID userId,
            Instant startedAt,
            Instant expiresAt,
            @Nullable String email,
            String organizationName,
            Role role,
            ZoneId zone,
            DefaultRange defaultRange) {}

    /** @return whether the user still has this password */
    Future<Boolean> beginWithPassword(UserWithPassword user, NewRow session) {
        return client.preparedQuery(BEGIN_WITH_PASSWORD.sql())
                .execute(Tuple.of(user.organizationId(), user.id(), user.passwordHash())
                        .addValue(session.id())
                        .addValue(session.secretHash())
                        .addValue(utc(session.startedAt()))
                        .addValue(utc(session.expiresAt())))
                .map(result -> result.rowCount() == 1);
    }

    /** @return whether the code was good until now */
    Future<Boolean> beginWithCode(Buffer codeHash, NewRow session) {
        return client.preparedQuery(BEGIN_WITH_CODE.sql())
                .execute(Tuple.of(
                        codeHash,
                        session.id(),
                        session.secretHash(),
                        utc(session.startedAt()),
                        utc(session.expiresAt())))
                .map(result -> result.rowCount() == 1);
    }

    /** @return whether there are sample data */
    Future<Boolean> beginInSample(UUID homeId, NewRow session) {
        return client.preparedQuery(BEGIN_IN_SAMPLE.sql())
                .execute(Tuple.of(
                        homeId, session.id(), session.secretHash(), utc(session.startedAt()), utc(session.expiresAt())))
                .map(result -> result.rowCount() == 1);
    }

    Future<Optional<StoredSession>> find(Buffer secretHash, Instant now) {
        return client.preparedQuery(FIND.sql())
                .mapping(SessionStore::stored)
                .execute(Tuple.of(secretHash, utc(now)))
                .map(rows -> rows.stream().findFirst());
    }

    Future<Void> extend(StoredSession session, Instant expiresAt) {
        return client.preparedQuery(EXTEND.sql())
                .execute(Tuple.of(session.organizationId(), session.id(), utc(expiresAt)))
                .mapEmpty();
    }

    Future<Void> end(Buffer secretHash) {
        return client.preparedQuery(END.sql()).execute(Tuple.of(secretHash)).mapEmpty();
    }

    Future<Void> endAll(UUID organizationId, UUID userId) {
        return client.preparedQuery(END_ALL.sql())
                .execute(Tuple.of(organizationId, userId))
                .mapEmpty();
    }

    /** Ends all sessions of a user but this one. */
    Future<Void> endOthers(UUID organizationId, UUID userId, UUID except) {
        return client.preparedQuery(END_OTHERS.sql())
                .execute(Tuple.of(organizationId, userId, except))
                .mapEmpty();
    }

    /** @return whether the user had such a session until now */
    Future<Boolean> endOne(EndSession wish) {
        return client.preparedQuery(END_ONE.sql())
                .execute(Tuple.of(wish.organizationId(), wish.userId(), wish.sessionId()))
                .map(result -> result.rowCount() == 1);
    }

    /** The newest first. */
    Future<List<SessionList.Item>> list(ListSessions question, Instant now) {
        return client.preparedQuery(LIST.sql())
                .mapping(row -> new SessionList.Item(
                        row.getUUID("id"),
                        row.getOffsetDateTime("started_at").toInstant(),
                        row.getOffsetDateTime("expires_at").toInstant()))
                .execute(Tuple.of(question.organizationId(), question.userId(), utc(now), SessionList.MOST))
                .map(rows -> rows.stream().toList());
    }

    /** Issues a code for the owner of the organization, who must exist. */
    Future<Void> issueCode(UUID organizationId, Buffer codeHash, Instant now, Instant expiresAt) {
        return client.preparedQuery(ISSUE_CODE.sql())
                .execute(Tuple.of(organizationId, codeHash, utc(now), utc(expiresAt)))
                .mapEmpty();
    }

    /** Makes unused codes worthless that were issued until then. */
    Future<Void> withdrawCodes(UUID organizationId, Instant issuedUntil) {
        return client.preparedQuery(WITHDRAW_CODES.sql())
                .execute(Tuple.of(organizationId, utc(issuedUntil)))
                .mapEmpty();
    }

    /** Deletes sessions and codes of all organizations that nobody can use any more. */
    Future<Void> deleteExpired(Instant now) {
        return client.preparedQuery(DELETE_EXPIRED_SESSIONS.sql())
                .execute(Tuple.of(utc(now)))
                .compose(
                        done -> client.preparedQuery(DELETE_EXPIRED_CODES.sql()).execute(Tuple.of(utc(now))))
                .mapEmpty();
    }

    private static StoredSession stored(Row row) {
        return new StoredSession(
                row.getUUID("organization_id"),
                row.getUUID("id"),
                row.getUUID("user_id"),
                row.getOffsetDateTime("started_at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant(),
                row.getString("email"),
                row.getString("name"),
                Role.ofWireName(row.getString("role")).orElseThrow(),
                ZoneId.of(row.getString("zone")),
                DefaultRange.ofWireName(row.getString("default_range")).orElseThrow());
    }
}

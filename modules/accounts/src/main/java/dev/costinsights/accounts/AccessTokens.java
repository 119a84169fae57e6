package dev.costinsights.accounts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.costinsights.accounts.TokenStore.NewRow;
import dev.costinsights.accounts.TokenStore.StoredToken;
import dev.costinsights.contracts.accounts.AccessToken;
import dev.costinsights.contracts.accounts.AuthenticateToken;
import dev.costinsights.contracts.accounts.CreateToken;
import dev.costinsights.contracts.accounts.ListTokens;
import dev.costinsights.contracts.accounts.NewToken;
import dev.costinsights.contracts.accounts.RevokeToken;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.TokenPage;
import dev.costinsights.contracts.accounts.TokenPrincipal;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.platform.db.PgErrors;
import dev.costinsights.platform.security.KeyedHash;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells whose an access token is, makes new ones, lists them and revokes them. */
final class AccessTokens {
    private static final Logger LOG = LoggerFactory.getLogger(AccessTokens.class);
    private static final String HASH_PURPOSE = "access-token";
    private static final int LONGEST_COMMENT = 200;
    /** A token revoked where this node doesn't hear of it, by a command, works no longer than this. */
    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    /** How far the time of last use may lag, so that a busy token is not a row written all the time. */
    private static final Duration USE_PRECISION = Duration.ofMinutes(1);

    private final TokenStore store;
    private final KeyedHash keyedHash;
    private final Clock clock;
    /** Tokens that exist, by hash. Unknown ones are not remembered: nobody outside can fill or poison this. */
    private final Cache<Buffer, StoredToken> known;

    /** Counts what {@link #forget} forgot: a lookup that began before must not be remembered after. */
    private int forgotten;

    /** @param ticker measures how long a token is remembered */
    AccessTokens(TokenStore store, KeyedHash keyedHash, Clock clock, Ticker ticker) {
        this.store = store;
        this.keyedHash = keyedHash;
        this.clock = clock;
        this.known = Caffeine.newBuilder()
                .maximumSize(10_000)
                .expireAfterWrite(REMEMBERED)
                .ticker(ticker)
                .build();
    }

    static Buffer hash(KeyedHash keyedHash, Secret token) {
        return Buffer.buffer(keyedHash.of(HASH_PURPOSE, token.value()));
    }

    Future<TokenPrincipal> authenticate(AuthenticateToken question) {
        if (TokenText.hasTypo(question.token())) {
            return Future.failedFuture(unknownToken());
        }
        Buffer hash = hash(keyedHash, question.token());
        StoredToken remembered = known.getIfPresent(hash);
        if (remembered != null) {
            return principal(remembered);
        }
        int forgottenBefore = forgotten;
        return store.find(hash).recover(PgErrors::failed).compose(found -> {
            if (found.isEmpty()) {
                return Future.failedFuture(unknownToken());
            }
            if (forgottenBefore == forgotten) {
                known.put(hash, found.get());
            }
            return principal(found.get()).onSuccess(principal -> markUsed(found.get()));
        });
    }

    Future<NewToken> create(CreateToken wish) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<FieldError> errors = check(wish, now);
        if (!errors.isEmpty()) {
            return Future.failedFuture(
                    new ContractException(ErrorCode.INVALID, "The access token can't be made.", errors));
        }
        Secret token = TokenText.random();
        var details = new AccessToken(
                wish.organizationId(),
                UUID.randomUUID(),
                wish.comment().strip(),
                wish.scopes(),
                now,
                wish.expiresAt(),
                null);
        var row = new NewRow(
                details.organizationId(),
                details.id(),
                hash(keyedHash, token),
                details.comment(),
                details.scopes(),
                now);
        return store.insert(row, details.expiresAt())
                .recover(PgErrors::failed)
                .compose(inserted -> inserted
                        ? Future.succeededFuture(new NewToken(details, token))
                        : Future.failedFuture(
                                new ContractException(ErrorCode.NOT_FOUND, "There is no such organization.")));
    }

    Future<TokenPage> list(ListTokens question) {
        return store.list(question)
                .compose(items -> store.count(question.organizationId()).map(total -> new TokenPage(items, total)))
                .recover(PgErrors::failed);
    }

    /** When this is done, the token doesn't work here any more; other nodes have to {@link #forget} it, too. */
    Future<Done> revoke(RevokeToken wish) {
        return store.revoke(wish, clock.instant()).recover(PgErrors::failed).compose(revoked -> {
            if (!revoked) {
                return Future.failedFuture(
                        new ContractException(ErrorCode.NOT_FOUND, "There is no such access token."));
            }
            forget(wish.tokenId());
            return Future.succeededFuture(new Done());
        });
    }

    /** The token's next use asks the database. */
    void forget(UUID tokenId) {
        forgotten++;
        known.asMap().values().removeIf(token -> token.id().equals(tokenId));
    }

    private Future<TokenPrincipal> principal(StoredToken token) {
        if (token.expiresAt() != null && !clock.instant().isBefore(token.expiresAt())) {
            return Future.failedFuture(unknownToken());
        }
        return Future.succeededFuture(new TokenPrincipal(token.id(), token.organizationId(), token.scopes()));
    }

    /** Nobody waits for this. */
    private void markUsed(StoredToken token) {
        Instant now = clock.instant();
        if (token.lastUsedAt() == null || token.lastUsedAt().isBefore(now.minus(USE_PRECISION))) {
            store.markUsed(token, now)
                    .onFailure(failure -> LOG.warn("The last use of token {} is not kept", token.id(), failure));
        }
    }

    private static List<FieldError> check(CreateToken wish, Instant now) {
        List<FieldError> errors = new ArrayList<>();
        FieldError comment = Texts.line("comment", wish.comment(), LONGEST_COMMENT, "Say what the token is for.");
        if (comment != null) {
            errors.add(comment);
        }
        if (wish.scopes().isEmpty()) {
            errors.add(new FieldError(null, "scopes", "too_short", "Choose at least one scope."));
        }
        if (wish.expiresAt() != null && !wish.expiresAt().isAfter(now)) {
            errors.add(new FieldError(null, "expires_at", "value_error", "The expiry must be in the future."));
        }
        return errors;
    }

    /** Says the same for tokens that are unknown, expired and revoked. */
    private static ContractException unknownToken() {
        return new ContractException(ErrorCode.UNAUTHENTICATED, "The access token is unknown, expired or revoked.");
    }
}

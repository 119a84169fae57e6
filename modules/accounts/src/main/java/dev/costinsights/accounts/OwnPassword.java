package dev.costinsights.accounts;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.costinsights.accounts.UserStore.UserWithPassword;
import dev.costinsights.contracts.accounts.ChangePassword;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.Done;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.platform.db.PgErrors;
import dev.costinsights.platform.limit.RateLimiter;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import java.util.List;
import java.util.UUID;

/** Changes the password of someone who knows the current one, and limits how often that can be tried on this node. */
final class OwnPassword {
    private static final String CURRENT = "current";
    private static final String REPLACEMENT = "replacement";

    private final Pool pool;
    private final Passwords passwords;
    private final RateLimiter<UUID> tries;

    OwnPassword(Pool pool, Passwords passwords, int triesPerMinute, Ticker ticker) {
        this.pool = pool;
        this.passwords = passwords;
        this.tries = RateLimiter.byMinute(triesPerMinute, ticker);
    }

    Future<Done> change(ChangePassword wish) {
        if (tries.take(wish.userId()).isPresent()) {
            return Future.failedFuture(new ContractException(
                    ErrorCode.OVERLOADED, "Too many tries to change the password; try again in a minute."));
        }
        FieldError wrong = PasswordRule.check(REPLACEMENT, wish.replacement());
        if (wrong != null) {
            return refused(wrong);
        }
        return new UserStore(pool)
                .find(wish.organizationId(), wish.userId())
                .recover(PgErrors::failed)
                .compose(user -> passwords
                        .matches(
                                wish.current(),
                                user.map(UserWithPassword::passwordHash).orElse(null))
                        .compose(matches -> matches ? replace(user.orElseThrow(), wish) : wrongPassword()));
    }

    private Future<Done> replace(UserWithPassword user, ChangePassword wish) {
        return passwords
                .hash(wish.replacement())
                .compose(hash -> pool.withTransaction(connection -> new UserStore(connection)
                        .replacePassword(user, hash)
                        .compose(replaced -> replaced
                                ? new InvitationStore(connection)
                                        .withdrawResets(user.organizationId(), user.id())
                                        .compose(done -> new SessionStore(connection)
                                                .endOthers(user.organizationId(), user.id(), wish.sessionId()))
                                : wrongPassword())))
                .recover(PgErrors::failed)
                .map(new Done());
    }

    private static <T> Future<T> wrongPassword() {
        return refused(new FieldError(null, CURRENT, "value_error", "This is not your password."));
    }

    private static <T> Future<T> refused(FieldError error) {
        return Future.failedFuture(
                new ContractException(ErrorCode.INVALID, "The password can't be changed.", List.of(error)));
    }
}

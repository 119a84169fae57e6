package dev.costinsights.accounts;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.costinsights.accounts.UserStore.UserWithPassword;
import dev.costinsights.contracts.accounts.NewSession;
import dev.costinsights.contracts.accounts.SignInWithLink;
import dev.costinsights.contracts.accounts.SignInWithPassword;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.platform.db.PgErrors;
import dev.costinsights.platform.limit.RateLimiter;
import io.vertx.core.Future;
import java.util.Locale;

/** Lets people in, by password or by one-time link, and limits how often that can be tried on this node. */
final class SignIns {
    private static final String WRONG = "The e-mail address or the password is wrong.";
    private static final String SPENT = "The sign-in link is unknown, used or expired.";
    private static final int LONGEST_EMAIL = 254;

    private final UserStore users;
    private final Sessions sessions;
    private final Passwords passwords;
    private final RateLimiter<String> addresses;
    private final RateLimiter<String> accounts;

    SignIns(UserStore users, Sessions sessions, Passwords passwords, int triesPerMinute, Ticker ticker) {
        this.users = users;
        this.sessions = sessions;
        this.passwords = passwords;
        this.addresses = RateLimiter.byMinute(triesPerMinute, ticker);
        this.accounts = RateLimiter.byMinute(triesPerMinute, ticker);
    }

    Future<NewSession> withPassword(SignInWithPassword wish) {
        String email = wish.email().strip().toLowerCase(Locale.ROOT);
        if (addresses.take(wish.remoteAddress()).isPresent()) {
            return Future.failedFuture(tooManyTries());
        }
        if (email.length() > LONGEST_EMAIL || email.chars().anyMatch(Character::isISOControl)) {
            return Future.failedFuture(new ContractException(ErrorCode.UNAUTHENTICATED, WRONG));
        }
        if (accounts.take(email).isPresent()) {
            return Future.failedFuture(tooManyTries());
        }
        return users.findByEmail(email)
                .recover(PgErrors::failed)
                .compose(user -> passwords
                        .matches(
                                wish.password(),
                                user.map(UserWithPassword::passwordHash).orElse(null))
                        .compose(matches -> matches
                                ? sessions.beginWithPassword(user.orElseThrow(), WRONG)
                                : Future.failedFuture(new ContractException(ErrorCode.UNAUTHENTICATED, WRONG))));
    }

    Future<NewSession> withLink(SignInWithLink wish) {
        return addresses.take(wish.remoteAddress()).isEmpty()
                ? sessions.beginWithCode(wish.code(), SPENT)
                : Future.failedFuture(tooManyTries());
    }

    private static ContractException tooManyTries() {
        return new ContractException(ErrorCode.OVERLOADED, "Too many tries to sign in; try again in a minute.");
    }
}

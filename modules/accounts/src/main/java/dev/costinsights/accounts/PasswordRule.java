package dev.costinsights.accounts;

import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.bus.FieldError;
import org.jspecify.annotations.Nullable;

/** What a password that someone chooses must be. */
final class PasswordRule {
    private static final int SHORTEST = 8;
    private static final int LONGEST = 1_000;

    private PasswordRule() {}

    /** @return what is wrong with the password, null when nothing is */
    static @Nullable FieldError check(String field, Secret password) {
        int length = password.value().length();
        if (length < SHORTEST) {
            return new FieldError(
                    null, field, "string_too_short", "A password has " + SHORTEST + " characters or more.");
        }
        return length > LONGEST
                ? new FieldError(null, field, "string_too_long", "A password has at most " + LONGEST + " characters.")
                : null;
    }
}

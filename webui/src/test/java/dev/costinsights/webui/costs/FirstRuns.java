package dev.costinsights.webui.costs;

import dev.costinsights.contracts.accounts.Secret;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Makes first-run pages for tests of other packages. */
public final class FirstRuns {

    private FirstRuns() {}

    /** A page in a language, with or without a token. */
    public static FirstRun of(String server, @Nullable String language, @Nullable String token) {
        return FirstRun.of(server, ZoneId.of("Europe/London"), language, token == null ? null : new Secret(token));
    }
}

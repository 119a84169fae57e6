package dev.costinsights.webui.settings;

import dev.costinsights.contracts.accounts.AccessToken;
import dev.costinsights.contracts.accounts.NewToken;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.accounts.TokenPage;
import dev.costinsights.webui.settings.TokensPage.Made;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the page says once after a form, as one word that goes from the form's answer to the page. */
final class Once {

    static final Secret REVOKED = new Secret("revoked");

    private static final char SEPARATOR = '.';

    private Once() {}

    /** The new token itself with its id. */
    static Secret made(NewToken made) {
        return new Secret(
                made.details().id().toString() + SEPARATOR + made.token().value());
    }

    static @Nullable String notice(Optional<Secret> said) {
        return said.filter(REVOKED::equals).isPresent()
                ? "The token is revoked. Every request with it is refused from now on."
                : null;
    }

    /**
     * The token just made; null for anything but a token of this list.
     *
     * @param server address that clients use
     */
    static @Nullable Made made(Optional<Secret> said, TokenPage list, String server) {
        String text = said.map(Secret::value).orElse("");
        int end = text.indexOf(SEPARATOR);
        if (end < 0 || !text.substring(end + 1).matches("\\w+")) {
            return null;
        }
        String id = text.substring(0, end);
        String token = text.substring(end + 1);
        return list.items().stream()
                .filter(item -> item.id().toString().equals(id))
                .findFirst()
                .map(AccessToken::comment)
                .map(comment -> new Made(comment, new Secret(token), check(server, token)))
                .orElse(null);
    }

    private static Secret check(String server, String token) {
        return new Secret("""
                TOKEN=%s
                curl -H "Authorization: Bearer $TOKEN" \\
                %s/v1/organizations/""".formatted(token, server));
    }
}

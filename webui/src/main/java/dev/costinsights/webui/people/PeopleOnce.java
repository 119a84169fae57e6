package dev.costinsights.webui.people;

import dev.costinsights.contracts.accounts.NewInvitation;
import dev.costinsights.contracts.accounts.Secret;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the page says once after a form, as one word that goes from the form's answer to the page. */
final class PeopleOnce {

    static final Secret ROLE_CHANGED = new Secret("role");
    static final Secret REMOVED = new Secret("removed");
    static final Secret REVOKED = new Secret("revoked");

    private static final Pattern LINK = Pattern.compile("([0-9a-f-]{36})\\.([\\w-]{1,100})");

    private PeopleOnce() {}

    /**
     * A link just made.
     *
     * @param code what the link carries
     */
    record Link(UUID invitationId, Secret code) {}

    /** The code of a new link with its id. */
    static Secret made(NewInvitation made) {
        return new Secret(made.details().id() + "." + made.code().value());
    }

    /** Empty for anything that is no new link. */
    static Optional<Link> link(Secret said) {
        Matcher matcher = LINK.matcher(said.value());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return uuid(matcher.group(1)).map(id -> new Link(id, new Secret(matcher.group(2))));
    }

    static @Nullable String notice(Optional<Secret> said) {
        return said.map(word -> word.equals(ROLE_CHANGED)
                        ? "The role is changed. It holds from the person's next page on."
                        : word.equals(REMOVED)
                                ? "The person is removed and signed out everywhere."
                                : word.equals(REVOKED) ? "The link is revoked. It opens nothing any more." : "")
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }

    static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

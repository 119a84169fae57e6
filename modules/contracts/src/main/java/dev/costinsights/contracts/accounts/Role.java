package dev.costinsights.contracts.accounts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What someone may do in an organization; each may do all that those before it may. */
public enum Role {
    /** Reads everything but secrets, changes nothing. */
    VIEWER,
    /** Also labels, dashboards, imports, tokens, webhooks and sample data. */
    MEMBER,
    /** Also people and the organization itself. */
    OWNER;

    /** The name on the wire: {@code owner}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return empty for a name that is no role */
    public static Optional<Role> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(role -> role.wireName().equals(name))
                .findFirst();
    }

    /** Whether someone in this role may do what the other role may. */
    public boolean mayAs(Role other) {
        return compareTo(other) >= 0;
    }
}

package dev.costinsights.webui.page;

import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The frame around a page of someone signed in.
 *
 * @param title name of the page
 * @param nav which entry of the navigation is current, or empty
 * @param organization whose costs these are
 * @param role what the reader may do
 * @param csrf must come back with every form
 * @param theme {@code light}, {@code dark} or null for the system's
 * @param here where to return to after a small change such as the theme's
 * @param freshness how far totals are behind; null where there are none
 */
public record Shell(
        String title,
        String nav,
        String organization,
        Role role,
        Secret csrf,
        @Nullable String theme,
        String here,
        @Nullable Freshness freshness) {

    /** Whether the reader may change labels, dashboards, tokens and the like. */
    public boolean mayChange() {
        return role.mayAs(Role.MEMBER);
    }

    /** Whether the reader may change people and the organization. */
    public boolean owns() {
        return role.mayAs(Role.OWNER);
    }

    /** First letter of the organization, in place of a picture. */
    public String initial() {
        return organization.isBlank()
                ? "–"
                : organization
                        .strip()
                        .substring(0, organization.strip().offsetByCodePoints(0, 1))
                        .toUpperCase(Locale.ROOT);
    }
}

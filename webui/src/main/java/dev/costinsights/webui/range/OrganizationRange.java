package dev.costinsights.webui.range;

import dev.costinsights.contracts.accounts.DefaultRange;
import io.vertx.core.MultiMap;

/**
 * Which days an organization's pages show when an address names none. It goes with the query of every request of someone
 * signed in, so that all pages read it where they read their dates, and no address holds it.
 */
public final class OrganizationRange {

    private static final String NAME = "default-range";

    private OrganizationRange() {}

    /** Puts it into a query, in place of what the address says itself. */
    public static void put(MultiMap query, DefaultRange range) {
        query.set(NAME, range.wireName());
    }

    /** What was put there; 30 days when nothing was. */
    static DefaultRange of(Parameters parameters) {
        return parameters
                .value(NAME, DefaultRange::ofWireName, "The default range isn't known; it is 30 days.")
                .orElse(DefaultRange.MONTH);
    }
}

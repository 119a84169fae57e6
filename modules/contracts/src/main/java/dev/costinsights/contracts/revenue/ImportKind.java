package dev.costinsights.contracts.revenue;

import java.util.Locale;
import java.util.Optional;

/** What the lines of an imported file are. */
public enum ImportKind {
    ORDERS,
    SUBSCRIPTIONS;

    /** The name on the wire: {@code orders}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @return empty for a name that is no kind */
    public static Optional<ImportKind> ofWireName(String name) {
        for (ImportKind kind : values()) {
            if (kind.wireName().equals(name)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}

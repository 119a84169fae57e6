package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.Dimension;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the ranked table lists; its lower-case name is in the address. */
enum Tab {
    EVENT(Dimension.EVENT_NAME),
    MODEL(Dimension.MODEL),
    VENDOR(Dimension.VENDOR),
    CUSTOMER(Dimension.CUSTOMER),
    /** The values of a property in the metadata of events. */
    PROPERTY(null);

    private final @Nullable Dimension dimension;

    Tab(@Nullable Dimension dimension) {
        this.dimension = dimension;
    }

    static Tab of(Dimension dimension) {
        return Arrays.stream(values())
                .filter(tab -> tab.dimension == dimension)
                .findFirst()
                .orElseThrow();
    }

    static Optional<Tab> ofKey(String key) {
        return Arrays.stream(values()).filter(tab -> tab.key().equals(key)).findFirst();
    }

    /** What the report calls it; null for what the report doesn't have. */
    @Nullable
    Dimension dimension() {
        return dimension;
    }

    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    String label() {
        return name().charAt(0) + key().substring(1);
    }
}

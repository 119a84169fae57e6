package dev.costinsights.aggregation;

import java.util.Locale;

/** What a fact is about. */
enum FactKind {
    CUSTOMER,
    PRODUCT,
    ORDER,
    SUBSCRIPTION,
    REFUND,
    DISPUTE,
    CHECKOUT,
    CUSTOMER_SEAT,
    EXCHANGE_RATE;

    /** As in the column {@code kind} of {@code log.facts}. */
    String storedName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static FactKind ofStoredName(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }
}

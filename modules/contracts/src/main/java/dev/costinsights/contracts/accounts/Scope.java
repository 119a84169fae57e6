package dev.costinsights.contracts.accounts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What an access token may do. */
public enum Scope {
    EVENTS_READ,
    EVENTS_WRITE,
    METRICS_READ,
    METRICS_WRITE,
    CUSTOMERS_READ,
    CUSTOMERS_WRITE,
    REVENUE_WRITE,
    ORGANIZATIONS_WRITE;

    /** The name on the wire: {@code events:write}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }
}

package dev.costinsights.contracts.accounts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    private static final Map<String, Scope> BY_WIRE_NAME =
            Arrays.stream(values()).collect(Collectors.toMap(Scope::wireName, Function.identity()));

    /** The name on the wire: {@code events:write}. */
    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', ':');
    }

    /** @return empty for a name that is no scope */
    public static Optional<Scope> ofWireName(String name) {
        return Optional.ofNullable(BY_WIRE_NAME.get(name));
    }
}

package dev.costinsights.contracts.customers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a customer is billed: a few texts under the names that the sender uses, the country among them. */
public record BillingAddress(@JsonValue Map<String, String> parts) {
    public static final int MAX_PARTS = 10;
    public static final String COUNTRY = "country";

    /** @throws IllegalArgumentException with more than {@link #MAX_PARTS} parts or without a country */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public BillingAddress {
        parts = Collections.unmodifiableMap(new LinkedHashMap<>(parts));
        if (parts.size() > MAX_PARTS || !parts.containsKey(COUNTRY)) {
            throw new IllegalArgumentException(
                    "A billing address has at most " + MAX_PARTS + " parts and a country among them.");
        }
    }
}

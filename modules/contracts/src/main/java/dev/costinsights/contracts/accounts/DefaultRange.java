package dev.costinsights.contracts.accounts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** The days that pages show when an address names none; they end today. */
public enum DefaultRange {
    WEEK("7d"),
    MONTH("30d"),
    QUARTER("90d"),
    YEAR("12m");

    private final String wireName;

    DefaultRange(String wireName) {
        this.wireName = wireName;
    }

    /** The name on the wire: {@code 30d}. */
    @JsonValue
    public String wireName() {
        return wireName;
    }

    /** @return empty for a name that is none of these */
    public static Optional<DefaultRange> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(range -> range.wireName.equals(name))
                .findFirst();
    }
}

package dev.costinsights.contracts.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;

/** A value of an event's metadata. Its type is kept: true stays a flag, 1 a whole number, 1.5 a decimal, "1" text. */
public sealed interface MetadataValue {
    /** Longest text value, in characters. */
    int MAX_TEXT_LENGTH = 500;

    /** Most digits a number may have, so that no value costs more to keep than a text. */
    int MAX_NUMBER_DIGITS = MAX_TEXT_LENGTH;

    record Text(@JsonValue String value) implements MetadataValue {
        /** @throws IllegalArgumentException when empty or longer than {@link #MAX_TEXT_LENGTH} characters */
        public Text {
            if (value.isEmpty() || value.codePointCount(0, value.length()) > MAX_TEXT_LENGTH) {
                throw new IllegalArgumentException("A metadata text has 1 to " + MAX_TEXT_LENGTH + " characters.");
            }
        }
    }

    record Whole(@JsonValue BigInteger value) implements MetadataValue {
        /** @throws IllegalArgumentException with more than {@link #MAX_NUMBER_DIGITS} digits */
        public Whole {
            requireFit(new BigDecimal(value));
        }
    }

    record Decimal(@JsonValue BigDecimal value) implements MetadataValue {
        /** @throws IllegalArgumentException with more than {@link #MAX_NUMBER_DIGITS} digits when written out */
        public Decimal {
            requireFit(value);
        }
    }

    record Flag(@JsonValue boolean value) implements MetadataValue {}

    /** Whether a number can be held: 1e400 has 401 digits when written out, 1e-400 has 400. */
    static boolean fits(BigDecimal number) {
        long whole = Math.max(1, (long) number.precision() - number.scale());
        long decimals = Math.max(0, number.scale());
        return whole + decimals <= MAX_NUMBER_DIGITS;
    }

    private static void requireFit(BigDecimal number) {
        if (!fits(number)) {
            throw new IllegalArgumentException("A metadata number has at most " + MAX_NUMBER_DIGITS + " digits.");
        }
    }

    static MetadataValue of(String text) {
        return new Text(text);
    }

    static MetadataValue of(long whole) {
        return new Whole(BigInteger.valueOf(whole));
    }

    static MetadataValue of(BigDecimal decimal) {
        return new Decimal(decimal);
    }

    static MetadataValue of(boolean flag) {
        return new Flag(flag);
    }

    /** @throws IllegalArgumentException for anything but a string, a number or a boolean */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static MetadataValue ofJson(Object json) {
        if (json instanceof String text) {
            return new Text(text);
        } else if (json instanceof Boolean flag) {
            return new Flag(flag);
        } else if (json instanceof BigInteger whole) {
            return new Whole(whole);
        } else if (json instanceof Integer || json instanceof Long) {
            return of(((Number) json).longValue());
        } else if (json instanceof BigDecimal decimal) {
            return new Decimal(decimal);
        }
        throw new IllegalArgumentException("A metadata value is a string, a number or a boolean.");
    }
}

package dev.costinsights.contracts.events;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An exact amount of money in cents of US dollars: up to 17 digits before the decimal point and 12 after. It may be zero
 * or negative (a credit). More decimals are rounded half-even to 12, so that what JavaScript makes of 0.1 + 0.2 is not
 * an error.
 *
 * @param cents without trailing zeros
 */
public record CostAmount(@JsonValue BigDecimal cents) {
    public static final int MAX_INTEGER_DIGITS = 17;
    public static final int MAX_DECIMALS = 12;

    /** @throws IllegalArgumentException with more than {@value #MAX_INTEGER_DIGITS} digits before the decimal point */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public CostAmount {
        cents = rounded(cents);
        if (integerDigits(cents) > MAX_INTEGER_DIGITS) {
            throw new IllegalArgumentException(
                    "An amount has at most " + MAX_INTEGER_DIGITS + " digits before the decimal point.");
        }
    }

    /** @param cents a decimal number such as {@code "0.025"} */
    public static CostAmount ofCents(String cents) {
        return new CostAmount(new BigDecimal(cents));
    }

    public static CostAmount ofCents(long cents) {
        return new CostAmount(BigDecimal.valueOf(cents));
    }

    /** Whether an amount of this many cents can be held; false never costs more than looking at its exponent. */
    public static boolean fits(BigDecimal cents) {
        return integerDigits(cents) <= MAX_INTEGER_DIGITS && integerDigits(rounded(cents)) <= MAX_INTEGER_DIGITS;
    }

    private static long integerDigits(BigDecimal value) {
        return value.signum() == 0 ? 0 : (long) value.precision() - value.scale();
    }

    /** Looks at the magnitude first: setting the scale of 1e-400000000 or 1e400000000 would write out every digit. */
    private static BigDecimal rounded(BigDecimal value) {
        long digits = integerDigits(value);
        if (value.signum() == 0 || digits < -MAX_DECIMALS) {
            return BigDecimal.ZERO;
        }
        if (digits > MAX_INTEGER_DIGITS) {
            return value;
        }
        BigDecimal rounded =
                value.scale() > MAX_DECIMALS ? value.setScale(MAX_DECIMALS, RoundingMode.HALF_EVEN) : value;
        BigDecimal stripped = rounded.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    @Override
    public String toString() {
        return cents.toPlainString();
    }
}

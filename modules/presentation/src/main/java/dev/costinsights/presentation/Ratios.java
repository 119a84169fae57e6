package dev.costinsights.presentation;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Divides as metrics do: 12 decimals, rounded half away from zero; nothing divided by nothing is 0. */
final class Ratios {
    private static final int DECIMALS = 12;

    private Ratios() {}

    static BigDecimal orZero(BigDecimal numerator, BigDecimal denominator) {
        return denominator.signum() == 0 ? BigDecimal.ZERO : of(numerator, denominator);
    }

    /** @param denominator not 0 */
    static BigDecimal of(BigDecimal numerator, BigDecimal denominator) {
        return numerator.divide(denominator, DECIMALS, RoundingMode.HALF_UP);
    }

    /** To a whole number. */
    static BigDecimal whole(BigDecimal numerator, BigDecimal denominator, RoundingMode rounding) {
        return denominator.signum() == 0 ? BigDecimal.ZERO : numerator.divide(denominator, 0, rounding);
    }
}

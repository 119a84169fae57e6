package dev.costinsights.acceptance;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.function.Function;

/** Arithmetic that rounds only where a definition says so. */
final class Decimals {
    static final MathContext PLENTY = new MathContext(60, RoundingMode.HALF_EVEN);

    private Decimals() {}

    /** Half away from zero, to whole cents. */
    static BigDecimal rounded(BigDecimal value) {
        return value.setScale(0, RoundingMode.HALF_UP);
    }

    /** Of an exact quotient: half away from zero, to whole cents. */
    static BigDecimal rounded(BigDecimal value, BigDecimal divisor) {
        return value.divide(divisor, 0, RoundingMode.HALF_UP);
    }

    /** 0 when there is nothing to divide by. */
    static BigDecimal quotient(BigDecimal value, BigDecimal divisor) {
        return divisor.signum() == 0 ? BigDecimal.ZERO : value.divide(divisor, PLENTY);
    }

    static BigDecimal of(long number) {
        return BigDecimal.valueOf(number);
    }

    static <T> BigDecimal sum(Collection<T> items, Function<? super T, BigDecimal> value) {
        return items.stream().map(value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

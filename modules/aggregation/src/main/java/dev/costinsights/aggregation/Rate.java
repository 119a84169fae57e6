package dev.costinsights.aggregation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an order's currency is worth.
 *
 * @param usd per unit
 * @param isKnown false: 1 was taken
 */
record Rate(BigDecimal usd, boolean isKnown) {
    private static final Rate ONE = new Rate(BigDecimal.ONE, true);
    private static final Rate UNKNOWN = new Rate(BigDecimal.ONE, false);

    /** @param ofDay of the order's UTC day, else of the nearest earlier; null when there is none */
    static Rate of(OrderVersion order, @Nullable BigDecimal ofDay) {
        if (order.ownRate() != null) {
            return new Rate(order.ownRate(), true);
        }
        if (!order.needsRateOfDay()) {
            return ONE;
        }
        return ofDay == null ? UNKNOWN : new Rate(ofDay, true);
    }
}

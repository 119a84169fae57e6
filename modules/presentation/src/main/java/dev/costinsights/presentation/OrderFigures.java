package dev.costinsights.presentation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Orders, and what came of them.
 *
 * @param all by period; at 0 all history before the range
 * @param families the same orders by what they are; what is at 0 has no meaning. RENEWED_AGAIN is in RENEWED
 * @param renewedSubscriptions how many were renewed, by period
 */
record OrderFigures(List<OrderSums> all, Map<OrderFamily, List<OrderSums>> families, List<Long> renewedSubscriptions) {
    OrderFigures {
        all = List.copyOf(all);
        families = Collections.unmodifiableMap(new EnumMap<>(families));
        renewedSubscriptions = List.copyOf(renewedSubscriptions);
    }

    OrderSums of(OrderFamily family, int period) {
        return families.get(family).get(period);
    }

    /** Adds up what is read. */
    static final class Builder {
        private final List<OrderSums> all;
        private final Map<OrderFamily, List<OrderSums>> families = new EnumMap<>(OrderFamily.class);
        private final List<Long> renewedSubscriptions;

        Builder(int periods) {
            all = zeroes(periods, OrderSums.NONE);
            renewedSubscriptions = zeroes(periods, 0L);
            for (OrderFamily family : OrderFamily.values()) {
                families.put(family, zeroes(periods, OrderSums.NONE));
            }
        }

        private static <T> List<T> zeroes(int periods, T zero) {
            return new ArrayList<>(Collections.nCopies(periods + 1, zero));
        }

        void add(int period, OrderSums sums) {
            all.set(period, all.get(period).plus(sums));
        }

        void add(OrderFamily family, int period, OrderSums sums) {
            OrderFamily counted = family == OrderFamily.RENEWED_AGAIN ? OrderFamily.RENEWED : family;
            List<OrderSums> of = families.get(counted);
            of.set(period, of.get(period).plus(sums));
            if (family == OrderFamily.RENEWED) {
                renewedSubscriptions.set(period, renewedSubscriptions.get(period) + sums.orders());
            }
        }

        OrderFigures build() {
            return new OrderFigures(all, families, renewedSubscriptions);
        }
    }
}

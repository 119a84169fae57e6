package dev.costinsights.presentation;

import dev.costinsights.presentation.MrrTransition.Paid;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who pays the same for several periods, so that rates alone move it: counted by period before anything is valued,
 * however many different times they stay.
 */
final class StandingCustomers {
    private final Map<Paid, List<MrrTransition>> byPaid = new LinkedHashMap<>();

    /** Takes customers who pay the same. */
    interface Visitor {
        void visit(Paid each, int period, long customers);
    }

    /** @param each what one of the customers pays, before and after */
    void add(Paid each, MrrTransition transition) {
        byPaid.computeIfAbsent(plain(each), none -> new ArrayList<>()).add(transition);
    }

    /** Amounts of equal value are equal. */
    private static Paid plain(Paid paid) {
        return new Paid(paid.usdCents().stripTrailingZeros(), paid.otherPrices());
    }

    /** One amount after the other, and the periods of each in order. */
    void forEach(Visitor visitor) {
        byPaid.forEach((each, transitions) -> {
            List<BigDecimal> customers = customers(transitions);
            for (int period = 0; period < customers.size(); period++) {
                if (customers.get(period).signum() > 0) {
                    visitor.visit(each, period, customers.get(period).longValueExact());
                }
            }
        });
    }

    private static List<BigDecimal> customers(List<MrrTransition> transitions) {
        int last =
                transitions.stream().mapToInt(MrrTransition::lastPeriod).max().orElse(0);
        var changes = new Deltas(last);
        for (MrrTransition transition : transitions) {
            changes.add(transition.firstPeriod(), transition.customers());
            changes.add(transition.lastPeriod() + 1, -transition.customers());
        }
        return changes.running();
    }
}

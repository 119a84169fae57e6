package dev.costinsights.presentation;

import java.util.List;

/**
 * What metrics are made of.
 *
 * @param costs by period; at 0 all history before the range
 * @param activeCustomers by period; what is at 0 has no meaning
 * @param activeCustomersOfRange of the whole range
 */
record Measures(List<Sums> costs, List<ActiveCustomers> activeCustomers, ActiveCustomers activeCustomersOfRange) {
    Measures {
        costs = List.copyOf(costs);
        activeCustomers = List.copyOf(activeCustomers);
    }
}

package dev.costinsights.presentation;

import java.util.List;

/**
 * What metrics are made of.
 *
 * @param costs by period; at 0 all history before the range
 * @param activeCustomers distinct customers by period; what is at 0 has no meaning
 * @param activeCustomersOfRange distinct customers of the whole range
 */
record Measures(List<Sums> costs, List<Long> activeCustomers, long activeCustomersOfRange) {
    Measures {
        costs = List.copyOf(costs);
        activeCustomers = List.copyOf(activeCustomers);
    }
}

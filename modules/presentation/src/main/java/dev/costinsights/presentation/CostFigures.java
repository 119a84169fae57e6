package dev.costinsights.presentation;

import java.util.List;

/**
 * What events cost.
 *
 * @param costs by period; at 0 all history before the range
 */
record CostFigures(List<Sums> costs) {
    CostFigures {
        costs = List.copyOf(costs);
    }
}

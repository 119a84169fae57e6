package dev.costinsights.presentation;

import java.util.List;

/**
 * Who was active.
 *
 * @param byPeriod from 1; what is at 0 has no meaning
 * @param ofRange of the whole range
 */
record UserFigures(List<ActiveCustomers> byPeriod, ActiveCustomers ofRange) {
    UserFigures {
        byPeriod = List.copyOf(byPeriod);
    }
}

package dev.costinsights.presentation;

import java.math.BigDecimal;
import java.util.List;

/**
 * Seats and who has them, by period.
 *
 * @param total assigned and not revoked at the end of the whole period
 * @param claimed how many of them are
 * @param customers whose they are
 * @param newCustomers who had none in an earlier period, and got one in this and in the range
 * @param churnedCustomers who have none left and lost the last in this period and in the range
 */
record SeatFigures(
        List<BigDecimal> total,
        List<BigDecimal> claimed,
        List<BigDecimal> customers,
        List<Long> newCustomers,
        List<Long> churnedCustomers) {
    SeatFigures {
        total = List.copyOf(total);
        claimed = List.copyOf(claimed);
        customers = List.copyOf(customers);
        newCustomers = List.copyOf(newCustomers);
        churnedCustomers = List.copyOf(churnedCustomers);
    }
}

package dev.costinsights.contracts.profit;

import dev.costinsights.contracts.bus.Message;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;

/**
 * What customers have brought since their first order, by the UTC month of it.
 *
 * @param cohorts one for each month asked for that has begun, in order
 * @param asOf everything committed to the log up to this instant is in
 */
public record Cohorts(List<Cohort> cohorts, Instant asOf) implements Message {
    public static final int DECIMALS = 12;

    public Cohorts {
        cohorts = List.copyOf(cohorts);
    }

    /**
     * Customers whose first counting order with revenue was in one month.
     *
     * @param ages from the month of the first order to now; empty without customers
     */
    public record Cohort(YearMonth month, long customers, List<Age> ages) {
        public Cohort {
            ages = List.copyOf(ages);
        }
    }

    /**
     * A cohort at an age.
     *
     * @param age months since the first order's
     * @param contributionCents net revenue by date less costs, from the customers' very beginning to the end of that month
     * @param perCustomerCents the same by customer of the cohort, with {@value #DECIMALS} decimals
     * @param mature whether that month is over
     */
    public record Age(int age, BigDecimal contributionCents, BigDecimal perCustomerCents, boolean mature) {
        public static Age of(int age, BigDecimal contributionCents, long customers, boolean mature) {
            return new Age(
                    age,
                    contributionCents,
                    contributionCents.divide(BigDecimal.valueOf(customers), DECIMALS, RoundingMode.HALF_UP),
                    mature);
        }
    }
}

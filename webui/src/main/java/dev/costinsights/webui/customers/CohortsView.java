package dev.costinsights.webui.customers;

import dev.costinsights.contracts.profit.Cohorts;
import dev.costinsights.contracts.profit.Cohorts.Age;
import dev.costinsights.webui.customers.CustomersPage.Cell;
import dev.costinsights.webui.customers.CustomersPage.Cohort;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import java.math.BigDecimal;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Builds the heat map of what customers have brought, by the month of their first payment. */
final class CohortsView {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);
    private static final int STEPS_UP = 5;
    private static final int STEPS_DOWN = 3;

    private CohortsView() {}

    static CustomersPage.Cohorts of(Cohorts cohorts, String csv) {
        int ages = cohorts.cohorts().stream()
                .mapToInt(cohort -> cohort.ages().size())
                .max()
                .orElse(0);
        BigDecimal step = step(cohorts);
        return new CustomersPage.Cohorts(
                csv,
                IntStream.range(0, ages)
                        .mapToObj(age -> age == 0 ? "Month 0" : String.valueOf(age))
                        .toList(),
                cohorts.cohorts().stream()
                        .filter(cohort -> cohort.customers() > 0)
                        .map(cohort -> row(cohort, ages, step))
                        .toList(),
                IntStream.range(0, STEPS_UP + 1)
                        .mapToObj(i -> MoneyFormat.axis(step.multiply(BigDecimal.valueOf(i))))
                        .toList());
    }

    private static Cohort row(Cohorts.Cohort cohort, int ages, BigDecimal step) {
        List<Cell> cells = new ArrayList<>();
        for (Age age : cohort.ages()) {
            BigDecimal cents = age.perCustomerCents();
            cells.add(new Cell(
                    MoneyFormat.figure(cents).of(cents).whole(), css(cents, step), exact(cohort, age), age.mature()));
        }
        while (cells.size() < ages) {
            cells.add(new Cell("", "", null, true));
        }
        return new Cohort(MONTH.format(cohort.month()), Numbers.count(cohort.customers()), cells);
    }

    private static String exact(Cohorts.Cohort cohort, Age age) {
        return MONTH.format(cohort.month()) + ", month " + age.age() + ": " + MoneyFormat.axis(age.perCustomerCents())
                + " per customer, " + MoneyFormat.axis(age.contributionCents()) + " of "
                + Numbers.count(cohort.customers(), "customer", "customers")
                + (age.mature() ? "" : ". This month is not over");
    }

    private static String css(BigDecimal cents, BigDecimal step) {
        int steps = cents.divideToIntegralValue(step).intValue();
        int level = cents.signum() < 0 ? Math.max(-STEPS_DOWN, steps - 1) : Math.min(STEPS_UP, steps);
        return "h" + level;
    }

    /** A round amount of which the largest cell is about five. */
    private static BigDecimal step(Cohorts cohorts) {
        BigDecimal most = cohorts.cohorts().stream()
                .flatMap(cohort -> cohort.ages().stream())
                .map(age -> age.perCustomerCents().abs())
                .reduce(BigDecimal.ZERO, BigDecimal::max);
        BigDecimal step = new BigDecimal(100);
        BigDecimal[] factors = {new BigDecimal(2), new BigDecimal("2.5"), new BigDecimal(2)};
        for (int i = 0; step.multiply(BigDecimal.valueOf(STEPS_UP)).compareTo(most) < 0; i++) {
            step = step.multiply(factors[i % factors.length]);
        }
        return step;
    }
}

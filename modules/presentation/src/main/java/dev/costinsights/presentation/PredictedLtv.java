package dev.costinsights.presentation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a customer will bring in the five years to come, foretold from the months before: the mean contribution of a month
 * times the months it is expected to stay, m·(1 − r⁶⁰)/(1 − r) where r is the part of the customers that stays each month.
 * A contribution is net_revenue_by_date less costs.
 */
final class PredictedLtv {
    private static final int HORIZON_MONTHS = 60;
    private static final int DECIMALS = 12;
    private static final BigDecimal MONTHS = BigDecimal.valueOf(Window.MONTHS);

    private PredictedLtv() {}

    /**
     * What is looked at as of an instant: whole UTC days and months that are over by then.
     *
     * @param from start of the 90 days, inclusive
     * @param to their end, exclusive
     * @param monthsFrom start of the last three complete months, inclusive
     * @param monthsTo their end, exclusive
     */
    record Window(Instant from, Instant to, Instant monthsFrom, Instant monthsTo) {
        static final int DAYS = 90;
        static final int MONTHS = 3;

        static Window before(Instant end) {
            LocalDate day = end.atZone(ZoneOffset.UTC).toLocalDate();
            YearMonth month = YearMonth.from(day);
            return new Window(
                    startOf(day.minusDays(DAYS)),
                    startOf(day),
                    startOf(month.minusMonths(MONTHS).atDay(1)),
                    startOf(month.atDay(1)));
        }

        private static Instant startOf(LocalDate day) {
            return day.atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    /** How much a prediction is worth. */
    enum Confidence {
        LOW,
        MEDIUM,
        HIGH;

        /** The name on the wire: {@code low}. */
        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * How customers left in a window.
     *
     * @param payingDays for each customer the days of the 90 at whose end it paid, added up: its exposure in thirtieths of
     *     a month
     * @param churned customers whose last paid access ended in the 90 days and who didn't return in them
     * @param payingCustomers those with a paying day in the three months
     */
    record Churn(long payingDays, long churned, long payingCustomers) {

        /** The part of the customers that leaves in a month, with half a customer in one month as a prior; at most 1. */
        BigDecimal monthly() {
            return BigDecimal.valueOf(30 * churned + 15)
                    .divide(BigDecimal.valueOf(payingDays + 30), MathContext.DECIMAL128)
                    .min(BigDecimal.ONE);
        }

        Confidence confidence() {
            if (payingCustomers < 50 || churned < 5) {
                return Confidence.LOW;
            }
            return payingCustomers >= 500 && churned >= 50 ? Confidence.HIGH : Confidence.MEDIUM;
        }
    }

    /**
     * Of the mean customer.
     *
     * @param contributionCents of all customers together in the three months
     * @return cents with 12 decimals; null without exposure or without anyone who paid in the three months
     */
    static @Nullable BigDecimal overall(Churn churn, BigDecimal contributionCents) {
        return ofCustomers(churn, churn, contributionCents);
    }

    /**
     * Of the mean of some customers, who leave as all do.
     *
     * @param churn of the organization
     * @param own of these customers
     * @param contributionCents of these customers together in the three months
     * @return cents with 12 decimals; null without exposure or without anyone who paid in the three months
     */
    static @Nullable BigDecimal ofCustomers(Churn churn, Churn own, BigDecimal contributionCents) {
        return own.payingDays() == 0 || own.payingCustomers() == 0
                ? null
                : value(churn, contributionCents, own.payingCustomers());
    }

    /**
     * Of one customer, who leaves as all do.
     *
     * @param churn of the organization
     * @param ownPayingDays of the customer in the 90 days
     * @param contributionCents of the customer in the three months
     * @return cents with 12 decimals; null without exposure
     */
    static @Nullable BigDecimal ofCustomer(Churn churn, long ownPayingDays, BigDecimal contributionCents) {
        return ownPayingDays == 0 ? null : value(churn, contributionCents, 1);
    }

    /** The organization's churn, the customers' own contribution. */
    private static BigDecimal value(Churn churn, BigDecimal contributionCents, long customers) {
        BigDecimal leaving = churn.monthly();
        BigDecimal staying = BigDecimal.ONE.subtract(leaving);
        BigDecimal monthsByRate = BigDecimal.ONE.subtract(staying.pow(HORIZON_MONTHS, MathContext.DECIMAL128));
        return contributionCents
                .multiply(monthsByRate)
                .divide(leaving.multiply(MONTHS).multiply(BigDecimal.valueOf(customers)), MathContext.DECIMAL128)
                .setScale(DECIMALS, RoundingMode.HALF_UP);
    }
}

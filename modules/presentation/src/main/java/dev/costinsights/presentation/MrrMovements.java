package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.MrrMovement;
import dev.costinsights.presentation.MrrTransition.Paid;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * MRR at the ends of consecutive periods and what moved it in each. Every customer is valued at both ends with the plan
 * and the rates of these times, so that movements add up to the difference exactly. A customer whose amount comes to
 * nothing at a time doesn't pay then.
 *
 * <p>An instant on a boundary belongs to the period after it: what ends just there is still paid at the end of the period
 * before, what begins just there isn't yet.
 */
final class MrrMovements {
    private final MrrValuation valuation;
    private final List<Map<MrrMovement, BigDecimal>> cents = new ArrayList<>();
    private final long[] gained;
    private final long[] lost;

    /**
     * A period.
     *
     * @param startCents MRR at its start
     * @param startCustomers who pay then
     * @param endCents MRR at its end
     * @param movements cents of each that there is; their sum is the difference of both ends
     * @param lostCustomers of those at the start who pay nothing at the end
     */
    record OfPeriod(
            BigDecimal startCents,
            long startCustomers,
            BigDecimal endCents,
            Map<MrrMovement, BigDecimal> movements,
            long lostCustomers) {
        OfPeriod {
            movements = Map.copyOf(movements);
        }

        BigDecimal cents(MrrMovement movement) {
            return movements.getOrDefault(movement, BigDecimal.ZERO);
        }
    }

    private MrrMovements(int periods, RatesOfTimes rates) {
        this.valuation = new MrrValuation(rates);
        this.gained = new long[periods + 1];
        this.lost = new long[periods + 1];
        for (int period = 0; period <= periods; period++) {
            cents.add(new EnumMap<>(MrrMovement.class));
        }
    }

    /** @param rates at the start of the first period and the end of each */
    static List<OfPeriod> of(int periods, List<MrrTransition> transitions, RatesOfTimes rates) {
        var movements = new MrrMovements(periods, rates);
        var standing = new StandingCustomers();
        for (MrrTransition transition : transitions) {
            if (transition.isStanding()) {
                standing.add(transition.before().each(transition.customers()), transition);
            } else {
                movements.add(transition);
            }
        }
        standing.forEach((each, period, customers) -> {
            Paid paid = each.times(customers);
            movements.add(new MrrTransition(period, period, customers, paid, paid, true));
        });
        return movements.ofPeriods();
    }

    /** The currencies that rates are needed of. */
    static Set<String> currencies(List<MrrTransition> transitions) {
        return transitions.stream()
                .flatMap(transition -> Stream.of(prices(transition.before()), prices(transition.after())))
                .distinct()
                .flatMap(prices -> MonthlyPrice.parse(prices).stream())
                .map(MonthlyPrice::currency)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String prices(@Nullable Paid paid) {
        return paid == null ? "" : paid.otherPrices();
    }

    /** Of one period. */
    private void add(MrrTransition transition) {
        int period = transition.firstPeriod();
        BigDecimal before = period == 0
                ? BigDecimal.ZERO
                : valuation.cents(transition.before(), transition.customers(), period - 1);
        BigDecimal after = valuation.cents(transition.after(), transition.customers(), period);
        var ofPeriod = cents.get(period);
        movement(before, after, transition.hasPaid())
                .ifPresent(movement -> ofPeriod.merge(movement, after.subtract(before), BigDecimal::add));
        if (before.signum() == 0 && after.signum() > 0) {
            gained[period] += transition.customers();
        } else if (before.signum() > 0 && after.signum() == 0) {
            lost[period] += transition.customers();
        }
    }

    /**
     * Empty when nothing moved.
     *
     * @param before cents, 0 or more
     * @param after cents, 0 or more
     * @param hasPaid whether the customer paid at any time before the period
     */
    static Optional<MrrMovement> movement(BigDecimal before, BigDecimal after, boolean hasPaid) {
        int change = after.compareTo(before);
        if (change == 0) {
            return Optional.empty();
        }
        if (before.signum() == 0) {
            return Optional.of(hasPaid ? MrrMovement.REACTIVATION : MrrMovement.NEW);
        }
        if (after.signum() == 0) {
            return Optional.of(MrrMovement.CHURNED);
        }
        return Optional.of(change > 0 ? MrrMovement.EXPANSION : MrrMovement.CONTRACTION);
    }

    private List<OfPeriod> ofPeriods() {
        List<OfPeriod> periods = new ArrayList<>(cents.size() - 1);
        BigDecimal start = change(0);
        long customers = gained[0];
        for (int period = 1; period < cents.size(); period++) {
            BigDecimal end = start.add(change(period));
            periods.add(new OfPeriod(start, customers, end, cents.get(period), lost[period]));
            start = end;
            customers += gained[period] - lost[period];
        }
        return periods;
    }

    private BigDecimal change(int period) {
        return cents.get(period).values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

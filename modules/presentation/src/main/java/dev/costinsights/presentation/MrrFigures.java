package dev.costinsights.presentation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Subscriptions active at the ends of periods, and what they pay a month, by their present plan.
 *
 * @param active how many, by period; committed ones have no known end
 * @param paidCents of those not in trial
 * @param trialCents of those in trial
 */
record MrrFigures(
        List<BigDecimal> active,
        List<BigDecimal> committed,
        List<BigDecimal> paidCents,
        List<BigDecimal> trialCents,
        List<BigDecimal> committedPaidCents,
        List<BigDecimal> committedTrialCents) {
    MrrFigures {
        active = List.copyOf(active);
        committed = List.copyOf(committed);
        paidCents = List.copyOf(paidCents);
        trialCents = List.copyOf(trialCents);
        committedPaidCents = List.copyOf(committedPaidCents);
        committedTrialCents = List.copyOf(committedTrialCents);
    }

    /** What happens to subscriptions as periods go by. */
    enum Turn {
        /** They are active, in trial until they pay. */
        START,
        /** They pay: at once, without a trial. */
        PAY,
        /** They are active no more. */
        END
    }

    /** Counts or amounts by period, of subscriptions with and without a known end. */
    private static final class Sides {
        private final Deltas active;
        private final Deltas paid;
        private final Deltas trial;

        private Sides(int periods) {
            active = new Deltas(periods);
            paid = new Deltas(periods);
            trial = new Deltas(periods);
        }

        private void add(Turn turn, int period, BigDecimal change) {
            switch (turn) {
                case START -> {
                    active.add(period, change);
                    trial.add(period, change);
                }
                case PAY -> {
                    trial.subtract(period, change);
                    paid.add(period, change);
                }
                case END -> {
                    active.subtract(period, change);
                    paid.subtract(period, change);
                }
            }
        }
    }

    /** Adds up what is read. */
    static final class Builder {
        private final int periods;
        private final Sides[] counts;
        private final Sides[] cents;
        private final Map<Price, List<Change>> prices = new HashMap<>();

        private record Change(Turn turn, int period, boolean committed, long subscriptions) {}

        Builder(int periods) {
            this.periods = periods;
            counts = sides(periods);
            cents = sides(periods);
        }

        private static Sides[] sides(int periods) {
            return new Sides[] {new Sides(periods), new Sides(periods)};
        }

        /** Subscriptions of any currency; the amount is of those in usd. */
        void add(Turn turn, int period, boolean committed, long subscriptions, BigDecimal monthlyCents) {
            counts[index(committed)].add(turn, period, BigDecimal.valueOf(subscriptions));
            cents[index(committed)].add(turn, period, monthlyCents);
        }

        /** Subscriptions of another currency, which are counted already. */
        void add(Turn turn, int period, boolean committed, long subscriptions, Price price) {
            prices.computeIfAbsent(price, none -> new ArrayList<>())
                    .add(new Change(turn, period, committed, subscriptions));
        }

        private static int index(boolean committed) {
            return committed ? 1 : 0;
        }

        /** Takes long with many prices; their periods are laid out one price after the other. */
        MrrFigures build(OrderRates rates) {
            List<List<BigDecimal>> paid = List.of(cents[0].paid.running(), cents[1].paid.running());
            List<List<BigDecimal>> trial = List.of(cents[0].trial.running(), cents[1].trial.running());
            prices.forEach((price, changes) -> {
                Sides[] sides = sides(changes);
                for (int i = 0; i < sides.length; i++) {
                    value(price, rates, sides[i].paid.running(), paid.get(i));
                    value(price, rates, sides[i].trial.running(), trial.get(i));
                }
            });
            List<BigDecimal> committed = counts[1].active.running();
            return new MrrFigures(
                    sum(counts[0].active.running(), committed),
                    committed,
                    sum(paid.get(0), paid.get(1)),
                    sum(trial.get(0), trial.get(1)),
                    paid.get(1),
                    trial.get(1));
        }

        private Sides[] sides(List<Change> changes) {
            Sides[] sides = sides(periods);
            for (Change change : changes) {
                sides[index(change.committed())].add(
                        change.turn(), change.period(), BigDecimal.valueOf(change.subscriptions()));
            }
            return sides;
        }

        /** Each subscription is rounded by itself. */
        private void value(Price price, OrderRates rates, List<BigDecimal> subscriptions, List<BigDecimal> cents) {
            OrderRates.Rate known = null;
            BigDecimal monthlyCents = BigDecimal.ZERO;
            for (int period = 1; period <= periods; period++) {
                BigDecimal count = subscriptions.get(period);
                if (count.signum() == 0) {
                    continue;
                }
                OrderRates.Rate rate = rates.of(price.currency(), period);
                if (!rate.equals(known)) {
                    known = rate;
                    monthlyCents = price.monthlyCents(rate);
                }
                cents.set(period, cents.get(period).add(count.multiply(monthlyCents)));
            }
        }

        private static List<BigDecimal> sum(List<BigDecimal> some, List<BigDecimal> others) {
            List<BigDecimal> sums = new ArrayList<>(Collections.nCopies(some.size(), BigDecimal.ZERO));
            for (int i = 0; i < sums.size(); i++) {
                sums.set(i, some.get(i).add(others.get(i)));
            }
            return sums;
        }
    }
}

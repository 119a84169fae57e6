package dev.costinsights.contracts.profit;

import dev.costinsights.contracts.bus.Message;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * The profit of every customer in a range, best first. Its customers are those of a {@link CustomerSelection} of everybody;
 * their profits and what no customer cost add up to the profit of the organization.
 *
 * @param steps a customer each; of more than {@value #MOST_STEPS} customers, neighbours of the same part are one step
 * @param best those with the most profit, best first
 * @param worst those with the least profit, worst first; none of {@code best}
 * @param asOf everything committed to the log up to this instant is in
 */
public record ProfitCurve(
        List<Step> steps, Counts counts, List<CustomerProfit> best, List<CustomerProfit> worst, Instant asOf)
        implements Message {
    /** Before neighbours of different parts are told apart, which can make two more. */
    public static final int MOST_STEPS = 400;

    public ProfitCurve {
        steps = List.copyOf(steps);
        best = List.copyOf(best);
        worst = List.copyOf(worst);
    }

    /** Where a customer stands. */
    public enum Part {
        /** The fewest of the best who together make half of what those in profit make. */
        HALF,
        /** Everybody else without a loss. */
        REST,
        /** Profit below zero. */
        LOSS
    }

    /**
     * Neighbours.
     *
     * @param customers how many
     * @param profitCents of all of them together
     */
    public record Step(Part part, long customers, BigDecimal profitCents) {}

    /**
     * How many customers there are of a kind, and what they brought.
     *
     * @param customers all
     * @param paying with revenue in the range
     * @param half the fewest who make half of {@code gainCents}
     * @param losing with a profit below zero
     * @param losingPaying of these, those with revenue
     * @param gainCents profit of those without a loss
     * @param lossCents profit of those with a loss, 0 or less
     * @param lossOfPayingCents of these, of those with revenue
     */
    public record Counts(
            long customers,
            long paying,
            long half,
            long losing,
            long losingPaying,
            BigDecimal gainCents,
            BigDecimal lossCents,
            BigDecimal lossOfPayingCents) {}
}

package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an order is in its period. For nearly all orders the stage says it; what it says depends on the interval, see
 * {@code totals.orders}.
 */
enum OrderFamily {
    /** Of a subscription whose start isn't known; also what isn't an order: refunds and disputes by their own time. */
    OTHER,
    ONE_TIME,
    /** Its subscription started in the same period. */
    NEW,
    /** Its subscription started in another period, and it is the first order of it in this one. */
    RENEWED,
    /** The same, but not the first: the renewal is counted already. */
    RENEWED_AGAIN;

    private static final int FIRST_OF_LEVELS = 10;
    private static final int FIRST_AGAIN = 20;
    private static final int LEVELS = 6;

    /** The level of an interval: in its periods, stages up to it have to be looked at one by one. */
    private static int level(Interval interval) {
        return switch (interval) {
            case HOUR -> 1;
            case DAY -> 2;
            case WEEK -> 3;
            case MONTH -> 4;
            case YEAR -> 5;
        };
    }

    /**
     * What orders of a stage are, wherever the periods begin; empty when they have to be looked at one by one.
     *
     * @param byProduct whether only orders of some products are meant: of orders in one quarter-hour the first may be
     *     another product's
     */
    static Optional<OrderFamily> ofStage(int stage, Interval interval, boolean byProduct) {
        return switch (stage) {
            case 0, 2 -> Optional.of(OTHER);
            case 1 -> Optional.of(ONE_TIME);
            case 3 -> Optional.of(NEW);
            default -> {
                boolean again = stage >= FIRST_AGAIN;
                if (stage % FIRST_OF_LEVELS <= level(interval) || again && byProduct) {
                    yield Optional.empty();
                }
                yield Optional.of(again ? RENEWED_AGAIN : RENEWED);
            }
        };
    }

    /** Those to be looked at one by one. */
    static Short[] uncertainStages(Interval interval, boolean byProduct) {
        List<Short> stages = new ArrayList<>();
        for (int first : new int[] {FIRST_OF_LEVELS, FIRST_AGAIN}) {
            for (int level = 1; level <= LEVELS; level++) {
                if (ofStage(first + level, interval, byProduct).isEmpty()) {
                    stages.add((short) (first + level));
                }
            }
        }
        return stages.toArray(Short[]::new);
    }

    /** By the column {@code family} of {@link OrderSql}. */
    static OrderFamily ofColumn(int family) {
        return values()[family];
    }
}

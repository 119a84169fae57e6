package dev.costinsights.samples;

import java.util.Arrays;

/**
 * Random numbers that depend on a key alone, on every machine and Java version: the SplitMix64 generator, and
 * {@link StrictMath} because the results of {@link Math} may differ in the last bit.
 */
final class Dice {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** Dice for the given key; equal keys throw equal numbers. */
    static Dice of(long... key) {
        long state = 0;
        for (long part : key) {
            state = mixed(state + GOLDEN_GAMMA ^ part);
        }
        return new Dice(state);
    }

    /** Uniform in [0, 1). */
    double unit() {
        state += GOLDEN_GAMMA;
        return (mixed(state) >>> 11) * 0x1.0p-53;
    }

    /** Uniform in [0, bound). */
    int below(int bound) {
        return (int) (unit() * bound);
    }

    boolean chance(double probability) {
        return unit() < probability;
    }

    /** Log-normally distributed around a median: mostly near it, rarely up to twelve times as much, at least 1. */
    long around(long median, double spread) {
        double normal = StrictMath.sqrt(-2 * StrictMath.log(1 - unit())) * StrictMath.cos(2 * StrictMath.PI * unit());
        double factor = Math.min(StrictMath.exp(spread * normal), 12);
        return Math.max(1, Math.round(median * factor));
    }

    /** An index, with the probabilities that the running sums of weights give. */
    int index(double[] runningSums) {
        double point = unit() * runningSums[runningSums.length - 1];
        int found = Arrays.binarySearch(runningSums, point);
        return Math.min(found >= 0 ? found + 1 : -found - 1, runningSums.length - 1);
    }

    private static long mixed(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}

package dev.costinsights.acceptance;

import java.util.concurrent.ThreadLocalRandom;

/** Seeds of random tests: printed, and given again as {@code -Dcost-insights.seed} to replay a failure. */
final class Seeds {
    private Seeds() {}

    static long next(String test) {
        String given = System.getProperty("cost-insights.seed", "");
        long seed = given.isEmpty() ? ThreadLocalRandom.current().nextLong() : Long.parseLong(given);
        System.out.printf("%s runs with seed %d; replay it with -Dcost-insights.seed=%d%n", test, seed, seed);
        return seed;
    }
}

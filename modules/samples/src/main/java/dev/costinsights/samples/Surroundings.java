package dev.costinsights.samples;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * What a command takes from the machine it runs on, so that tests need neither wait nor guess.
 *
 * @param clock the time now; also measures how long something takes
 * @param pause how to wait
 * @param jitter uniformly distributed numbers in [0, 1)
 * @param terminal whether the progress line can be rewritten in place
 */
record Surroundings(Clock clock, Pause pause, DoubleSupplier jitter, boolean terminal) {

    /** The real machine. */
    static Surroundings real(Map<String, String> env) {
        boolean terminal =
                System.console() != null && !env.getOrDefault("TERM", "dumb").equals("dumb");
        return new Surroundings(
                Clock.systemUTC(),
                duration -> Thread.sleep(duration.toMillis()),
                () -> ThreadLocalRandom.current().nextDouble(),
                terminal);
    }

    /** Waits. */
    @FunctionalInterface
    interface Pause {
        void pause(Duration duration) throws InterruptedException;
    }
}

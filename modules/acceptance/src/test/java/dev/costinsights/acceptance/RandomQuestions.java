package dev.costinsights.acceptance;

import dev.costinsights.acceptance.SameEvents.Listing;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random questions about events and traces, asked and compared at once. */
final class RandomQuestions {
    private static final List<List<String>> FIELDS = List.of(
            List.of("_cost.amount"), List.of("_cost.amount", "seats"), List.of("_llm.total_tokens", "_cost.amount"));
    private static final List<String> PROPERTIES =
            List.of("_llm.model", "_llm.vendor", "region", "seats", "beta", "a.b", "missing");

    private final Random random;
    private final RandomWorld world;
    private final RandomConditions conditions;
    private final Snapshot truth;
    private final SameEvents events;
    private final SameStatistics statistics;

    RandomQuestions(Random random, RandomWorld world, Wire wire, Snapshot truth) {
        this.random = random;
        this.world = world;
        this.truth = truth;
        conditions = new RandomConditions(random, world, truth.registry());
        events = new SameEvents(wire, truth);
        statistics = new SameStatistics(wire, truth);
    }

    void askOne() throws IOException {
        switch (random.nextInt(10)) {
            case 0 -> events.checkOne(anyEvent(), random.nextBoolean());
            case 1, 2, 3, 4 -> events.check(listing());
            case 5, 6 -> statistics.checkTimeseries(about(random.nextBoolean() ? Condition.NONE : conditions.any()));
            case 7 -> statistics.checkProperty(about(sometimes(conditions.customers())), pick(PROPERTIES), limit());
            case 8 -> statistics.checkCustomers(about(sometimes(conditions.customers())));
            default ->
                statistics.checkVariance(
                        about(sometimes(conditions.names()).and(sometimes(conditions.customers()))), limit());
        }
    }

    private Listing listing() {
        @Nullable Recorded parent = random.nextInt(4) == 0 ? anyParent() : null;
        return new Listing(
                conditions.any().and(conditions.time()),
                parent,
                random.nextInt(3) == 0 ? (Integer) random.nextInt(parent == null ? 0 : 1, 6) : null,
                random.nextBoolean(),
                random.nextInt(3) == 0,
                limit());
    }

    private StatisticsQuestion about(Condition condition) {
        return new StatisticsQuestion(world.periods(), condition, pick(FIELDS));
    }

    private Condition sometimes(Condition condition) {
        return random.nextInt(3) == 0 ? condition : Condition.NONE;
    }

    private int limit() {
        return random.nextBoolean() ? 100 : 1 + random.nextInt(40);
    }

    private Recorded anyEvent() {
        return pick(List.copyOf(truth.hierarchy().events()));
    }

    /** Mostly one with children. */
    private Recorded anyParent() {
        Recorded event = anyEvent();
        @Nullable Recorded parent = truth.hierarchy().parent(event);
        return parent == null ? event : parent;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

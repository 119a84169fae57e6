package dev.costinsights.acceptance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Demands that lists and statistics of events can make, each alone or together with others. */
final class RandomConditions {
    private final Random random;
    private final RandomWorld world;
    private final Registry registry;
    private final Clauses clauses;

    RandomConditions(Random random, RandomWorld world, Registry registry) {
        this.random = random;
        this.world = world;
        this.registry = registry;
        this.clauses = new Clauses(random);
    }

    /** What only lists take: neither end is inside. */
    Condition time() {
        var after = world.moment();
        var before = world.moment();
        return switch (random.nextInt(4)) {
            case 0 ->
                Condition.of(
                        "start_timestamp",
                        after.toString(),
                        recorded -> recorded.timestamp().isAfter(after));
            case 1 ->
                Condition.of(
                        "end_timestamp",
                        before.toString(),
                        recorded -> recorded.timestamp().isBefore(before));
            default -> Condition.NONE;
        };
    }

    Condition any() {
        Condition condition = Condition.NONE;
        if (random.nextInt(3) == 0) {
            condition = condition.and(names());
        }
        if (random.nextInt(4) == 0) {
            condition = condition.and(customers());
        }
        if (random.nextInt(3) == 0) {
            condition = condition.and(metadata());
        }
        if (random.nextInt(3) == 0) {
            condition = condition.and(clauses.filter());
        }
        if (random.nextInt(8) == 0) {
            boolean user = random.nextInt(4) > 0;
            condition = condition.and(Condition.of("source", user ? "user" : "system", recorded -> user));
        }
        return condition;
    }

    Condition names() {
        return anyOf(() -> {
            String name = pick(RandomWorld.NAMES);
            return Condition.of("name", name, recorded -> recorded.name().equals(name));
        });
    }

    /** By either id; whoever has one has the other. */
    Condition customers() {
        return anyOf(() -> {
            if (!registry.all().isEmpty() && random.nextBoolean()) {
                var id = pick(registry.all()).id();
                return Condition.of(
                        "customer_id",
                        id.toString(),
                        recorded -> id.equals(registry.owner(recorded.event()).id()));
            }
            String externalId = "customer-" + random.nextInt(60);
            return Condition.of(
                    "external_customer_id",
                    externalId,
                    recorded ->
                            externalId.equals(registry.owner(recorded.event()).externalId()));
        });
    }

    private Condition metadata() {
        String key = pick(List.of("region", "seats", "beta", "ratio", "a.b", "missing"));
        return anyOf(() -> {
            String text = text(key);
            return Condition.of("metadata[" + key + "]", text, holds(key, text));
        });
    }

    private String text(String key) {
        return switch (key) {
            case "region" -> pick(RandomMetadata.REGIONS);
            case "beta" -> pick(List.of("true", "false", "t"));
            case "seats" -> pick(List.of("3", "3.0", "2.5", "0", "7", "03"));
            default -> pick(List.of("dotted", "x", "1", "0.5"));
        };
    }

    /** A text is meant, and the number or the boolean that it is the text of. */
    private static Predicate<Recorded> holds(String key, String text) {
        return recorded -> {
            Object found = Clauses.metadata(recorded.event().metadata(), key);
            if (found instanceof Number number) {
                return text.matches("-?\\d+(\\.\\d+)?")
                        && new BigDecimal(number.toString()).compareTo(new BigDecimal(text)) == 0;
            }
            return found != null && found.toString().equals(text);
        };
    }

    private Condition anyOf(Supplier<Condition> one) {
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0, count = 1 + random.nextInt(3); i < count; i++) {
            conditions.add(one.get());
        }
        return conditions.stream().reduce(Condition::or).orElseThrow();
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

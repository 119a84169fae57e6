package dev.costinsights.aggregation;

import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Events that name each other in every way that ingestion lets through, in random order. */
final class TraceGenerator {
    private static final Instant FIRST = Instant.parse("2026-02-26T20:00:00Z");

    private TraceGenerator() {}

    /** Trees of all shapes, dangling parents, a few circles, events alone. */
    static List<TestLog.Event> events(Random random, int count) {
        return events(random, count, (ids, i) -> parent(random, ids, i));
    }

    /** Many circles of five with trees beneath them. */
    static List<TestLog.Event> circles(Random random, int count) {
        return events(random, count, (ids, i) -> {
            int first = i - i % 15;
            int parent = i % 15 < 5 ? first + (i + 1 - first) % 5 : first + random.nextInt(i - first);
            return name(random, ids, Math.min(parent, ids.size() - 1));
        });
    }

    private interface Parents {
        @Nullable
        String of(List<UUID> ids, int i);
    }

    private static List<TestLog.Event> events(Random random, int count, Parents parents) {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(new UUID(random.nextLong(), random.nextLong()));
        }
        List<TestLog.Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(new TestLog.Event(
                    ids.get(i),
                    // Few instants, so that place and id must decide.
                    FIRST.plusSeconds(random.nextInt(40) * 9_000L),
                    "name " + random.nextInt(3),
                    named(i) ? "e" + i : null,
                    parents.of(ids, i),
                    random.nextInt(8) == 0 ? null : "customer-" + random.nextInt(5),
                    random.nextInt(20) == 0 ? ids.get(0) : null,
                    cost(random),
                    random.nextInt(3) == 0 ? null : "vendor " + random.nextInt(2),
                    random.nextInt(3) == 0 ? null : "model " + random.nextInt(2),
                    "{}"));
        }
        Collections.shuffle(events, random);
        return events;
    }

    private static boolean named(int i) {
        return i % 4 != 0;
    }

    private static @Nullable String parent(Random random, List<UUID> ids, int i) {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4 -> null;
            case 5 -> "nobody " + random.nextInt(5);
            case 6 -> new UUID(random.nextLong(), random.nextLong()).toString();
            // Anywhere: circles of any length.
            case 7, 8 -> name(random, ids, random.nextInt(ids.size()));
            case 9 -> name(random, ids, i);
            // Near: deep trees.
            case 10, 11, 12, 13, 14 -> name(random, ids, Math.max(0, i - 1 - random.nextInt(3)));
            default -> name(random, ids, random.nextInt(i + 1));
        };
    }

    private static String name(Random random, List<UUID> ids, int i) {
        String id = ids.get(i).toString();
        boolean byId = !named(i) || random.nextInt(5) == 0;
        return byId ? (random.nextBoolean() ? id : id.toUpperCase(Locale.ROOT)) : "e" + i;
    }

    private static @Nullable BigDecimal cost(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> BigDecimal.valueOf(random.nextInt(5) - 2);
            default -> new BigDecimal(random.nextLong(-900_000_000L, 9_000_000_000_000L)).movePointLeft(12);
        };
    }
}

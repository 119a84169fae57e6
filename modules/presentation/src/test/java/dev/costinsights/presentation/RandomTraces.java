package dev.costinsights.presentation;

import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/**
 * Seeded hierarchies where mistakes would show: parents that come late, never, or are their own children's children;
 * children of other days, names and customers than their roots; times around the midnights and clock changes of awkward
 * zones.
 */
final class RandomTraces {
    static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Australia/Adelaide"));

    static final LocalDate FIRST_DAY = LocalDate.parse("2026-02-20");
    private static final int DAYS = 60;

    /** New York's clocks change on the first, Adelaide's on the second. */
    private static final List<LocalDate> MARKED_DAYS =
            List.of(LocalDate.parse("2026-03-08"), LocalDate.parse("2026-04-05"), LocalDate.parse("2026-03-01"));

    private RandomTraces() {}

    static LocalDate day(Random random) {
        return random.nextBoolean()
                ? MARKED_DAYS.get(random.nextInt(MARKED_DAYS.size())).plusDays(random.nextInt(3) - 1L)
                : FIRST_DAY.plusDays(random.nextInt(DAYS));
    }

    static UUID customerId(int number) {
        return new UUID(0x4000L, 0x8000000000000000L + number);
    }

    /** In the order in which they are to be appended. */
    static List<TestLog.Event> events(Random random, int count) {
        List<TestLog.Event> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            events.add(event(random, i, count));
        }
        if (random.nextBoolean()) {
            Collections.shuffle(events, random);
        }
        return events;
    }

    private static TestLog.Event event(Random random, int number, int count) {
        boolean byId = random.nextInt(4) == 0;
        String external = switch (random.nextInt(10)) {
            case 0 -> "";
            default -> "customer " + random.nextInt(9);
        };
        return new TestLog.Event(
                id(number),
                time(random),
                "name " + random.nextInt(1 + random.nextInt(6)),
                "event " + number,
                parent(random, number, count),
                byId ? null : external,
                byId ? customerId(random.nextInt(5)) : null,
                amount(random),
                random.nextInt(3) == 0 ? null : "vendor " + random.nextInt(3),
                random.nextInt(3) == 0 ? null : "model " + random.nextInt(5),
                metadata(random));
    }

    private static UUID id(int number) {
        return new UUID(0x4000L, 0x9000000000000000L + number);
    }

    /** Mostly of an earlier event, so that hierarchies are deep; now and then of any, which makes circles. */
    private static String parent(Random random, int number, int count) {
        return switch (random.nextInt(8)) {
            case 0, 1 -> number == 0 ? null : "event " + random.nextInt(number);
            case 2 ->
                number == 0
                        ? null
                        : id(number - 1 - random.nextInt(Math.min(number, 5))).toString();
            case 3 -> random.nextInt(3) == 0 ? "event " + random.nextInt(count) : null;
            case 4 -> random.nextInt(3) == 0 ? "nobody " + random.nextInt(3) : null;
            default -> null;
        };
    }

    private static Instant time(Random random) {
        Instant midnight = day(random)
                .atStartOfDay(ZONES.get(random.nextInt(ZONES.size())))
                .toInstant();
        return switch (random.nextInt(4)) {
            case 0 -> midnight;
            case 1 -> midnight.minusNanos(1_000);
            default ->
                midnight.plusSeconds(random.nextInt(172_800) - 86_400).plusNanos(random.nextInt(999_999) * 1_000L);
        };
    }

    private static BigDecimal amount(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> null;
            case 1 -> BigDecimal.ZERO;
            case 2 -> BigDecimal.valueOf(-1 - random.nextInt(1_000_000)).movePointLeft(4);
            case 3 -> BigDecimal.valueOf(1 + random.nextInt(9)).movePointLeft(12);
            case 4 -> BigDecimal.valueOf(10);
            default -> BigDecimal.valueOf(1 + random.nextInt(100_000_000)).movePointLeft(random.nextInt(9));
        };
    }

    private static String metadata(Random random) {
        String plan = random.nextInt(3) == 0 ? "" : "\"plan\": \"" + (random.nextBoolean() ? "pro" : "free") + "\"";
        String tokens = switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> "\"tokens\": \"12\"";
            default -> "\"tokens\": " + (random.nextInt(2_000) - 500) + (random.nextBoolean() ? "" : ".25");
        };
        return "{" + plan + (plan.isEmpty() || tokens.isEmpty() ? "" : ", ") + tokens + "}";
    }
}

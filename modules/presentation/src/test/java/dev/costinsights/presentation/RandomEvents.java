package dev.costinsights.presentation;

import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Seeded events where mistakes would show: around midnights, clock changes and quarter-hours of awkward zones. */
final class RandomEvents {
    static final List<String> ZONES = List.of(
            "UTC",
            "Asia/Kathmandu",
            "Australia/Adelaide",
            "Australia/Lord_Howe",
            "America/New_York",
            "America/Sao_Paulo",
            "Asia/Kolkata",
            "Pacific/Chatham",
            "Pacific/Apia");

    private static final List<LocalDate> DAYS = List.of(
            LocalDate.parse("2026-03-08"),
            LocalDate.parse("2025-11-02"),
            LocalDate.parse("2026-04-05"),
            LocalDate.parse("2025-10-05"),
            LocalDate.parse("2018-11-04"),
            LocalDate.parse("2024-02-29"),
            LocalDate.parse("2026-01-01"));

    private RandomEvents() {}

    static ZoneId zone(Random random) {
        return ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    }

    static LocalDate day(Random random) {
        LocalDate day = DAYS.get(random.nextInt(DAYS.size()));
        return random.nextInt(3) == 0 ? day.minusDays(random.nextInt(500)) : day.plusDays(random.nextInt(7) - 3L);
    }

    static List<TestLog.Event> events(Random random, int count) {
        List<TestLog.Event> events = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean byId = random.nextInt(4) == 0;
            boolean both = random.nextInt(12) == 0;
            UUID customerId = customerId(random);
            events.add(new TestLog.Event(
                    time(random),
                    "name " + random.nextInt(6),
                    byId ? null : externalCustomerId(random),
                    byId || both ? customerId : null,
                    amount(random),
                    random.nextInt(3) == 0 ? null : "vendor " + random.nextInt(3),
                    random.nextInt(3) == 0 ? null : "model " + random.nextInt(5)));
        }
        return events;
    }

    static UUID customerId(Random random) {
        return new UUID(0x4000L, 0x8000000000000000L + random.nextInt(5));
    }

    static String externalCustomerId(Random random) {
        return "customer " + random.nextInt(12);
    }

    static Instant time(Random random) {
        Instant midnight = day(random).atStartOfDay(zone(random)).toInstant();
        return switch (random.nextInt(4)) {
            case 0 -> midnight;
            case 1 -> midnight.minusNanos(1_000);
            case 2 -> midnight.plusSeconds((random.nextInt(200) - 100) * 900L);
            default ->
                midnight.plusSeconds(random.nextInt(200_000) - 100_000).plusNanos(random.nextInt(999_999) * 1_000L);
        };
    }

    private static @Nullable BigDecimal amount(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> null;
            case 1 -> BigDecimal.ZERO;
            case 2 -> new BigDecimal(random.nextLong()).movePointLeft(12);
            case 3 -> BigDecimal.valueOf(random.nextInt(1_000));
            case 4 ->
                new BigDecimal("99999999999999999.999999999999")
                        .multiply(BigDecimal.valueOf(random.nextBoolean() ? 1 : -1));
            default -> new BigDecimal(random.nextInt(2_000_000) - 500_000).movePointLeft(6);
        };
    }
}

package dev.costinsights.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Moments around a few days, on and beside every kind of boundary; and picks of anything. */
final class RandomMoments {
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 9, 1);
    private static final int DAYS = 600;
    /** Nothing happens later. */
    static final Instant END = Instant.parse("2026-11-01T00:00:00Z");

    private final Random random;
    private final List<LocalDate> busyDays = new ArrayList<>();
    private final Set<Instant> once = new HashSet<>();

    RandomMoments(Random random) {
        this.random = random;
        for (int i = 0; i < 8; i++) {
            busyDays.add(FIRST_DAY.plusDays(random.nextInt(DAYS)));
        }
        // Beginnings of periods, and days on which a clock changes somewhere.
        busyDays.addAll(List.of(
                LocalDate.of(2025, 1, 1),
                LocalDate.of(2025, 3, 9),
                LocalDate.of(2025, 4, 6),
                LocalDate.of(2025, 11, 2),
                LocalDate.of(2025, 12, 1),
                LocalDate.of(2026, 1, 22),
                LocalDate.of(2026, 2, 1)));
    }

    Instant any() {
        LocalDate day = oneIn(4) ? FIRST_DAY.plusDays(random.nextInt(DAYS)) : pick(busyDays);
        Instant midnight = day.atStartOfDay(zone()).toInstant();
        return switch (random.nextInt(6)) {
            case 0 -> midnight;
            case 1 -> midnight.minus(1, ChronoUnit.MICROS);
            case 2 -> midnight.plus(random.nextInt(96) * 15L, ChronoUnit.MINUTES);
            case 3 ->
                midnight.plus(random.nextInt(96) * 15L, ChronoUnit.MINUTES).minus(1, ChronoUnit.MICROS);
            default -> midnight.plus((long) (random.nextDouble() * 86_400_000_000L), ChronoUnit.MICROS);
        };
    }

    /** One that no other call of this method gives. */
    Instant onlyOnce(Instant wish) {
        Instant moment = wish;
        while (!once.add(moment)) {
            moment = moment.plus(1, ChronoUnit.MICROS);
        }
        return moment;
    }

    /** At most so many days later, at times a whole number of them, at times at once; never after the end. */
    Instant after(Instant moment, int days) {
        Instant later = switch (random.nextInt(8)) {
            case 0 -> moment.plus(Duration.ofMinutes(random.nextInt(15)));
            case 1 -> moment.plus(Duration.ofDays(random.nextInt(days + 1)));
            case 2 -> {
                Instant other = any();
                yield other.isBefore(moment) ? moment.plusSeconds(1) : other;
            }
            default -> moment.plus((long) (random.nextDouble() * days * 86_400_000_000L), ChronoUnit.MICROS);
        };
        return later.isAfter(END) ? END : later;
    }

    LocalDate day() {
        return oneIn(3) ? FIRST_DAY.plusDays(random.nextInt(DAYS)) : pick(busyDays);
    }

    ZoneId zone() {
        return pick(RandomWorld.ZONES);
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

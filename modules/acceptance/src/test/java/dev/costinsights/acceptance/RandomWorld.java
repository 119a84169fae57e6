package dev.costinsights.acceptance;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Events and questions nobody would think of: awkward amounts, many customers, moments on and beside every kind of
 * boundary, zones with odd offsets, ranges that start and end anywhere.
 */
final class RandomWorld {
    static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("Asia/Kolkata"),
            ZoneId.of("Australia/Adelaide"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("America/New_York"),
            ZoneId.of("America/St_Johns"),
            ZoneId.of("America/Sao_Paulo"),
            ZoneId.of("America/Santiago"),
            ZoneId.of("Europe/London"),
            ZoneId.of("Africa/Casablanca"),
            ZoneId.of("Asia/Tehran"),
            ZoneId.of("Asia/Beirut"),
            ZoneId.of("Pacific/Chatham"),
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("Pacific/Kiritimati"),
            ZoneId.of("Etc/GMT+12"),
            ZoneId.of("US/Pacific"));
    static final List<String> INTERVALS = List.of("hour", "day", "week", "month", "year");
    static final int[] MAX_DAYS = {7, 366, 371, 1460, 3650};
    private static final LocalDate FIRST_DAY = LocalDate.of(2016, 1, 1);
    private static final int DAYS = 10 * 365;
    static final List<String> NAMES = List.of("llm.inference", "email.sent", "", "größe ∑ 🚀", "a'b\"c\\d");

    private final Random random;
    private final RandomMetadata metadata;
    private final RandomParents parents;
    private final List<LocalDate> busyDays = new ArrayList<>();

    RandomWorld(Random random) {
        this.random = random;
        this.metadata = new RandomMetadata(random);
        this.parents = new RandomParents(random);
        for (int i = 0; i < 12; i++) {
            busyDays.add(FIRST_DAY.plusDays(random.nextInt(DAYS)));
        }
        // Clocks change here somewhere: in the north, the south, Lord Howe by half an hour, Apia and Casablanca oddly.
        busyDays.addAll(List.of(
                LocalDate.of(2025, 3, 9),
                LocalDate.of(2025, 11, 2),
                LocalDate.of(2024, 10, 27),
                LocalDate.of(2025, 4, 6),
                LocalDate.of(2018, 11, 4),
                LocalDate.of(2024, 12, 31)));
    }

    /** A batch; some of its events come twice in it, and some had come in an earlier one. */
    List<Event> batch(List<Recorded> earlier, Registry registry) {
        List<Event> batch = new ArrayList<>();
        for (int i = 0, size = 1 + random.nextInt(120); i < size; i++) {
            batch.add(event(registry));
        }
        batch = parents.placed(batch, earlier);
        if (random.nextInt(3) == 0) {
            batch.add(again(pick(batch)));
        }
        if (!earlier.isEmpty() && random.nextInt(3) == 0) {
            batch.add(again(pick(earlier).event()));
        }
        return batch;
    }

    /** The same event once more; one that is never a duplicate gets a number of its own. */
    private Event again(Event event) {
        return event.externalId() != null ? event : event.with(metadata.renumbered(event.metadata()));
    }

    private Event event(Registry registry) {
        boolean byId = !registry.all().isEmpty() && random.nextInt(5) == 0;
        return new Event(
                pick(NAMES),
                moment(),
                null,
                null,
                byId ? "" : customer(),
                byId ? pick(registry.all()).id() : null,
                amount(),
                metadata.next());
    }

    String customer() {
        return switch (random.nextInt(20)) {
            case 0 -> "";
            case 1 -> "Kunde ß 客";
            default -> "customer-" + (int) Math.abs(random.nextGaussian() * 60);
        };
    }

    Instant moment() {
        LocalDate day = random.nextInt(4) == 0 ? FIRST_DAY.plusDays(random.nextInt(DAYS)) : pick(busyDays);
        ZoneId zone = pick(ZONES);
        Instant midnight = day.atStartOfDay(zone).toInstant();
        return switch (random.nextInt(6)) {
            case 0 -> midnight;
            case 1 -> midnight.minus(1, ChronoUnit.MICROS);
            case 2 -> midnight.plus(random.nextInt(96) * 15L, ChronoUnit.MINUTES);
            case 3 ->
                midnight.plus(random.nextInt(96) * 15L, ChronoUnit.MINUTES).minus(1, ChronoUnit.MICROS);
            default -> midnight.plus((long) (random.nextDouble() * 86_400_000_000L), ChronoUnit.MICROS);
        };
    }

    private @Nullable BigDecimal amount() {
        BigDecimal magnitude = switch (random.nextInt(8)) {
            case 0 -> BigDecimal.ZERO;
            case 1 -> BigDecimal.valueOf(random.nextInt(100_000), 2);
            case 2 -> new BigDecimal("99999999999999999.999999999999");
            case 3 -> new BigDecimal("0.000000000001");
            case 4 -> new BigDecimal("0.30000000000000004");
            case 5 -> new BigDecimal(new BigInteger(90, random), 12).setScale(15, RoundingMode.UNNECESSARY);
            case 6 -> new BigDecimal(BigInteger.valueOf(1 + random.nextInt(9)), -random.nextInt(16));
            default -> BigDecimal.valueOf(random.nextLong() >>> 20, 12 + random.nextInt(4));
        };
        return switch (random.nextInt(4)) {
            case 0 -> null;
            case 1 -> magnitude.negate();
            default -> magnitude;
        };
    }

    Question question(Registry registry) {
        int interval = random.nextInt(INTERVALS.size());
        Periods asked = periods(interval);
        Set<String> slugs = new HashSet<>();
        IntStream.rangeClosed(0, random.nextInt(6)).forEach(i -> slugs.add(pick(Question.EVERY_SLUG)));
        List<String> shuffled = new ArrayList<>(slugs);
        Collections.sort(shuffled);
        Collections.shuffle(shuffled, random);
        Question question = new Question(asked.start(), asked.end(), asked.zone(), asked.interval(), shuffled);
        return registry.all().isEmpty() || random.nextInt(4) > 0
                ? question
                : question.of(
                        List.of(pick(registry.all()).id(), pick(registry.all()).id()));
    }

    Periods periods() {
        return periods(random.nextInt(INTERVALS.size()));
    }

    private Periods periods(int interval) {
        LocalDate around = random.nextInt(5) == 0 ? FIRST_DAY.plusDays(random.nextInt(DAYS)) : pick(busyDays);
        int days = random.nextInt(MAX_DAYS[interval] + 1);
        if (random.nextBoolean()) {
            days = Math.min(days, random.nextInt(40));
        }
        LocalDate start = around.minusDays(random.nextInt(days + 1));
        return new Periods(start, start.plusDays(days), pick(ZONES), INTERVALS.get(interval));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

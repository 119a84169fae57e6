package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.presentation.MrrMovements.OfPeriod;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.recursive.comparison.RecursiveComparisonConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MrrIT {
    private static final int WORLDS = 12;
    private static final int QUESTIONS = 12;

    private static final RecursiveComparisonConfiguration BY_VALUE = RecursiveComparisonConfiguration.builder()
            .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
            .build();

    private static PresentationFixture fixture;
    private static Snapshots snapshots;

    @BeforeAll
    static void open() throws Exception {
        fixture = new PresentationFixture();
        snapshots = new Snapshots(fixture.database.pool("test", 1));
    }

    @AfterAll
    static void close() throws Exception {
        fixture.close();
    }

    static IntStream seeds() {
        return IntStream.range(0, WORLDS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyMovementIsWhatSamplingSpansSays(int seed) throws Exception {
        var random = new Random(seed);
        var world = new MrrWorld(new UUID(0x4000L, 0x8000000000000000L + 7_000 + seed), random);
        world.write(fixture.connection);
        for (int i = 0; i < QUESTIONS; i++) {
            List<Instant> boundaries = boundaries(world, random);
            Set<UUID> customers = random.nextBoolean() ? world.someCustomers() : null;
            Set<UUID> products = random.nextBoolean() ? world.someProducts() : null;
            var scope = new RevenueScope(world.organizationId, array(customers), array(products));

            List<OfPeriod> periods = get(snapshots.read(snapshot -> MrrStore.movements(snapshot, scope, boundaries)));

            assertThat(periods)
                    .as("seed %d, question %d, customers %s, products %s", seed, i, customers, products)
                    .usingRecursiveFieldByFieldElementComparator(BY_VALUE)
                    .isEqualTo(expected(world, boundaries, customers, products));
        }
    }

    private static List<Instant> boundaries(MrrWorld world, Random random) {
        Interval interval = Interval.values()[random.nextInt(Interval.values().length)];
        LocalDate start = world.someDay();
        int days = random.nextInt(Math.min(interval.maxDays(), 200) + 1);
        var range = new TimeRange(start, start.plusDays(days), RandomEvents.zone(random));
        return Boundaries.of(interval.periodsOf(range));
    }

    private static UUID @Nullable [] array(@Nullable Set<UUID> ids) {
        return ids == null ? null : ids.toArray(UUID[]::new);
    }

    private static List<OfPeriod> expected(
            MrrWorld world, List<Instant> boundaries, @Nullable Set<UUID> customers, @Nullable Set<UUID> products) {
        Predicate<MrrWorld.Span> filter = span -> (customers == null || customers.contains(span.customer()))
                && (products == null || products.contains(span.product()));
        return IntStream.range(1, boundaries.size())
                .mapToObj(i -> expected(world, boundaries.get(i - 1), boundaries.get(i), filter))
                .toList();
    }

    private static OfPeriod expected(MrrWorld world, Instant start, Instant end, Predicate<MrrWorld.Span> filter) {
        BigDecimal atStart = BigDecimal.ZERO;
        BigDecimal atEnd = BigDecimal.ZERO;
        long customers = 0;
        long lost = 0;
        Map<MrrMovement, BigDecimal> movements = new EnumMap<>(MrrMovement.class);
        for (UUID customer : world.spans.stream().map(MrrWorld.Span::customer).collect(Collectors.toSet())) {
            BigDecimal before = world.cents(customer, start, filter);
            BigDecimal after = world.cents(customer, end, filter);
            atStart = atStart.add(before);
            atEnd = atEnd.add(after);
            customers += before.signum();
            lost += before.signum() > 0 && after.signum() == 0 ? 1 : 0;
            MrrMovement movement = movement(before, after, world.hasPaidBefore(customer, start, filter));
            if (movement != null) {
                movements.merge(movement, after.subtract(before), BigDecimal::add);
            }
        }
        assertThat(movements.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(atEnd.subtract(atStart));
        return new OfPeriod(atStart, customers, atEnd, movements, lost);
    }

    private static @Nullable MrrMovement movement(BigDecimal before, BigDecimal after, boolean hasPaid) {
        if (before.signum() == 0 && after.signum() == 0 || before.compareTo(after) == 0) {
            return null;
        }
        if (before.signum() == 0) {
            return hasPaid ? MrrMovement.REACTIVATION : MrrMovement.NEW;
        }
        if (after.signum() == 0) {
            return MrrMovement.CHURNED;
        }
        return after.compareTo(before) > 0 ? MrrMovement.EXPANSION : MrrMovement.CONTRACTION;
    }
}

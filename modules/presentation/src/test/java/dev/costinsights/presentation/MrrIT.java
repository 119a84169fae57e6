package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.ListMrrMovements;
import dev.costinsights.contracts.metrics.MrrMovement;
import dev.costinsights.contracts.metrics.MrrMovementPage;
import dev.costinsights.contracts.metrics.MrrMovementPage.Item;
import dev.costinsights.contracts.metrics.Period;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.presentation.MrrMovements.OfPeriod;
import dev.costinsights.presentation.PredictedLtv.Churn;
import dev.costinsights.presentation.PredictedLtv.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
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
            Interval interval = Interval.values()[random.nextInt(Interval.values().length)];
            List<Instant> boundaries = Boundaries.of(interval.periodsOf(range(world, interval, random)));
            Set<UUID> customers = random.nextBoolean() ? world.someCustomers() : Set.of();
            Set<UUID> products = random.nextBoolean() ? world.someProducts() : Set.of();
            var scope = new RevenueScope(world.organizationId, array(customers), array(products));

            List<OfPeriod> periods = get(snapshots.read(snapshot -> MrrStore.movements(snapshot, scope, boundaries)));

            assertThat(periods)
                    .as("seed %d, question %d, customers %s, products %s", seed, i, customers, products)
                    .usingRecursiveFieldByFieldElementComparator(BY_VALUE)
                    .isEqualTo(expected(world, boundaries, customers, products));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theListHasEveryMovementOnce(int seed) throws Exception {
        var random = new Random(seed);
        var world = new MrrWorld(new UUID(0x4000L, 0x8000000000000000L + 8_000 + seed), random);
        world.write(fixture.connection);
        for (int i = 0; i < QUESTIONS; i++) {
            Interval interval = Interval.values()[1 + random.nextInt(Interval.values().length - 1)];
            TimeRange range = range(world, interval, random);
            Set<UUID> customers = random.nextInt(3) == 0 ? world.someCustomers() : Set.of();
            Set<UUID> products = random.nextInt(3) == 0 ? world.someProducts() : Set.of();
            var query = new ListMrrMovements(
                    world.organizationId, range, interval, customers, products, Consistency.BOUNDED, 0, 1);

            assertThat(wholeList(query, 1 + random.nextInt(40)))
                    .as("seed %d, %s", seed, query)
                    .usingRecursiveFieldByFieldElementComparator(BY_VALUE)
                    .isEqualTo(expectedList(world, query));
        }
    }

    /** Page by page. */
    private static List<Item> wholeList(ListMrrMovements query, int limit) throws Exception {
        List<Item> items = new ArrayList<>();
        MrrMovementPage page;
        do {
            page = get(Channels.LIST_MRR_MOVEMENTS.ask(
                    fixture.vertx,
                    new ListMrrMovements(
                            query.organizationId(),
                            query.range(),
                            query.interval(),
                            query.customerIds(),
                            query.productIds(),
                            query.consistency(),
                            items.size(),
                            limit)));
            items.addAll(page.items());
            assertThat(page.items()).hasSizeLessThanOrEqualTo(limit);
        } while (!page.items().isEmpty());
        assertThat(page.totalCount()).isEqualTo(items.size());
        return items;
    }

    private static List<Item> expectedList(MrrWorld world, ListMrrMovements query) {
        Predicate<MrrWorld.Span> filter = filter(query.customerIds(), query.productIds());
        List<Item> items = new ArrayList<>();
        for (Period period : query.interval().periodsOf(query.range())) {
            List<Item> ofPeriod = new ArrayList<>();
            for (UUID customer : world.customers()) {
                BigDecimal before = world.cents(customer, period.from(), filter);
                BigDecimal after = world.cents(customer, period.to(), filter);
                MrrMovement movement = movement(before, after, world.hasPaidBefore(customer, period.from(), filter));
                if (movement != null) {
                    ofPeriod.add(new Item(period.timestamp(), customer, null, null, null, movement, before, after));
                }
            }
            ofPeriod.sort(Comparator.<Item, BigDecimal>comparing(
                            item -> item.changeCents().abs())
                    .reversed()
                    .thenComparing(item -> item.customerId().toString()));
            items.addAll(ofPeriod);
        }
        return items;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void churnOfWindowsIsWhatEachDaySays(int seed) throws Exception {
        var random = new Random(seed);
        var world = new MrrWorld(new UUID(0x4000L, 0x8000000000000000L + 9_000 + seed), random);
        world.write(fixture.connection);
        for (int i = 0; i < QUESTIONS; i++) {
            Interval interval = Interval.values()[random.nextInt(Interval.values().length)];
            List<Window> windows = Boundaries.of(interval.periodsOf(range(world, interval, random))).stream()
                    .skip(1)
                    .map(Window::before)
                    .distinct()
                    .toList();
            Set<UUID> customers = random.nextBoolean() ? world.someCustomers() : Set.of();
            Set<UUID> products = random.nextBoolean() ? world.someProducts() : Set.of();
            var scope = new RevenueScope(world.organizationId, array(customers), array(products));

            List<Churn> churn = get(snapshots.read(snapshot -> ChurnWindowStore.read(snapshot, scope, windows)));

            assertThat(churn)
                    .as("seed %d, question %d, customers %s, products %s", seed, i, customers, products)
                    .isEqualTo(windows.stream()
                            .map(window -> expectedChurn(world, window, filter(customers, products)))
                            .toList());
        }
    }

    static Churn expectedChurn(MrrWorld world, Window window, Predicate<MrrWorld.Span> filter) {
        long payingDays = 0;
        long churned = 0;
        long payingCustomers = 0;
        for (UUID customer : world.customers()) {
            payingDays += world.payingDays(customer, window.from(), window.to(), filter);
            churned += world.left(customer, window.from(), window.to(), filter) ? 1 : 0;
            payingCustomers += world.payingDays(customer, window.monthsFrom(), window.monthsTo(), filter) > 0 ? 1 : 0;
        }
        return new Churn(payingDays, churned, payingCustomers);
    }

    private static TimeRange range(MrrWorld world, Interval interval, Random random) {
        LocalDate start = world.someDay();
        int days = random.nextInt(Math.min(interval.maxDays(), 200) + 1);
        return new TimeRange(start, start.plusDays(days), RandomEvents.zone(random));
    }

    static Predicate<MrrWorld.Span> filter(Set<UUID> customers, Set<UUID> products) {
        return span -> (customers.isEmpty() || customers.contains(span.customer()))
                && (products.isEmpty() || products.contains(span.product()));
    }

    private static UUID @Nullable [] array(Set<UUID> ids) {
        return ids.isEmpty() ? null : ids.toArray(UUID[]::new);
    }

    private static List<OfPeriod> expected(
            MrrWorld world, List<Instant> boundaries, Set<UUID> customers, Set<UUID> products) {
        Predicate<MrrWorld.Span> filter = filter(customers, products);
        return IntStream.range(1, boundaries.size())
                .mapToObj(i -> expected(world, boundaries.get(i - 1), boundaries.get(i), filter))
                .toList();
    }

    static OfPeriod expected(MrrWorld world, Instant start, Instant end, Predicate<MrrWorld.Span> filter) {
        BigDecimal atStart = BigDecimal.ZERO;
        BigDecimal atEnd = BigDecimal.ZERO;
        long customers = 0;
        long lost = 0;
        Map<MrrMovement, BigDecimal> movements = new EnumMap<>(MrrMovement.class);
        for (UUID customer : world.customers()) {
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

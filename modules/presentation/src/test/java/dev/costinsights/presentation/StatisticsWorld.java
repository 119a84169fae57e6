package dev.costinsights.presentation;

import dev.costinsights.contracts.events.EventCondition;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.statistics.StatisticsScope;
import dev.costinsights.testkit.TestCustomers;
import dev.costinsights.testkit.TestLog;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.LongStream;

/** An organization with random events, beside another, and who computes its statistics otherwise. */
record StatisticsWorld(UUID organizationId, TimeRange range, Interval interval, ExpectedStatistics expected) {
    /** Events appended at once. */
    static final int BATCH = 40;

    /** Demands nothing, but of the log. */
    static final EventFilter OF_LOG = filter(Set.of(), Set.of(), Set.of(), Map.of(), true);

    static LongStream seeds() {
        return LongStream.range(1, 13);
    }

    StatisticsScope scope(EventFilter filter, List<String> fields) {
        return new StatisticsScope(organizationId, range, filter, fields, Consistency.STRONG);
    }

    static StatisticsWorld random(long seed, PresentationFixture fixture) throws Exception {
        var random = new Random(seed);
        UUID organizationId = UUID.randomUUID();
        List<TestLog.Event> events = RandomTraces.events(random, 100 + random.nextInt(200));
        for (int first = 0; first < events.size(); first += BATCH) {
            fixture.append(organizationId, events.subList(first, Math.min(first + BATCH, events.size())));
        }
        fixture.append(UUID.randomUUID(), RandomTraces.events(random, 50));
        Map<UUID, String> register = new HashMap<>();
        for (int i = 0; i < 3; i++) {
            String external = i == 0 ? null : "customer " + i;
            TestCustomers.put(fixture.connection, organizationId, RandomTraces.customerId(i), external);
            register.put(RandomTraces.customerId(i), external);
        }
        LocalDate start = RandomTraces.day(random);
        int days = random.nextInt(4) == 0 ? 60 : random.nextInt(7);
        var range = new TimeRange(
                start, start.plusDays(days), RandomTraces.ZONES.get(random.nextInt(RandomTraces.ZONES.size())));
        Interval interval = days > 7 ? Interval.values()[1 + random.nextInt(4)] : Interval.values()[random.nextInt(5)];
        return new StatisticsWorld(
                organizationId,
                range,
                interval,
                new ExpectedStatistics(events, register, range.startInstant(), range.endInstant()));
    }

    static EventFilter filter(
            Set<UUID> customers,
            Set<String> externalCustomers,
            Set<String> names,
            Map<String, Set<String>> metadata,
            boolean condition) {
        return new EventFilter(
                null,
                null,
                customers,
                externalCustomers,
                names,
                Set.of(),
                Set.of(),
                null,
                metadata,
                condition ? new EventCondition.Group(EventCondition.Conjunction.AND, List.of()) : null);
    }
}

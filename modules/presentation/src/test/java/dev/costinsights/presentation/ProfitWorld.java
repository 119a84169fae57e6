package dev.costinsights.presentation;

import dev.costinsights.testkit.TestLog;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** An organization with random customers, events, orders, refunds and disputes, all of them folded. */
final class ProfitWorld {
    private ProfitWorld() {}

    static ExpectedProfit make(PresentationFixture fixture, UUID organizationId, Random random) throws Exception {
        var register = new RandomRegister(fixture.connection, organizationId);
        for (int i = 0; i < 12; i++) {
            register.change(random);
        }
        List<TestLog.Event> events = RandomEvents.events(random, 400);
        fixture.append(organizationId, events);
        var revenue = new ProfitRows(fixture.connection, organizationId);
        for (int i = 0; i < 60; i++) {
            revenue.orders.add(new ProfitRows.Order(
                    UUID.randomUUID(),
                    customer(random),
                    null,
                    RandomEvents.time(random),
                    random.nextInt(6) > 0,
                    random.nextInt(20_000),
                    random.nextInt(300)));
        }
        for (int i = 0; i < 25; i++) {
            ProfitRows.Order order = revenue.orders.get(random.nextInt(60));
            revenue.refunds.add(new ProfitRows.Refund(order, RandomEvents.time(random), 1 + random.nextInt(5_000)));
            Instant disputed = RandomEvents.time(random);
            revenue.disputes.add(new ProfitRows.Dispute(
                    order,
                    disputed,
                    random.nextBoolean() ? null : disputed.plusSeconds(random.nextInt(5_000_000)),
                    900));
        }
        revenue.write();
        for (int i = 0; i < 7; i++) {
            revenue.paid(
                    new UUID(0x4000L, 0x8000000000000000L + i),
                    random.nextBoolean() ? null : RandomEvents.time(random).toString(),
                    null);
        }
        fixture.awaitFolded(organizationId);
        return new ExpectedProfit(events, register::owner, revenue);
    }

    /** Some of those of the events, and two that are never registered. */
    private static UUID customer(Random random) {
        return new UUID(0x4000L, 0x8000000000000000L + random.nextInt(7));
    }
}

package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.profit.Cohorts;
import dev.costinsights.contracts.profit.Cohorts.Age;
import dev.costinsights.contracts.profit.Cohorts.Cohort;
import dev.costinsights.contracts.profit.CohortsQuery;
import dev.costinsights.testkit.TestCustomers;
import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CohortsIT {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static PresentationFixture fixture;

    private final UUID organizationId = UUID.randomUUID();
    private final ProfitRows revenue = new ProfitRows(fixture.connection, organizationId);

    @BeforeAll
    static void start() throws Exception {
        fixture = new PresentationFixture();
        fixture.startFolding();
    }

    @AfterAll
    static void stop() throws Exception {
        fixture.close();
    }

    private List<Cohort> cohorts(YearMonth start, YearMonth end) throws Exception {
        fixture.awaitFolded(organizationId);
        Cohorts answer = get(Channels.COHORTS.ask(
                fixture.vertx, new CohortsQuery(organizationId, start, end, NOW, Consistency.STRONG)));
        return answer.cohorts();
    }

    private UUID customer(String externalId) throws Exception {
        UUID id = UUID.randomUUID();
        TestCustomers.put(fixture.connection, organizationId, id, externalId);
        return id;
    }

    private static Age age(int age, long cents, long customers, boolean mature) {
        return Age.of(age, BigDecimal.valueOf(cents), customers, mature);
    }

    @Test
    void contributionsAddUpFromTheVeryBeginningToEachAge() throws Exception {
        UUID early = customer("early");
        UUID same = customer("same");
        UUID late = customer("late");
        UUID free = customer("free");
        revenue.orders.add(ProfitRows.Order.of(early, null, "2026-08-01T00:00:00Z", 0));
        ProfitRows.Order first = ProfitRows.Order.of(early, null, "2026-09-01T00:00:00Z", 1_000);
        revenue.orders.add(first);
        revenue.orders.add(ProfitRows.Order.of(same, null, "2026-09-30T23:59:59Z", 500));
        revenue.orders.add(ProfitRows.Order.of(early, null, "2026-10-15T00:00:00Z", 1_000));
        revenue.orders.add(ProfitRows.Order.of(late, null, "2026-11-02T00:00:00Z", 70));
        revenue.orders.add(ProfitRows.Order.of(free, null, "2026-09-02T00:00:00Z", 0));
        revenue.refunds.add(new ProfitRows.Refund(first, Instant.parse("2026-11-01T00:00:00Z"), 300));
        revenue.write();
        fixture.append(
                organizationId,
                List.of(
                        TestLog.Event.of(Instant.parse("2026-03-01T00:00:00Z"), "a", "early", "100"),
                        TestLog.Event.of(Instant.parse("2026-10-01T00:00:00Z"), "a", "same", "10"),
                        new TestLog.Event(
                                Instant.parse("2026-10-31T23:59:59Z"),
                                "a",
                                null,
                                same,
                                new BigDecimal("1"),
                                null,
                                null),
                        TestLog.Event.of(Instant.parse("2026-10-01T00:00:00Z"), "a", "free", "999"),
                        TestLog.Event.of(Instant.parse("2026-10-01T00:00:00Z"), "a", "nobody", "999")));

        assertThat(cohorts(YearMonth.of(2026, 8), YearMonth.of(2026, 12)))
                .containsExactly(
                        new Cohort(YearMonth.of(2026, 8), 0, List.of()),
                        new Cohort(
                                YearMonth.of(2026, 9),
                                2,
                                List.of(age(0, 1_400, 2, true), age(1, 2_389, 2, true), age(2, 2_089, 2, false))),
                        new Cohort(YearMonth.of(2026, 10), 0, List.of()),
                        new Cohort(YearMonth.of(2026, 11), 1, List.of(age(0, 70, 1, false))));
    }

    @Test
    void aCohortThatLiesAheadIsNone() throws Exception {
        assertThat(cohorts(YearMonth.of(2026, 12), YearMonth.of(2027, 2))).isEmpty();
    }
}

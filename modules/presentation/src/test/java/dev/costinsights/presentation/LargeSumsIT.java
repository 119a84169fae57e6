package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.profit.Cohorts;
import dev.costinsights.contracts.profit.CohortsQuery;
import dev.costinsights.testkit.TestPostgres;
import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An organization that statistics know nothing of yet, beside one that they know well. */
class LargeSumsIT {
    private static final int CUSTOMERS = 10_000;
    private static final YearMonth MONTH = YearMonth.of(2026, 10);

    private static PresentationFixture fixture;

    @BeforeAll
    static void start() throws Exception {
        fixture = new PresentationFixture();
    }

    @AfterAll
    static void stop() throws Exception {
        fixture.close();
    }

    @Test
    void aNewOrganizationIsAnsweredBeforeItsStatisticsAreKnown() throws Exception {
        UUID large = UUID.randomUUID();
        UUID young = UUID.randomUUID();
        TestPostgres.execute(fixture.url, customersOf(large, 200_000) + "; analyze totals.customer_revenue");
        TestPostgres.execute(fixture.url, "alter table totals.customer_revenue set (autovacuum_enabled = off)");
        TestPostgres.execute(fixture.url, customersOf(young, CUSTOMERS));

        Cohorts cohorts = get(Channels.COHORTS.ask(
                fixture.vertx,
                new CohortsQuery(young, MONTH, MONTH, Instant.parse("2026-11-24T12:00:00Z"), Consistency.BOUNDED)));

        assertThat(cohorts.cohorts()).singleElement().satisfies(cohort -> {
            assertThat(cohort.customers()).isEqualTo(CUSTOMERS);
            assertThat(cohort.ages().get(0).contributionCents()).isEqualByComparingTo("9000000");
        });
    }

    private static String customersOf(UUID organizationId, int customers) {
        return """
                insert into totals.customer_revenue (organization_id, grain, bucket, customer_id, orders, revenue_cents,
                    fee_cents, order_refund_cents, refund_cents, dispute_cents)
                select '%s', 0, '2026-10-01T00:00:00Z', gen_random_uuid(), 1, 1000, 100, 0, 0, 0
                from generate_series(1, %d)""".formatted(organizationId, customers);
    }
}

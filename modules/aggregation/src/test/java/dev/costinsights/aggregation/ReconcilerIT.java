package dev.costinsights.aggregation;

import static dev.costinsights.aggregation.TotalsFixture.foldAll;
import static dev.costinsights.aggregation.TotalsFixture.get;
import static dev.costinsights.aggregation.TotalsFixture.randomEvents;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.testkit.TestLog;
import dev.costinsights.testkit.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReconcilerIT {
    private static final UUID ORGANIZATION = UUID.fromString("10000000-0000-4000-8000-000000000000");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private TotalsFixture fixture;
    private Reconciler reconciler;

    @BeforeEach
    void open() throws Exception {
        fixture = new TotalsFixture();
        Pool pool = fixture.database.pool("reconciler", 1);
        reconciler = new Reconciler(
                new DayStore(pool),
                new ReconcileStore(pool),
                new RowCheck(pool),
                new ReconcileMeters(registry, Clock.systemUTC()));
        TestLog.append(fixture.connection, ORGANIZATION, randomEvents(new Random(21), 800));
        foldAll(fixture.foldStore("one"), ORGANIZATION, 10_000);
        // Waits with a ticket: in the log, and rightly not in the totals.
        TestLog.append(fixture.connection, ORGANIZATION, randomEvents(new Random(22), 100));
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private double difference(String unit) {
        return registry.get("cost.insights.reconciler.difference." + unit)
                .gauge()
                .value();
    }

    private double differences() {
        return difference("cents") + difference("events") + difference("customers");
    }

    /** Three views reach back more than the month that the events are spread over. */
    private void viewEverything() throws Exception {
        for (int i = 0; i < 3; i++) {
            get(reconciler.view());
        }
    }

    @Test
    void findsNothingWhereTotalsAreRight() throws Exception {
        viewEverything();

        assertThat(differences()).isZero();
        assertThat(registry.get("cost.insights.reconciler.checked.days").gauge().value())
                .isPositive();
        assertThat(registry.get("cost.insights.reconciler.last.run").gauge().value())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update totals.organization_costs set cost_cents = cost_cents + 1 where ctid = (select min(ctid) from"
                        + " totals.organization_costs where grain = 60)",
                "delete from totals.event_name_costs where ctid = (select max(ctid) from totals.event_name_costs)",
                "update totals.llm_costs set events = events + 1 where ctid = (select min(ctid) from totals.llm_costs)",
                "update totals.customer_costs set customer_key = 100000 where ctid = (select min(ctid) from"
                        + " totals.customer_costs where grain = 1440)",
                "update totals.customer_costs set cost_cents = cost_cents - 0.000000000001 where ctid = (select min(ctid)"
                        + " from totals.customer_costs where grain = 0)",
                "update totals.active_customers set customers = set_bit(customers, 2047, 1 - get_bit(customers, 2047))"
                        + " where ctid = (select min(ctid) from totals.active_customers)",
                "insert into totals.organization_costs select organization_id, 15, timestamptz '2020-02-02', 0, 1 from"
                        + " totals.organizations",
                "delete from totals.labels where label = 'name 1'",
            })
    void findsDamageOfAnyTableAndItsRepair(String damage) throws Exception {
        TestPostgres.execute(fixture.url, damage);

        viewEverything();
        assertThat(differences()).isPositive();

        get(Rebuild.run(fixture.database, progress -> {}));
        viewEverything();
        assertThat(differences()).isZero();
    }

    @Test
    void saysByHowMuch() throws Exception {
        TestPostgres.execute(
                fixture.url,
                "update totals.organization_costs set cost_cents = cost_cents - 2.5, events = events + 3"
                        + " where bucket = (select max(bucket) from totals.organization_costs where grain = 1440)"
                        + " and grain = 1440");

        get(reconciler.view());

        assertThat(difference("cents")).isEqualTo(2.5);
        assertThat(difference("events")).isEqualTo(3);
        assertThat(difference("customers")).isZero();
    }
}

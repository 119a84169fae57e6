package dev.costinsights.aggregation;

import static dev.costinsights.aggregation.TotalsFixture.foldAll;
import static dev.costinsights.aggregation.TotalsFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.testkit.TestLog;
import dev.costinsights.testkit.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraceReconcilerIT {
    private static final UUID ORGANIZATION = UUID.fromString("10000000-0000-4000-8000-000000000000");

    private static final List<String> DAMAGE = List.of(
            "update totals.trace_costs set cost_cents = cost_cents + 1 where ctid = (select min(ctid) from"
                    + " totals.trace_costs)",
            "update totals.trace_costs set traces = traces + 1 where ctid = (select min(ctid) from"
                    + " totals.trace_costs)",
            "update totals.trace_costs set bins[1] = bins[1] - 1::smallint where ctid = (select min(ctid) from"
                    + " totals.trace_costs)",
            "update totals.label_customers set customers = set_bit(customers, 9, 1 - get_bit(customers, 9)) where"
                    + " ctid = (select min(ctid) from totals.label_customers)",
            "delete from totals.label_customers where ctid = (select min(ctid) from totals.label_customers where"
                    + " kind = 3)",
            "update totals.customer_trace_shifts set events = events + 1 where ctid = (select min(ctid) from"
                    + " totals.customer_trace_shifts where grain = 1440)",
            "update totals.customer_trace_shifts set cost_cents = cost_cents + 1 where ctid = (select min(ctid) from"
                    + " totals.customer_trace_shifts where grain = 0)",
            "update totals.trace_children set parent_id = root_id, depth = 1 where ctid = (select min(ctid) from"
                    + " totals.trace_children where depth = 2)",
            "update totals.trace_children set depth = depth + 1 where ctid = (select min(ctid) from"
                    + " totals.trace_children)",
            "update totals.trace_children set root_id = event_id where ctid = (select min(ctid) from"
                    + " totals.trace_children)",
            "delete from totals.trace_children where ctid = (select min(ctid) from totals.trace_children)",
            "insert into totals.trace_children select organization_id, id, id, id, 1 from log.events where id ="
                    + " (select id from log.events where parent_id is null and batch_id = 1 limit 1)",
            "insert into totals.trace_children select organization_id, gen_random_uuid(), root_id, root_id, 1 from"
                    + " totals.traces",
            "update totals.traces set cost_cents = cost_cents + 1 where ctid = (select min(ctid) from totals.traces)",
            "update totals.traces set events = events + 1 where ctid = (select min(ctid) from totals.traces)",
            "delete from totals.traces where ctid = (select min(ctid) from totals.traces)",
            "insert into totals.traces select organization_id, id, 0, 1 from log.events where id ="
                    + " (select id from log.events where parent_id like 'nobody%' and batch_id = 1 and id not in"
                    + " (select root_id from totals.traces) limit 1)",
            "delete from totals.orphans where ctid = (select min(ctid) from totals.orphans)",
            "update totals.orphans set name_key = name_key + 1 where ctid = (select min(ctid) from totals.orphans)",
            "insert into totals.orphans select organization_id, event_id, event_id, null, now(), 1, null from"
                    + " totals.trace_children limit 1",
            "delete from totals.circle_roots where ctid = (select min(ctid) from totals.circle_roots)",
            "insert into totals.circle_roots select organization_id, event_id from totals.trace_children limit 1",
            "insert into totals.circle_roots select organization_id, event_id from totals.orphans limit 1");

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
        List<TestLog.Event> events = TraceGenerator.events(new Random(23), 300);
        TestLog.append(fixture.connection, ORGANIZATION, events.subList(0, 200));
        foldAll(fixture.foldStore("one"), ORGANIZATION, 10_000);
        // Waits with a ticket, and with it whoever has its parent here.
        TestLog.append(fixture.connection, ORGANIZATION, events.subList(200, 300));
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    /** Of one view, which is enough for all days there are. */
    private double differences() throws Exception {
        get(reconciler.view());
        return List.of("cents", "events", "customers").stream()
                .mapToDouble(unit -> registry.get("cost.insights.reconciler.difference." + unit)
                        .gauge()
                        .value())
                .sum();
    }

    @Test
    void findsEachKindOfDamageToTracesAndItsRepair() throws Exception {
        assertThat(differences()).isZero();
        for (String damage : DAMAGE) {
            TestPostgres.execute(fixture.url, damage);
            assertThat(differences()).as(damage).isPositive();

            get(Rebuild.run(fixture.database, progress -> {}));
            assertThat(differences()).as("repaired: %s", damage).isZero();
        }
    }
}

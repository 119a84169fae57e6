package dev.costinsights.aggregation;

import static dev.costinsights.aggregation.TotalsFixture.foldAll;
import static dev.costinsights.aggregation.TotalsFixture.get;
import static dev.costinsights.aggregation.TotalsFixture.randomEvents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costinsights.testkit.TestLog;
import dev.costinsights.testkit.TestPostgres;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RebuildIT {
    private static final UUID ORGANIZATION = UUID.fromString("10000000-0000-4000-8000-000000000000");
    private static final UUID OTHER = UUID.fromString("20000000-0000-4000-8000-000000000000");

    /** Wrong sums, missing rows and rows too many, in every table, and days that the log doesn't have. */
    private static final List<String> DAMAGE = List.of(
            "update totals.organization_costs set cost_cents = cost_cents + 1 where grain = 15",
            "delete from totals.event_name_costs where grain = 60 and name_key % 2 = 0",
            "update totals.llm_costs set events = events * 2, model_key = model_key + 1000",
            "update totals.customer_costs set cost_cents = 7 where grain = 1440",
            "update totals.customer_costs set events = 7 where grain = 0",
            "update totals.active_customers set customers = ~customers where grain = 1440",
            "insert into totals.organization_costs select organization_id, grain, bucket - interval '3 years', 5, 5"
                    + " from totals.organization_costs",
            "insert into totals.customer_costs select organization_id, 0, bucket - interval '5 years', customer_key, 5, 5"
                    + " from totals.customer_costs where grain = 0");

    /** Each of the tables of traces, one at a time: wrong, missing and invented rows. */
    private static final List<String> DAMAGE_TO_TRACES = List.of(
            "update totals.trace_children set root_id = event_id, depth = depth + 1 where depth > 1",
            "update totals.trace_children set parent_id = root_id, depth = 1",
            "delete from totals.trace_children where depth = 1",
            "insert into totals.trace_children select organization_id, gen_random_uuid(), root_id, root_id, 1"
                    + " from totals.traces",
            "insert into totals.trace_children select organization_id, id, id, id, 1 from log.events"
                    + " where parent_id is null",
            "update totals.traces set cost_cents = cost_cents + 1, events = events + 1",
            "delete from totals.traces",
            "insert into totals.traces select organization_id, id, 5, 5 from log.events on conflict do nothing",
            "delete from totals.orphans",
            "update totals.orphans set parent_digest = event_id, parent_uuid = event_id, name_key = 0, customer_key = 0",
            "insert into totals.orphans select organization_id, id, id, id, occurred_at, 1, null from log.events"
                    + " on conflict do nothing",
            "delete from totals.circle_roots",
            "insert into totals.circle_roots select organization_id, id from log.events on conflict do nothing",
            "update totals.trace_costs set cost_cents = cost_cents + 1, traces = traces + 1 where grain = 60",
            "update totals.trace_costs set counts[1] = counts[1] + 1 where grain = 15",
            "delete from totals.trace_costs where grain = 1440",
            "insert into totals.trace_costs select organization_id, grain, bucket - interval '4 years', name_key, 1, 1,"
                    + " '{0}', '{1}' from totals.trace_costs",
            "update totals.label_customers set customers = ~customers where kind = 1",
            "delete from totals.label_customers where kind > 1",
            "insert into totals.label_customers select organization_id, grain, bucket - interval '6 years', kind,"
                    + " label_key, chunk, customers from totals.label_customers",
            "update totals.customer_trace_shifts set cost_cents = cost_cents + 1, events = events - 1",
            "delete from totals.customer_trace_shifts where grain = 0",
            "insert into totals.customer_trace_shifts select organization_id, grain, bucket - interval '7 years',"
                    + " customer_key, 1, 1 from totals.customer_trace_shifts",
            "truncate totals.trace_children, totals.traces, totals.orphans, totals.circle_roots, totals.trace_costs,"
                    + " totals.label_customers, totals.customer_trace_shifts, totals.labels, totals.customer_keys");

    private TotalsFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new TotalsFixture();
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private void damage() {
        DAMAGE.forEach(sql -> TestPostgres.execute(fixture.url, sql));
    }

    @Test
    void bringsDamagedTotalsBack() throws Exception {
        List<TestLog.Event> events = randomEvents(new Random(11), 1_500);
        List<TestLog.Event> others = randomEvents(new Random(12), 300);
        FoldStore store = fixture.foldStore("one");
        TestLog.append(fixture.connection, ORGANIZATION, events);
        TestLog.append(fixture.connection, OTHER, others);
        foldAll(store, ORGANIZATION, 10_000);
        foldAll(store, OTHER, 10_000);
        damage();
        List<LocalDate> days = new ArrayList<>();

        Rebuild.Summary summary = get(Rebuild.run(fixture.database, progress -> {
            if (progress instanceof Rebuild.DayRebuilt rebuilt) {
                days.add(rebuilt.day());
            }
        }));

        assertThat(fixture.totals(ORGANIZATION)).isEqualTo(ExpectedTotals.of(events));
        assertThat(fixture.totals(OTHER)).isEqualTo(ExpectedTotals.of(others));
        assertThat(summary.organizations()).isEqualTo(2);
        assertThat(summary.events()).isEqualTo(1_800);
        assertThat(summary.days()).isEqualTo(days.size());
    }

    @Test
    void bringsEachDamagedTableOfTracesBack() throws Exception {
        List<TestLog.Event> events = TraceGenerator.events(new Random(16), 400);
        FoldStore store = fixture.foldStore("one");
        TestLog.append(fixture.connection, ORGANIZATION, events.subList(0, 200));
        TestLog.append(fixture.connection, OTHER, events.subList(200, 300));
        foldAll(store, ORGANIZATION, 50);
        foldAll(store, OTHER, 50);
        TestLog.append(fixture.connection, ORGANIZATION, events.subList(300, 400));

        for (String damage : DAMAGE_TO_TRACES) {
            TestPostgres.execute(fixture.url, damage);
            assertThat(StoredTraces.of(fixture.connection, ORGANIZATION))
                    .as(damage)
                    .isNotEqualTo(ExpectedTraces.of(fixture.connection, ORGANIZATION));

            get(Rebuild.run(fixture.database, progress -> {}));

            assertThat(StoredTraces.of(fixture.connection, ORGANIZATION))
                    .as(damage)
                    .isEqualTo(ExpectedTraces.of(fixture.connection, ORGANIZATION));
            assertThat(StoredTraces.of(fixture.connection, OTHER))
                    .as(damage)
                    .isEqualTo(ExpectedTraces.of(fixture.connection, OTHER));
        }
        foldAll(store, ORGANIZATION, 50);
        assertThat(StoredTraces.of(fixture.connection, ORGANIZATION))
                .isEqualTo(ExpectedTraces.of(fixture.connection, ORGANIZATION));
    }

    @Test
    void leavesUnfoldedEventsToTheFold() throws Exception {
        List<TestLog.Event> events = randomEvents(new Random(13), 400);
        TestLog.append(fixture.connection, ORGANIZATION, events.subList(0, 200));
        FoldStore store = fixture.foldStore("one");
        foldAll(store, ORGANIZATION, 10_000);
        TestLog.append(fixture.connection, ORGANIZATION, events.subList(200, 400));
        damage();

        get(Rebuild.run(fixture.database, progress -> {}));
        assertThat(fixture.totals(ORGANIZATION)).isEqualTo(ExpectedTotals.of(events.subList(0, 200)));

        foldAll(store, ORGANIZATION, 10_000);
        assertThat(fixture.totals(ORGANIZATION)).isEqualTo(ExpectedTotals.of(events));
    }

    @Test
    void canBeStoppedAndRunAgain() throws Exception {
        List<TestLog.Event> events = randomEvents(new Random(14), 500);
        TestLog.append(fixture.connection, ORGANIZATION, events);
        foldAll(fixture.foldStore("one"), ORGANIZATION, 10_000);
        damage();
        var days = new ArrayList<LocalDate>();

        assertThatThrownBy(() -> get(Rebuild.run(fixture.database, progress -> {
                    if (progress instanceof Rebuild.DayRebuilt rebuilt) {
                        days.add(rebuilt.day());
                    }
                    if (days.size() == 5) {
                        throw new IllegalStateException("stopped");
                    }
                })))
                .hasRootCauseMessage("stopped");
        get(Rebuild.run(fixture.database, progress -> {}));

        assertThat(fixture.totals(ORGANIZATION)).isEqualTo(ExpectedTotals.of(events));
    }

    @Test
    void isSafeWhileEventsAreAppendedAndFolded() throws Exception {
        List<TestLog.Event> events = randomEvents(new Random(15), 2_000);
        TestLog.append(fixture.connection, ORGANIZATION, events.subList(0, 500));
        FoldStore store = fixture.foldStore("one");
        foldAll(store, ORGANIZATION, 10_000);
        damage();

        var rebuild = Rebuild.run(fixture.database, progress -> {});
        var appends = CompletableFuture.runAsync(() -> appendInSteps(events.subList(500, 2_000)));
        while (!appends.isDone()) {
            get(store.fold(ORGANIZATION, 200));
        }
        appends.get();
        get(rebuild);
        foldAll(store, ORGANIZATION, 10_000);

        assertThat(fixture.totals(ORGANIZATION)).isEqualTo(ExpectedTotals.of(events));
    }

    private void appendInSteps(List<TestLog.Event> events) {
        try (var connection = TestPostgres.connect(fixture.url)) {
            for (int i = 0; i < events.size(); i += 25) {
                TestLog.append(connection, ORGANIZATION, events.subList(i, i + 25));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

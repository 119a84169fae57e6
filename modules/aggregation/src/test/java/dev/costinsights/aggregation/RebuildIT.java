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

        Rebuild.Summary summary = get(Rebuild.run(fixture.database, progress -> days.add(progress.day())));

        assertThat(fixture.totals(ORGANIZATION)).isEqualTo(ExpectedTotals.of(events));
        assertThat(fixture.totals(OTHER)).isEqualTo(ExpectedTotals.of(others));
        assertThat(summary.organizations()).isEqualTo(2);
        assertThat(summary.events()).isEqualTo(1_800);
        assertThat(summary.days()).isEqualTo(days.size());
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
                    days.add(progress.day());
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

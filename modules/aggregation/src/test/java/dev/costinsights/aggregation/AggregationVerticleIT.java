package dev.costinsights.aggregation;

import static dev.costinsights.aggregation.TotalsFixture.get;
import static dev.costinsights.aggregation.TotalsFixture.randomEvents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.events.LogAppended;
import dev.costinsights.contracts.metrics.TotalsChanged;
import dev.costinsights.platform.config.Settings;
import dev.costinsights.testkit.TestFacts;
import dev.costinsights.testkit.TestLog;
import dev.costinsights.testkit.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AggregationVerticleIT {
    private static final UUID ORGANIZATION = UUID.fromString("10000000-0000-4000-8000-000000000000");
    private static final UUID OTHER = UUID.fromString("30000000-0000-4000-8000-000000000000");
    private static final UUID POISONED = UUID.fromString("20000000-0000-4000-8000-000000000000");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private TotalsFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new TotalsFixture();
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private String deploy() throws Exception {
        return get(fixture.vertx.deployVerticle(new AggregationVerticle(
                fixture.database,
                new Settings.Aggregation(2_000, Duration.ofMinutes(5)),
                registry,
                Clock.systemUTC())));
    }

    private double folded() {
        return registry.get("cost.insights.events.folded").counter().count();
    }

    @Test
    void foldsWhatWaitsWithoutAnyDoorbell() throws Exception {
        List<TestLog.Event> events = randomEvents(new Random(31), 1_000);
        TestLog.append(fixture.connection, ORGANIZATION, events.subList(0, 500));
        deploy();
        await().until(() -> folded() == 500);

        TestLog.append(fixture.connection, ORGANIZATION, events.subList(500, 1_000));

        await().until(() -> folded() == 1_000);
        assertThat(fixture.totals(ORGANIZATION)).isEqualTo(ExpectedTotals.of(events));
    }

    @Test
    void ringsWhenTotalsHaveChanged() throws Exception {
        List<TotalsChanged> rings = new CopyOnWriteArrayList<>();
        get(Channels.TOTALS_CHANGED.subscribe(fixture.vertx, rings::add).completion());
        deploy();

        TestLog.append(fixture.connection, ORGANIZATION, randomEvents(new Random(32), 10));
        Channels.LOG_APPENDED.publish(fixture.vertx, new LogAppended(ORGANIZATION));

        await().until(() -> !rings.isEmpty());
        assertThat(rings.get(0).organizationId()).isEqualTo(ORGANIZATION);
    }

    @Test
    void goesOnAfterItsSessionsWereKilled() throws Exception {
        deploy();
        List<TestLog.Event> events = randomEvents(new Random(33), 400);
        for (int i = 0; i < 400; i += 50) {
            TestLog.append(fixture.connection, ORGANIZATION, events.subList(i, i + 50));
            TestPostgres.execute(
                    fixture.url,
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                            + " where datname = current_database() and application_name like 'cost-insights %'");
        }

        await().until(() -> folded() == 400);
        assertThat(fixture.totals(ORGANIZATION)).isEqualTo(ExpectedTotals.of(events));
    }

    @Test
    void anOrganizationThatCannotBeFoldedDoesNotStopTheOthers() throws Exception {
        TestPostgres.execute(
                fixture.url,
                "alter table totals.organization_costs add constraint poison check (organization_id <> '" + POISONED
                        + "')");
        List<TestLog.Event> events = randomEvents(new Random(34), 100);
        TestLog.append(fixture.connection, POISONED, events);
        TestLog.append(fixture.connection, ORGANIZATION, events);
        deploy();
        await().until(() -> folded() == 100);
        assertThat(fixture.totals(ORGANIZATION)).isEqualTo(ExpectedTotals.of(events));
        await().until(() -> registry.get("cost.insights.folds.failed").counter().count() >= 2);

        TestPostgres.execute(fixture.url, "alter table totals.organization_costs drop constraint poison");

        await().until(() -> folded() == 200);
        assertThat(fixture.totals(POISONED)).isEqualTo(ExpectedTotals.of(events));
    }

    @Test
    void eventsDoNotWaitForFactsOfAnotherOrganization() throws Exception {
        TestFacts.append(fixture.connection, OTHER, new RevenueFacts(38).history());
        try (var blocker = TestPostgres.connect(fixture.url)) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("lock table totals.orders in exclusive mode");
            deploy();
            await("the fold of facts waits for the table").until(() -> waitingForLocks() == 1);

            TestLog.append(fixture.connection, ORGANIZATION, randomEvents(new Random(38), 100));
            await().until(() -> folded() == 100);
            assertThat(waitingForLocks()).isOne();
        }

        await().until(() -> gauge("cost.insights.backlog.objects") == 0);
    }

    @Test
    void eventsTakeTurnsWithFactsOfTheirOrganization() throws Exception {
        List<TestFacts.Fact> facts = new RevenueFacts(39).history();
        List<TestLog.Event> events = randomEvents(new Random(39), 1_000);
        deploy();
        for (int i = 0; i < 10; i++) {
            TestLog.append(fixture.connection, ORGANIZATION, events.subList(i * 100, i * 100 + 100));
            TestFacts.append(fixture.connection, ORGANIZATION, facts);
        }

        await().until(() -> folded() == 1_000);
        await().until(() -> gauge("cost.insights.backlog.tickets") == 0);
        assertThat(fixture.totals(ORGANIZATION)).isEqualTo(ExpectedTotals.of(events));
        assertThat(StoredRevenue.differences(fixture.connection, ORGANIZATION, ExpectedRevenue.of(facts)))
                .isEmpty();
    }

    private int waitingForLocks() throws Exception {
        try (var rows = fixture.connection
                .createStatement()
                .executeQuery("select count(*) from pg_stat_activity where datname = current_database()"
                        + " and wait_event_type = 'Lock'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void measuresTheBacklog() throws Exception {
        TestPostgres.execute(fixture.url, "alter table totals.organization_costs add constraint poison check (false)");
        TestLog.append(fixture.connection, ORGANIZATION, randomEvents(new Random(35), 70));
        TestLog.append(fixture.connection, ORGANIZATION, randomEvents(new Random(36), 30));
        deploy();

        await().until(() -> gauge("cost.insights.backlog.tickets") == 2);
        assertThat(gauge("cost.insights.backlog.events")).isEqualTo(100);
        assertThat(gauge("cost.insights.fold.lag")).isPositive();

        TestPostgres.execute(fixture.url, "alter table totals.organization_costs drop constraint poison");
        await().until(() -> gauge("cost.insights.backlog.tickets") == 0);
        assertThat(gauge("cost.insights.fold.lag")).isZero();
    }

    @Test
    void aBacklogThatCannotBeMeasuredIsUnknown() throws Exception {
        deploy();
        TestPostgres.execute(fixture.url, "alter table log.tickets rename to hidden");

        await().until(() -> Double.isNaN(gauge("cost.insights.fold.lag")));
        assertThat(gauge("cost.insights.backlog.tickets")).isNaN();

        TestPostgres.execute(fixture.url, "alter table log.hidden rename to tickets");
        await().until(() -> gauge("cost.insights.fold.lag") == 0);
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    @Test
    void finishesWhatIsUnderWayWhenStopped() throws Exception {
        List<TestLog.Event> events = randomEvents(new Random(37), 6_000);
        for (int i = 0; i < 6_000; i += 100) {
            TestLog.append(fixture.connection, ORGANIZATION, events.subList(i, i + 100));
        }
        String deployment = deploy();
        await().until(() -> folded() > 0);

        get(fixture.vertx.undeploy(deployment));

        double foldedWhenStopped = folded();
        try (var rows = fixture.connection
                .createStatement()
                .executeQuery("select 6000 - coalesce(sum(events), 0) from log.tickets")) {
            rows.next();
            assertThat(rows.getDouble(1)).isEqualTo(foldedWhenStopped);
        }
    }
}

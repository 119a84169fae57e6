package dev.costinsights.aggregation;

import static dev.costinsights.aggregation.TotalsFixture.foldAll;
import static dev.costinsights.aggregation.TotalsFixture.randomEvents;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.costinsights.testkit.TestLog;
import dev.costinsights.testkit.TestPostgres;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FoldIT {
    private static final UUID ORGANIZATION = UUID.fromString("10000000-0000-4000-8000-000000000000");
    private static final UUID OTHER = UUID.fromString("20000000-0000-4000-8000-000000000000");

    private TotalsFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new TotalsFixture();
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    @Test
    void foldsEveryEventIntoEveryTableExactly() throws Exception {
        List<TestLog.Event> events = randomEvents(new Random(1), 4_000);
        for (int i = 0; i < 4; i++) {
            TestLog.append(fixture.connection, ORGANIZATION, events.subList(i * 1_000, i * 1_000 + 1_000));
        }

        long folded = foldAll(fixture.foldStore("one"), ORGANIZATION, 1_500);

        assertThat(folded).isEqualTo(4_000);
        assertThat(fixture.totals(ORGANIZATION)).isEqualTo(ExpectedTotals.of(events));
    }

    @Test
    void takesTextsOfAnyLengthAsKeys() throws Exception {
        String huge = "x".repeat(200_000);
        var event = new TestLog.Event(Instant.EPOCH, "", huge, null, null, huge + "v", huge + "m");
        TestLog.append(fixture.connection, ORGANIZATION, List.of(event));

        foldAll(fixture.foldStore("one"), ORGANIZATION, 1_000);

        assertThat(fixture.totals(ORGANIZATION)).isEqualTo(ExpectedTotals.of(List.of(event)));
    }

    @Test
    void anEmptyCustomerIdNamesNobody() throws Exception {
        var nobodys = TestLog.Event.of(Instant.EPOCH, "nightly.job", "", "1.5");
        TestLog.append(fixture.connection, ORGANIZATION, List.of(nobodys));

        foldAll(fixture.foldStore("one"), ORGANIZATION, 1_000);

        assertThat(fixture.totals(ORGANIZATION))
                .containsKey("organization 1440 1970-01-01T00:00:00Z ")
                .isEqualTo(ExpectedTotals.of(List.of(nobodys)));
    }

    @Test
    void concurrentFoldersCountEachEventOnce() throws Exception {
        List<TestLog.Event> events = randomEvents(new Random(2), 3_000);
        for (int i = 0; i < 60; i++) {
            UUID organizationId = i % 2 == 0 ? ORGANIZATION : OTHER;
            TestLog.append(fixture.connection, organizationId, events.subList(i * 50, i * 50 + 50));
        }
        var threads = Executors.newFixedThreadPool(4);
        List<Callable<Long>> folders = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            FoldStore store = fixture.foldStore("folder " + i);
            folders.add(() -> foldUntilNothingWaits(store));
        }

        long folded = 0;
        for (var folder : threads.invokeAll(folders)) {
            folded += folder.get();
        }
        threads.shutdown();

        assertThat(folded).isEqualTo(3_000);
        List<TestLog.Event> even = new ArrayList<>();
        List<TestLog.Event> odd = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            (i / 50 % 2 == 0 ? even : odd).add(events.get(i));
        }
        assertThat(fixture.totals(ORGANIZATION)).isEqualTo(ExpectedTotals.of(even));
        assertThat(fixture.totals(OTHER)).isEqualTo(ExpectedTotals.of(odd));
    }

    private static long foldUntilNothingWaits(FoldStore store) throws Exception {
        long events = 0;
        List<UUID> organizations;
        while (!(organizations = TotalsFixture.get(store.organizationsWithTickets())).isEmpty()) {
            for (UUID organizationId : organizations) {
                events += TotalsFixture.get(store.fold(organizationId, 100))
                        .map(Folded::count)
                        .orElse(0L);
            }
        }
        return events;
    }

    @Test
    void aKilledTransactionLosesAndDoublesNothing() throws Exception {
        List<TestLog.Event> events = randomEvents(new Random(3), 500);
        TestLog.append(fixture.connection, ORGANIZATION, events);
        FoldStore store = fixture.foldStore("killed");
        try (var blocker = TestPostgres.connect(fixture.url)) {
            blocker.setAutoCommit(false);
            blocker.createStatement().execute("lock table totals.active_customers in exclusive mode");
            var fold = store.fold(ORGANIZATION, 1_000);
            await("the fold waits for the lock").until(() -> terminate("wait_event_type = 'Lock'") == 1);
            await("the fold has failed").until(fold::failed);
        }
        assertThat(fixture.totals(ORGANIZATION)).isEmpty();

        await("the killed session has let go of the row").until(() -> foldAll(store, ORGANIZATION, 1_000) == 500);

        assertThat(fixture.totals(ORGANIZATION)).isEqualTo(ExpectedTotals.of(events));
    }

    private int terminate(String condition) throws Exception {
        try (var statement = fixture.connection.createStatement();
                var rows = statement.executeQuery(
                        "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database()"
                                + " and pid <> pg_backend_pid() and " + condition)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void countsABatchThatCommitsAfterLaterOnesWereFolded() throws Exception {
        List<TestLog.Event> events = randomEvents(new Random(4), 200);
        FoldStore store = fixture.foldStore("one");
        try (var slow = TestPostgres.connect(fixture.url)) {
            slow.setAutoCommit(false);
            TestLog.append(slow, ORGANIZATION, events.subList(0, 100));
            TestLog.append(fixture.connection, ORGANIZATION, events.subList(100, 200));
            foldAll(store, ORGANIZATION, 1_000);
            assertThat(fixture.totals(ORGANIZATION)).isEqualTo(ExpectedTotals.of(events.subList(100, 200)));

            slow.commit();
        }
        foldAll(store, ORGANIZATION, 1_000);

        assertThat(fixture.totals(ORGANIZATION)).isEqualTo(ExpectedTotals.of(events));
    }

    @Test
    void givesCustomersDenseKeys() throws Exception {
        FoldStore store = fixture.foldStore("one");
        List<TestLog.Event> events = randomEvents(new Random(5), 3_000);
        for (int i = 0; i < 3; i++) {
            TestLog.append(fixture.connection, ORGANIZATION, events.subList(i * 1_000, i * 1_000 + 1_000));
            foldAll(store, ORGANIZATION, 1_000);
        }

        try (var rows = fixture.connection
                .createStatement()
                .executeQuery("select min(customer_key), max(customer_key) + 1, count(*) from totals.customer_keys")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
            assertThat(rows.getInt(2)).isEqualTo(rows.getInt(3)).isGreaterThan(1_500);
        }
    }

    @Test
    void leavesAnOrganizationAloneThatAnotherFolderHasLocked() throws Exception {
        FoldStore store = fixture.foldStore("one");
        TestLog.append(fixture.connection, ORGANIZATION, randomEvents(new Random(6), 10));
        foldAll(store, ORGANIZATION, 1_000);
        TestLog.append(fixture.connection, ORGANIZATION, randomEvents(new Random(7), 10));
        try (var folder = TestPostgres.connect(fixture.url)) {
            folder.setAutoCommit(false);
            folder.createStatement().execute("select from totals.organizations for update");

            assertThat(TotalsFixture.get(store.fold(ORGANIZATION, 1_000))).isEmpty();
            folder.rollback();
        }
        assertThat(foldAll(store, ORGANIZATION, 1_000)).isEqualTo(10);
    }
}

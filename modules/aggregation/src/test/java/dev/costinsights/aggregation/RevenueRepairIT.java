package dev.costinsights.aggregation;

import static dev.costinsights.aggregation.TotalsFixture.foldAll;
import static dev.costinsights.aggregation.TotalsFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.testkit.TestFacts;
import dev.costinsights.testkit.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.sqlclient.Pool;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reconciler finds what is wrong with revenue, and a rebuild mends it. */
class RevenueRepairIT {
    private static final UUID ORGANIZATION = UUID.fromString("10000000-0000-4000-8000-000000000000");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<TestFacts.Fact> facts = new RevenueFacts(7).history();
    private TotalsFixture fixture;
    private FactFold fold;
    private Reconciler reconciler;

    @BeforeEach
    void open() throws Exception {
        fixture = new TotalsFixture();
        fold = new FactFold(fixture.database.pool("fold", 1));
        Pool pool = fixture.database.pool("reconciler", 1);
        reconciler = new Reconciler(
                new DayStore(pool),
                new ReconcileStore(pool),
                new RowCheck(pool),
                new ReconcileMeters(registry, Clock.systemUTC()));
        TestFacts.append(fixture.connection, ORGANIZATION, facts);
        foldAll(fold, ORGANIZATION, 1_000);
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

    /** As many views as it takes to reach back to the oldest day. */
    private void viewEverything() throws Exception {
        for (int i = 0; i < 4; i++) {
            get(reconciler.view());
        }
    }

    private List<String> wrongTotals() throws SQLException {
        SortedMap<String, String> expected = ExpectedRevenue.of(facts);
        return StoredRevenue.differences(fixture.connection, ORGANIZATION, expected);
    }

    @Test
    void findsNothingWhereRevenueIsRight() throws Exception {
        viewEverything();

        assertThat(difference("cents")).isZero();
        assertThat(difference("events")).isZero();
        assertThat(registry.get("cost.insights.reconciler.checked.days").gauge().value())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update totals.organization_revenue set fee_cents = fee_cents + 1 where ctid ="
                        + " (select min(ctid) from totals.organization_revenue where grain = 60)",
                "delete from totals.product_revenue where ctid = (select max(ctid) from totals.product_revenue)",
                "update totals.product_revenue set stage = 99 where ctid = (select max(ctid) from totals.product_revenue)",
                "update totals.customer_revenue set dispute_cents = dispute_cents + 1 where ctid ="
                        + " (select min(ctid) from totals.customer_revenue where grain = 1440)",
                "update totals.customer_revenue set orders = orders + 1 where ctid ="
                        + " (select min(ctid) from totals.customer_revenue where grain = 0)",
                "update totals.order_rates set rates = rates + 1 where ctid = (select min(ctid) from totals.order_rates)",
                "insert into totals.customer_revenue select organization_id, 0, timestamptz '2021-05-01',"
                        + " gen_random_uuid(), 1, 1, 1, 1, 1, 1 from totals.organizations",
                "update totals.orders set revenue_cents = revenue_cents + 1 where ctid ="
                        + " (select min(ctid) from totals.orders)",
                "update totals.orders set stage = 99 where ctid = (select min(ctid) from totals.orders)",
                "update totals.orders set created_at = created_at + interval '40 days', previous_at = null",
                "delete from totals.orders where ctid = (select min(ctid) from totals.orders)",
                "update totals.refunds set order_id = id where ctid = (select min(ctid) from totals.refunds)",
                "update totals.disputes set won_at = now() where ctid = (select min(ctid) from totals.disputes)",
                "delete from totals.disputes where ctid = (select min(ctid) from totals.disputes)",
                "update totals.subscriptions set status = 'paused' where ctid = (select min(ctid) from totals.subscriptions)",
                "delete from totals.subscriptions where ctid = (select min(ctid) from totals.subscriptions)",
                "insert into totals.subscription_spans select organization_id, gen_random_uuid(), gen_random_uuid(),"
                        + " gen_random_uuid(), '2021-01-01', '2021-02-01', 1, 'usd', 'month', 1, 1"
                        + " from totals.organizations",
                "insert into totals.customer_mrr select organization_id, gen_random_uuid(), '2021-01-01', '2021-02-01',"
                        + " 1, '', '2021-01-01' from totals.organizations",
                "insert into totals.checkouts select organization_id, gen_random_uuid(), null, null, now(), now(), true"
                        + " from totals.organizations",
                "insert into totals.seats select organization_id, gen_random_uuid(), null, null, true, null, null, now()"
                        + " from totals.organizations",
                "insert into totals.orders select organization_id, gen_random_uuid(), customer_id, product_id,"
                        + " subscription_id, created_at, status, counts, currency, net_amount, own_rate, rate,"
                        + " converted, revenue_cents, fee_cents, refund_cents, stage, subscription_started_at,"
                        + " previous_at from totals.orders where counts",
            })
    void findsDamageOfAnyTableAndRebuildRepairsIt(String damage) throws Exception {
        TestPostgres.execute(fixture.url, damage);

        viewEverything();
        assertThat(difference("cents") + difference("events")).isPositive();

        get(Rebuild.run(fixture.database, progress -> {}));
        assertThat(wrongTotals()).isEmpty();
        viewEverything();
        assertThat(difference("cents") + difference("events")).isZero();
    }

    @Test
    void doesNotTakeFactsThatWaitForDamage() throws Exception {
        TestFacts.Fact paid = RevenueFacts.later(
                facts.stream()
                        .filter(fact -> fact.kind().equals("order"))
                        .findFirst()
                        .orElseThrow(),
                "order.paid",
                "2026-11-01T00:00:00Z",
                "status",
                "paid",
                "modified_at",
                null,
                "net_amount",
                77_777);
        TestFacts.append(fixture.connection, ORGANIZATION, List.of(paid));

        viewEverything();

        assertThat(difference("cents") + difference("events")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update totals.orders set revenue_cents = revenue_cents + 1",
                "update totals.subscriptions set status = 'paused'",
                "update totals.refunds set refund_cents = refund_cents + 1",
            })
    void findsDamageWhileFactsOfOthersWait(String damage) throws Exception {
        List<TestFacts.Fact> others = new RevenueFacts(9).history();
        TestFacts.append(fixture.connection, ORGANIZATION, others);
        viewEverything();
        assertThat(difference("events")).isZero();

        TestPostgres.execute(fixture.url, damage);
        viewEverything();

        assertThat(difference("events")).isPositive();
    }

    @Test
    void rebuildsWhatOtherTablesSayOfFacts() throws Exception {
        String before = otherTables();
        for (String table : List.of(
                "products", "exchange_rates", "subscriptions", "subscription_spans", "customer_mrr", "checkouts")) {
            TestPostgres.execute(fixture.url, "delete from totals." + table);
        }
        TestPostgres.execute(fixture.url, """
                insert into totals.exchange_rates select organization_id, 'eur', '2020-01-01', 5 from totals.organizations
                """);
        TestPostgres.execute(fixture.url, """
                insert into totals.products
                select organization_id, gen_random_uuid(), '', 'one_time', null, null, null, null, false, now(), null
                from totals.organizations
                """);

        Set<String> kinds = new HashSet<>();
        Rebuild.Summary summary = get(Rebuild.run(fixture.database, progress -> {
            if (progress instanceof Rebuild.ObjectsRebuilt some) {
                kinds.add(some.kind());
            }
        }));

        assertThat(otherTables()).isEqualTo(before);
        assertThat(wrongTotals()).isEmpty();
        assertThat(kinds).contains("order", "refund", "dispute", "subscription", "exchange_rate");
        assertThat(summary.objects())
                .isEqualTo(
                        facts.stream().map(TestFacts.Fact::objectId).distinct().count());
    }

    private String otherTables() throws SQLException {
        try (var rows = fixture.connection.createStatement().executeQuery("""
                select (select string_agg(s::text, ';' order by id) from totals.subscriptions s)
                       || (select string_agg(s::text, ';' order by subscription_id, from_at)
                           from totals.subscription_spans s)
                       || (select string_agg(m::text, ';' order by customer_id, from_at) from totals.customer_mrr m)
                       || (select string_agg(r::text, ';' order by currency, day) from totals.exchange_rates r)
                       || (select count(*) from totals.products)
                """)) {
            rows.next();
            return rows.getString(1);
        }
    }

    @Test
    void isSafeWhileFactsAreAppendedAndFolded() throws Exception {
        List<TestFacts.Fact> more = new RevenueFacts(8).history();
        TestPostgres.execute(fixture.url, "update totals.orders set revenue_cents = revenue_cents + 1");

        var rebuild = Rebuild.run(fixture.database, progress -> {});
        var appends = CompletableFuture.runAsync(() -> appendInSteps(more));
        while (!appends.isDone()) {
            get(fold.fold(ORGANIZATION, 7));
        }
        appends.get();
        get(rebuild);
        foldAll(fold, ORGANIZATION, 1_000);

        List<TestFacts.Fact> all = new ArrayList<>(facts);
        all.addAll(more);
        assertThat(StoredRevenue.differences(fixture.connection, ORGANIZATION, ExpectedRevenue.of(all)))
                .isEmpty();
    }

    private void appendInSteps(List<TestFacts.Fact> more) {
        try (var connection = TestPostgres.connect(fixture.url)) {
            for (int i = 0; i < more.size(); i += 5) {
                TestFacts.append(connection, ORGANIZATION, more.subList(i, Math.min(more.size(), i + 5)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

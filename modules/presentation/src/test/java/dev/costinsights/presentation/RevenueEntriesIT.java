package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.revenue.ListRevenueEntries;
import dev.costinsights.contracts.revenue.ListRevenueEntries.Position;
import dev.costinsights.contracts.revenue.RevenueEntryPage;
import dev.costinsights.contracts.revenue.RevenueEntryPage.Entry;
import dev.costinsights.contracts.revenue.RevenueEntryPage.Kind;
import dev.costinsights.testkit.TestPostgres;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RevenueEntriesIT {
    private static final int WORLDS = 6;
    private static final int QUESTIONS = 12;
    private static final Instant LONG_AGO = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant FAR_AWAY = Instant.parse("2100-01-01T00:00:00Z");

    private static PresentationFixture fixture;

    private final UUID acme = UUID.randomUUID();

    @BeforeAll
    static void open() throws Exception {
        fixture = new PresentationFixture();
        fixture.startFolding();
    }

    @AfterAll
    static void close() throws Exception {
        fixture.close();
    }

    static IntStream seeds() {
        return IntStream.range(0, WORLDS);
    }

    /** Pages of every size, both ways, against the metric of the same range. */
    @ParameterizedTest
    @MethodSource("seeds")
    void theEntriesOfARangeSumToItsNetRevenueByDate(int seed) throws Exception {
        var random = new Random(seed);
        UUID organizationId = new UUID(0x4011L, 0x8000000000000000L + seed);
        RandomRevenue.World world = RandomRevenue.world(random);
        world.rows().write(fixture.connection, organizationId);
        RandomRevenue.world(random).rows().write(fixture.connection, new UUID(0x4012L, 0x8000000000000000L + seed));

        for (int i = 0; i < QUESTIONS; i++) {
            LocalDate start = RandomEvents.day(random);
            var range = new TimeRange(start, start.plusDays(random.nextInt(500)), RandomEvents.zone(random));
            Set<UUID> customerIds = new HashSet<>();
            if (random.nextInt(3) == 0) {
                customerIds.add(world.customers().get(random.nextInt(4)));
                customerIds.add(world.customers().get(random.nextInt(8)));
            }
            UUID productId = random.nextInt(3) == 0
                    ? world.rows().products.get(random.nextInt(5)).id()
                    : null;
            var question = new ListRevenueEntries(
                    organizationId,
                    range.startInstant(),
                    range.endInstant(),
                    customerIds,
                    productId,
                    null,
                    1 + random.nextInt(40),
                    random.nextBoolean());

            assertThat(sum(all(question)))
                    .as("seed %d: %s", seed, question)
                    .isEqualByComparingTo(netRevenue(question, range));
        }
    }

    private static BigDecimal netRevenue(ListRevenueEntries question, TimeRange range) throws Exception {
        return get(Channels.METRICS.ask(
                        fixture.vertx,
                        new MetricsQuery(
                                question.organizationId(),
                                range,
                                Interval.YEAR,
                                List.of(Metric.NET_REVENUE_BY_DATE),
                                question.customerIds(),
                                question.productId() == null ? Set.of() : Set.of(question.productId()),
                                Set.of(),
                                Consistency.BOUNDED)))
                .totals()
                .get(Metric.NET_REVENUE_BY_DATE);
    }

    private static BigDecimal sum(List<Entry> entries) {
        return entries.stream().map(Entry::amountCents).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static RevenueEntryPage ask(ListRevenueEntries question) throws Exception {
        return get(Channels.LIST_REVENUE_ENTRIES.ask(fixture.vertx, question));
    }

    private static ListRevenueEntries behind(ListRevenueEntries question, Entry last) {
        return new ListRevenueEntries(
                question.organizationId(),
                question.from(),
                question.before(),
                question.customerIds(),
                question.productId(),
                new Position(last.at(), last.id()),
                question.limit(),
                question.newestFirst());
    }

    /** Page by page; none is empty but the first, and nothing comes twice. */
    private static List<Entry> all(ListRevenueEntries question) throws Exception {
        List<Entry> entries = new ArrayList<>();
        RevenueEntryPage page = ask(question);
        entries.addAll(page.items());
        while (page.hasMore()) {
            page = ask(behind(question, entries.get(entries.size() - 1)));
            assertThat(page.items()).isNotEmpty();
            entries.addAll(page.items());
        }
        assertThat(entries).doesNotHaveDuplicates();
        return entries;
    }

    private ListRevenueEntries everything(int limit, boolean newestFirst) {
        return new ListRevenueEntries(acme, LONG_AGO, FAR_AWAY, Set.of(), null, null, limit, newestFirst);
    }

    private static UUID id(int number) {
        return UUID.fromString("00000000-0000-4000-8000-%012d".formatted(number));
    }

    /** An order, a refund and a dispute that was won at once, all of one id and time; others before and after. */
    private void plant() {
        TestPostgres.execute(fixture.url, """
                insert into log.customers (organization_id, id, type, name, email, created_at)
                values ('%1$s', '%2$s', 'individual', 'Acme <Ltd>', 'a@acme.example', now()),
                    ('%1$s', '%3$s', 'individual', null, 'b@acme.example', now());
                insert into totals.products (organization_id, id, name, billing_type, is_archived, created_at)
                values ('%1$s', '%4$s', 'Scale', 'recurring', false, now());
                insert into totals.orders (organization_id, id, customer_id, product_id, created_at, status, counts,
                    currency, net_amount, rate, converted, revenue_cents, fee_cents, refund_cents, stage)
                values ('%1$s', '%5$s', '%2$s', '%4$s', '2026-11-02Z', 'paid', true, 'usd', 0, 1, true, 9900, 317, 0, 1),
                    ('%1$s', '%6$s', '%3$s', null, '2026-11-03Z', 'paid', true, 'usd', 0, 1, true, 500, 0, 0, 1),
                    ('%1$s', '%7$s', '%2$s', null, '2026-11-04Z', 'draft', false, 'usd', 0, 1, true, 0, 0, 0, 1);
                insert into totals.refunds
                values ('%1$s', '%5$s', '%6$s', false, '%3$s', null, '2026-11-02Z', 120),
                    ('%1$s', '%6$s', '%6$s', false, '%3$s', null, '2026-11-04Z', 0),
                    ('%1$s', '%7$s', '%6$s', true, null, null, '2026-11-04Z', 0);
                insert into totals.disputes
                values ('%1$s', '%5$s', '%6$s', false, '%3$s', null, '2026-11-02Z', '2026-11-02Z', 70),
                    ('%1$s', '%6$s', '%6$s', false, '%3$s', null, '2026-11-01Z', '2026-11-05Z', 1500);
                insert into log.facts (organization_id, kind, object_id, version_at, type, occurred_at, received_at,
                    batch_id, position, data)
                values ('%1$s', 'order', '%5$s', '2026-11-02Z', 'order.paid', now(), now(), 1, 0,
                        '{"billing_reason": "subscription_create"}'),
                    ('%1$s', 'order', '%5$s', '2026-11-01Z', 'order.created', now(), now(), 1, 1,
                        '{"billing_reason": "purchase"}')
                """.formatted(acme, id(1), id(2), id(3), id(4), id(5), id(6)));
    }

    @Test
    void whatStandsAtOnePositionStaysTogether() throws Exception {
        plant();

        List<Entry> newest = all(everything(100, true));
        assertThat(newest)
                .extracting(Entry::kind, Entry::id, entry -> entry.amountCents().intValueExact())
                .containsExactly(
                        tuple(Kind.DISPUTE_WON, id(5), 1500),
                        tuple(Kind.ORDER, id(5), 500),
                        tuple(Kind.DISPUTE_WON, id(4), 70),
                        tuple(Kind.DISPUTE, id(4), -70),
                        tuple(Kind.REFUND, id(4), -120),
                        tuple(Kind.ORDER, id(4), 9583),
                        tuple(Kind.DISPUTE, id(5), -1500));
        for (int limit = 1; limit < 8; limit++) {
            assertThat(all(everything(limit, true))).isEqualTo(newest);
            List<Entry> oldest = new ArrayList<>(all(everything(limit, false)));
            Collections.reverse(oldest);
            assertThat(oldest).isEqualTo(newest);
        }
        assertThat(ask(everything(3, true)).items()).hasSize(6);
    }

    @Test
    void namesAreJoinedIn() throws Exception {
        plant();

        List<Entry> entries = all(everything(100, true));

        assertThat(entries.get(5))
                .isEqualTo(new Entry(
                        id(4),
                        Kind.ORDER,
                        id(4),
                        Instant.parse("2026-11-02T00:00:00Z"),
                        new BigDecimal("9583"),
                        id(1),
                        "Acme <Ltd>",
                        id(3),
                        "Scale",
                        "subscription_create"));
        assertThat(entries.get(4))
                .isEqualTo(new Entry(
                        id(4),
                        Kind.REFUND,
                        id(5),
                        Instant.parse("2026-11-02T00:00:00Z"),
                        new BigDecimal("-120"),
                        id(2),
                        "b@acme.example",
                        null,
                        null,
                        null));
    }

    @Test
    void anotherOrganizationSeesNothing() throws Exception {
        plant();

        UUID other = UUID.randomUUID();
        assertThat(ask(new ListRevenueEntries(other, LONG_AGO, FAR_AWAY, Set.of(), null, null, 100))
                        .items())
                .isEmpty();
        assertThat(ask(new ListRevenueEntries(other, LONG_AGO, FAR_AWAY, Set.of(id(1), id(2)), null, null, 100))
                        .items())
                .isEmpty();
    }
}

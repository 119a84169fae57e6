package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.testkit.TestFacts;
import dev.costinsights.testkit.TestLog;
import dev.costinsights.testkit.TestPostgres;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StrongReadsIT {
    private static final UUID ORGANIZATION = UUID.fromString("10000000-0000-4000-8000-000000000000");
    private static final UUID OTHER = UUID.fromString("20000000-0000-4000-8000-000000000000");
    private static final TestLog.Event EVENT = TestLog.Event.of(Instant.parse("2026-01-01T12:00:00Z"), "a", "c", "1");

    private PresentationFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new PresentationFixture();
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private Future<MetricsAnswer> ask(Consistency consistency) {
        var day = LocalDate.parse("2026-01-01");
        return Channels.METRICS.ask(
                fixture.vertx,
                new MetricsQuery(
                        ORGANIZATION,
                        new TimeRange(day, day, ZoneOffset.UTC),
                        Interval.DAY,
                        List.of(Metric.COSTS),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        consistency));
    }

    @Test
    void everyAcknowledgedEventIsInTheNextAnswer() throws Exception {
        fixture.startFolding();

        for (int i = 1; i <= 40; i++) {
            fixture.append(ORGANIZATION, List.of(EVENT));

            assertThat(get(ask(Consistency.STRONG)).totals().get(Metric.COSTS)).isEqualTo(BigDecimal.valueOf(i));
        }
    }

    @Test
    void everyAcknowledgedFactIsFoldedBeforeTheNextAnswer() throws Exception {
        fixture.startFolding();

        for (int i = 1; i <= 20; i++) {
            TestFacts.append(fixture.connection, ORGANIZATION, List.of(product()));

            get(ask(Consistency.STRONG));

            assertThat(products()).isEqualTo(i);
        }
    }

    private static TestFacts.Fact product() {
        var at = Instant.parse("2026-01-01T12:00:00Z");
        return new TestFacts.Fact(
                "product.created",
                at,
                Map.of("id", UUID.randomUUID(), "created_at", at, "name", "Plan", "is_recurring", true));
    }

    private int products() throws Exception {
        try (var rows =
                fixture.connection.createStatement().executeQuery("select count(*)::integer from totals.products")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void answersAreAsOldAsTheOldestFactThatWaits() throws Exception {
        TestFacts.append(fixture.connection, ORGANIZATION, List.of(product()));

        Instant asOf = get(ask(Consistency.BOUNDED)).asOf();
        TestFacts.append(fixture.connection, ORGANIZATION, List.of(product()));

        assertThat(get(ask(Consistency.BOUNDED)).asOf()).isEqualTo(asOf);
    }

    @Test
    void anOrganizationWithoutTotalsIsNoFresherThanItsSnapshot() throws Exception {
        var snapshots = new Snapshots(fixture.database.pool("test", 1));

        List<Instant> times = get(snapshots.read(snapshot -> snapshot.query("select clock_timestamp() as seen")
                .execute()
                .compose(rows -> TotalsStore.freshness(snapshot, ORGANIZATION)
                        .map(freshness -> List.of(
                                freshness.asOf(),
                                rows.iterator().next().getOffsetDateTime("seen").toInstant())))));

        assertThat(times.get(0)).isBeforeOrEqualTo(times.get(1));
    }

    @Test
    void waitsForABatchThatCommittedUnderALowerNumberThanOneFoldedBefore() throws Exception {
        fixture.startFolding();
        try (var slow = TestPostgres.connect(fixture.url)) {
            slow.setAutoCommit(false);
            TestLog.append(slow, ORGANIZATION, List.of(EVENT));
            fixture.append(ORGANIZATION, List.of(EVENT));
            assertThat(get(ask(Consistency.STRONG)).totals()).containsEntry(Metric.COSTS, BigDecimal.ONE);

            slow.commit();
        }

        assertThat(get(ask(Consistency.STRONG)).totals()).containsEntry(Metric.COSTS, BigDecimal.valueOf(2));
    }

    @Test
    void givesUpWhenTheTotalsDoNotCatchUp() throws Exception {
        fixture.append(ORGANIZATION, List.of(EVENT));

        Future<MetricsAnswer> strong = ask(Consistency.STRONG);
        MetricsAnswer bounded = get(ask(Consistency.BOUNDED));

        assertThat(bounded.totals()).containsEntry(Metric.COSTS, BigDecimal.ZERO);
        assertThat(get(strong.otherwiseEmpty())).isNull();
        assertThat(((ContractException) strong.cause()).code()).isEqualTo(ErrorCode.TIMEOUT);
    }

    @Test
    void doesNotWaitForOtherOrganizations() throws Exception {
        fixture.append(OTHER, List.of(EVENT));

        assertThat(get(ask(Consistency.STRONG)).totals()).containsEntry(Metric.COSTS, BigDecimal.ZERO);
    }

    @Test
    void failsAsADefectWhenATableIsMissing() throws Exception {
        TestPostgres.execute(fixture.url, "drop table log.tickets");

        Future<MetricsAnswer> broken = ask(Consistency.STRONG);

        assertThat(get(broken.otherwiseEmpty())).isNull();
        assertThat(((ContractException) broken.cause()).code()).isEqualTo(ErrorCode.INTERNAL);
    }
}

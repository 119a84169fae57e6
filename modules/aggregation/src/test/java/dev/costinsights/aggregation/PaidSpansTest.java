package dev.costinsights.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PaidSpansTest {
    private static final UUID CUSTOMER = UUID.fromString("c0000000-0000-4000-8000-000000000001");
    private static final UUID PRODUCT = UUID.fromString("d0000000-0000-4000-8000-000000000001");
    private static final SubscriptionPlan BASIC = plan(1_000);
    private static final SubscriptionPlan PRO = plan(3_000);
    private static final Instant ALWAYS = Instant.MIN;
    private static final Instant OPEN = Instant.MAX;

    private static SubscriptionPlan plan(long amount) {
        return new SubscriptionPlan(CUSTOMER, PRODUCT, BigDecimal.valueOf(amount), "usd", "month", 1);
    }

    /** A day of January 2026. */
    private static Instant day(int day) {
        return Instant.parse("2026-01-01T00:00:00Z").plusSeconds((day - 1) * 86_400L);
    }

    private static SubscriptionVersion version(int day, String status) {
        return new SubscriptionVersion(day(day), BASIC, status, day(1), null, null);
    }

    private static SubscriptionVersion active(int day) {
        return version(day, "active");
    }

    private static SubscriptionVersion with(SubscriptionVersion version, SubscriptionPlan plan) {
        return new SubscriptionVersion(
                version.versionAt(), plan, version.status(), version.startedAt(), version.trialEnd(), version.endAt());
    }

    private static SubscriptionVersion started(SubscriptionVersion version, @Nullable Instant startedAt) {
        return new SubscriptionVersion(
                version.versionAt(), version.plan(), version.status(), startedAt, version.trialEnd(), version.endAt());
    }

    private static SubscriptionVersion trialUntil(SubscriptionVersion version, Instant trialEnd) {
        return new SubscriptionVersion(
                version.versionAt(), version.plan(), version.status(), version.startedAt(), trialEnd, version.endAt());
    }

    private static SubscriptionVersion endingAt(SubscriptionVersion version, Instant endAt) {
        return new SubscriptionVersion(
                version.versionAt(), version.plan(), version.status(), version.startedAt(), version.trialEnd(), endAt);
    }

    private static PaidSpan basic(Instant from, Instant to) {
        return new PaidSpan(from, to, BASIC);
    }

    private static List<PaidSpan> spans(SubscriptionVersion... versions) {
        return PaidSpans.of(List.of(versions));
    }

    @ParameterizedTest
    @ValueSource(strings = {"active", "past_due"})
    void paysFromItsStartWithoutAnEnd(String status) {
        assertThat(spans(version(1, status))).containsExactly(basic(day(1), OPEN));
    }

    @Test
    void aRenewalAddsNoSpan() {
        assertThat(spans(active(1), active(5), active(9))).containsExactly(basic(day(1), OPEN));
    }

    @Test
    void paysAsPastDueToo() {
        assertThat(spans(active(1), version(5, "past_due"), active(9))).containsExactly(basic(day(1), OPEN));
    }

    @Test
    void paysAfterItsTrial() {
        assertThat(spans(trialUntil(version(1, "trialing"), day(8)))).containsExactly(basic(day(8), OPEN));
        assertThat(spans(trialUntil(version(1, "trialing"), day(8)), trialUntil(active(9), day(8))))
                .as("the version that says so comes a day later")
                .containsExactly(basic(day(8), OPEN));
    }

    @Test
    void aTrialThatIsExtendedInTimePaysLater() {
        assertThat(spans(trialUntil(version(1, "trialing"), day(8)), trialUntil(version(6, "trialing"), day(15))))
                .containsExactly(basic(day(15), OPEN));
    }

    @Test
    void aTrialThatIsExtendedWhenItIsOverIsATrialAgain() {
        assertThat(spans(trialUntil(version(1, "trialing"), day(8)), trialUntil(version(10, "trialing"), day(15))))
                .containsExactly(basic(day(8), day(10)), basic(day(15), OPEN));
    }

    @Test
    void aTrialThatIsCutShortPaysEarlier() {
        assertThat(spans(trialUntil(version(1, "trialing"), day(8)), trialUntil(active(4), day(4))))
                .containsExactly(basic(day(4), OPEN));
    }

    @Test
    void aTrialThatIsCanceledNeverPays() {
        SubscriptionVersion trial = trialUntil(version(1, "trialing"), day(8));

        assertThat(spans(trial, endingAt(trialUntil(version(3, "trialing"), day(8)), day(8))))
                .isEmpty();
    }

    @Test
    void aTrialThatHasNoEndDoesNotPay() {
        assertThat(spans(version(1, "trialing"))).isEmpty();
        assertThat(spans(version(1, "trialing"), active(9))).containsExactly(basic(day(9), OPEN));
        assertThat(spans(version(5, "trialing"), active(9)))
                .as("nor before its first version")
                .containsExactly(basic(day(9), OPEN));
    }

    @Test
    void eachPlanHasASpan() {
        assertThat(spans(active(1), with(active(5), PRO), active(9)))
                .containsExactly(basic(day(1), day(5)), new PaidSpan(day(5), day(9), PRO), basic(day(9), OPEN));
    }

    @Test
    void aPlanOfAnotherIntervalOrCurrencyOrProductOrCustomerIsAnother() {
        UUID other = UUID.fromString("e0000000-0000-4000-8000-000000000001");
        for (SubscriptionPlan plan : List.of(
                new SubscriptionPlan(CUSTOMER, PRODUCT, BASIC.amount(), "usd", "year", 1),
                new SubscriptionPlan(CUSTOMER, PRODUCT, BASIC.amount(), "usd", "month", 2),
                new SubscriptionPlan(CUSTOMER, PRODUCT, BASIC.amount(), "eur", "month", 1),
                new SubscriptionPlan(CUSTOMER, other, BASIC.amount(), "usd", "month", 1),
                new SubscriptionPlan(other, PRODUCT, BASIC.amount(), "usd", "month", 1))) {
            assertThat(spans(active(1), with(active(5), plan)))
                    .containsExactly(basic(day(1), day(5)), new PaidSpan(day(5), OPEN, plan));
        }
    }

    @Test
    void anAmountWrittenWithZerosIsTheSame() {
        var plan = new SubscriptionPlan(CUSTOMER, PRODUCT, new BigDecimal("1000.00"), "usd", "month", 1);

        assertThat(spans(active(1), with(active(5), plan))).containsExactly(basic(day(1), OPEN));
    }

    @Test
    void nothingIsPaidForAFreePlan() {
        assertThat(spans(with(active(1), plan(0)), active(5), with(active(9), plan(0))))
                .containsExactly(basic(day(5), day(9)));
    }

    @Test
    void onceCanceledItPaysUntilTheEndOfItsPeriod() {
        assertThat(spans(active(1), endingAt(active(5), day(12)))).containsExactly(basic(day(1), day(12)));
        assertThat(spans(active(1), endingAt(active(5), day(12)), endingAt(version(12, "canceled"), day(12))))
                .containsExactly(basic(day(1), day(12)));
        assertThat(spans(active(1), endingAt(version(5, "canceled"), day(12))))
                .as("canceled before its end: the date wins")
                .containsExactly(basic(day(1), day(12)));
    }

    @Test
    void anUncanceledOnePaysOn() {
        assertThat(spans(active(1), endingAt(active(5), day(12)), active(8))).containsExactly(basic(day(1), OPEN));
    }

    @Test
    void oneUncanceledAfterItsEndPaysAgain() {
        assertThat(spans(active(1), endingAt(active(5), day(12)), active(15)))
                .containsExactly(basic(day(1), day(12)), basic(day(15), OPEN));
    }

    @Test
    void aRevokedOnePaysNoLonger() {
        assertThat(spans(active(1), endingAt(version(5, "canceled"), day(5)))).containsExactly(basic(day(1), day(5)));
    }

    @Test
    void oneCanceledWithoutADateStopsThen() {
        assertThat(spans(active(1), version(5, "canceled"))).containsExactly(basic(day(1), day(5)));
        assertThat(spans(version(5, "canceled")))
                .as("before the first version its dates alone decide")
                .containsExactly(basic(day(1), day(5)));
    }

    @Test
    void anEndThatIsKnownLateHoldsForTheTimeBefore() {
        assertThat(spans(active(1), active(10), endingAt(version(20, "canceled"), day(7))))
                .containsExactly(basic(day(1), day(7)));
    }

    @Test
    void anEarlierEndThanTheVersionSaidIsTheEnd() {
        assertThat(spans(endingAt(active(1), day(20)), endingAt(version(9, "canceled"), day(9))))
                .containsExactly(basic(day(1), day(9)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"paused", "unpaid", "incomplete", "incomplete_expired"})
    void pausesAndComesBack(String status) {
        assertThat(spans(active(1), version(5, status), with(active(9), PRO)))
                .containsExactly(basic(day(1), day(5)), new PaidSpan(day(9), OPEN, PRO));
    }

    @ParameterizedTest
    @ValueSource(strings = {"incomplete", "incomplete_expired"})
    void anIncompleteOneHasNotPaidBeforeEither(String status) {
        assertThat(spans(version(5, status))).isEmpty();
        assertThat(spans(version(5, status), active(6))).containsExactly(basic(day(6), OPEN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"paused", "unpaid", "past_due"})
    void beforeTheFirstVersionDatesAloneDecide(String status) {
        List<PaidSpan> spans = spans(version(5, status));

        assertThat(spans.get(0).from()).isEqualTo(day(1));
        assertThat(spans).containsExactly(basic(day(1), status.equals("past_due") ? OPEN : day(5)));
    }

    @Test
    void theFirstVersionsPlanHoldsBeforeIt() {
        assertThat(spans(with(active(5), PRO), active(9)))
                .containsExactly(new PaidSpan(day(1), day(9), PRO), basic(day(9), OPEN));
    }

    @Test
    void theFirstVersionsTrialAndEndHoldBeforeIt() {
        SubscriptionVersion ended = endingAt(trialUntil(version(20, "canceled"), day(4)), day(9));

        assertThat(spans(ended)).containsExactly(basic(day(4), day(9)));
    }

    @Test
    void withoutAStartItHasAlwaysPaid() {
        assertThat(spans(started(active(5), null))).containsExactly(basic(ALWAYS, OPEN));
    }

    @Test
    void aStartThatIsKnownLaterIsItsStart() {
        assertThat(spans(started(active(5), null), active(9))).containsExactly(basic(day(1), OPEN));
    }

    @Test
    void paysNotBeforeAStartInTheFuture() {
        assertThat(spans(started(active(5), day(9)))).containsExactly(basic(day(9), OPEN));
    }

    @Test
    void datesThatMakeNoSenseMakeNoSpan() {
        assertThat(spans(endingAt(trialUntil(active(1), day(9)), day(4)))).isEmpty();
        assertThat(spans(endingAt(started(active(5), day(9)), day(9)))).isEmpty();
    }

    @Test
    void ofSeveralVersionsAtOneTimeTheLastHolds() {
        assertThat(spans(version(5, "paused"), active(5), with(active(9), plan(5)), with(active(9), PRO)))
                .containsExactly(basic(day(1), day(9)), new PaidSpan(day(9), OPEN, PRO));
    }

    static Stream<Long> seeds() {
        return Stream.iterate(1L, seed -> seed + 1).limit(400);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void saysOfEveryInstantWhatTheVersionsSay(long seed) {
        List<SubscriptionVersion> versions = randomVersions(new Random(seed));

        List<PaidSpan> spans = PaidSpans.of(versions);

        for (int i = 0; i < 24 * 31; i++) {
            Instant at = day(-5).plusSeconds(i * 3_600L);
            assertThat(planAt(spans, at)).as("at %s of %s", at, versions).isEqualTo(PaidAtInstant.plan(versions, at));
        }
        assertThat(planAt(spans, day(1_000))).isEqualTo(PaidAtInstant.plan(versions, day(1_000)));
        assertThat(planAt(spans, day(-1_000))).isEqualTo(PaidAtInstant.plan(versions, day(-1_000)));
        for (int i = 1; i < spans.size(); i++) {
            PaidSpan before = spans.get(i - 1);
            PaidSpan after = spans.get(i);
            assertThat(after.from()).isAfterOrEqualTo(before.to());
            assertThat(after.from().equals(before.to()) && after.plan().equals(before.plan()))
                    .as("could be one: %s, %s", before, after)
                    .isFalse();
        }
        assertThat(spans).allMatch(span -> span.from().isBefore(span.to()));
    }

    private static @Nullable SubscriptionPlan planAt(List<PaidSpan> spans, Instant at) {
        List<SubscriptionPlan> plans = spans.stream()
                .filter(span -> !at.isBefore(span.from()) && at.isBefore(span.to()))
                .map(PaidSpan::plan)
                .toList();
        assertThat(plans).hasSizeLessThan(2);
        return plans.isEmpty() ? null : plans.get(0);
    }

    private static List<SubscriptionVersion> randomVersions(Random random) {
        List<String> statuses = List.of(
                "incomplete",
                "incomplete_expired",
                "trialing",
                "active",
                "active",
                "active",
                "past_due",
                "canceled",
                "unpaid",
                "paused");
        List<Instant> times = random.ints(1 + random.nextInt(6), 2, 26)
                .sorted()
                .mapToObj(PaidSpansTest::day)
                .toList();
        List<SubscriptionVersion> versions = new ArrayList<>();
        Instant start = random.nextInt(6) == 0 ? null : day(random.nextInt(1, 10));
        for (Instant time : times) {
            versions.add(new SubscriptionVersion(
                    time,
                    plan(1_000L * random.nextInt(3)),
                    statuses.get(random.nextInt(statuses.size())),
                    random.nextInt(8) == 0 ? null : start,
                    random.nextInt(3) == 0 ? day(random.nextInt(1, 26)) : null,
                    random.nextInt(4) == 0 ? day(random.nextInt(3, 26)) : null));
        }
        return versions;
    }
}

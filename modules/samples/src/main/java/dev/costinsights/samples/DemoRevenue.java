package dev.costinsights.samples;

import dev.costinsights.samples.DemoCustomers.Customer;
import dev.costinsights.samples.DemoFacts.Terms;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the demo business earns: subscriptions that begin with a trial or without, renew, change to the larger plan, are
 * canceled; credits bought on top; a few refunds. Every fact is a function of the seed, the {@link DemoStory} and its month.
 */
final class DemoRevenue {
    private static final int LIFE = 21;
    private static final int CREDITS = 22;
    private static final int VISITORS = 23;
    /** Over how many days those who were there from the start came. */
    private static final int FOUNDING_DAYS = 28;

    private static final int TRIAL_DAYS = 14;
    private static final int NOTICE_DAYS = 10;
    private static final double TRIALS = 0.6;
    private static final double YEARLY = 0.15;
    private static final double CHURN_PER_MONTH = 0.012;
    private static final double UPGRADES_PER_MONTH = 0.008;
    private static final double REFUNDS = 0.015;
    private static final double CREDITS_PER_MONTH = 0.45;
    private static final int VISITORS_PER_MONTH = 40;
    private static final String[] REASONS = {
        "too_expensive", "unused", "missing_features", "switched_service", "too_complex", "other"
    };

    private final long seed;
    private final DemoStory story;
    private final DemoCustomers customers;
    private final Instant until;
    private final DemoFacts facts;
    private final List<SampleFact> told = new ArrayList<>();

    private DemoRevenue(long seed, LocalDate today, Instant until) {
        this.seed = seed;
        this.story = new DemoStory(today);
        this.customers = new DemoCustomers(seed, story);
        this.until = until;
        this.facts = new DemoFacts(seed);
    }

    /**
     * All facts in order of time.
     *
     * @param until no fact is later than this
     */
    static List<SampleFact> facts(long seed, LocalDate today, Instant until) {
        return new DemoRevenue(seed, today, until).tell();
    }

    private List<SampleFact> tell() {
        Instant opening = morning(story.beforeTheYear(), Dice.of(seed, LIFE));
        for (DemoPlan plan : DemoPlan.values()) {
            told.add(facts.product(plan, opening));
        }
        for (Customer customer : customers.all()) {
            tellLife(customer);
        }
        for (LocalDate month = story.beforeTheYear(); !month.isAfter(story.month()); month = month.plusMonths(1)) {
            tellVisitors(month);
        }
        return told.stream()
                .filter(fact -> !fact.timestamp().isAfter(until))
                .sorted(Comparator.comparing(SampleFact::timestamp))
                .toList();
    }

    private void tellLife(Customer customer) {
        Dice dice = Dice.of(seed, LIFE, customer.rank());
        boolean founding = customer.joined().equals(story.beforeTheYear());
        Instant joined =
                morning(founding ? customer.joined().plusDays(dice.below(FOUNDING_DAYS)) : customer.joined(), dice);
        told.add(facts.customer(customer, joined));
        if (customer.plan().equals("free")) {
            return;
        }
        boolean yearly = dice.chance(YEARLY);
        DemoPlan plan = !customer.plan().equals("pro") ? DemoPlan.STARTER : yearly ? DemoPlan.PRO_YEARLY : DemoPlan.PRO;
        boolean trial = !founding && dice.chance(TRIALS);
        Instant paying = trial ? joined.plus(Duration.ofDays(TRIAL_DAYS)) : joined;
        Instant end = tellSubscription(customer, plan, joined, paying);
        tellCredits(customer, paying, end);
    }

    /** Answers when it ended; else a time after all facts. */
    private Instant tellSubscription(Customer customer, DemoPlan first, Instant started, Instant paying) {
        DemoPlan plan = first;
        @Nullable Instant trialEnd = paying.equals(started) ? null : paying;
        String type = "created";
        Instant horizon = until.plus(Duration.ofDays(366));
        for (int months = 0; ; months += plan.months()) {
            Instant start = plusMonths(paying, months);
            Instant next = plusMonths(start, plan.months());
            if (start.isAfter(horizon)) {
                return start;
            }
            Dice dice = Dice.of(seed, LIFE, customer.rank(), start.getEpochSecond() / 86_400);
            if (months == 0 && trialEnd != null) {
                told.add(facts.subscription(
                        "created",
                        customer,
                        new Terms("trialing", plan, started, started, trialEnd, started, start, null, null, null)));
                type = "active";
            }
            if (months > 0 && dice.chance(CHURN_PER_MONTH * plan.months())) {
                tellEnd(customer, plan, started, trialEnd, start, dice);
                return start;
            }
            if (months > 0 && plan == DemoPlan.STARTER && dice.chance(UPGRADES_PER_MONTH)) {
                plan = DemoPlan.PRO;
                type = "updated";
            }
            told.add(facts.subscription(
                    type,
                    customer,
                    new Terms("active", plan, start, started, trialEnd, start, next, null, null, null)));
            tellOrder(customer, plan, 0, start.plusSeconds(60), dice);
            type = "cycled";
        }
    }

    private void tellEnd(
            Customer customer, DemoPlan plan, Instant started, @Nullable Instant trialEnd, Instant end, Dice dice) {
        Instant noticed = end.minus(Duration.ofDays(NOTICE_DAYS));
        Instant periodStart = plusMonths(end, -plan.months());
        String reason = REASONS[dice.below(REASONS.length)];
        told.add(facts.subscription(
                "canceled",
                customer,
                new Terms("active", plan, noticed, started, trialEnd, periodStart, end, noticed, end, reason)));
        told.add(facts.subscription(
                "revoked",
                customer,
                new Terms("canceled", plan, end, started, trialEnd, periodStart, end, noticed, end, reason)));
    }

    private void tellCredits(Customer customer, Instant from, Instant to) {
        LocalDate month = LocalDate.ofInstant(from, ZoneOffset.UTC).withDayOfMonth(1);
        for (; !month.isAfter(story.month()); month = month.plusMonths(1)) {
            Dice dice = Dice.of(seed, CREDITS, customer.rank(), month.toEpochDay());
            Instant time = morning(month.plusDays(dice.below(28)), dice);
            boolean customerThen = !time.isBefore(from) && time.isBefore(to);
            if (customerThen && dice.chance(CREDITS_PER_MONTH)) {
                tellOrder(customer, DemoPlan.CREDITS, 0, time, dice);
            }
        }
    }

    private void tellOrder(Customer customer, DemoPlan plan, int number, Instant created, Dice dice) {
        told.add(facts.order("paid", customer, plan, number, created, created));
        if (dice.chance(REFUNDS)) {
            Instant refunded = created.plus(Duration.ofDays(2 + dice.below(20)));
            told.add(facts.refund(customer, plan, number, created, refunded));
            told.add(facts.order("refunded", customer, plan, number, created, refunded));
        }
    }

    private void tellVisitors(LocalDate month) {
        for (int number = 0; number < VISITORS_PER_MONTH; number++) {
            Dice dice = Dice.of(seed, VISITORS, month.toEpochDay(), number);
            told.add(facts.checkout(month, number, dice.chance(0.3), morning(month.plusDays(dice.below(28)), dice)));
        }
    }

    private static Instant morning(LocalDate date, Dice dice) {
        return date.atStartOfDay(ZoneOffset.UTC).plusHours(7).toInstant().plusSeconds(dice.below(14 * 3_600));
    }

    private static Instant plusMonths(Instant time, int months) {
        return time.atZone(ZoneOffset.UTC).plusMonths(months).toInstant();
    }
}

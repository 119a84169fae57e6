package dev.costinsights.samples;

import dev.costinsights.samples.DemoCustomers.Customer;
import dev.costinsights.samples.DemoCustomers.Present;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The 365 days of the demo business in order of time. Every event is a function of the seed, the {@link DemoStory}, its
 * day, its name and its number in that day, so that every run makes it again with the same external id.
 */
final class DemoYear {

    private static final int DAY_NOISE = 11;
    private static final int ROUNDING = 12;
    private static final int EVENTS = 13;
    private static final int STEPS = 14;
    private static final int RUNAWAY = 15;
    private static final double RUNAWAY_FACTOR = 2.5;
    private static final Comparator<SampleEvent> BY_TIME =
            Comparator.comparing(SampleEvent::timestamp).thenComparing(SampleEvent::externalId);

    private final long seed;
    private final DemoStory story;
    private final Instant until;
    private final DemoCustomers customers;
    private final double scale;

    /**
     * A year.
     *
     * @param events about how many events it has, give or take a twentieth
     * @param until no event is later than this
     */
    DemoYear(long seed, LocalDate today, long events, Instant until) {
        this.seed = seed;
        this.story = new DemoStory(today);
        this.until = until;
        this.customers = new DemoCustomers(seed, story);
        this.scale = events / measure();
    }

    LocalDate firstDay() {
        return story.firstDay();
    }

    /** All events, made while the stream is read. */
    Stream<SampleEvent> events() {
        return story.firstDay()
                .datesUntil(story.today().plusDays(1))
                .flatMap(date -> day(date).stream())
                .filter(event -> !event.timestamp().isAfter(until));
    }

    private List<SampleEvent> day(LocalDate date) {
        Present present = customers.on(date);
        var events = new ArrayList<SampleEvent>();
        for (DemoActivity activity : DemoActivity.values()) {
            long count = count(activity, date);
            if (activity == DemoActivity.STORAGE_GB_DAY) {
                count = Math.min(count, present.customers().size());
            }
            for (int number = 0; number < count; number++) {
                addRoutine(events, activity, date, number, present);
            }
        }
        if (story.runaway(date)) {
            addRunawayAgents(events, date);
        }
        events.sort(BY_TIME);
        return events;
    }

    private void addRoutine(
            List<SampleEvent> events, DemoActivity activity, LocalDate date, int number, Present present) {
        Dice dice = Dice.of(seed, EVENTS, date.toEpochDay(), activity.ordinal(), number);
        @Nullable
        Customer customer = activity == DemoActivity.STORAGE_GB_DAY
                ? present.customers().get(number)
                : dice.chance(activity.unattributed()) ? null : present.pick(dice);
        SampleEvent event = event(
                activity,
                id(date, activity, "%05d", number),
                null,
                customer,
                midnight(date).plusMillis(activity.millisecond(dice)),
                activity.work(dice, story, date, customer));
        events.add(event);
        if (activity == DemoActivity.AGENT_RUN) {
            addSearches(events, event, date, number, customer);
        }
    }

    /** None for half of the runs, else one or two, {@link DemoActivity#SEARCHES_PER_AGENT_RUN} on average. */
    private void addSearches(
            List<SampleEvent> events, SampleEvent run, LocalDate date, int number, @Nullable Customer customer) {
        Dice dice = Dice.of(seed, STEPS, date.toEpochDay(), number);
        int searches = dice.chance(0.5) ? 0 : 1 + dice.below(2);
        Instant time = run.timestamp();
        for (int step = 0; step < searches; step++) {
            time = time.plusMillis(2_000 + dice.below(30_000));
            events.add(event(
                    DemoActivity.WEB_SEARCH,
                    id(date, DemoActivity.WEB_SEARCH, "run%05d-%d", number, step),
                    run.externalId(),
                    customer,
                    time,
                    DemoActivity.WEB_SEARCH.work(dice, story, date, customer)));
        }
    }

    /** A loop in one customer's integration: agents start over and over between 2 and 5 o'clock. */
    private void addRunawayAgents(List<SampleEvent> events, LocalDate date) {
        long count = Math.round(RUNAWAY_FACTOR * expected(DemoActivity.AGENT_RUN, date));
        Customer customer = customers.runaway();
        for (int number = 0; number < count; number++) {
            Dice dice = Dice.of(seed, RUNAWAY, date.toEpochDay(), number);
            events.add(event(
                    DemoActivity.AGENT_RUN,
                    id(date, DemoActivity.AGENT_RUN, "loop%05d", number),
                    null,
                    customer,
                    midnight(date).plus(Duration.ofHours(2)).plusMillis(dice.below(3 * 3_600_000)),
                    DemoActivity.AGENT_RUN.work(dice, story, date, customer)));
        }
    }

    private SampleEvent event(
            DemoActivity activity,
            String id,
            @Nullable String parentId,
            @Nullable Customer customer,
            Instant time,
            DemoWork work) {
        return new SampleEvent(
                activity.eventName(),
                time,
                id,
                parentId,
                customer == null ? "" : customer.id(),
                work.costCents(),
                work.llm(),
                customer == null ? Map.of() : Map.of("plan", customer.plan()));
    }

    private String id(LocalDate date, DemoActivity activity, String format, Object... numbers) {
        return String.format(
                Locale.ROOT,
                "demo-%d-%s-%s-%s",
                seed,
                date,
                activity.eventName(),
                String.format(Locale.ROOT, format, numbers));
    }

    /** Fractions are rounded up as often as they are large, so that rare events are not lost. */
    private long count(DemoActivity activity, LocalDate date) {
        double rounding =
                Dice.of(seed, ROUNDING, date.toEpochDay(), activity.ordinal()).unit();
        return (long) (expected(activity, date) + rounding);
    }

    private double expected(DemoActivity activity, LocalDate date) {
        double noise = 0.92
                + 0.16
                        * Dice.of(seed, DAY_NOISE, date.toEpochDay(), activity.ordinal())
                                .unit();
        return scale * routine(activity, date) * noise;
    }

    private double routine(DemoActivity activity, LocalDate date) {
        return activity.share() * story.business(date) * activity.week(date);
    }

    private double measure() {
        return story.measuredFrom()
                .datesUntil(story.measuredUntil().plusDays(1))
                .mapToDouble(date -> {
                    double day = routine(DemoActivity.AGENT_RUN, date) * DemoActivity.SEARCHES_PER_AGENT_RUN;
                    for (DemoActivity activity : DemoActivity.values()) {
                        day += routine(activity, date);
                    }
                    return day;
                })
                .sum();
    }

    private static Instant midnight(LocalDate date) {
        return date.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}

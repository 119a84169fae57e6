package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets random facts and events happen to an organization, remembers them, and thinks of questions about them. */
final class RandomRevenue {
    private final Random random;
    private final RandomMoments moments;
    private final RandomFacts facts;
    private final FactBook book = new FactBook();
    private final List<Event> events = new ArrayList<>();
    private List<Fact> lastBatch = List.of();
    private @Nullable RevenueBruteForce truth;

    RandomRevenue(Random random) {
        this.random = random;
        moments = new RandomMoments(random);
        facts = new RandomFacts(random, moments);
    }

    /** More happens, and about half of all that isn't sent yet arrives. */
    void goOn(Wire wire) throws IOException {
        facts.goOn();
        send(wire, facts.unsent() / 2);
        wire.ingest(someEvents());
    }

    /** Whatever isn't sent yet arrives. */
    void finish(Wire wire) throws IOException {
        send(wire, 0);
    }

    private void send(Wire wire, int remaining) throws IOException {
        while (facts.unsent() > remaining) {
            lastBatch = facts.batch();
            assertThat(wire.tell(lastBatch)).as("what becomes of %s", lastBatch).isEqualTo(book.receive(lastBatch));
        }
        truth = null;
    }

    /** As a client does that doesn't know whether its last request arrived. */
    void repeatLast(Wire wire) throws IOException {
        FactBook.Received expected = book.receive(lastBatch);
        assertThat(expected.inserted()).isZero();
        assertThat(wire.tell(lastBatch)).isEqualTo(expected);
    }

    FactBook book() {
        return book;
    }

    RevenueBruteForce truth() {
        if (truth == null) {
            truth = new RevenueBruteForce(book, events);
        }
        return truth;
    }

    Set<UUID> customers() {
        return new HashSet<>(facts.customers());
    }

    List<UUID> products() {
        return facts.plans().stream().map(RandomFacts.Plan::product).toList();
    }

    private List<Event> someEvents() {
        List<UUID> registered = book.present("customer").stream()
                .filter(customer -> customer.text("deleted_at") == null)
                .map(Fact::id)
                .toList();
        List<Event> some = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            boolean byId = !registered.isEmpty() && moments.oneIn(5);
            some.add(new Event(
                    moments.pick(List.of("llm.inference", "email.sent", "agent.run")),
                    moments.any(),
                    null,
                    null,
                    byId ? "" : sender(),
                    byId ? moments.pick(registered) : null,
                    new BigDecimal(new BigInteger(45, random), 10).subtract(BigDecimal.valueOf(moments.below(200))),
                    Map.of()));
        }
        events.addAll(some);
        truth = null;
        return some;
    }

    private String sender() {
        return switch (moments.below(12)) {
            case 0 -> "";
            case 1 -> "nobody-" + moments.below(3);
            case 2 -> "renamed-" + moments.below(25);
            default -> RandomFacts.externalId(moments.below(25));
        };
    }

    Question question() {
        Question question = unfiltered();
        if (moments.oneIn(4)) {
            question = question.of(List.of(facts.customer(), facts.customer()));
        }
        if (moments.oneIn(4)) {
            question = question.ofProducts(List.of(moments.pick(products()), moments.pick(products())));
        }
        if (moments.oneIn(5)) {
            question = question.ofBillingTypes(List.of(moments.pick(List.of("one_time", "recurring"))));
        }
        return question;
    }

    private Question unfiltered() {
        int interval = moments.below(RandomWorld.INTERVALS.size());
        int days = random.nextInt(RandomWorld.MAX_DAYS[interval] + 1);
        if (moments.oneIn(2)) {
            days = Math.min(days, moments.below(40));
        }
        LocalDate start = moments.day().minusDays(random.nextInt(days + 1));
        return new Question(
                start,
                start.plusDays(days),
                moments.zone(),
                RandomWorld.INTERVALS.get(interval),
                slugs(Slugs.ALL, 1 + random.nextInt(12)));
    }

    /** Some of a metrics' list, in any order. */
    private List<String> slugs(List<String> list, int count) {
        List<String> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, random);
        return List.copyOf(shuffled.subList(0, count));
    }

    /** Local days of at most a year, for what has no interval. */
    Question range(ZoneId zone) {
        LocalDate start = moments.day().minusDays(moments.below(90));
        return new Question(start, start.plusDays(moments.below(300)), zone, "year", List.of());
    }

    ZoneId zone() {
        return moments.zone();
    }

    int limit() {
        return moments.oneIn(2) ? 100 : 1 + moments.below(12);
    }
}

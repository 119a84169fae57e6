package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.eventlog.EventPage;
import dev.costinsights.contracts.eventlog.GetEvent;
import dev.costinsights.contracts.eventlog.ListEvents;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.presentation.EventWorld.Item;
import dev.costinsights.testkit.TestCustomers;
import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventsIT {
    private static final List<String> COST = List.of("_cost.amount");
    private static final Comparator<Item> BY_TIME = Comparator.comparing(
                    (Item item) -> item.event().occurredAt())
            .thenComparing(item -> item.id().toString());

    private static PresentationFixture fixture;

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
        return IntStream.range(0, 6);
    }

    private static EventWorld world(Random random, UUID organizationId) throws Exception {
        var world = new EventWorld(random, 120);
        for (var customer : world.register.entrySet()) {
            TestCustomers.put(fixture.connection, organizationId, customer.getValue(), customer.getKey());
        }
        List<TestLog.Event> events = world.items.stream().map(Item::event).toList();
        fixture.append(organizationId, events.subList(60, 120));
        fixture.append(organizationId, events.subList(0, 60));
        list(organizationId, EventFilter.ALL, null, null, true, 0, 1, true);
        return world;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsWhatPlainJavaFindsAndPagesThroughAllOfIt(int seed) throws Exception {
        var random = new Random(seed);
        UUID organizationId = UUID.randomUUID();
        EventWorld world = world(random, organizationId);

        for (int question = 0; question < 80; question++) {
            EventFilter filter = world.filter();
            boolean newestFirst = random.nextBoolean();
            List<UUID> expected = world.items.stream()
                    .filter(item -> world.passes(item, filter))
                    .sorted(newestFirst ? BY_TIME.reversed() : BY_TIME)
                    .map(Item::id)
                    .toList();

            assertThat(pagedThrough(organizationId, filter, newestFirst, expected.size()))
                    .as("seed %s, question %s: %s", seed, question, filter)
                    .isEqualTo(expected);
        }
    }

    private static List<UUID> pagedThrough(UUID organizationId, EventFilter filter, boolean newestFirst, int total)
            throws Exception {
        List<UUID> found = new ArrayList<>();
        boolean more = true;
        for (int page = 0; more; page++) {
            boolean counted = page % 2 == 0;
            EventPage part = list(organizationId, filter, null, null, newestFirst, page * 17L, 17, counted);
            part.items().forEach(event -> found.add(event.id()));
            if (counted) {
                assertThat(part.totalCount()).as("total of %s", filter).isEqualTo(total);
            } else {
                assertThat(part.totalCount()).isNull();
            }
            more = part.hasMore();
        }
        return found;
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void knowsWhatIsBeneathAnEvent(int seed) throws Exception {
        UUID organizationId = UUID.randomUUID();
        EventWorld world = world(new Random(seed), organizationId);
        Map<String, Item> byExternalId = new HashMap<>();
        world.items.forEach(item -> byExternalId.put(item.event().externalId(), item));

        EventPage all = ask(new ListEvents(
                organizationId,
                EventFilter.ALL,
                null,
                null,
                true,
                List.of("_cost.amount", "n"),
                0,
                120,
                true,
                Consistency.STRONG));

        assertThat(all.items()).hasSize(120);
        for (Event event : all.items()) {
            List<Item> beneath = world.items.stream()
                    .filter(item -> distance(byExternalId, item, event.id()) > 0)
                    .toList();
            assertThat(event.childCount()).isEqualTo(beneath.size());
            List<Item> family = new ArrayList<>(beneath);
            family.addAll(world.items.stream()
                    .filter(item -> item.id().equals(event.id()))
                    .toList());
            for (String field : List.of("_cost.amount", "n")) {
                BigDecimal sum = family.stream()
                        .map(item -> EventWorld.property(item, field))
                        .filter(BigDecimal.class::isInstance)
                        .map(BigDecimal.class::cast)
                        .reduce(BigDecimal::add)
                        .orElse(field.equals("n") || beneath.isEmpty() ? null : BigDecimal.ZERO);
                assertThat(event.sums().get(field))
                        .as("%s of %s", field, event)
                        .usingComparator(Comparator.nullsFirst(Comparator.naturalOrder()))
                        .isEqualTo(sum);
            }
            for (Integer depth : new Integer[] {null, 0, 2, 5}) {
                assertThat(ids(list(organizationId, EventFilter.ALL, event.id(), depth, true, 0, 120, true)))
                        .containsExactlyInAnyOrderElementsOf(beneath.stream()
                                .filter(item -> distance(byExternalId, item, event.id()) <= (depth == null ? 1 : depth))
                                .map(Item::id)
                                .toList());
            }
        }
        for (int depth = 0; depth <= 5; depth++) {
            int most = depth;
            List<UUID> expected = world.items.stream()
                    .filter(item -> distance(byExternalId, item, null) <= most)
                    .map(Item::id)
                    .toList();
            assertThat(ids(list(organizationId, EventFilter.ALL, null, depth, true, 0, 120, true)))
                    .containsExactlyInAnyOrderElementsOf(expected);
            assertThat(list(organizationId, EventFilter.ALL, null, depth, true, 0, 1, true)
                            .totalCount())
                    .isEqualTo(expected.size());
        }
    }

    /** Steps up to an ancestor, or to the root without one; 0 when it isn't above. */
    private static int distance(Map<String, Item> byExternalId, Item item, @Nullable UUID ancestor) {
        int steps = 0;
        Item at = item;
        while (at.event().parentId() != null) {
            at = byExternalId.get(at.event().parentId());
            steps++;
            if (at.id().equals(ancestor)) {
                return steps;
            }
        }
        return ancestor == null ? steps : 0;
    }

    @Test
    void sumsARootAndItsChildren() throws Exception {
        UUID organizationId = UUID.randomUUID();
        fixture.append(
                organizationId,
                List.of(
                        TestLog.Event.of(EventWorld.START, "root", "c", "10").linked("root", null),
                        TestLog.Event.of(EventWorld.START, "child", "c", "5").linked("one", "root"),
                        TestLog.Event.of(EventWorld.START, "child", "c", "3").linked("two", "root")));

        EventPage page = ask(new ListEvents(
                organizationId, EventFilter.ALL, null, null, true, COST, 0, 10, true, Consistency.STRONG));

        assertThat(page.items())
                .extracting(event -> event.name() + " " + event.sums().get("_cost.amount"))
                .containsExactlyInAnyOrder("root 18", "child 5", "child 3");
    }

    @Test
    void labelsAnEventByItsTypeAndSelector() throws Exception {
        UUID organizationId = UUID.randomUUID();
        execute("insert into log.event_types (organization_id, name, id, label, label_property_selector, created_at)"
                + " values ('" + organizationId + "', 'mail', gen_random_uuid(), 'Mail', 'subject', now())");
        fixture.append(
                organizationId, List.of(mail("{\"subject\": \"Hello\"}"), mail("{\"subject\": 1.50}"), mail("{}")));

        EventPage page = list(organizationId, EventFilter.ALL, null, null, true, 0, 10, true);

        assertThat(page.items()).extracting(Event::label).containsExactlyInAnyOrder("Hello", "1.50", "Mail");
    }

    private static TestLog.Event mail(String metadata) {
        return new TestLog.Event(null, EventWorld.START, "mail", null, null, "c", null, null, null, null, metadata);
    }

    @Test
    void namesTheCustomerWhoHasTheExternalIdNow() throws Exception {
        UUID organizationId = UUID.randomUUID();
        UUID first = UUID.randomUUID();
        UUID second = UUID.randomUUID();
        fixture.append(organizationId, List.of(TestLog.Event.of(EventWorld.START, "a", "acme", "1")));
        assertThat(only(organizationId).customer()).isNull();

        TestCustomers.put(fixture.connection, organizationId, first, "acme");
        assertThat(only(organizationId).customerId()).isEqualTo(first);

        TestCustomers.delete(fixture.connection, organizationId, first);
        TestCustomers.put(fixture.connection, organizationId, second, "acme");
        Event event = only(organizationId);
        assertThat(event.customer().id()).isEqualTo(second);
        assertThat(event.externalCustomerId()).isEqualTo("acme");
    }

    private static Event only(UUID organizationId) throws Exception {
        return list(organizationId, EventFilter.ALL, null, null, true, 0, 10, true)
                .items()
                .get(0);
    }

    @Test
    void hidesWhatIsNotFoldedAndWhatIsAnothers() throws Exception {
        UUID organizationId = UUID.randomUUID();
        UUID id = UUID.randomUUID();
        fixture.stopFolding();
        fixture.append(
                organizationId,
                List.of(new TestLog.Event(
                        id, EventWorld.START, "a", "e", null, "c", null, BigDecimal.ONE, null, null, "{}")));

        assertThatThrownBy(() -> find(organizationId, id, Consistency.BOUNDED)).hasMessageContaining("no such event");
        assertThat(ask(new ListEvents(
                                organizationId,
                                EventFilter.ALL,
                                null,
                                null,
                                true,
                                COST,
                                0,
                                10,
                                true,
                                Consistency.BOUNDED))
                        .items())
                .isEmpty();

        fixture.startFolding();
        assertThat(find(organizationId, id, Consistency.STRONG).id()).isEqualTo(id);
        assertThatThrownBy(() -> find(UUID.randomUUID(), id, Consistency.STRONG))
                .isInstanceOf(ContractException.class)
                .matches(failure -> ((ContractException) failure).code() == ErrorCode.NOT_FOUND);
        assertThat(list(UUID.randomUUID(), EventFilter.ALL, null, null, true, 0, 10, true)
                        .items())
                .isEmpty();
        assertThat(list(UUID.randomUUID(), EventFilter.ALL, id, 5, true, 0, 10, true)
                        .items())
                .isEmpty();
    }

    private static Event find(UUID organizationId, UUID id, Consistency consistency) throws Exception {
        try {
            return get(Channels.GET_EVENT.ask(fixture.vertx, new GetEvent(organizationId, id, COST, consistency)))
                    .event();
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    private static Set<UUID> ids(EventPage page) {
        return page.items().stream().map(Event::id).collect(java.util.stream.Collectors.toSet());
    }

    private static EventPage list(
            UUID organizationId,
            EventFilter filter,
            @Nullable UUID parentId,
            @Nullable Integer depth,
            boolean newestFirst,
            long offset,
            int limit,
            boolean counted)
            throws Exception {
        return ask(new ListEvents(
                organizationId,
                filter,
                parentId,
                depth,
                newestFirst,
                List.of(),
                offset,
                limit,
                counted,
                Consistency.STRONG));
    }

    private static EventPage ask(ListEvents question) throws Exception {
        return get(Channels.LIST_EVENTS.ask(fixture.vertx, question));
    }

    private static void execute(String sql) throws Exception {
        try (var statement = fixture.connection.createStatement()) {
            statement.execute(sql);
        }
    }
}

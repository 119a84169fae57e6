package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.events.EventNamePage;
import dev.costinsights.contracts.events.EventNamePage.Item;
import dev.costinsights.contracts.events.EventSource;
import dev.costinsights.contracts.events.EventType;
import dev.costinsights.contracts.events.GetEventType;
import dev.costinsights.contracts.events.ListEventNames;
import dev.costinsights.contracts.events.ListEventNames.Sort;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.testkit.TestCustomers;
import dev.costinsights.testkit.TestLog;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventNamesIT {
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
        return IntStream.range(0, 4);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void saysHowOftenAndWhenEachNameOccurred(int seed) throws Exception {
        UUID organizationId = UUID.randomUUID();
        var world = new EventWorld(new Random(seed), 100);
        for (var customer : world.register.entrySet()) {
            TestCustomers.put(fixture.connection, organizationId, customer.getValue(), customer.getKey());
        }
        fixture.append(
                organizationId, world.items.stream().map(EventWorld.Item::event).toList());
        UUID parent = world.items.get(0).id();
        UUID customer = world.register.get("customer 1");

        assertThat(ask(question(organizationId).build()).items()).isEqualTo(expected(world, event -> true));
        assertThat(ask(question(organizationId).roots().build()).items())
                .isEqualTo(expected(world, event -> event.parentId() == null));
        assertThat(ask(question(organizationId).under(parent).build()).items())
                .isEqualTo(expected(world, event -> "event 0".equals(event.parentId())));
        Predicate<TestLog.Event> theirs =
                event -> "customer 1".equals(event.externalCustomerId()) || customer.equals(event.customerId());
        assertThat(ask(question(organizationId).of(customer).build()).items()).isEqualTo(expected(world, theirs));
        assertThat(ask(question(organizationId).of(customer).roots().build()).items())
                .isEqualTo(expected(world, theirs.and(event -> event.parentId() == null)));
        assertThat(ask(question(organizationId).from(EventSource.SYSTEM).build())
                        .items())
                .isEmpty();
        assertThat(ask(question(UUID.randomUUID()).under(parent).build()).items())
                .isEmpty();
    }

    private static List<Item> expected(EventWorld world, Predicate<TestLog.Event> wanted) {
        Map<String, List<Instant>> times = world.items.stream()
                .map(EventWorld.Item::event)
                .filter(wanted)
                .collect(Collectors.groupingBy(
                        TestLog.Event::name, Collectors.mapping(TestLog.Event::occurredAt, Collectors.toList())));
        List<Item> items = new ArrayList<>();
        times.forEach((name, seen) -> items.add(new Item(
                name,
                null,
                seen.size(),
                seen.stream().min(Comparator.naturalOrder()).orElseThrow(),
                seen.stream().max(Comparator.naturalOrder()).orElseThrow())));
        items.sort(Comparator.comparing(Item::lastSeen).reversed().thenComparing(Item::name));
        return items;
    }

    @Test
    void sortsPagesAndSearches() throws Exception {
        UUID organizationId = UUID.randomUUID();
        Instant start = EventWorld.START;
        fixture.append(
                organizationId,
                List.of(
                        TestLog.Event.of(start, "a_b", "c", "1"),
                        TestLog.Event.of(start.plusSeconds(9), "a_b", "c", "1"),
                        TestLog.Event.of(start.plusSeconds(1), "B", "c", "1"),
                        TestLog.Event.of(start.plusSeconds(2), "axb", "c", "1")));
        try (var statement = fixture.connection.createStatement()) {
            statement.execute("insert into log.event_types (organization_id, name, id, label, created_at) values ('"
                    + organizationId + "', 'B', gen_random_uuid(), 'Needle', now())");
        }

        assertThat(names(question(organizationId).by(Sort.NAME, false))).containsExactly("B", "a_b", "axb");
        assertThat(names(question(organizationId).by(Sort.NAME, true))).containsExactly("axb", "a_b", "B");
        assertThat(names(question(organizationId).by(Sort.OCCURRENCES, true))).containsExactly("a_b", "B", "axb");
        assertThat(names(question(organizationId).by(Sort.FIRST_SEEN, false))).containsExactly("a_b", "B", "axb");
        assertThat(names(question(organizationId).by(Sort.LAST_SEEN, true))).containsExactly("a_b", "axb", "B");
        assertThat(names(question(organizationId).matching("A_", false))).containsExactly("a_b");
        assertThat(names(question(organizationId).matching("need", false))).isEmpty();
        assertThat(names(question(organizationId).matching("need", true))).containsExactly("B");
        EventNamePage second = ask(question(organizationId).page(2, 2).build());
        assertThat(second.items()).extracting(Item::label).containsExactly("Needle");
        assertThat(second.totalCount()).isEqualTo(3);
        EventNamePage beyond = ask(question(organizationId).page(20, 2).build());
        assertThat(beyond.items()).isEmpty();
        assertThat(beyond.totalCount()).isEqualTo(3);
    }

    @Test
    void saysWhatIsKnownOfANameAndOfNoOther() throws Exception {
        UUID organizationId = UUID.randomUUID();
        UUID id = UUID.randomUUID();
        try (var insert = fixture.connection.prepareStatement("insert into log.event_types"
                + " (organization_id, name, id, label, label_property_selector, created_at)"
                + " values (?, 'a.b', ?, 'Needle', 'title', '2026-11-01T00:00:00Z')")) {
            insert.setObject(1, organizationId);
            insert.setObject(2, id);
            insert.executeUpdate();
        }

        assertThat(get(Channels.GET_EVENT_TYPE.ask(fixture.vertx, new GetEventType(organizationId, "a.b"))))
                .isEqualTo(new EventType(
                        organizationId, id, "a.b", "Needle", "title", Instant.parse("2026-11-01T00:00:00Z"), null));
        for (GetEventType other : List.of(
                new GetEventType(organizationId, "A.B"),
                new GetEventType(organizationId, "a"),
                new GetEventType(UUID.randomUUID(), "a.b"))) {
            ErrorCode refusal = get(Channels.GET_EVENT_TYPE
                    .ask(fixture.vertx, other)
                    .transform(answer -> Future.succeededFuture(((ContractException) answer.cause()).code())));
            assertThat(refusal).isEqualTo(ErrorCode.NOT_FOUND);
        }
    }

    private static List<String> names(Question question) throws Exception {
        return ask(question.build()).items().stream().map(Item::name).toList();
    }

    private static EventNamePage ask(ListEventNames question) throws Exception {
        return get(Channels.LIST_EVENT_NAMES.ask(fixture.vertx, question));
    }

    private static Question question(UUID organizationId) {
        return new Question(organizationId);
    }

    private static final class Question {
        private final UUID organizationId;
        private Set<UUID> customerIds = Set.of();
        private Set<EventSource> sources = Set.of();
        private @Nullable String query;
        private boolean inLabels;
        private boolean rootsOnly;
        private @Nullable UUID parentId;
        private Sort sort = Sort.LAST_SEEN;
        private boolean descending = true;
        private long offset;
        private int limit = 100;

        private Question(UUID organizationId) {
            this.organizationId = organizationId;
        }

        Question of(UUID customerId) {
            customerIds = Set.of(customerId);
            return this;
        }

        Question from(EventSource source) {
            sources = Set.of(source);
            return this;
        }

        Question matching(String part, boolean alsoLabels) {
            query = part;
            inLabels = alsoLabels;
            return this;
        }

        Question roots() {
            rootsOnly = true;
            return this;
        }

        Question under(UUID parent) {
            parentId = parent;
            return this;
        }

        Question by(Sort order, boolean down) {
            sort = order;
            descending = down;
            return this;
        }

        Question page(long skipped, int most) {
            offset = skipped;
            limit = most;
            return this;
        }

        ListEventNames build() {
            return new ListEventNames(
                    organizationId,
                    customerIds,
                    Set.of(),
                    sources,
                    query,
                    inLabels,
                    rootsOnly,
                    parentId,
                    sort,
                    descending,
                    offset,
                    limit,
                    Consistency.STRONG);
        }
    }
}

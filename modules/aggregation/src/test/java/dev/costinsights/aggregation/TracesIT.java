package dev.costinsights.aggregation;

import static dev.costinsights.aggregation.TotalsFixture.foldAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TracesIT {
    private static final UUID ORGANIZATION = UUID.fromString("10000000-0000-4000-8000-000000000000");
    private static final UUID OTHER = UUID.fromString("20000000-0000-4000-8000-000000000000");
    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");

    /** The parents of seven events. */
    private static final List<String> CIRCLE = List.of("e1", "e2", "e3", "e0", "e1", "e3", "e5");

    private TotalsFixture fixture;
    private FoldStore store;

    @BeforeEach
    void open() throws Exception {
        fixture = new TotalsFixture();
        store = fixture.foldStore("one");
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    /** Each event is a day later and of another name and customer than the one before. */
    private static TestLog.Event event(int number, String externalId, String parentId, String costCents) {
        return TestLog.Event.of(NOON.plusSeconds(number * 86_400L), "name " + number, "customer " + number, costCents)
                .linked(externalId, parentId);
    }

    private void fold(TestLog.Event... events) throws Exception {
        TestLog.append(fixture.connection, ORGANIZATION, List.of(events));
        foldAll(store, ORGANIZATION, 1_000);
        assertAllRight(ORGANIZATION);
    }

    private void assertAllRight(UUID organizationId) throws Exception {
        assertThat(StoredTraces.of(fixture.connection, organizationId))
                .isEqualTo(ExpectedTraces.of(fixture.connection, organizationId));
    }

    private List<String> strings(String sql) throws Exception {
        try (var rows = fixture.connection.createStatement().executeQuery(sql)) {
            List<String> strings = new ArrayList<>();
            while (rows.next()) {
                strings.add(rows.getString(1));
            }
            return strings;
        }
    }

    private List<String> traces() throws Exception {
        return strings("""
                select l.label || ': ' || trim_scale(t.cost_cents) || ' in ' || t.traces
                from totals.trace_costs t join totals.labels l using (organization_id)
                where l.label_key = t.name_key and t.grain = 1440 order by 1""");
    }

    @Test
    void aTraceCostsWhatItsRootAndAllBeneathCost() throws Exception {
        fold(event(0, "root", null, "1"), event(1, "child", "root", "20.5"), event(2, "grandchild", "child", "300"));

        assertThat(traces()).containsExactly("name 0: 321.5 in 1");
        assertThat(strings("select depth || ' ' || cost_cents from totals.trace_children join totals.traces"
                        + " using (organization_id, root_id) order by 1"))
                .containsExactly("1 321.500000000000", "2 321.500000000000");
    }

    @Test
    void aChildMayComeBeforeItsParentInOneBatch() throws Exception {
        fold(event(2, "grandchild", "child", "300"), event(1, "child", "root", "20"), event(0, "root", null, "1"));

        assertThat(traces()).containsExactly("name 0: 321 in 1");
    }

    @Test
    void anOrphanCountsAsARootUntilItsParentComes() throws Exception {
        fold(event(2, "grandchild", "child", "300"));
        assertThat(traces()).containsExactly("name 2: 300 in 1");

        fold(event(1, "child", "root", "20"));
        assertThat(traces()).containsExactly("name 1: 320 in 1");

        fold(event(0, "root", null, "1"));
        assertThat(traces()).containsExactly("name 0: 321 in 1");
    }

    @Test
    void joinsTwoPartsWithTheEventBetweenThem() throws Exception {
        fold(event(0, "root", null, "1"), event(3, "d", "c", "7"), event(4, "e", "d", "8"));
        fold(event(2, "c", "b", "3"));
        fold(event(1, "b", "root", "2"));

        assertThat(traces()).containsExactly("name 0: 21 in 1");
    }

    @Test
    void aParentIsKnownByItsExternalIdOrItsIdInAnyCase() throws Exception {
        fold(event(0, null, null, "1"));
        String id = strings("select id from log.events").get(0);

        fold(event(1, null, id, "10"), event(2, null, id.toUpperCase(), "100"), event(3, null, id + " ", "1000"));

        assertThat(traces()).containsExactly("name 0: 111 in 1", "name 3: 1000 in 1");
    }

    @Test
    void anIdMayBeKnownBeforeItsEventIsFolded() throws Exception {
        UUID id = UUID.fromString("abcdefab-0000-4000-8000-000000000001");
        fold(event(1, null, id.toString().toUpperCase(), "10"));
        TestLog.Event late = event(0, "named", null, "1");

        fold(new TestLog.Event(
                id, late.occurredAt(), late.name(), "named", null, "c", null, BigDecimal.ONE, null, null, "{}"));

        assertThat(traces()).containsExactly("name 0: 11 in 1");
    }

    @Test
    void anExternalIdComesBeforeAnId() throws Exception {
        fold(event(0, null, null, "1"));
        String id = strings("select id from log.events").get(0);

        fold(event(1, id, null, "10"), event(2, null, id, "100"));

        assertThat(traces()).containsExactly("name 0: 1 in 1", "name 1: 110 in 1");
    }

    @Test
    void anotherOrganizationsEventIsNobodysParent() throws Exception {
        TestLog.append(fixture.connection, OTHER, List.of(event(0, "root", null, "1")));
        foldAll(store, OTHER, 1_000);
        String id = strings("select id from log.events").get(0);

        fold(event(1, null, "root", "10"), event(2, null, id, "100"));

        assertThat(strings("select count(*) from totals.orphans")).containsExactly("2");
        assertAllRight(OTHER);
    }

    @Test
    void aParentThatWaitsToBeFoldedIsNotThereYet() throws Exception {
        TestLog.append(fixture.connection, ORGANIZATION, List.of(event(1, "child", "root", "10")));
        TestLog.append(fixture.connection, ORGANIZATION, List.of(event(0, "root", null, "1")));

        TotalsFixture.get(store.fold(ORGANIZATION, 1));
        assertAllRight(ORGANIZATION);
        assertThat(traces()).containsExactly("name 1: 10 in 1");

        TotalsFixture.get(store.fold(ORGANIZATION, 1));
        assertAllRight(ORGANIZATION);
        assertThat(traces()).containsExactly("name 0: 11 in 1");
    }

    @Test
    void anEventThatNamesItselfIsARoot() throws Exception {
        fold(event(1, "self", "self", "10"));
        fold(event(2, null, "self", "100"));

        assertThat(traces()).containsExactly("name 1: 110 in 1");
        assertThat(strings("select count(*) from totals.circle_roots")).containsExactly("1");
        assertThat(strings("select count(*) from totals.orphans")).containsExactly("0");
    }

    /** Four events name each other in a circle; the others hang beneath: 4 beneath 1, 5 beneath 3, and 6 beneath 5. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0123456",
                "6543210",
                "0241365",
                "2403165",
                "3142065",
                "40 1 2 3 56",
                "3 2 1 0 4 65",
                "2 0 4 13 5 6",
                "13 0 2 4 6 5",
                "1 3 5 6 04 2",
                "1 65 3 04 2",
                "0 4 5 1 6 3 2",
                "4 3 5 6 1 2 0",
                "6 5 0 1 2 3 4",
                "12 34 65 0",
                "42 1 0 56 3"
            })
    void theEarliestOfACircleIsTheRootInWhateverOrderTheyCome(String order) throws Exception {
        for (String batch : order.split(" ")) {
            fold(batch.chars()
                    .map(c -> c - '0')
                    // The fourth of the circle is the earliest.
                    .mapToObj(i -> event((i + 4) % 7, "e" + i, CIRCLE.get(i), "1" + "0".repeat(i)))
                    .toArray(TestLog.Event[]::new));
        }

        assertThat(traces()).containsExactly("name 0: 1111111 in 1");
        assertThat(strings("select name from totals.circle_roots join log.events on id = event_id"))
                .containsExactly("name 0");
    }

    @Test
    void aChainOfAThousandHasItsDepthInWhateverOrderItComes() throws Exception {
        List<TestLog.Event> chain = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            chain.add(TestLog.Event.of(NOON.plusSeconds(i), "step", "customer " + i % 3, "0.01")
                    .linked("s" + i, i == 0 ? null : "s" + (i - 1)));
        }
        Collections.shuffle(chain, new Random(7));
        for (int i = 0; i < 1_000; i += 100) {
            fold(chain.subList(i, i + 100).toArray(TestLog.Event[]::new));
        }

        assertThat(strings("select max(depth) from totals.trace_children")).containsExactly("999");
        assertThat(traces()).containsExactly("step: 10 in 1");
    }

    @Test
    void costsMayBeNegativeOrMissing() throws Exception {
        fold(event(1, "a", "root", "-5"), event(2, null, "a", "0"));
        var none = new TestLog.Event(NOON, "none", "c", null, null, null, null).linked("root", null);

        fold(none);

        assertThat(traces()).containsExactly("none: -5 in 1");
    }

    @Test
    void aTraceThatBecomesFreeStaysInTheHistogram() throws Exception {
        fold(event(0, "root", null, "5"));
        fold(event(0, null, "root", "-5"));

        assertThat(traces()).containsExactly("name 0: 0 in 1");
        assertThat(strings("select bins::text from totals.trace_costs")).containsOnly("{0}");
    }

    /** Trees, dangling parents, circles and flat events, in random order and batches, checked after each fold. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithAComputationInPlainJavaAfterEveryFold(int seed) throws Exception {
        var random = new Random(seed);
        int count = 150 + random.nextInt(150);
        List<TestLog.Event> events =
                seed % 2 == 0 ? TraceGenerator.events(random, count) : TraceGenerator.circles(random, count);
        for (int from = 0; from < events.size(); ) {
            int to = Math.min(events.size(), from + 1 + random.nextInt(60));
            TestLog.append(fixture.connection, random.nextInt(9) == 0 ? OTHER : ORGANIZATION, events.subList(from, to));
            from = to;
            if (random.nextInt(3) > 0) {
                TotalsFixture.get(store.fold(ORGANIZATION, 1 + random.nextInt(60)));
                assertAllRight(ORGANIZATION);
            }
        }
        foldAll(store, ORGANIZATION, 50);
        foldAll(store, OTHER, 50);
        assertAllRight(ORGANIZATION);
        assertAllRight(OTHER);
    }
}

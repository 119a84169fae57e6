package dev.costinsights.aggregation;

import static dev.costinsights.aggregation.TotalsFixture.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.testkit.TestFacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FactStoreIT {
    private static final UUID ORGANIZATION = UUID.fromString("10000000-0000-4000-8000-000000000000");
    private static final UUID ONE = UUID.fromString("a0000000-0000-4000-8000-000000000000");
    private static final UUID OTHER = UUID.fromString("b0000000-0000-4000-8000-000000000000");
    private static final int VERSIONS = FactStore.PIECE + 1;

    private TotalsFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new TotalsFixture();
        List<TestFacts.Fact> facts = new ArrayList<>();
        for (int i = 0; i < VERSIONS; i++) {
            facts.add(version(ONE, i));
            facts.add(version(OTHER, i));
        }
        Collections.shuffle(facts, new Random(1));
        TestFacts.append(fixture.connection, ORGANIZATION, facts);
    }

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private static TestFacts.Fact version(UUID id, int number) {
        return new TestFacts.Fact(
                "subscription.updated",
                Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number),
                Map.of("id", id, "amount", number, "product", Map.of("id", id), "metadata", Map.of("k", "v")));
    }

    @Test
    void readsEveryVersionOnceAndByTimeHoweverManyThereAre() throws Exception {
        Map<UUID, List<Integer>> amounts = new HashMap<>();

        get(fixture.database
                .pool("read", 1)
                .withTransaction(connection ->
                        FactStore.read(connection, ORGANIZATION, FactKind.SUBSCRIPTION, Set.of(ONE, OTHER), fact -> {
                            assertThat(fact.data().has("product")).isFalse();
                            assertThat(fact.data().has("metadata")).isFalse();
                            amounts.computeIfAbsent(fact.objectId(), id -> new ArrayList<>())
                                    .add(FactFields.of(fact).integerOr("amount", -1));
                        })));

        assertThat(amounts).containsOnlyKeys(ONE, OTHER);
        assertThat(amounts.values())
                .allSatisfy(ofObject -> assertThat(ofObject).hasSize(VERSIONS).isSorted());
    }

    @Test
    void readsNothingOfNothing() throws Exception {
        List<Fact> facts = new ArrayList<>();

        get(fixture.database
                .pool("read", 1)
                .withTransaction(connection ->
                        FactStore.read(connection, ORGANIZATION, FactKind.SUBSCRIPTION, Set.of(), facts::add)));

        assertThat(facts).isEmpty();
    }

    @Test
    void theLastVersionIsWhatAnObjectIsNow() throws Exception {
        Map<UUID, Integer> amounts = get(fixture.database
                .pool("read", 1)
                .withConnection(connection -> FactStore.latestOfObjects(
                        connection,
                        ORGANIZATION,
                        FactKind.SUBSCRIPTION,
                        Set.of(ONE, OTHER),
                        fact -> FactFields.of(fact).integerOr("amount", -1))));

        assertThat(amounts).isEqualTo(Map.of(ONE, VERSIONS - 1, OTHER, VERSIONS - 1));
    }
}

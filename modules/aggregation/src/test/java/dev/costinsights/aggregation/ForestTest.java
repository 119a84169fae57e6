package dev.costinsights.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.aggregation.Forest.Link;
import dev.costinsights.aggregation.Forest.Member;
import dev.costinsights.aggregation.Forest.Place;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForestTest {

    private static UUID id(int number) {
        return new UUID(0, number);
    }

    private static Link link(int child, int root) {
        return new Link(id(child), id(root), id(root), 0);
    }

    @Test
    void aChildIsOneStepBelowItsParent() {
        // Given 8, three steps below 7
        var forest = Forest.of(List.of(new Link(id(1), id(8), id(7), 3)));

        assertThat(forest.place(id(1))).isEqualTo(new Place(id(7), 4));
        assertThat(forest.place(id(7))).isNull();
    }

    @Test
    void stepsAddUpAlongMovedRoots() {
        var forest = Forest.of(List.of(
                new Link(id(1), id(12), id(2), 2),
                new Link(id(2), id(13), id(3), 5),
                new Link(id(3), id(4), id(4), 0)));

        assertThat(forest.place(id(3))).isEqualTo(new Place(id(4), 1));
        assertThat(forest.place(id(2))).isEqualTo(new Place(id(4), 7));
        assertThat(forest.place(id(1))).isEqualTo(new Place(id(4), 10));
    }

    @Test
    void findsACircleAndGivesNoPlaceBeneathIt() {
        var forest = Forest.of(List.of(link(5, 1), link(1, 2), link(2, 3), link(3, 1), link(7, 7), link(8, 9)));

        assertThat(forest.circles())
                .satisfiesExactlyInAnyOrder(
                        circle -> assertThat(circle).containsExactlyInAnyOrder(link(1, 2), link(2, 3), link(3, 1)),
                        circle -> assertThat(circle).containsExactly(link(7, 7)));
        assertThat(forest.place(id(5))).isNull();
        assertThat(forest.place(id(8))).isEqualTo(new Place(id(9), 1));
    }

    @Test
    void climbsChainsOfAnyLength() {
        List<Link> links = new ArrayList<>();
        for (int i = 1; i <= 200_000; i++) {
            links.add(link(i, i - 1));
        }
        Collections.shuffle(links, new Random(1));

        assertThat(Forest.of(links).place(id(200_000))).isEqualTo(new Place(id(0), 200_000));
    }

    @Test
    void theEarliestOfACircleIsByTimeThenPositionThenUnsignedId() {
        OffsetDateTime early = OffsetDateTime.of(2026, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
        var first = new Member(new UUID(1, 0), early, 4);
        var high = new Member(new UUID(-1, 0), early, 4);
        var behind = new Member(new UUID(0, 0), early, 5);
        var late = new Member(new UUID(0, 0), early.plusNanos(1_000), 0);
        List<Member> members = new ArrayList<>(List.of(late, behind, high, first));

        members.sort(Member.EARLIEST_FIRST);

        assertThat(members).containsExactly(first, high, behind, late);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void agreesWithWalkingStepByStep(int seed) {
        var random = new Random(seed);
        int count = 1 + random.nextInt(60);
        Map<UUID, UUID> parents = new HashMap<>();
        List<Link> links = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (random.nextInt(4) > 0) {
                int parent = random.nextInt(count);
                parents.put(id(i), id(parent));
                links.add(link(i, parent));
            }
        }
        Collections.shuffle(links, random);

        var forest = Forest.of(links);

        Set<UUID> inCircles = new HashSet<>();
        forest.circles()
                .forEach(circle -> circle.forEach(
                        link -> assertThat(inCircles.add(link.childId())).isTrue()));
        for (UUID child : parents.keySet()) {
            Set<UUID> way = new HashSet<>();
            UUID at = child;
            while (parents.containsKey(at) && way.add(at)) {
                at = parents.get(at);
            }
            boolean endless = parents.containsKey(at);
            assertThat(forest.place(child)).isEqualTo(endless ? null : new Place(at, way.size()));
            assertThat(inCircles.contains(child))
                    .isEqualTo(endless && circleOf(at, parents).contains(child));
        }
    }

    private static Set<UUID> circleOf(UUID start, Map<UUID, UUID> parents) {
        Set<UUID> circle = new HashSet<>();
        for (UUID at = start; circle.add(at); at = parents.get(at)) {}
        return circle;
    }
}

package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The measure of hierarchies itself, against trees drawn by hand. */
class HierarchyTest {
    private static final Instant NOON = Instant.parse("2026-02-03T12:00:00Z");

    @Test
    void aChildFindsItsParentByExternalIdAndByIdInAnySpelling() {
        Recorded root = recorded(1, "root", null, 0, "10");
        Recorded child = recorded(2, "child", "root", 1, "5");
        Recorded other = recorded(3, null, root.id().toString().toUpperCase(Locale.ROOT), 2, "3");
        var hierarchy = new Hierarchy(List.of(child, other, root));

        assertThat(hierarchy.roots()).containsExactly(root);
        assertThat(hierarchy.descendants(root)).containsExactlyInAnyOrder(child, other);
        assertThat(hierarchy.total(root, Recorded::cents)).isEqualByComparingTo("18");
        assertThat(hierarchy.ancestors(child)).containsExactly(root);
    }

    @Test
    void whoseParentIsMissingOrItselfIsARoot() {
        Recorded orphan = recorded(1, "orphan", "nowhere", 0, "1");
        Recorded itself = recorded(2, "itself", "itself", 1, "2");

        assertThat(new Hierarchy(List.of(orphan, itself)).roots()).containsExactlyInAnyOrder(orphan, itself);
    }

    @Test
    void theEarliestOfACircleIsItsRootAndWhatHangsOnTheCircleFollows() {
        Recorded late = recorded(1, "late", "early", 60, "1");
        Recorded early = recorded(2, "early", "middle", 0, "2");
        Recorded middle = recorded(3, "middle", "late", 30, "4");
        Recorded beneath = recorded(4, "beneath", "late", -60, "8");

        for (List<Recorded> order : List.of(
                List.of(late, early, middle, beneath),
                List.of(beneath, middle, early, late),
                List.of(middle, late, beneath, early))) {
            var hierarchy = new Hierarchy(order);
            assertThat(hierarchy.roots()).containsExactly(early);
            assertThat(hierarchy.ancestors(middle)).containsExactly(late, early);
            assertThat(hierarchy.total(early, Recorded::cents)).isEqualByComparingTo("15");
        }
    }

    @Test
    void percentilesStandBetweenTheirNeighbours() {
        Figures two = Figures.of(decimals("30", "15"));
        assertThat(two.total()).isEqualByComparingTo("45");
        assertThat(two.average()).isEqualByComparingTo("22.5");
        assertThat(two.p10()).isEqualByComparingTo("16.5");
        assertThat(two.p90()).isEqualByComparingTo("28.5");
        assertThat(two.p99()).isEqualByComparingTo("29.85");
        assertThat(Figures.of(decimals("7")).p99()).isEqualByComparingTo("7");
        assertThat(Figures.of(decimals("3", "1", "2")).p10()).isEqualByComparingTo("1.2");
    }

    private static List<BigDecimal> decimals(String... texts) {
        return Arrays.stream(texts).map(BigDecimal::new).toList();
    }

    private static Recorded recorded(
            int id, @Nullable String externalId, @Nullable String parent, int seconds, String cents) {
        Event event = Event.of("e", NOON.plusSeconds(seconds), "acme", cents).child(externalId, parent);
        return new Recorded(new UUID(0x4000, 0x8000_0000_0000_abc0L + id), id, event);
    }
}

package dev.costinsights.presentation;

import static dev.costinsights.presentation.PresentationFixture.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.statistics.StatisticsScope;
import dev.costinsights.contracts.statistics.VarianceQuery;
import dev.costinsights.contracts.statistics.VarianceStatistics;
import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VarianceIT {
    private static final List<String> COST = List.of(StatisticsScope.COST);
    private static final List<String> COST_AND_TOKENS = List.of(StatisticsScope.COST, "tokens");
    private static final List<String> TOKENS = List.of("tokens");
    private static final Predicate<TestLog.Event> ALL = event -> true;

    private static StatisticsFixture fixture;

    @BeforeAll
    static void start() throws Exception {
        fixture = new StatisticsFixture();
    }

    @AfterAll
    static void stop() throws Exception {
        fixture.close();
    }

    static LongStream seeds() {
        return StatisticsWorld.seeds();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatStandsOutIsAtOrAboveThePercentile(long seed) throws Exception {
        StatisticsWorld world = StatisticsWorld.random(seed, fixture.presentation);

        for (List<String> fields : List.of(COST, COST_AND_TOKENS, TOKENS)) {
            VarianceStatistics answer = get(new VarianceService(fixture.exact)
                    .answer(new VarianceQuery(world.scope(EventFilter.ALL, fields), 1_000)));

            assertThat(answer.items())
                    .extracting(VarianceStatistics.Item::eventId)
                    .containsExactlyElementsOf(standingOut(world, fields.get(0)).stream()
                            .map(TestLog.Event::id)
                            .toList());
            for (VarianceStatistics.Item item : answer.items()) {
                List<TestLog.Event> roots = world.expected().rootsByName(ALL).get(item.name());
                for (int i = 0; i < fields.size(); i++) {
                    ExpectedStatistics.Figures figures = world.expected().figures(roots, fields.get(i));
                    assertThat(item.averages().get(i)).isEqualByComparingTo(figures.average());
                    assertThat(item.p99().get(i)).isEqualByComparingTo(figures.percentile("0.99"));
                }
            }
        }
    }

    private static List<TestLog.Event> standingOut(StatisticsWorld world, String field) {
        List<TestLog.Event> roots = new ArrayList<>();
        for (List<TestLog.Event> named : world.expected().rootsByName(ALL).values()) {
            BigDecimal p99 = world.expected().figures(named, field).percentile("0.99");
            named.stream()
                    .filter(root -> world.expected().amount(root, field).compareTo(p99) >= 0)
                    .forEach(roots::add);
        }
        roots.sort(Comparator.comparing((TestLog.Event root) -> world.expected().amount(root, field))
                .reversed()
                .thenComparing(TestLog.Event::occurredAt)
                .thenComparing(root -> root.id().toString()));
        return roots;
    }

    /** Of histograms: whatever is a percent above the percentile is there, nothing is that is a percent below. */
    @ParameterizedTest
    @MethodSource("seeds")
    void whatStandsOutIsFoundThroughHistograms(long seed) throws Exception {
        StatisticsWorld world = StatisticsWorld.random(seed, fixture.presentation);

        VarianceStatistics answer = get(new VarianceService(fixture.histograms)
                .answer(new VarianceQuery(world.scope(EventFilter.ALL, COST), 1_000)));
        VarianceStatistics best = get(new VarianceService(fixture.histograms)
                .answer(new VarianceQuery(world.scope(EventFilter.ALL, COST), 3)));

        Set<UUID> found =
                answer.items().stream().map(VarianceStatistics.Item::eventId).collect(Collectors.toSet());
        Map<String, List<TestLog.Event>> names = world.expected().rootsByName(ALL);
        names.forEach((name, roots) -> {
            ExpectedStatistics.Figures figures = world.expected().figures(roots, StatisticsScope.COST);
            BigDecimal p99 = figures.percentile("0.99");
            BigDecimal tolerance = p99.abs().movePointLeft(2).multiply(BigDecimal.valueOf(2));
            assertThat(roots).anyMatch(root -> found.contains(root.id()));
            for (TestLog.Event root : roots) {
                BigDecimal amount = world.expected().amount(root, StatisticsScope.COST);
                if (amount.compareTo(p99) >= 0) {
                    assertThat(found).contains(root.id());
                } else if (amount.compareTo(p99.subtract(tolerance)) < 0) {
                    assertThat(found).doesNotContain(root.id());
                }
            }
        });
        answer.items()
                .forEach(item -> assertThat(item.averages().get(0))
                        .isEqualByComparingTo(world.expected()
                                .figures(names.get(item.name()), StatisticsScope.COST)
                                .average()));
        assertThat(answer.items())
                .isSortedAccordingTo(Comparator.comparing(
                                (VarianceStatistics.Item item) -> item.values().get(0))
                        .reversed()
                        .thenComparing(VarianceStatistics.Item::timestamp)
                        .thenComparing(item -> item.eventId().toString()));
        assertThat(best.items()).hasSize(Math.min(3, answer.items().size()));
        for (int i = 0; i < best.items().size(); i++) {
            BigDecimal greatest = answer.items().get(i).values().get(0);
            assertThat(best.items().get(i).values().get(0))
                    .isCloseTo(greatest, within(greatest.abs().movePointLeft(1).multiply(new BigDecimal("0.2"))));
        }
    }
}

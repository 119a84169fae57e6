package dev.costinsights.webui.costs;

import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.StatisticsSource;
import dev.costinsights.contracts.statistics.VarianceStatistics;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** Made-up statistics for the Costs page. */
final class Statistics {
    static final StatisticsSource SOURCE = new StatisticsSource(StatisticsSource.EXACT, Instant.EPOCH);

    private Statistics() {}

    /** So many plans, of which the first costs most. */
    static PropertyStatistics plans(int count) {
        return new PropertyStatistics(
                IntStream.rangeClosed(1, count)
                        .mapToObj(i -> new PropertyStatistics.Item(
                                "plan-" + i,
                                100,
                                10,
                                List.of(new BigDecimal("1000.5").multiply(BigDecimal.valueOf(count - i + 1)))))
                        .toList(),
                SOURCE);
    }

    /** A trace that costs 7.9 times as much as others of its name, and one whose name always costs the same. */
    static VarianceStatistics unusual(String name) {
        return new VarianceStatistics(
                List.of(
                        item(2, "same.price", "500", "500"),
                        item(1, name, "110.2991", "13.93"),
                        item(3, name, "98.71", "13.93")),
                SOURCE);
    }

    private static VarianceStatistics.Item item(int number, String name, String cost, String average) {
        return new VarianceStatistics.Item(
                new UUID(0x4000, 0x8000000000000000L | number),
                name,
                null,
                number == 1 ? "halcyon-freight" : null,
                Instant.parse("2026-11-11T03:12:45Z"),
                List.of(new BigDecimal(cost)),
                List.of(new BigDecimal(average)),
                List.of(new BigDecimal("61.40")));
    }
}

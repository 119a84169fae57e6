package dev.costinsights.presentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PercentileTest {

    @ParameterizedTest
    @CsvSource({"P10,16.5", "P90,28.5", "P99,29.85"})
    void interpolatesBetweenTwoValues(Percentile percentile, BigDecimal expected) {
        assertThat(of(percentile, List.of(new BigDecimal("15"), new BigDecimal("30"))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"P10,2", "P90,10", "P99,10.9"})
    void isAValueItselfWhereItFallsOnOne(Percentile percentile, BigDecimal expected) {
        List<BigDecimal> oneToEleven =
                IntStream.rangeClosed(1, 11).mapToObj(BigDecimal::valueOf).toList();

        assertThat(of(percentile, oneToEleven)).isEqualTo(expected);
    }

    @Test
    void ofOneValueIsThatValue() {
        for (Percentile percentile : Percentile.values()) {
            assertThat(of(percentile, List.of(new BigDecimal("-0.000000000001"))))
                    .isEqualTo(new BigDecimal("-0.000000000001"));
        }
    }

    @Test
    void keepsEveryDigitOfLargeValues() {
        List<BigDecimal> values = List.of(
                new BigDecimal("12345678901234567.000000000001"), new BigDecimal("12345678901234567.000000000002"));

        assertThat(of(Percentile.P99, values)).isEqualTo(new BigDecimal("12345678901234567.00000000000199"));
    }

    static Stream<Random> seeds() {
        return IntStream.range(0, 60).mapToObj(Random::new);
    }

    /** By the definition: as many steps as the rank says, and the part of one that is left. */
    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithTheDefinition(Random random) {
        List<BigDecimal> sorted = amounts(random, 1 + random.nextInt(500));

        for (Percentile percentile : Percentile.values()) {
            BigDecimal rank = BigDecimal.valueOf(sorted.size() - 1L)
                    .multiply(new BigDecimal(percentile.name().substring(1)).movePointLeft(2));
            int below = rank.setScale(0, RoundingMode.FLOOR).intValueExact();
            int above = rank.setScale(0, RoundingMode.CEILING).intValueExact();
            BigDecimal way =
                    sorted.get(above).subtract(sorted.get(below)).multiply(rank.subtract(new BigDecimal(below)));

            assertThat(of(percentile, sorted))
                    .isEqualByComparingTo(sorted.get(below).add(way));
        }
    }

    /** The nearest values on both sides are each at most one percent off; so is what lies between them. */
    @ParameterizedTest
    @MethodSource("seeds")
    void aHistogramIsAtMostOnePercentOff(Random random) {
        List<BigDecimal> sorted = amounts(random, 1 + random.nextInt(2_000));
        Map<Integer, Long> bins = new TreeMap<>();
        sorted.forEach(amount -> bins.merge(bin(amount), 1L, Long::sum));

        for (Percentile percentile : Percentile.values()) {
            long count = sorted.size();
            int below = (int) percentile.lowerPosition(count);
            int above = (int) percentile.upperPosition(count);
            BigDecimal estimate =
                    percentile.between(count, CostBins.middle(binAt(bins, below)), CostBins.middle(binAt(bins, above)));

            BigDecimal tolerance =
                    sorted.get(below).abs().max(sorted.get(above).abs()).multiply(new BigDecimal("0.01"));
            assertThat(estimate.subtract(of(percentile, sorted)).abs()).isLessThanOrEqualTo(tolerance);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "1,0.00000000000100990",
        "-1,-0.00000000000100990",
        "2,0.00000000000103010",
        "-2,-0.00000000000103010",
        // 2.04/2.02 · 1.02^1395 · 1e-12
        "1396,1.00350"
    })
    void theMiddleOfABinStandsForIt(int bin, BigDecimal middle) {
        assertThat(CostBins.middle(bin)).isEqualByComparingTo(middle);
    }

    private static BigDecimal of(Percentile percentile, List<BigDecimal> sorted) {
        int count = sorted.size();
        return percentile.between(count, sorted.get((int) percentile.lowerPosition(count)), sorted.get((int)
                percentile.upperPosition(count)));
    }

    private static int binAt(Map<Integer, Long> bins, long position) {
        long upto = 0;
        for (Map.Entry<Integer, Long> bin : bins.entrySet()) {
            upto += bin.getValue();
            if (upto > position) {
                return bin.getKey();
            }
        }
        throw new IllegalArgumentException("No value stands there");
    }

    /** As {@code totals.cost_bin} has it. */
    private static int bin(BigDecimal amount) {
        if (amount.signum() == 0) {
            return 0;
        }
        double steps = (Math.log(amount.abs().doubleValue()) - Math.log(1e-12)) / Math.log(1.02);
        return amount.signum() * (1 + Math.max(0, (int) Math.floor(steps)));
    }

    /** Sorted; all positive, all negative, mixed with zeros, or all the same. */
    private static List<BigDecimal> amounts(Random random, int count) {
        int kind = random.nextInt(4);
        BigDecimal only = amount(random);
        List<BigDecimal> amounts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            amounts.add(
                    switch (kind) {
                        case 0 -> amount(random);
                        case 1 -> amount(random).negate();
                        case 2 ->
                            random.nextInt(3) == 0
                                    ? BigDecimal.ZERO
                                    : random.nextBoolean()
                                            ? amount(random)
                                            : amount(random).negate();
                        default -> only;
                    });
        }
        amounts.sort(null);
        return amounts;
    }

    private static BigDecimal amount(Random random) {
        BigDecimal amount = BigDecimal.valueOf(1 + random.nextInt(1_000_000)).movePointLeft(random.nextInt(13));
        return random.nextInt(20) == 0 ? new BigDecimal("99999999999999999.999999999999") : amount;
    }
}

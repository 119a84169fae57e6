package dev.costinsights.webui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CostChartTest {

    @Test
    void many_buckets_are_a_line_from_edge_to_edge_over_an_area_on_zero() {
        CostChart chart = CostChart.of(new Series(ramp(21), List.of(), false));
        assertThat(chart.drawnAsColumns()).isFalse();
        assertThat(chart.line()).startsWith("M0 224L50 214").endsWith("L1000 24");
        assertThat(chart.area()).endsWith("L1000 24L1000 224L0 224Z");
        assertThat(chart.partial()).isEmpty();
        assertThat(chart.before()).isEmpty();
        assertThat(chart.points().get(10).x()).isEqualTo("50%");
        assertThat(chart.points().get(0).left()).isEqualTo("0%");
        assertThat(chart.points().get(0).width()).isEqualTo("2.5%");
    }

    @Test
    void the_bucket_that_is_still_filling_is_a_segment_of_its_own() {
        CostChart chart = CostChart.of(new Series(ramp(21), List.of(), true));
        assertThat(chart.line()).endsWith("L950 34");
        assertThat(chart.partial()).isEqualTo("M950 34L1000 24");
    }

    @Test
    void buckets_to_come_have_room_but_no_amount() {
        CostChart chart = CostChart.of(new Series(ramp(11), ramp(21), true));
        assertThat(chart.line()).endsWith("L450 134");
        assertThat(chart.partial()).isEqualTo("M450 134L500 124");
        assertThat(chart.area()).endsWith("L500 224L0 224Z");
        assertThat(chart.before()).endsWith("L1000 24");
        assertThat(chart.points()).hasSize(11);
        assertThat(chart.xOf(20, 21)).isEqualTo("100%");
    }

    @Test
    void few_buckets_are_columns_on_zero() {
        CostChart chart = CostChart.of(new Series(amounts("100", "50"), amounts("50", "100"), true));
        assertThat(chart.drawnAsColumns()).isTrue();
        assertThat(chart.columns()).isEqualTo("M90 224V24H410V224Z");
        assertThat(chart.partial()).isEqualTo("M590 224V124H910V224Z");
        assertThat(chart.before()).isEqualTo("M0 124H500M500 24H1000");
        assertThat(chart.line()).isEmpty();
    }

    @Test
    void one_bucket_is_one_column() {
        CostChart chart = CostChart.of(new Series(amounts("7"), List.of(), false));
        assertThat(chart.columns()).isEqualTo("M180 224V24H820V224Z");
        assertThat(chart.points()).singleElement().satisfies(point -> {
            assertThat(point.x()).isEqualTo("50%");
            assertThat(point.width()).isEqualTo("100%");
            assertThat(point.beforeY()).isEmpty();
        });
    }

    @Test
    void nothing_but_zeros_lies_on_the_zero_line() {
        CostChart chart = CostChart.of(new Series(Collections.nCopies(30, BigDecimal.ZERO), List.of(), false));
        assertThat(chart.gridlines()).singleElement().satisfies(line -> {
            assertThat(line.zero()).isTrue();
            assertThat(line.y()).isEqualTo("224");
        });
        assertThat(chart.line()).startsWith("M0 224L").endsWith("L1000 224").doesNotContain("NaN");
    }

    @Test
    void credits_hang_below_the_zero_line() {
        CostChart chart = CostChart.of(new Series(amounts("100", "-100"), List.of(), false));
        assertThat(chart.columns()).isEqualTo("M90 124V24H410V124ZM590 124V224H910V124Z");
        assertThat(chart.gridlines()).filteredOn(CostChart.Gridline::zero).hasSize(1);
    }

    @Test
    void compared_buckets_may_be_fewer() {
        CostChart chart = CostChart.of(new Series(amounts("1", "1", "1"), amounts("1", "1"), false));
        assertThat(chart.points().get(2).beforeY()).isEmpty();
    }

    @Test
    void gridlines_are_round_and_four_at_most() {
        assertThat(ticks("62580")).containsExactly("0", "20000", "40000", "60000");
        assertThat(ticks("0.25")).containsExactly("0", "0.1", "0.2");
        assertThat(ticks("100")).containsExactly("0", "50", "100");
        for (int cents = 1; cents < 3000; cents += 7) {
            assertThat(ticks(Integer.toString(cents))).hasSizeBetween(2, 4);
        }
    }

    @Test
    void sparklines_sum_whole_weeks_and_keep_the_last() {
        Sparkline line = Sparkline.ofSums(ramp(9), 7);
        assertThat(line.path()).isEqualTo("M0 20L50 12L100 4");
        assertThat(line.endY()).isEqualTo("4");
        assertThat(Sparkline.ofSums(ramp(7), 7).path()).isEmpty();
        assertThat(Sparkline.ofSums(Collections.nCopies(20, BigDecimal.ONE), 7).path())
                .startsWith("M0 20L");
        assertThat(Sparkline.ofSums(ramp(366), 7).path().split("L")).hasSizeLessThanOrEqualTo(60);
        assertThat(Sparkline.ofSums(ramp(366), 7).path()).endsWith("L100 4");
    }

    private static List<String> ticks(String highest) {
        return CostChart.of(new Series(amounts(highest), List.of(), false)).gridlines().stream()
                .map(line -> line.amountCents().stripTrailingZeros().toPlainString())
                .toList();
    }

    private static List<BigDecimal> ramp(int size) {
        return IntStream.range(0, size).mapToObj(BigDecimal::valueOf).toList();
    }

    private static List<BigDecimal> amounts(String... cents) {
        return Arrays.stream(cents).map(BigDecimal::new).toList();
    }
}

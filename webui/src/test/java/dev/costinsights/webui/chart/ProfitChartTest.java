package dev.costinsights.webui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProfitChartTest {

    @Test
    void the_band_lies_between_revenue_and_costs() {
        ProfitChart chart = ProfitChart.of(constant(21, 100), constant(21, 50), 21, false);
        assertThat(chart.drawnAsColumns()).isFalse();
        assertThat(chart.revenue()).startsWith("M0 24L50 24").endsWith("L1000 24");
        assertThat(chart.costs()).startsWith("M0 144L50 144").endsWith("L1000 144");
        assertThat(chart.profit()).startsWith("M0 24L50 24").endsWith("L50 144L0 144Z");
        assertThat(chart.loss()).isEmpty();
        assertThat(chart.columns()).isEmpty();
    }

    @Test
    void profit_and_loss_part_where_the_lines_cross() {
        ProfitChart chart = ProfitChart.of(joined(constant(11, 100), constant(10, 0)), constant(21, 50), 21, false);
        assertThat(chart.profit()).startsWith("M0 24").contains("L500 24L525 144L525 144");
        assertThat(chart.loss()).startsWith("M525 144L550 264").endsWith("L525 144Z");
    }

    @Test
    void what_is_equal_is_neither_loss_nor_gap() {
        ProfitChart chart = ProfitChart.of(constant(21, 50), constant(21, 50), 21, false);
        assertThat(chart.loss()).isEmpty();
        assertThat(chart.profit()).doesNotContain("NaN");
    }

    @Test
    void the_bucket_that_is_still_filling_is_dashed_on_both_lines() {
        ProfitChart chart = ProfitChart.of(constant(21, 100), constant(21, 50), 21, true);
        assertThat(chart.revenue()).endsWith("L950 24");
        assertThat(chart.revenuePartial()).isEqualTo("M950 24L1000 24");
        assertThat(chart.costsPartial()).isEqualTo("M950 144L1000 144");
    }

    @Test
    void few_buckets_are_columns_of_costs_with_what_is_left_on_top() {
        ProfitChart chart = ProfitChart.of(amounts(100, 50), amounts(50, 100), 2, true);
        assertThat(chart.drawnAsColumns()).isTrue();
        assertThat(chart.columns()).isEqualTo("M90 264V144H410V264ZM590 264V24H910V264Z");
        assertThat(chart.profit()).isEqualTo("M90 144V24H410V144Z");
        assertThat(chart.loss()).isEqualTo("M590 24V144H910V24Z");
        assertThat(chart.revenue()).isEqualTo("M90 24H410");
        assertThat(chart.revenuePartial()).isEqualTo("M590 144H910");
    }

    @Test
    void buckets_to_come_have_room_but_no_amount() {
        ProfitChart chart = ProfitChart.of(constant(11, 100), constant(11, 50), 21, true);
        assertThat(chart.points()).hasSize(11);
        assertThat(chart.revenuePartial()).isEqualTo("M450 24L500 24");
        assertThat(chart.xOf(20, 21)).isEqualTo("100%");
    }

    @Test
    void nothing_but_zeros_lies_on_the_zero_line() {
        ProfitChart chart = ProfitChart.of(constant(30, 0), constant(30, 0), 30, false);
        assertThat(chart.revenue()).startsWith("M0 264").doesNotContain("NaN");
        assertThat(chart.gridlines())
                .singleElement()
                .satisfies(line -> assertThat(line.zero()).isTrue());
    }

    private static List<BigDecimal> constant(int count, long amount) {
        return Collections.nCopies(count, BigDecimal.valueOf(amount));
    }

    private static List<BigDecimal> amounts(long... amounts) {
        return IntStream.range(0, amounts.length)
                .mapToObj(i -> BigDecimal.valueOf(amounts[i]))
                .toList();
    }

    private static List<BigDecimal> joined(List<BigDecimal> first, List<BigDecimal> second) {
        return java.util.stream.Stream.concat(first.stream(), second.stream()).toList();
    }
}

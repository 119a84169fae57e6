package dev.costinsights.webui.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MetricChartTest {
    @Test
    void many_buckets_are_a_line_with_a_dashed_end() {
        MetricChart chart = draw(21, true, course(20, 5));
        assertThat(chart.drawnAsColumns()).isFalse();
        assertThat(chart.line()).startsWith("M0 ").doesNotContain("M950").contains("L900 ");
        assertThat(chart.partial()).matches("M900 [\\d.]+L950 [\\d.]+");
        assertThat(chart.points()).hasSize(20);
        assertThat(chart.xOf(20, 21)).isEqualTo("100%");
    }

    @Test
    void what_is_not_known_is_a_gap_and_a_value_alone_is_a_dot() {
        List<@Nullable BigDecimal> values = course(21, 4);
        values.set(0, null);
        values.set(3, null);
        values.set(5, null);
        MetricChart chart = draw(21, false, values);
        assertThat(chart.line()).startsWith("M50 ").contains("M200 10L200 10", "M300 10L350");
        assertThat(chart.points().get(3).y()).isEmpty();
        assertThat(chart.partial()).isEmpty();
    }

    @Test
    void few_buckets_are_columns_from_zero_to_either_side() {
        MetricChart chart = draw(2, false, List.of(new BigDecimal(-10), new BigDecimal(10)));
        assertThat(chart.drawnAsColumns()).isTrue();
        assertThat(chart.columns()).isEqualTo("M590 85V10H910V85Z");
        assertThat(chart.losses()).isEqualTo("M90 85V160H410V85Z");
        assertThat(chart.gridlines()).anyMatch(CostChart.Gridline::zero);
    }

    @Test
    void a_bucket_that_is_filling_is_a_column_of_its_own() {
        MetricChart chart = draw(1, true, List.of(BigDecimal.ONE));
        assertThat(chart.columns()).isEmpty();
        assertThat(chart.partial()).isEqualTo("M180 160V10H820V160Z");
    }

    @Test
    void nothing_known_and_all_zero_can_be_drawn() {
        MetricChart unknown = draw(30, true, new ArrayList<>(Collections.nCopies(30, null)));
        assertThat(unknown.line() + unknown.partial() + unknown.before()).isEmpty();
        assertThat(draw(30, false, Collections.nCopies(30, BigDecimal.ZERO)).line())
                .contains("L1000 160");
    }

    @Test
    void compared_buckets_without_one_of_their_own_are_left_out() {
        MetricChart chart = MetricChart.of(new MetricChart.Course(course(20, 1), course(40, 2), 20, false), 1000, 160);
        assertThat(chart.before()).endsWith("L1000 10");
        assertThatThrownBy(() -> new MetricChart.Course(List.of(), List.of(), 3, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static MetricChart draw(int buckets, boolean partial, List<@Nullable BigDecimal> values) {
        return MetricChart.of(new MetricChart.Course(values, List.of(), buckets, partial), 1000, 160);
    }

    private static List<@Nullable BigDecimal> course(int size, int value) {
        BigDecimal[] values = new BigDecimal[size];
        Arrays.fill(values, BigDecimal.valueOf(value));
        return new ArrayList<>(Arrays.asList(values));
    }
}

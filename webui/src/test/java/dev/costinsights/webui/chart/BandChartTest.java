package dev.costinsights.webui.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.webui.chart.BandChart.Value;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class BandChartTest {
    @Test
    void many_buckets_are_lines_in_a_band_over_bars() {
        BandChart chart = BandChart.of(Collections.nCopies(21, value(50, 25, 75, 100)), counts(21), 21, false);
        assertThat(chart.drawnAsColumns()).isFalse();
        assertThat(chart.average()).startsWith("M0 114L50 114").endsWith("L1000 114");
        assertThat(chart.p99()).startsWith("M0 24L50 24");
        assertThat(chart.spread())
                .startsWith("M0 69L50 69")
                .contains("L1000 69L1000 159")
                .endsWith("L0 159Z");
        assertThat(chart.averagePartial()).isEmpty();
        assertThat(chart.bars()).startsWith("M0 264V224H16V264Z");
        assertThat(chart.points().get(10).x()).isEqualTo("50%");
        assertThat(chart.points().get(10).averageY()).isEqualTo("114");
        assertThat(chart.xOf(20, 21)).isEqualTo("100%");
    }

    @Test
    void the_bucket_that_is_still_filling_is_a_segment_of_its_own() {
        BandChart chart = BandChart.of(Collections.nCopies(21, value(50, 25, 75, 100)), counts(21), 21, true);
        assertThat(chart.average()).endsWith("L950 114");
        assertThat(chart.averagePartial()).isEqualTo("M950 114L1000 114");
        assertThat(chart.p99Partial()).isEqualTo("M950 24L1000 24");
        assertThat(chart.barsPartial()).isEqualTo("M984 264V224H1000V264Z");
    }

    @Test
    void a_bucket_without_occurrences_is_a_gap_and_one_between_gaps_a_dot() {
        List<Value> values = new ArrayList<>(Collections.nCopies(21, value(50, 50, 50, 50)));
        values.set(1, null);
        values.set(3, null);
        List<Long> counts = new ArrayList<>(counts(21));
        counts.set(1, 0L);
        counts.set(3, 0L);
        BandChart chart = BandChart.of(values, counts, 21, false);
        assertThat(chart.average()).startsWith("M0 24L0 24M100 24L100 24M200 24L250 24");
        assertThat(chart.spread()).startsWith("M200 24");
        assertThat(chart.bars()).doesNotContain("M34 ");
        assertThat(chart.points().get(1).averageY()).isEmpty();
    }

    @Test
    void few_buckets_are_columns_with_a_box_and_a_cap() {
        BandChart chart =
                BandChart.of(List.of(value(50, 25, 75, 100), value(100, 25, 75, 100)), List.of(2L, 1L), 2, true);
        assertThat(chart.drawnAsColumns()).isTrue();
        assertThat(chart.columns()).isEqualTo("M170 204V114H330V204Z");
        assertThat(chart.averagePartial()).isEqualTo("M670 204V24H830V204Z");
        assertThat(chart.spread()).startsWith("M90 159V69H410V159Z");
        assertThat(chart.p99()).isEqualTo("M90 24H410");
        assertThat(chart.p99Partial()).isEqualTo("M590 24H910");
        assertThat(chart.average()).isEmpty();
        assertThat(chart.barsPartial()).isEqualTo("M590 264V244H910V264Z");
    }

    @Test
    void credits_go_below_zero_and_nothing_at_all_is_a_flat_line() {
        BandChart credits = BandChart.of(Collections.nCopies(17, value(-50, -100, 100, 100)), counts(17), 17, false);
        assertThat(credits.average()).startsWith("M0 159");
        BandChart nothing = BandChart.of(Collections.nCopies(17, value(0, 0, 0, 0)), counts(17), 17, false);
        assertThat(nothing.average()).startsWith("M0 204").doesNotContain("NaN");
        BandChart never = BandChart.of(Collections.nCopies(17, null), Collections.nCopies(17, 0L), 17, true);
        assertThat(never.average()).isEmpty();
        assertThat(never.bars()).isEmpty();
    }

    @Test
    void a_spread_is_on_a_logarithmic_scale() {
        Spread spread = Spread.of(amounts("1", "100", "10", "1000"));
        assertThat(spread).isNotNull();
        assertThat(spread.left()).isEqualTo("8%");
        assertThat(spread.width()).isEqualTo("56%");
        assertThat(spread.marks()).extracting(Spread.Mark::x).containsExactly("8%", "64%", "36%", "92%");
        assertThat(spread.marks()).extracting(Spread.Mark::labelled).containsOnly(true);
    }

    @Test
    void words_that_would_touch_give_way_to_the_later() {
        Spread spread = Spread.of(amounts("1", "11", "10", "1000"));
        assertThat(spread).isNotNull();
        assertThat(spread.marks()).extracting(Spread.Mark::labelled).containsExactly(true, false, true, true);
    }

    @Test
    void without_a_logarithm_there_is_no_spread() {
        assertThat(Spread.of(amounts("0", "1", "1", "2"))).isNull();
        assertThat(Spread.of(amounts("-1", "1", "1", "2"))).isNull();
        assertThat(Spread.of(amounts("3", "3", "3", "3"))).isNull();
    }

    private static List<BigDecimal> amounts(String... cents) {
        return List.of(cents).stream().map(BigDecimal::new).toList();
    }

    private static List<Long> counts(int buckets) {
        return Collections.nCopies(buckets, 3L);
    }

    private static Value value(long average, long p10, long p90, long p99) {
        return new Value(
                BigDecimal.valueOf(average), BigDecimal.valueOf(p10), BigDecimal.valueOf(p90), BigDecimal.valueOf(p99));
    }
}

package dev.costinsights.webui.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.statistics.StatisticsSource;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import dev.costinsights.webui.trace.EventPage.Strip;
import dev.costinsights.webui.trace.EventPage.Tick;
import dev.costinsights.webui.trace.EventPage.Unusual;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StandingTest {
    private static final BigDecimal EXACT = StatisticsSource.EXACT;
    private static final BigDecimal ROUGH = StatisticsSource.HISTOGRAM_ERROR;

    @ParameterizedTest
    @CsvSource({
        "110.3, Above p99, true",
        "61, Above p90, false",
        "29, Usual, false",
        "3, Usual, false",
        "2.9, Below p10, false"
    })
    void a_cost_is_placed_among_the_percentiles(String cents, String badge, boolean warns) {
        Standing standing = standing(cents, "13.93", "3", "29", "61", EXACT);
        assertThat(standing.badge()).isEqualTo(new EventPage.Badge(badge, warns));
    }

    @Test
    void what_a_percentile_may_be_off_by_is_no_reason_to_warn() {
        Standing standing = standing("0.5", "0.5", "0.4975", "0.4975", "0.4975", ROUGH);
        assertThat(standing.place()).isEqualTo(Standing.Place.USUAL);
        Unusual unusual = UnusualView.of("web.search", standing);
        assertThat(unusual.strip()).isNull();
        assertThat(unusual.say()).isEqualTo("All of them cost $0.0050. This one cost the same.");
    }

    @Test
    void nothing_to_compare_with_is_no_standing() {
        TimeseriesAnswer none = new TimeseriesAnswer(List.of(), List.of(), new StatisticsSource(EXACT, Traces.START));
        assertThat(Standing.of(BigDecimal.TEN, none)).isEmpty();
        assertThat(Standing.of(null, Traces.statistics(5, "1", "1", "1", "1", EXACT)))
                .isEmpty();
        assertThat(Standing.of(BigDecimal.TEN, Traces.statistics(0, "0", "0", "0", "0", EXACT)))
                .isEmpty();
    }

    @Test
    void few_traces_say_little() {
        Standing standing = Standing.of(new BigDecimal(9), Traces.statistics(19, "1", "0.5", "2", "3", EXACT))
                .orElseThrow();
        assertThat(standing.badge()).isNull();
        assertThat(UnusualView.of("a", standing).say()).contains("9.0\u2009× the average", "fewer than 20");
    }

    @Test
    void the_strip_is_logarithmic_and_its_labels_keep_apart() {
        Unusual unusual = UnusualView.of("agent.run", standing("110.3", "13.93", "3", "29", "61", EXACT));
        assertThat(unusual.against())
                .isEqualTo("against 19,470 traces that begin with agent.run in the 30 days before, log scale");
        Strip strip = unusual.strip();
        assertThat(strip.ticks()).extracting(Tick::name).containsExactly("p10", "average", "p90", "p99");
        assertThat(strip.dotX()).isEqualTo("93.0%");
        assertLabelsKeepApart(strip);
        assertThat(unusual.say()).isEqualTo("It cost 7.9\u2009× the average, more than 99 of 100 of them.");
    }

    @Test
    void labels_of_near_values_keep_apart_and_an_average_above_the_percentiles_comes_last() {
        Strip strip = UnusualView.of("a", standing("1", "900", "1", "1.01", "1.02", EXACT))
                .strip();
        assertThat(strip.ticks()).extracting(Tick::name).containsExactly("p10", "p90", "p99", "average");
        assertLabelsKeepApart(strip);
    }

    @Test
    void credits_are_drawn_on_a_linear_scale() {
        Unusual unusual = UnusualView.of("a", standing("-5", "0", "-3", "2", "4", ROUGH));
        assertThat(unusual.against()).contains("linear scale", "percentiles within 1\u2009%");
        assertThat(unusual.strip().dotX()).isEqualTo("7.0%");
        assertThat(unusual.say()).isEqualTo("It cost \u2212$0.050, less than nine in ten of them.");
    }

    private static void assertLabelsKeepApart(Strip strip) {
        List<Double> labels = strip.ticks().stream()
                .map(tick -> Double.valueOf(tick.labelX().replace("%", "")))
                .toList();
        for (int i = 1; i < labels.size(); i++) {
            assertThat(labels.get(i) - labels.get(i - 1)).isGreaterThanOrEqualTo(15.9);
        }
        assertThat(labels.get(0)).isGreaterThanOrEqualTo(7);
        assertThat(labels.get(3)).isLessThanOrEqualTo(93);
    }

    private static Standing standing(
            String cents, String average, String p10, String p90, String p99, BigDecimal error) {
        return Standing.of(new BigDecimal(cents), Traces.statistics(19_470, average, p10, p90, p99, error))
                .orElseThrow();
    }
}

package dev.costinsights.webui.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.metrics.Metric;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardsTest {
    private static final List<String> SLUGS = List.of("profit", "gone", "costs", "revenue");

    @Test
    void a_metric_moves_past_what_is_not_shown() {
        assertThat(Boards.moved(SLUGS, "costs", true)).containsExactly("costs", "gone", "profit", "revenue");
        assertThat(Boards.moved(SLUGS, "costs", false)).containsExactly("profit", "gone", "revenue", "costs");
    }

    @Test
    void the_ends_stay_where_they_are() {
        assertThat(Boards.moved(SLUGS, "profit", true)).isEqualTo(SLUGS);
        assertThat(Boards.moved(SLUGS, "revenue", false)).isEqualTo(SLUGS);
        assertThat(Boards.moved(SLUGS, "refunds", false)).isEqualTo(SLUGS);
    }

    @Test
    void a_metric_is_on_a_dashboard_once() {
        assertThat(Boards.with(SLUGS, "costs")).isEqualTo(SLUGS);
        assertThat(Boards.with(SLUGS, "mrr")).endsWith("mrr").hasSize(5);
        assertThat(Boards.without(SLUGS, "gone")).containsExactly("profit", "costs", "revenue");
    }

    @Test
    void names_that_two_metrics_share_are_told_apart() {
        assertThat(Arrays.stream(Metric.values()).map(Boards::label)).doesNotHaveDuplicates();
    }

    @Test
    void every_metric_can_be_chosen_once() {
        assertThat(Boards.options(List.of(Metric.COSTS)).stream().flatMap(group -> group.options().stream()))
                .hasSize(Metric.values().length - 1)
                .doesNotHaveDuplicates();
    }
}

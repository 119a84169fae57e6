package dev.costinsights.webui.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.webui.format.Delta.Good;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MetricGroupTest {
    @Test
    void every_metric_is_in_a_group() {
        assertThat(Arrays.stream(MetricGroup.values()).flatMap(group -> group.metrics().stream()))
                .contains(Metric.values());
    }

    @Test
    void a_group_has_each_metric_once_and_a_slug_of_its_own() {
        for (MetricGroup group : MetricGroup.values()) {
            assertThat(group.metrics()).as(group.slug()).doesNotHaveDuplicates();
            assertThat(MetricGroup.ofSlug(group.slug())).contains(group);
        }
        assertThat(MetricGroup.ofSlug("definitions")).isEmpty();
        assertThat(MetricGroup.ofSlug("dashboards")).isEmpty();
    }

    @Test
    void less_is_better_of_what_is_spent_or_lost() {
        assertThat(Traits.good(Metric.COSTS)).isEqualTo(Good.DOWN);
        assertThat(Traits.good(Metric.CANCELED_SUBSCRIPTIONS_OTHER)).isEqualTo(Good.DOWN);
        assertThat(Traits.good(Metric.PROFIT)).isEqualTo(Good.UP);
        // A loss of MRR is negative: less of it is more.
        assertThat(Traits.good(Metric.CHURNED_MRR)).isEqualTo(Good.UP);
    }

    @Test
    void what_depends_on_the_interval_is_experimental() {
        assertThat(Arrays.stream(Metric.values()).filter(metric -> Traits.experimental(metric) != null))
                .containsExactly(Metric.CHURN_RATE, Metric.LTV);
    }
}

package dev.costinsights.webui.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.metrics.BillingType;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.Metric;
import io.vertx.core.MultiMap;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsViewTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final UUID PRODUCT = UUID.fromString("11111111-1111-4111-8111-111111111111");

    @Test
    void defaults_stay_out_of_the_address() {
        MetricsView.Parsed parsed = parse("");
        assertThat(parsed.view().href()).isEqualTo("/metrics/costs");
        assertThat(parsed.notices()).isEmpty();
    }

    @Test
    void all_of_the_state_is_in_the_address() {
        String query = "from=2026-11-01&to=2026-11-20&tz=Asia/Tokyo&interval=week&product=" + PRODUCT
                + "&billing=recurring&customer=acme+%26+co&customer=b&view=table&filters=open";
        MetricsView view = parse(query).view();
        assertThat(view.href()).isEqualTo("/metrics/costs?" + query);
        assertThat(view.days().interval()).isEqualTo(Interval.WEEK);
        assertThat(view.filters().products()).containsExactly(PRODUCT);
        assertThat(view.filters().billingTypes()).containsExactly(BillingType.RECURRING);
        assertThat(view.filters().customers()).containsExactly("acme & co", "b");
        assertThat(view.file(Metric.COSTS, "svg"))
                .startsWith("/metrics/costs.svg?from=2026-11-01")
                .endsWith("&customer=acme+%26+co&customer=b");
        assertThat(view.fields(false)).extracting("name").containsExactly("from", "to", "tz", "interval", "view");
        assertThat(view.fields(true)).extracting("value").contains("acme & co", "b", "Asia/Tokyo");
    }

    @Test
    void a_filter_is_removed_alone() {
        MetricsView view = parse("customer=a&customer=b&billing=one_time").view();
        assertThat(view.with(view.filters().withoutCustomer("a")).href())
                .isEqualTo("/metrics/costs?billing=one_time&customer=b");
        assertThat(view.with(view.filters().withoutBilling(BillingType.ONE_TIME))
                        .filters()
                        .billingTypes())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"product=x", "billing=weekly", "interval=minute", "view=pie", "from=yesterday", "tz=Mars"})
    void what_cant_be_used_falls_back_and_is_said(String query) {
        MetricsView.Parsed parsed = parse(query);
        assertThat(parsed.notices()).hasSize(1);
        assertThat(parsed.view().href()).isEqualTo("/metrics/costs");
    }

    @Test
    void an_empty_choice_of_the_form_is_no_filter() {
        assertThat(parse("product=&billing=&customer=+").view().filters().isEmpty())
                .isTrue();
    }

    @Test
    void filters_are_limited() {
        var query = new StringBuilder("x=1");
        for (int i = 0; i < 30; i++) {
            query.append("&customer=c").append(i);
        }
        MetricsView.Parsed parsed = parse(query.toString());
        assertThat(parsed.view().filters().customers()).hasSize(Filters.MOST);
        assertThat(parsed.notices()).hasSize(1);
        assertThat(parse("customer=" + "x".repeat(1000)).notices()).hasSize(1);
    }

    @Test
    void a_state_that_is_no_query_is_dropped() {
        assertThat(States.href("/metrics/dashboards/1", "from=2026-11-01&to=2026-11-02"))
                .isEqualTo("/metrics/dashboards/1?from=2026-11-01&to=2026-11-02");
        assertThat(States.href("/x", "\r\nSet-Cookie: a=b")).isEqualTo("/x");
        assertThat(States.href("/x", "a=%zz")).isEqualTo("/x");
        assertThat(States.href("/x", null)).isEqualTo("/x");
    }

    static MetricsView.Parsed parse(String query) {
        MultiMap values = States.read(query);
        return MetricsView.parse("/metrics/costs", values, ZoneId.of("Europe/London"), zone -> TODAY);
    }
}

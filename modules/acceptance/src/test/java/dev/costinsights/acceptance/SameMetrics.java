package dev.costinsights.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Compares an answer with what it must be: sums and counts to the last digit, quotients to their twelve decimals. */
final class SameMetrics {
    private static final Set<String> QUOTIENTS = Set.of(
            "cost_per_user",
            "cost_per_active_customer",
            // Of the totals; periods are rounded up.
            "average_order_value",
            "net_average_order_value",
            "churn_rate",
            "checkouts_conversion",
            "gross_margin_percentage",
            "average_seats_per_customer",
            "seat_utilization_rate",
            "profit_margin",
            "attribution_coverage",
            "gross_mrr_churn",
            "net_mrr_churn",
            "customer_churn");
    private static final BigDecimal LAST_DECIMAL = new BigDecimal("0.000000000001");

    private SameMetrics() {}

    static void check(Question question, Metrics answer, Metrics expected) {
        assertThat(new ArrayList<>(answer.periods().keySet()))
                .as("periods of %s", question)
                .isEqualTo(new ArrayList<>(expected.periods().keySet()));
        for (Map.Entry<Instant, Map<String, BigDecimal>> period :
                expected.periods().entrySet()) {
            checkValues(
                    question + " at " + period.getKey(),
                    Objects.requireNonNull(answer.periods().get(period.getKey())),
                    period.getValue());
        }
        checkValues(question + " in total", answer.totals(), expected.totals());
    }

    private static void checkValues(String where, Map<String, BigDecimal> answer, Map<String, BigDecimal> expected) {
        assertThat(answer.keySet()).as("metrics of %s", where).isEqualTo(expected.keySet());
        expected.forEach((slug, value) -> {
            BigDecimal answered = Objects.requireNonNull(answer.get(slug));
            if (QUOTIENTS.contains(slug)) {
                assertThat(answered.subtract(value).abs())
                        .as("%s of %s: %s, not %s", slug, where, answered, value)
                        .isLessThanOrEqualTo(LAST_DECIMAL);
            } else {
                assertThat(answered).as("%s of %s", slug, where).isEqualByComparingTo(value);
            }
        });
    }
}

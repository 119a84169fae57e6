package dev.costinsights.contracts.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MetricTest {
    /** As official clients know them, in their order. */
    private static final List<String> REFERENCE = """
            active_subscriptions | Active Subscriptions | scalar
            committed_subscriptions | Committed Subscriptions | scalar
            monthly_recurring_revenue | Monthly Recurring Revenue | currency
            trial_monthly_recurring_revenue | Trialing MRR Including Cancelations | currency
            committed_monthly_recurring_revenue | Committed Monthly Recurring Revenue | currency
            trial_committed_monthly_recurring_revenue | Trialing Monthly Recurring Revenue | currency
            average_revenue_per_user | Average Revenue Per User | currency
            checkouts | Checkouts | scalar
            succeeded_checkouts | Succeeded Checkouts | scalar
            churned_subscriptions | Churned Subscriptions | scalar
            churn_rate | Churn Rate | percentage
            seats_total | Seat Count | scalar
            seats_claimed | Claimed Seats | scalar
            seats_pending | Pending Seats | scalar
            seat_customers | Active Customers | scalar
            new_seat_customers | New Customers | scalar
            churned_seat_customers | Churned Customers | scalar
            orders | Orders | scalar
            revenue | Revenue | currency
            net_revenue | Net Revenue | currency
            cumulative_revenue | Cumulative Revenue | currency
            net_cumulative_revenue | Net Cumulative Revenue | currency
            costs | Costs | currency_sub_cent
            cumulative_costs | Cumulative Costs | currency_sub_cent
            average_order_value | Average Order Value | currency
            net_average_order_value | Net Average Order Value | currency
            cost_per_user | Cost Per User | currency_sub_cent
            active_user_by_event | Active User (By event) | scalar
            one_time_products | One-Time Products | scalar
            one_time_products_revenue | One-Time Products Revenue | currency
            one_time_products_net_revenue | One-Time Products Net Revenue | currency
            new_subscriptions | New Subscriptions | scalar
            new_subscriptions_revenue | New Subscriptions Revenue | currency
            new_subscriptions_net_revenue | New Subscriptions Net Revenue | currency
            renewed_subscriptions | Renewed Subscriptions | scalar
            renewed_subscriptions_revenue | Renewed Subscriptions Revenue | currency
            renewed_subscriptions_net_revenue | Renewed Subscriptions Net Revenue | currency
            canceled_subscriptions | Canceled Subscriptions | scalar
            canceled_subscriptions_customer_service | Canceled Subscriptions - Customer Service | scalar
            canceled_subscriptions_low_quality | Canceled Subscriptions - Low Quality | scalar
            canceled_subscriptions_missing_features | Canceled Subscriptions - Missing Features | scalar
            canceled_subscriptions_switched_service | Canceled Subscriptions - Switched Service | scalar
            canceled_subscriptions_too_complex | Canceled Subscriptions - Too Complex | scalar
            canceled_subscriptions_too_expensive | Canceled Subscriptions - Too Expensive | scalar
            canceled_subscriptions_unused | Canceled Subscriptions - Unused | scalar
            canceled_subscriptions_other | Canceled Subscriptions - Other | scalar
            annual_recurring_revenue | Annual Recurring Revenue | currency
            committed_annual_recurring_revenue | Committed Annual Recurring Revenue | currency
            checkouts_conversion | Checkouts Conversion Rate | percentage
            ltv | Lifetime Value | currency
            gross_margin | Gross Margin | currency
            gross_margin_percentage | Gross Margin % | percentage
            cashflow | Cashflow | currency
            average_seats_per_customer | Average Seats per Customer | scalar
            seat_utilization_rate | Seat Utilization Rate | percentage
            """.lines().toList();

    @Test
    void theReferencesMetricsAreAnsweredByDefaultInItsOrder() {
        assertThat(Metric.defaults())
                .extracting(metric -> metric.slug() + " | " + metric.displayName() + " | "
                        + metric.type().wireName())
                .isEqualTo(REFERENCE);
    }

    @Test
    void oursComeAfterTheReferences() {
        assertThat(List.of(Metric.values()).subList(0, REFERENCE.size())).isEqualTo(Metric.defaults());
    }

    @ParameterizedTest
    @EnumSource
    void everyMetricIsDefinedInOneSentence(Metric metric) {
        assertThat(metric.definition()).matches("[A-Z][^.]*\\.");
        assertThat(metric.numerator() == null).isEqualTo(metric.denominator() == null);
        if (metric.type() == MetricType.PERCENTAGE) {
            assertThat(metric.numerator()).isNotNull();
        }
        if (metric.unit().equals("cents")) {
            assertThat(metric.definition()).containsIgnoringCase("cents");
        }
    }
}

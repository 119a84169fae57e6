package dev.costinsights.webui.customer;

import dev.costinsights.contracts.customers.CustomerState;
import dev.costinsights.contracts.eventlog.EventPage;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.revenue.RevenueEntryPage;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.TimeseriesAnswer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a customer. Whatever the page can do without is null when its question failed.
 *
 * @param money null for one that nobody registered
 * @param names what its traces cost, by the name of their root
 * @param namesBefore the same in the range before
 * @param models what its events cost, by model
 * @param latest its newest traces
 * @param entries its newest orders and refunds; null also for one that nobody registered
 */
record CustomerAnswers(
        @Nullable Registered money,
        @Nullable TimeseriesAnswer names,
        @Nullable TimeseriesAnswer namesBefore,
        @Nullable PropertyStatistics models,
        @Nullable EventPage latest,
        @Nullable RevenueEntryPage entries) {

    /**
     * What only a customer with an id has.
     *
     * @param state null for one that was deleted, or that only orders name
     * @param months by month, up to the end of the range
     */
    record Registered(
            CustomerProfit now,
            CustomerProfit before,
            @Nullable CustomerState state,
            MetricsAnswer months) {}
}

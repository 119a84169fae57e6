package dev.costinsights.contracts.costs;

import dev.costinsights.contracts.bus.Message;
import dev.costinsights.contracts.metrics.Interval;
import dev.costinsights.contracts.metrics.TimeRange;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Asks for everything the Costs page shows, from one snapshot.
 *
 * @param previous the range that totals and rows are compared with
 * @param ghost the range drawn behind the chart, period by period
 * @param customer external id or id of the customer whose costs alone are meant, registered or not, as in {@link
 *     dev.costinsights.contracts.events.EventFilter#ofCustomer}; null for everybody's. One customer's costs aren't broken
 *     down by customer.
 */
public record CostReportQuery(
        UUID organizationId,
        TimeRange range,
        TimeRange previous,
        TimeRange ghost,
        Interval interval,
        List<BreakdownRequest> breakdowns,
        @Nullable String customer)
        implements Message {
    /** @throws IllegalArgumentException for one customer's costs by customer */
    public CostReportQuery {
        breakdowns = List.copyOf(breakdowns);
        if (customer != null && breakdowns.stream().anyMatch(request -> request.dimension() == Dimension.CUSTOMER)) {
            throw new IllegalArgumentException("Costs of one customer are not broken down by customer.");
        }
    }

    /** Everybody's costs. */
    public CostReportQuery(
            UUID organizationId,
            TimeRange range,
            TimeRange previous,
            TimeRange ghost,
            Interval interval,
            List<BreakdownRequest> breakdowns) {
        this(organizationId, range, previous, ghost, interval, breakdowns, null);
    }

    /** By what rows are ordered; ties are broken by key. */
    public enum Sort {
        COSTS,
        CHANGE,
        EVENTS,
        AVERAGE,
        KEY
    }

    /**
     * One ranked list.
     *
     * @param offset rows skipped
     * @param limit rows wanted, at most {@value #MAX_LIMIT}
     * @param trend whether each row carries the costs of each day
     */
    public record BreakdownRequest(
            Dimension dimension, Sort sort, boolean descending, int offset, int limit, boolean trend) {
        public static final int MAX_LIMIT = 100;

        public BreakdownRequest {
            if (offset < 0 || limit < 1 || limit > MAX_LIMIT) {
                throw new IllegalArgumentException(
                        "A list has 1 to " + MAX_LIMIT + " rows from a position of 0 or more.");
            }
        }
    }
}

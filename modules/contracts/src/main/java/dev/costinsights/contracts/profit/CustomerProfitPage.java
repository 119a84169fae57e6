package dev.costinsights.contracts.profit;

import dev.costinsights.contracts.bus.Message;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A part of a list of customers, all from one snapshot: the figures of all rows without a search and the unattributed
 * costs add up to the totals, to the last digit.
 *
 * @param unattributed costs and events of no registered customer
 * @param totals of the organization, whatever was searched for
 * @param totalCount how many rows the whole list has
 * @param asOf everything committed to the log up to this instant is in
 */
public record CustomerProfitPage(
        List<CustomerProfit> items, Sums unattributed, Totals totals, long totalCount, Instant asOf)
        implements Message {
    public CustomerProfitPage {
        items = List.copyOf(items);
    }

    /** Of the range. */
    public record Sums(ProfitFigures figures, long events) {}

    /**
     * Of the range, but for the realized lifetime value.
     *
     * @param realizedLtvCents net revenue by date less costs of all time up to the end of the range, unattributed ones too
     */
    public record Totals(ProfitFigures figures, long events, BigDecimal realizedLtvCents) {}
}

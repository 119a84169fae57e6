package dev.costinsights.webui.costs;

import dev.costinsights.webui.chart.CostChart;
import dev.costinsights.webui.chart.Sparkline;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.page.Pager;
import dev.costinsights.webui.range.Controls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Costs page as its template reads it: all text is final and all geometry computed.
 *
 * @param href the address of what is shown
 * @param notices what could not be shown as asked
 * @param late how far totals are behind, when that is worth an alert
 * @param empty what to say instead of a chart and tables without events
 */
public record CostsPage(
        String href,
        Controls controls,
        List<String> notices,
        @Nullable String late,
        Headline headline,
        Figure figure,
        @Nullable Empty empty,
        List<Link> tabs,
        Ranked ranked,
        List<Side> sides,
        List<String> footer) {

    /**
     * The first screen.
     *
     * @param difference change of the costs in dollars, or null without a change
     * @param perCustomer costs per active customer, or null without customers
     * @param why the sentence that explains the change
     */
    public record Headline(
            Money costs,
            Delta change,
            @Nullable String difference,
            @Nullable Money perCustomer,
            @Nullable Delta perCustomerChange,
            String customers,
            Delta customersChange,
            String events,
            Sentence why) {}

    /**
     * A sentence with a name in it.
     *
     * @param name printed bold, may be empty
     * @param rest what follows
     */
    public record Sentence(String name, String rest) {}

    /**
     * Costs over time.
     *
     * @param title what is drawn
     * @param finding what is to be seen in it
     * @param readout position of the bucket read out at first
     * @param partialLabel words for the dashed part, or null when all buckets are complete
     */
    public record Figure(
            String title,
            String finding,
            CostChart chart,
            List<Tick> gridLabels,
            List<Axis> axis,
            List<Bucket> buckets,
            int readout,
            @Nullable String partialLabel,
            Link toggle,
            boolean asTable) {

        /** The bucket read out at first. */
        public Bucket read() {
            return buckets.get(readout);
        }
    }

    /** A line across the plot with its amount. */
    public record Tick(CostChart.Gridline line, String label) {}

    /**
     * A label under the plot.
     *
     * @param css {@code ""} at the left edge, {@code m} in the middle, {@code e} at the right edge, with {@code xs} where
     *     narrow screens leave it out
     */
    public record Axis(String x, String css, String label) {}

    /**
     * One bucket of the chart and one row of its table.
     *
     * @param beforeLabel the compared period in words
     * @param before its costs, or null when there is none
     * @param href the costs of this bucket alone
     */
    public record Bucket(
            CostChart.Point point,
            String label,
            Money costs,
            String events,
            String beforeLabel,
            @Nullable Money before,
            @Nullable Delta change,
            String href) {}

    /**
     * An empty range.
     *
     * @param text where there are costs, or when to expect them
     * @param href a range with costs
     */
    public record Empty(String text, String href, String linkText) {}

    /**
     * The sorted, paged table.
     *
     * @param without the row of events without this dimension, or null
     * @param rest the rows that are not on this page, or null
     * @param pager null when everything is on one page
     */
    public record Ranked(
            String label,
            List<Header> headers,
            boolean sparklines,
            List<Row> rows,
            @Nullable Row rest,
            @Nullable Row without,
            Row total,
            @Nullable Pager pager) {}

    /**
     * A header that sorts.
     *
     * @param css classes of the cell
     * @param sorted {@code ascending}, {@code descending} or null
     */
    public record Header(Link link, String css, @Nullable String sorted) {}

    /**
     * A row of a table.
     *
     * @param bar width of the share bar in percent, or null for a row without
     * @param average costs per event, or null without events
     * @param trend sums of seven days, or null
     */
    public record Row(
            String name,
            @Nullable String bar,
            String share,
            Money costs,
            Delta change,
            String events,
            @Nullable Money average,
            @Nullable Sparkline trend) {}

    /** A short table beside others. */
    public record Side(
            String title,
            String label,
            Link all,
            List<Row> rows,
            @Nullable Row rest,
            @Nullable Row without,
            Row total) {}
}

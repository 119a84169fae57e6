package dev.costinsights.webui.costs;

import dev.costinsights.webui.chart.CostChart;
import dev.costinsights.webui.chart.Sparkline;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.page.Movers;
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
 * @param chip the customer whose costs these are, and everybody's; null when they are everybody's
 * @param filter the form that asks for one customer's
 * @param empty what to say instead of a chart and tables without events
 * @param ranked null on the tab of a property
 * @param values null on all other tabs
 * @param unusual null where only what lives is shown
 * @param asOf how new the totals are, for paper
 */
public record CostsPage(
        String href,
        Controls controls,
        List<String> notices,
        @Nullable String late,
        @Nullable Link chip,
        Filter filter,
        Headline headline,
        Figure figure,
        @Nullable Empty empty,
        List<Link> tabs,
        @Nullable Ranked ranked,
        @Nullable Values values,
        String csv,
        Movers changes,
        List<Side> sides,
        @Nullable Unusual unusual,
        String asOf,
        List<String> footer) {

    /** The form that asks for one customer's costs, with the state that it must keep. */
    public record Filter(String customer, List<Controls.Field> hidden) {}

    /**
     * The first screen.
     *
     * @param difference change of the costs in dollars, or null without a change
     * @param tiles two figures beside the total
     * @param why the sentence that explains the change
     */
    public record Headline(
            Term term, Money costs, Delta change, @Nullable String difference, List<Tile> tiles, Sentence why) {}

    /**
     * A figure with its change.
     *
     * @param amount null for one that is no amount of dollars
     * @param text what is shown where there is no amount; {@code –} for what isn't known
     * @param change null without anything before
     * @param note leads to what was counted, or null
     */
    public record Tile(
            Term term,
            @Nullable Money amount,
            String text,
            @Nullable Delta change,
            @Nullable Link note) {}

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
     * @param csv its table as a file
     * @param events of all buckets
     * @param eventsHref those events
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
            String csv,
            String events,
            String eventsHref,
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
     * @param href what is behind it, or null
     * @param bar width of the share bar in percent, or null for a row without
     * @param change null where it isn't told
     * @param eventsHref the events counted, or null
     * @param average costs per event, or null without events
     * @param trend sums of seven days, or null
     */
    public record Row(
            String name,
            @Nullable String href,
            @Nullable String bar,
            String share,
            Money costs,
            @Nullable Delta change,
            String events,
            @Nullable String eventsHref,
            @Nullable Money average,
            @Nullable Sparkline trend) {}

    /**
     * What the values of a property cost.
     *
     * @param property empty when none is named
     * @param hidden state that the form must keep
     * @param message why there is no table, or null
     * @param failure what went wrong, or null
     * @param rest the values that are not on this page, or null
     * @param without events without the property, or null
     * @param pager null when everything is on one page
     */
    public record Values(
            String property,
            List<Controls.Field> hidden,
            @Nullable String message,
            @Nullable String failure,
            List<ValueRow> rows,
            @Nullable ValueRow rest,
            @Nullable ValueRow without,
            ValueRow total,
            @Nullable Pager pager) {

        /** Whether there is a table. */
        public boolean found() {
            return message == null && failure == null;
        }
    }

    /** A value and how many customers have it; empty where they aren't counted. */
    public record ValueRow(Row row, String customers) {}

    /**
     * Traces that cost more than others of their name.
     *
     * @param term what makes them unusual
     * @param failure why they can't be shown, or null
     */
    public record Unusual(Term term, @Nullable String failure, List<Trace> rows) {}

    /**
     * One of them.
     *
     * @param customer null when it names nobody
     * @param average of the traces of its name
     * @param p99 of the traces of its name
     * @param times cost by average
     */
    public record Trace(
            String name,
            String href,
            @Nullable String customer,
            @Nullable String customerHref,
            Moment when,
            Money cost,
            Money average,
            Money p99,
            String times) {}

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

package dev.costinsights.webui.eventname;

import dev.costinsights.webui.chart.BandChart;
import dev.costinsights.webui.chart.CostChart;
import dev.costinsights.webui.chart.Sparkline;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.page.Pager;
import dev.costinsights.webui.range.Controls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of an event name as its template reads it: all text is final and all geometry computed.
 *
 * @param href the address of what is shown
 * @param label what the name is called
 * @param name the name itself where it is called otherwise, or null
 * @param costs where the costs of these days are
 * @param events the events of this name
 * @param customer the filter by customer, or null
 * @param form the form that changes the label
 * @param labelHref where it is sent
 * @param notices what could not be shown as asked
 * @param empty what to say instead of figures without traces, or null
 * @param headline null without traces, as all below
 * @param traces null without traces; its rows are null when they could not be read
 * @param names other names, or null when they could not be read
 */
public record EventNamePage(
        String href,
        String label,
        @Nullable String name,
        String costs,
        String events,
        @Nullable Chip customer,
        LabelForm form,
        String labelHref,
        Controls controls,
        List<String> notices,
        @Nullable Empty empty,
        @Nullable Headline headline,
        @Nullable Figure figure,
        List<Tile> strip,
        @Nullable Distribution distribution,
        @Nullable Traces traces,
        @Nullable Names names,
        Help help,
        List<String> footer) {

    /**
     * A filter that can be taken off.
     *
     * @param off the address without it
     */
    public record Chip(String text, String href, String off) {}

    /**
     * An empty range.
     *
     * @param href where there is something, or null
     */
    public record Empty(
            String text, @Nullable String href, @Nullable String linkText) {}

    /**
     * The first screen: the average is the costs divided by the traces.
     *
     * @param free whether none of the traces has a cost
     */
    public record Headline(
            Term averageTerm,
            Money average,
            @Nullable Delta averageChange,
            Term costsTerm,
            Money costs,
            @Nullable Delta costsChange,
            Term occurrencesTerm,
            String occurrences,
            @Nullable Delta occurrencesChange,
            String sayPoint,
            String sayRest,
            boolean free) {}

    /**
     * A figure of the strip.
     *
     * @param change null when the range before could not be read
     * @param trend its course over time, or null
     */
    public record Tile(
            Term term,
            String value,
            String decimals,
            @Nullable Delta change,
            @Nullable Sparkline trend) {}

    /**
     * The average over time.
     *
     * @param title what is drawn
     * @param finding what is to be seen in it
     * @param readout position of the bucket read out at first
     * @param partialLabel words for the dashed part, or null when all buckets are complete
     * @param most the highest bar in words
     * @param total the closing row of the table
     */
    public record Figure(
            String title,
            String finding,
            BandChart chart,
            List<Tick> gridLabels,
            List<Axis> axis,
            List<Bucket> buckets,
            int readout,
            @Nullable String partialLabel,
            String most,
            Bucket total,
            Link toggle,
            boolean asTable,
            String csv) {

        /** The bucket read out at first. */
        public Bucket read() {
            return buckets.get(readout);
        }
    }

    /** A line across the plot with its amount. */
    public record Tick(CostChart.Gridline line, String label) {}

    /** A label under the plot. */
    public record Axis(String x, String css, String label) {}

    /**
     * One bucket of the chart and one row of its table. Without traces its amounts are null and read {@code –}.
     *
     * @param point null for the closing row
     * @param href the events of this bucket
     */
    public record Bucket(
            BandChart.@Nullable Point point,
            String label,
            String traces,
            @Nullable Money average,
            @Nullable Money p10,
            @Nullable Money p90,
            @Nullable Money p99,
            Money costs,
            String href) {

        /** In the line above the plot. */
        public String averageText() {
            return average == null ? "–" : average.text();
        }

        /** In the line above the plot. */
        public String bandText() {
            return p10 == null || p90 == null ? "–" : p10.text() + " – " + p90.text();
        }

        /** In the line above the plot. */
        public String p99Text() {
            return p99 == null ? "–" : p99.text();
        }
    }

    /**
     * Where most traces lie, on a logarithmic scale.
     *
     * @param left where the stretch from p10 to p90 starts, in percent
     */
    public record Distribution(String against, String finding, String left, String width, List<Mark> marks) {}

    /**
     * A mark of the scale.
     *
     * @param labelled whether there is room for its words
     */
    public record Mark(String x, String name, String amount, boolean labelled) {}

    /**
     * The list of traces.
     *
     * @param days null when they could not be read
     * @param csv the same as a file
     * @param most a sentence on how many the file has at most, or null when it has them all
     */
    public record Traces(
            String count,
            @Nullable List<Day> days,
            @Nullable Pager pager,
            String csv,
            @Nullable String most) {}

    /** The traces of one day. */
    public record Day(String label, List<Trace> rows) {}

    /**
     * A trace.
     *
     * @param detail what is inside it, or empty
     * @param customer who it was for, or null
     * @param cost of the whole trace; null when nothing in it has a cost
     * @param deviation from the average, or null without a cost
     */
    public record Trace(
            String href,
            String label,
            String detail,
            @Nullable String customer,
            @Nullable String customerHref,
            Moment time,
            @Nullable Money cost,
            @Nullable Deviation deviation) {}

    /**
     * How far a trace is from the average of its name.
     *
     * @param css {@code good} at or below it, {@code near} above, {@code far} well above
     * @param words for readers who hear it
     */
    public record Deviation(String css, boolean up, boolean down, String text, String words, String title) {}

    /**
     * All names by costs.
     *
     * @param rest the names that are not listed, or null
     */
    public record Names(List<NameRow> rows, @Nullable NameRow rest, NameRow total, String csv) {}

    /**
     * A name.
     *
     * @param href null for sums
     * @param name the name itself where it is called otherwise, or empty
     * @param bar width of the share bar in percent, or null for a row without
     * @param average null without traces
     */
    public record NameRow(
            @Nullable String href,
            String label,
            String name,
            boolean current,
            @Nullable String bar,
            String share,
            String traces,
            @Nullable Money average,
            Money costs) {}

    /** How costs get here. */
    public record Help(List<Snippet> snippets) {}

    /** An event to be sent, in one language. */
    public record Snippet(String id, String label, String lead, String text) {}
}

package dev.costinsights.webui.metrics;

import dev.costinsights.webui.chart.CostChart;
import dev.costinsights.webui.chart.MetricChart;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.Reading;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.range.Controls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of charts as its template reads it: all text is final and all geometry computed.
 *
 * @param tabs the groups
 * @param boards the dashboards that people made
 * @param empty what to say instead of charts when there is nothing to draw
 * @param table in place of the charts, or null
 * @param board what can be changed about a dashboard; null for a group
 */
public record MetricsPage(
        String title,
        Controls controls,
        List<String> notices,
        List<Link> tabs,
        List<Link> boards,
        FilterBar filters,
        Link toggle,
        String tableFile,
        @Nullable Empty empty,
        List<Chart> charts,
        @Nullable Table table,
        @Nullable Board board,
        List<String> footer) {

    /**
     * The filters of the page.
     *
     * @param chips each leads to the page without it
     * @param note what the filters don't reach, or null
     * @param form null while it is closed
     */
    public record FilterBar(
            Link toggle,
            List<Chip> chips,
            @Nullable String note,
            @Nullable FilterForm form) {}

    /** A filter and where to be without it. */
    public record Chip(String kind, String value, String href) {}

    /** What can be filtered by. */
    public record FilterForm(
            String action, List<Controls.Field> hidden, List<Option> products, List<Option> billingTypes) {}

    /** A choice of a list. */
    public record Option(String value, String label) {}

    /** Nothing to draw. */
    public record Empty(String text, String whatToSend) {}

    /**
     * One metric over time.
     *
     * @param anchor id of its section
     * @param hue class of its colour
     * @param experimental why to be careful, or null
     * @param total of the range; null when it isn't known
     * @param change against the range before; null when one of both isn't known
     * @param before total of the range before, in words
     * @param readout position of the bucket read out at first
     * @param partialLabel words for the dashed part, or null when all buckets are complete
     * @param star how to add it to a dashboard; null on a dashboard and for who may not
     * @param place where it can go on its dashboard; null elsewhere and for who may not
     */
    public record Chart(
            String slug,
            String name,
            String anchor,
            Term term,
            String hue,
            @Nullable Term experimental,
            @Nullable Reading total,
            @Nullable Delta change,
            String before,
            MetricChart chart,
            List<Tick> ticks,
            List<Axis> axis,
            List<Bucket> buckets,
            int readout,
            String title,
            String finding,
            @Nullable String partialLabel,
            String csv,
            String svg,
            @Nullable Star star,
            @Nullable Place place) {

        /** The bucket read out at first. */
        public Bucket read() {
            return buckets.get(readout);
        }
    }

    /** A line across the plot with its value. */
    public record Tick(CostChart.Gridline line, String label) {}

    /** A label under the plot; {@code css} as of {@link dev.costinsights.webui.range.TimeAxis.Label}. */
    public record Axis(String x, String css, String label) {}

    /**
     * One bucket of a chart.
     *
     * @param value or an en dash
     * @param before the compared value with its distance; empty when there is none
     * @param href the page for these days alone
     */
    public record Bucket(MetricChart.Point point, String label, String value, String before, String href) {}

    /**
     * How to add a metric to a dashboard.
     *
     * @param state query of the dashboard's address
     * @param boards those with room that don't have it yet
     * @param create where a new one is made
     */
    public record Star(String state, List<Option> boards, String create) {}

    /** Where a metric can go on its dashboard. */
    public record Place(boolean up, boolean down) {}

    /** All values of the page. */
    public record Table(List<Header> headers, List<Row> rows, Row total) {}

    /** The column of a metric. */
    public record Header(Term term) {}

    /**
     * The values of a period.
     *
     * @param href the page for these days alone; empty in the total
     * @param cells null where a value isn't known
     */
    public record Row(String label, String href, List<@Nullable Reading> cells) {}

    /**
     * A dashboard and what can be changed about it.
     *
     * @param action where its forms go, without the last part
     * @param state query of the page, to be kept
     * @param name as it is, or as it was written
     * @param problem what is wrong with the name, or null
     * @param unknown slugs on it that are no metrics
     * @param options metrics to add; empty when it is full
     */
    public record Board(
            String action,
            String state,
            String name,
            @Nullable String problem,
            int longestName,
            List<String> unknown,
            List<OptionGroup> options) {}

    /** Metrics of a group to choose from. */
    public record OptionGroup(String label, List<Option> options) {}
}

package dev.costinsights.webui.overview;

import dev.costinsights.webui.chart.DivergingBars;
import dev.costinsights.webui.chart.ProfitChart;
import dev.costinsights.webui.chart.Sparkline;
import dev.costinsights.webui.costs.CostsPage;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.range.Controls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Overview as its template reads it: all text is final and all geometry computed.
 *
 * @param href the address of what is shown
 * @param notices what could not be shown as asked
 * @param late how far totals are behind, when that is worth an alert
 * @param hint what to do next where there is no revenue yet, or null
 */
public record OverviewPage(
        String href,
        Controls controls,
        List<String> notices,
        @Nullable String late,
        Labels labels,
        Equation equation,
        @Nullable Hint hint,
        Figure figure,
        List<Tile> strip,
        Changes changes,
        Losers losers,
        List<CostsPage.Side> sides,
        List<String> footer) {

    /** What the parts of the equation mean, and where what is behind each is. */
    public record Labels(Label profit, Label revenue, Label costs) {}

    /** A meaning and a place. */
    public record Label(Term term, String href) {}

    /**
     * A sentence and where it leads.
     *
     * @param linkText words of the link
     */
    public record Hint(String text, String href, String linkText) {}

    /** Profit = net revenue − costs. */
    public record Equation(Part profit, Part revenue, Part costs, Sentence say) {}

    /**
     * An amount with its change.
     *
     * @param difference in dollars; null without a change, or without anything before
     */
    public record Part(Money amount, Delta change, @Nullable String difference) {}

    /**
     * A sentence with its point printed bold.
     *
     * @param start before the point
     * @param point may be empty
     */
    public record Sentence(String start, String point, String rest) {}

    /**
     * Revenue against costs over time.
     *
     * @param finding what is to be seen in it
     * @param readout position of the bucket read out at first
     * @param notes what stands out, numbered
     * @param empty why there is nothing to draw, or null
     * @param partialLabel words for the dashed part; null when all buckets are complete
     */
    public record Figure(
            String title,
            String finding,
            ProfitChart chart,
            List<CostsPage.Tick> gridLabels,
            List<CostsPage.Axis> axis,
            List<Bucket> buckets,
            int readout,
            @Nullable String partialLabel,
            boolean hasLoss,
            List<Note> notes,
            @Nullable Hint empty,
            Link toggle,
            String csv,
            boolean asTable) {

        /** The bucket read out at first. */
        public Bucket read() {
            return buckets.get(readout);
        }
    }

    /**
     * A numbered badge on the chart.
     *
     * @param x centre, in percent of the width
     * @param dotY what it is about, in pixels from the top
     * @param badgeY its own centre
     * @param textY baseline of its number
     * @param words of the caption
     * @param title the same in full
     * @param href leads to that bucket
     */
    public record Note(
            int number, String x, String dotY, String badgeY, String textY, String words, String title, String href) {}

    /** One bucket of the chart and one row of its table. */
    public record Bucket(
            ProfitChart.Point point,
            String label,
            Money revenue,
            Money costs,
            Money profit,
            boolean loss,
            String href) {}

    /**
     * A figure with its course.
     *
     * @param href leads to what is behind it
     * @param value an amount or a share in words; {@code –} when it isn't known
     * @param decimals printed lighter, may be empty
     * @param trend null with fewer than two values
     */
    public record Tile(
            Term term,
            String href,
            String value,
            String decimals,
            @Nullable Delta change,
            @Nullable Sparkline trend) {}

    /**
     * What changed the profit; adds up to its change.
     *
     * @param by by what changes of costs are told
     * @param rest the changes not listed, or null
     */
    public record Changes(
            String against,
            List<Link> by,
            List<Change> rows,
            @Nullable Change rest,
            String total,
            String csv) {}

    /**
     * One change.
     *
     * @param full the whole name where {@code name} is only its beginning, or null
     * @param href leads to what is behind it, or null
     * @param words before and after
     * @param effect on the profit, in dollars with its sign
     * @param bar null for no change
     */
    public record Change(
            String name,
            @Nullable String full,
            @Nullable String href,
            String words,
            String effect,
            boolean loss,
            DivergingBars.@Nullable Bar bar) {}

    /**
     * Customers on whom money is lost, the worst first.
     *
     * @param all leads to the whole list
     * @param none what to say without any
     */
    public record Losers(Link all, List<Loser> rows, String none, String csv) {}

    /**
     * One of them.
     *
     * @param full the whole name where {@code name} is only its beginning, or null
     */
    public record Loser(String name, @Nullable String full, String href, String words, String profit) {}
}

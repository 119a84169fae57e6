package dev.costinsights.webui.overview;

import dev.costinsights.webui.chart.ProfitChart;
import dev.costinsights.webui.chart.Sparkline;
import dev.costinsights.webui.costs.CostsPage;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.Money;
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
 */
public record OverviewPage(
        String href,
        Controls controls,
        List<String> notices,
        @Nullable String late,
        Equation equation,
        Figure figure,
        List<Tile> strip,
        Changes changes,
        Losers losers,
        List<CostsPage.Side> sides,
        List<String> footer) {

    /** Profit = net revenue − costs. */
    public record Equation(Term profit, Term revenue, Term costs, Sentence say) {}

    /**
     * An amount with its change.
     *
     * @param difference in dollars; null without a change, or without anything before
     */
    public record Term(Money amount, Delta change, @Nullable String difference) {}

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
            Link toggle,
            boolean asTable) {

        /** The bucket read out at first. */
        public Bucket read() {
            return buckets.get(readout);
        }
    }

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
     * @param value an amount or a share in words; {@code –} when it isn't known
     * @param decimals printed lighter, may be empty
     * @param trend null with fewer than two values
     */
    public record Tile(
            String name,
            String definition,
            String value,
            String decimals,
            @Nullable Delta change,
            @Nullable Sparkline trend) {}

    /**
     * What changed the profit; adds up to its change.
     *
     * @param rest the changes not listed, or null
     */
    public record Changes(
            String against, List<Change> rows, @Nullable Change rest, String total) {}

    /**
     * One change.
     *
     * @param words before and after
     * @param effect on the profit, in dollars with its sign
     * @param bar where its bar begins, in percent
     * @param width how wide it is, in percent
     * @param zero where the zero line is, in percent
     */
    public record Change(
            String name, String words, String effect, boolean loss, String bar, String width, String zero) {}

    /**
     * Customers on whom money is lost, the worst first.
     *
     * @param all leads to the whole list
     */
    public record Losers(Link all, List<Loser> rows) {}

    /** One of them. */
    public record Loser(String name, String words, String profit) {}
}

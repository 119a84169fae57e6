package dev.costinsights.webui.customer;

import dev.costinsights.webui.chart.CostChart;
import dev.costinsights.webui.chart.ProfitChart;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.Moment;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.range.Controls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The page of a customer as its template reads it.
 *
 * @param list leads to all customers
 * @param notices what could not be shown as asked
 * @param equation null for one that nobody registered
 * @param spent costs alone, of one that nobody registered, else null
 * @param target what it would have to pay, or null
 * @param months null for one that nobody registered
 * @param worth null for one that nobody registered
 * @param costs by event name and by model
 * @param latest newest traces and revenue entries
 * @param subscriptions null for one that isn't registered
 * @param orders null for one that nobody registered
 * @param register how to register it; null for one that is
 */
public record CustomerPage(
        Controls controls,
        String list,
        String name,
        List<Tag> tags,
        List<String> notices,
        @Nullable Equation equation,
        @Nullable Figure spent,
        @Nullable Target target,
        @Nullable Months months,
        @Nullable Worth worth,
        List<Costs> costs,
        Latest latest,
        @Nullable List<Subscription> subscriptions,
        @Nullable Orders orders,
        @Nullable String register,
        List<String> footer) {

    /** A short fact below the name; {@code css} is its colour or empty. */
    public record Tag(String text, String css) {}

    /**
     * A figure with its change.
     *
     * @param change against the range before; null where that isn't known
     * @param difference the same in money, or null
     */
    public record Figure(
            Term term,
            Money amount,
            @Nullable Delta change,
            @Nullable String difference) {}

    /** Profit is net revenue less costs. */
    public record Equation(Figure profit, boolean loss, Figure revenue, Figure costs) {}

    /**
     * What it would have to pay.
     *
     * @param breakEven a month, so that nothing is lost
     * @param rest what a margin needs, and what it pays
     * @param margin in percent
     * @param hidden state that the form must keep
     */
    public record Target(
            Term term,
            String breakEven,
            String rest,
            int margin,
            int least,
            int most,
            String action,
            List<Controls.Field> hidden) {}

    /** Net revenue and costs by month. */
    public record Months(
            String title,
            String finding,
            String caption,
            ProfitChart chart,
            boolean hasLoss,
            List<Tick> gridLabels,
            List<Axis> axis,
            List<Mark> marks,
            List<Month> rows,
            Link toggle,
            boolean asTable,
            String csv) {}

    /** A gridline and its label. */
    public record Tick(CostChart.Gridline line, String label) {}

    /** A label below a plot. */
    public record Axis(String x, String css, String label) {}

    /** A label on a plot. */
    public record Mark(String x, String y, String css, String text) {}

    /** A month, with the lifetime value at its end. */
    public record Month(
            String label, String href, Money revenue, Money costs, Money profit, boolean loss, Money worth) {}

    /**
     * Lifetime value.
     *
     * @param amount to date, at the end of the range
     * @param confidence of the prediction, in words
     */
    public record Worth(
            Term term,
            Money amount,
            boolean loss,
            String title,
            String finding,
            ProfitChart chart,
            List<Tick> gridLabels,
            List<Axis> axis,
            String endY,
            Term predictedTerm,
            String predicted,
            String confidence,
            List<Fact> facts) {}

    /** A name and a value. */
    public record Fact(Term term, String value, boolean loss) {}

    /**
     * What it costs.
     *
     * @param unavailable whether the table can't be shown
     * @param changes whether rows carry a change
     * @param rest rows that aren't shown, or null
     * @param without what has no name in the table, or null
     */
    public record Costs(
            String id,
            String title,
            String sub,
            String label,
            String count,
            String csv,
            boolean unavailable,
            boolean changes,
            List<CostRow> rows,
            @Nullable CostRow rest,
            @Nullable CostRow without,
            @Nullable CostRow total) {}

    /** A row; without a link or a bar where it stands for several. */
    public record CostRow(
            String name,
            @Nullable String href,
            @Nullable String bar,
            String share,
            Money costs,
            @Nullable Delta change,
            String count) {}

    /**
     * The newest traces and revenue entries.
     *
     * @param notice what can't be shown, or empty
     */
    public record Latest(String all, String notice, List<Item> items) {}

    /** One of them; {@code css} tells revenue from costs. */
    public record Item(Moment at, String name, @Nullable String href, String sub, String amount, String css) {}

    /** What it is subscribed to. */
    public record Subscription(String plan, String price, String status) {}

    /**
     * Orders, refunds and disputes.
     *
     * @param unavailable whether they can't be shown
     * @param more what isn't shown, or empty
     */
    public record Orders(boolean unavailable, List<Item> items, String more, String csv) {}
}

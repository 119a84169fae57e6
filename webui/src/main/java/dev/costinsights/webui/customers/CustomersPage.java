package dev.costinsights.webui.customers;

import dev.costinsights.webui.chart.CostChart;
import dev.costinsights.webui.chart.Skyline;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.page.Pager;
import dev.costinsights.webui.range.Controls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Customers page as its template reads it.
 *
 * @param notices what could not be shown as asked
 * @param search the search form
 * @param figure the profit of everybody; null without customers
 * @param ends who earns most, and who loses most or earns least; empty without customers
 * @param empty what to say instead of a table, or null
 */
public record CustomersPage(
        Controls controls,
        List<String> notices,
        Search search,
        Headline headline,
        @Nullable Figure figure,
        List<End> ends,
        @Nullable String empty,
        Table table,
        Cohorts cohorts,
        List<String> footer) {

    /**
     * The search form.
     *
     * @param hidden state that the form must keep
     * @param clear leads back to everybody; null without a search
     */
    public record Search(
            String text,
            List<Controls.Field> hidden,
            @Nullable String clear) {}

    /**
     * The first screen.
     *
     * @param loss whether anybody loses money
     * @param lostWords who loses what
     * @param nobodyWords what no customer cost, or empty
     * @param say what the numbers mean
     */
    public record Headline(
            Term lost,
            Money lostAmount,
            boolean loss,
            String lostWords,
            Term earned,
            Money earnedAmount,
            String earnedWords,
            Term profit,
            Money profitAmount,
            String nobodyWords,
            Say say) {}

    /** A sentence with the part that matters most in the middle. */
    public record Say(String start, String point, String rest) {}

    /**
     * The skyline and its words.
     *
     * @param half label of those who make half, or null
     * @param losing label of those who lose, or null
     * @param worst label of the one who loses most, or null where there is no room
     */
    public record Figure(
            String title,
            String finding,
            String merged,
            Skyline skyline,
            List<Tick> gridLabels,
            List<Axis> axis,
            @Nullable Mark half,
            @Nullable Mark losing,
            @Nullable Mark worst) {}

    /** A gridline and its label. */
    public record Tick(CostChart.Gridline line, String label) {}

    /** A label below the plot. */
    public record Axis(String x, String css, String label) {}

    /** Words on the plot; {@code dx} leads away from what they are about. */
    public record Mark(String x, String y, String dx, String css, String text) {}

    /** A few customers of one end. */
    public record End(String id, String title, List<EndRow> rows) {}

    /** One of them. */
    public record EndRow(String name, String href, String words, String profit, boolean loss) {}

    /**
     * The sorted, paged table; rows, the rest, costs of no customer and the total add up.
     *
     * @param shown all, paying and losing customers with their counts
     * @param rest the customers that are not on this page, or null
     * @param without costs of nobody who is registered, or null
     * @param total null while searching
     * @param pager null when everything is on one page
     * @param sizes how many rows a page has; empty when the shortest page holds all
     * @param terms what the columns mean
     */
    public record Table(
            List<Link> shown,
            String csv,
            @Nullable String csvLimit,
            List<Header> headers,
            List<Row> rows,
            @Nullable Row rest,
            @Nullable Row without,
            @Nullable Row total,
            @Nullable Pager pager,
            List<Link> sizes,
            List<Term> terms) {}

    /**
     * A header that sorts.
     *
     * @param sorted {@code ascending}, {@code descending} or null
     */
    public record Header(Link link, String css, @Nullable String sorted) {}

    /**
     * A row.
     *
     * @param href the customer's page, or null
     * @param events the events behind its costs, or null
     * @param orders what it paid, or null
     * @param sub a second line under the name, may be empty
     * @param bar null for a row without
     * @param margin a share, or why there is none
     * @param realized null where it isn't known
     * @param predicted {@code –} where it isn't known
     */
    public record Row(
            String name,
            @Nullable String href,
            @Nullable String events,
            @Nullable String orders,
            String sub,
            Money revenue,
            Money costs,
            Money profit,
            boolean loss,
            @Nullable Bar bar,
            String margin,
            @Nullable Money realized,
            String predicted) {}

    /** A bar left or right of the zero line that all bars share; places and widths in percent. */
    public record Bar(String x, String width, String zero) {}

    /**
     * What the customers of one month have brought since.
     *
     * @param ages headers: months since the first order
     * @param steps the lower bounds of the colours, in dollars
     */
    public record Cohorts(String csv, List<String> ages, List<Cohort> rows, List<String> steps) {}

    /** One month's. */
    public record Cohort(String month, String customers, List<Cell> cells) {}

    /**
     * Contribution per customer at an age.
     *
     * @param css its colour; empty for a month that isn't there yet
     * @param exact every digit, and of how many; null for a month that isn't there yet
     * @param mature whether the month is over
     */
    public record Cell(String text, String css, @Nullable String exact, boolean mature) {}
}

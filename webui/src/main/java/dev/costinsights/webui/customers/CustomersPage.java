package dev.costinsights.webui.customers;

import dev.costinsights.webui.format.Money;
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
 * @param headline profit of the organization
 * @param empty what to say instead of a table, or null
 */
public record CustomersPage(
        Controls controls,
        List<String> notices,
        Search search,
        Headline headline,
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
     * @param loss whether the profit is below zero
     * @param say what the numbers mean
     */
    public record Headline(Money profit, boolean loss, Money revenue, Money costs, String customers, String say) {}

    /**
     * The sorted, paged table; rows, the rest, costs of no customer and the total add up.
     *
     * @param rest the rows that are not on this page, or null
     * @param without costs of nobody who is registered, or null
     * @param total null while searching
     * @param pager null when everything is on one page
     */
    public record Table(
            List<Header> headers,
            List<Row> rows,
            @Nullable Row rest,
            @Nullable Row without,
            @Nullable Row total,
            @Nullable Pager pager) {}

    /**
     * A header that sorts.
     *
     * @param sorted {@code ascending}, {@code descending} or null
     */
    public record Header(Link link, String css, @Nullable String sorted) {}

    /**
     * A row.
     *
     * @param sub a second line under the name, may be empty
     * @param bar null for a row without
     * @param margin a share, or why there is none
     * @param realized null where it isn't known
     * @param predicted {@code –} where it isn't known
     */
    public record Row(
            String name,
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
    public record Cohorts(List<String> ages, List<Cohort> rows, List<String> steps) {}

    /** One month's. */
    public record Cohort(String month, String customers, List<Cell> cells) {}

    /**
     * Contribution per customer at an age.
     *
     * @param css its colour; empty for a month that isn't there yet
     * @param mature whether the month is over
     */
    public record Cell(String text, String css, boolean mature) {}
}

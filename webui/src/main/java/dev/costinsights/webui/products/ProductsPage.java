package dev.costinsights.webui.products;

import dev.costinsights.webui.chart.DivergingBars;
import dev.costinsights.webui.format.Delta;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.link.Term;
import dev.costinsights.webui.page.Link;
import dev.costinsights.webui.page.Pager;
import dev.costinsights.webui.range.Controls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Products page as its template reads it.
 *
 * @param href the address of what is shown
 * @param notices what could not be shown as asked
 * @param late how far totals are behind, when that is worth an alert
 * @param products null when there is none
 */
public record ProductsPage(
        String href,
        Controls controls,
        List<String> notices,
        @Nullable String late,
        Headline headline,
        Target target,
        @Nullable Products products,
        Models models,
        List<String> footer) {

    /**
     * The product with the thinnest margin.
     *
     * @param margin a share, or {@code –}
     * @param loss whether it is below zero
     * @param revenue null where no product has net revenue
     * @param costs null together with it
     * @param name bold at the beginning of the sentence, may be empty
     */
    public record Headline(
            Term term,
            String margin,
            boolean loss,
            @Nullable Money revenue,
            @Nullable Money costs,
            Term revenueTerm,
            Term costsTerm,
            String name,
            String say) {}

    /** The form that chooses a margin. */
    public record Target(String percent, List<Controls.Field> hidden) {}

    /**
     * The sorted, paged table; its rows, the rest, what has no product, what nobody's product was allocated and the total
     * add up.
     *
     * @param rest the rows that are not on this page, or null
     * @param none of orders without a product, or null
     * @param unallocated costs that belong to no product, or null
     * @param limited a sentence when the list is cut, or null
     * @param pager null when everything is on one page
     */
    public record Products(
            List<Header> headers,
            List<Row> rows,
            @Nullable Row rest,
            @Nullable Row none,
            @Nullable Row unallocated,
            Row total,
            List<Term> terms,
            @Nullable String limited,
            @Nullable Pager pager,
            String csv) {}

    /**
     * A header that sorts.
     *
     * @param sorted {@code ascending}, {@code descending} or null
     */
    public record Header(Link link, String css, @Nullable String sorted) {}

    /**
     * A row.
     *
     * @param full the whole name where {@code name} is only its beginning, or null
     * @param bar null for a row without
     * @param margin a share, or {@code –}
     * @param price what an order would have to bring, or null where it isn't known
     * @param now what it brings, or null
     * @param revenueHref leads to what is behind the net revenue, or null
     * @param costsHref leads to what is behind the costs, or null
     */
    public record Row(
            String name,
            @Nullable String full,
            String billing,
            String orders,
            String customers,
            Money revenue,
            Money costs,
            Money profit,
            boolean loss,
            DivergingBars.@Nullable Bar bar,
            String margin,
            @Nullable Money price,
            @Nullable Money now,
            @Nullable String revenueHref,
            @Nullable String costsHref) {}

    /**
     * Costs and tokens by model or vendor; rows, rest and those without one add up to all costs.
     *
     * @param label of the first column
     * @param say what a million tokens costs, in a sentence
     * @param alert why tokens are missing, or null
     * @param empty what to say instead of a table, or null
     */
    public record Models(
            String label,
            List<Link> by,
            String say,
            @Nullable String alert,
            @Nullable String empty,
            List<Term> terms,
            List<ModelRow> rows,
            @Nullable ModelRow rest,
            @Nullable ModelRow without,
            ModelRow total,
            String all,
            String csv) {}

    /**
     * A row.
     *
     * @param full the whole name where {@code name} is only its beginning, or null
     * @param href leads to its events, or null
     * @param bar width of the share bar in percent, or null
     * @param perMillion costs of a million tokens, or null where there are none or they aren't known
     */
    public record ModelRow(
            String name,
            @Nullable String full,
            @Nullable String href,
            @Nullable String bar,
            String share,
            Money costs,
            Delta change,
            String events,
            String input,
            String cached,
            String output,
            @Nullable Money perMillion) {}
}

package dev.costinsights.webui.costs;

import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.PropertyStatistics.Item;
import dev.costinsights.contracts.statistics.PropertyStatisticsQuery;
import dev.costinsights.webui.costs.CostsAnswers.Panel;
import dev.costinsights.webui.costs.CostsPage.Row;
import dev.costinsights.webui.costs.CostsPage.ValueRow;
import dev.costinsights.webui.costs.CostsPage.Values;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
import dev.costinsights.webui.page.Pager;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Builds the table of what the values of a property cost. It adds up: rows, values on other pages, events without the
 * property, total.
 */
final class ValuesView {
    private static final Set<String> FORM = Set.of("by", "property", "sort", "page");
    private static final String ASK =
            "Name a property in the metadata of your events, such as plan, to see what each of its values costs.";
    private static final String FAILED =
            "What its values cost can't be shown right now: counting them took too long or failed. All other figures"
                    + " hold. Load the page again, or choose fewer days.";

    private final CostsView view;
    private final CostReport report;
    private final List<Item> items;
    private final int page;
    private final List<Item> shown;
    private final MoneyFormat costs;
    private final MoneyFormat averages;
    private final Sum all;

    private ValuesView(CostsView view, CostReport report, List<Item> items) {
        this.view = view;
        this.report = report;
        this.items = items;
        this.page = Math.min(view.page(), TableView.pages(items.size()));
        int from = (page - 1) * TableView.PAGE_ROWS;
        this.shown = items.subList(from, Math.min(from + TableView.PAGE_ROWS, items.size()));
        this.all = new Sum(report.total().costCents(), report.total().events());
        List<Sum> parts = new ArrayList<>(shown.stream().map(Sum::of).toList());
        parts.add(others());
        parts.add(without());
        parts.add(all);
        this.costs = MoneyFormat.column(parts.stream().map(Sum::costCents).toList());
        this.averages = MoneyFormat.column(
                parts.stream().filter(sum -> sum.events() > 0).map(Sum::average).toList());
    }

    /** What some events cost. */
    record Sum(BigDecimal costCents, long events) {
        static final Sum NONE = new Sum(BigDecimal.ZERO, 0);

        static Sum of(Item item) {
            return new Sum(item.totals().get(0), item.occurrences());
        }

        static Sum of(List<Item> items) {
            return items.stream().map(Sum::of).reduce(NONE, Sum::plus);
        }

        Sum plus(Sum other) {
            return new Sum(costCents.add(other.costCents), events + other.events);
        }

        Sum minus(Sum other) {
            return new Sum(costCents.subtract(other.costCents), events - other.events);
        }

        BigDecimal average() {
            return costCents.divide(BigDecimal.valueOf(events), MathContext.DECIMAL64);
        }
    }

    /** @param panel null when no property is named */
    static Values of(CostsView view, CostReport report, @Nullable Panel<PropertyStatistics> panel) {
        PropertyStatistics found = panel == null ? null : panel.answer();
        List<Item> items = found == null ? List.of() : found.items();
        var values = new ValuesView(view, report, items);
        String message = panel == null
                ? ASK
                : items.isEmpty() && found != null
                        ? "No event in this range has a value at " + view.property() + "."
                        : null;
        return values.build(message, panel != null && found == null ? FAILED : null);
    }

    private Values build(@Nullable String message, @Nullable String failure) {
        return new Values(
                view.property(),
                view.fieldsWithout(FORM),
                message,
                failure,
                shown.stream().map(this::named).toList(),
                row(items.size() > shown.size(), othersName(), others()),
                row(true, withoutName(view, items.size()), without()),
                new ValueRow(row("Costs", null, null, all, TableView.eventsHref(view)), ""),
                Pager.of(
                        page,
                        TableView.PAGE_ROWS,
                        items.size(),
                        to -> view.withPage((int) to).href()));
    }

    private String othersName() {
        return Numbers.count(items.size() - shown.size(), "other", "others");
    }

    /** Beyond the most values that can be asked for nobody knows which events have one. */
    static String withoutName(CostsView view, int values) {
        return values < PropertyStatisticsQuery.MAX_LIMIT
                ? "Without " + view.property()
                : "More values, or without " + view.property();
    }

    private Sum others() {
        return Sum.of(items).minus(Sum.of(shown));
    }

    private Sum without() {
        return all.minus(Sum.of(items));
    }

    private ValueRow named(Item item) {
        boolean whole = Names.isWhole(item.value(), PropertyStatistics.MAX_VALUE_LENGTH);
        String href = whole ? TableView.eventsHref(view, "metadata." + view.property(), item.value()) : null;
        return new ValueRow(
                row(Names.shown(item.value()), href, bar(item), Sum.of(item), href), Numbers.count(item.customers()));
    }

    private @Nullable ValueRow row(boolean there, String name, Sum sum) {
        return there && (sum.events() != 0 || sum.costCents().signum() != 0)
                ? new ValueRow(row(name, null, null, sum, null), "")
                : null;
    }

    private Row row(String name, @Nullable String href, @Nullable String bar, Sum sum, @Nullable String eventsHref) {
        return new Row(
                name,
                href,
                bar,
                Numbers.share(sum.costCents(), all.costCents()),
                costs.of(sum.costCents()),
                null,
                Numbers.count(sum.events()),
                eventsHref,
                sum.events() == 0 ? null : averages.of(sum.average()),
                null);
    }

    /** They come with the greatest first. */
    private @Nullable String bar(Item item) {
        return TableView.bar(item.totals().get(0), shown.get(0).totals().get(0));
    }
}

package dev.costinsights.webui.customers;

import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.profit.Cohorts;
import dev.costinsights.contracts.profit.CohortsQuery;
import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.contracts.profit.CustomerSelection;
import dev.costinsights.contracts.profit.CustomerSelection.Who;
import dev.costinsights.contracts.profit.ListCustomerProfits;
import dev.costinsights.contracts.profit.ProfitCurve;
import dev.costinsights.contracts.profit.ProfitCurveQuery;
import dev.costinsights.webui.customers.CustomersPage.End;
import dev.costinsights.webui.customers.CustomersPage.EndRow;
import dev.costinsights.webui.customers.CustomersPage.Search;
import dev.costinsights.webui.format.Days;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.page.Pager;
import dev.costinsights.webui.range.Controls;
import dev.costinsights.webui.range.RangeState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Turns the state of the Customers page into questions, and their answers into the page. */
final class CustomersPages {
    private static final int COHORTS = 12;
    private static final int ENDS = 5;

    private CustomersPages() {}

    static CustomerSelection selection(UUID organizationId, CustomersView view) {
        return new CustomerSelection(
                organizationId,
                view.days().range(),
                view.search().isEmpty() ? null : view.search(),
                view.who(),
                view.order().column().question(),
                view.order().descending(),
                Consistency.BOUNDED);
    }

    static ListCustomerProfits list(UUID organizationId, CustomersView view) {
        return new ListCustomerProfits(selection(organizationId, view), (view.page() - 1L) * view.rows(), view.rows());
    }

    static ProfitCurveQuery curve(UUID organizationId, CustomersView view) {
        return new ProfitCurveQuery(organizationId, view.days().range(), ENDS, Consistency.BOUNDED);
    }

    /** Of the last twelve months. */
    static CohortsQuery cohorts(UUID organizationId, Instant now) {
        YearMonth month = YearMonth.from(now.atZone(ZoneOffset.UTC));
        return new CohortsQuery(organizationId, month.minusMonths(COHORTS - 1L), month, now, Consistency.BOUNDED);
    }

    /** The last page, when the view asks for one behind it; else the page of the view. */
    static int existingPage(CustomersView view, CustomerProfitPage page) {
        return (int) Math.min(view.page(), Pager.pages(view.rows(), page.totalCount()));
    }

    static CustomersPage page(
            CustomersView view, List<String> notices, CustomerProfitPage page, ProfitCurve curve, Cohorts cohorts) {
        return new CustomersPage(
                Controls.withoutInterval(
                        CustomersView.PATH,
                        view.days(),
                        view.fields(),
                        days -> view.with(days).href()),
                notices,
                search(view),
                CustomersHeadline.of(page, curve),
                SkylineView.of(curve),
                ends(view.days(), curve),
                empty(view, page),
                TableView.of(view, page, curve.counts()),
                CohortsView.of(cohorts, view.csvHref(CustomersCsv.Table.COHORTS)),
                footer(view.days()));
    }

    private static Search search(CustomersView view) {
        List<Controls.Field> hidden = new ArrayList<>(view.withoutSearch().fields());
        RangeState days = view.days();
        hidden.addAll(days.fields());
        return new Search(
                view.search(),
                hidden,
                view.search().isEmpty() ? null : view.withoutSearch().href());
    }

    private static List<End> ends(RangeState days, ProfitCurve curve) {
        if (curve.worst().isEmpty()) {
            return List.of();
        }
        return List.of(
                new End("best", "Earn most", rows(days, curve.best())),
                new End("worst", curve.counts().losing() > 0 ? "Lose most" : "Earn least", rows(days, curve.worst())));
    }

    private static List<EndRow> rows(RangeState days, List<CustomerProfit> customers) {
        return customers.stream().map(customer -> row(days, customer)).toList();
    }

    private static EndRow row(RangeState days, CustomerProfit customer) {
        BigDecimal profit = customer.figures().profitCents();
        String driver = customer.topCostDriver();
        return new EndRow(
                TableView.name(customer),
                Addresses.customer(days, customer.customerId()),
                "pays " + text(customer.figures().netRevenueByDateCents()) + " · costs "
                        + text(customer.figures().costCents()) + (driver == null ? "" : ", most by " + driver),
                text(profit),
                profit.signum() < 0);
    }

    private static String text(BigDecimal cents) {
        return MoneyFormat.figure(cents).of(cents).text();
    }

    private static @Nullable String empty(CustomersView view, CustomerProfitPage page) {
        if (page.totalCount() > 0) {
            return null;
        }
        if (!view.search().isEmpty()) {
            return (view.who() == Who.EVERYBODY ? "Nobody's" : "None of their") + " name, email or id holds “"
                    + view.search() + "”.";
        }
        return switch (view.who()) {
            case EVERYBODY ->
                "No customer is known yet. They come with orders and subscriptions, or by POST /v1/customers/.";
            case PAYING -> "Nobody paid in this range.";
            case LOSING -> "Nobody costs more than it pays in this range.";
        };
    }

    private static List<String> footer(RangeState days) {
        return List.of(
                Days.fullRange(days.range().start(), days.range().end()) + ", "
                        + days.zone().getId(),
                "Cohorts are UTC months of the first payment",
                "Customer rows and “No customer” add up to the total");
    }
}

package dev.costinsights.webui.customers;

import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.profit.Cohorts;
import dev.costinsights.contracts.profit.CohortsQuery;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.contracts.profit.CustomerSelection;
import dev.costinsights.contracts.profit.ListCustomerProfits;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.webui.customers.CustomersPage.Headline;
import dev.costinsights.webui.customers.CustomersPage.Search;
import dev.costinsights.webui.format.Days;
import dev.costinsights.webui.format.Money;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Numbers;
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

    private CustomersPages() {}

    static ListCustomerProfits list(UUID organizationId, CustomersView view) {
        var selection = new CustomerSelection(
                organizationId,
                view.days().range(),
                view.search().isEmpty() ? null : view.search(),
                view.order().column().question(),
                view.order().descending(),
                Consistency.BOUNDED);
        return new ListCustomerProfits(selection, (view.page() - 1L) * TableView.PAGE_ROWS, TableView.PAGE_ROWS);
    }

    /** Of the last twelve months. */
    static CohortsQuery cohorts(UUID organizationId, Instant now) {
        YearMonth month = YearMonth.from(now.atZone(ZoneOffset.UTC));
        return new CohortsQuery(organizationId, month.minusMonths(COHORTS - 1L), month, now, Consistency.BOUNDED);
    }

    /** The last page, when the view asks for one behind it; else the page of the view. */
    static int existingPage(CustomersView view, CustomerProfitPage page) {
        return (int) Math.min(view.page(), Pager.pages(TableView.PAGE_ROWS, page.totalCount()));
    }

    static CustomersPage page(CustomersView view, List<String> notices, CustomerProfitPage page, Cohorts cohorts) {
        return new CustomersPage(
                Controls.withoutInterval(
                        CustomersView.PATH,
                        view.days(),
                        view.fields(),
                        days -> view.with(days).href()),
                notices,
                search(view),
                headline(page),
                empty(view, page),
                TableView.of(view, page),
                CohortsView.of(cohorts),
                footer(view.days()));
    }

    private static Search search(CustomersView view) {
        List<Controls.Field> hidden = new ArrayList<>(view.withoutSearch().fields());
        RangeState days = view.days();
        if (!days.equals(RangeState.initial(days.today(), days.zone()))) {
            hidden.add(new Controls.Field("from", days.range().start().toString()));
            hidden.add(new Controls.Field("to", days.range().end().toString()));
        }
        if (!days.zone().equals(days.defaultZone())) {
            hidden.add(new Controls.Field("tz", days.zone().getId()));
        }
        return new Search(
                view.search(),
                hidden,
                view.search().isEmpty() ? null : view.withoutSearch().href());
    }

    private static Headline headline(CustomerProfitPage page) {
        ProfitFigures figures = page.totals().figures();
        return new Headline(
                figure(figures.profitCents()),
                figures.profitCents().signum() < 0,
                figure(figures.netRevenueByDateCents()),
                figure(figures.costCents()),
                Numbers.count(page.totalCount(), "customer", "customers"),
                say(page));
    }

    private static String say(CustomerProfitPage page) {
        BigDecimal nobody = page.unattributed().figures().costCents();
        if (nobody.signum() <= 0) {
            return "Every cost has a customer.";
        }
        return Numbers.share(nobody, page.totals().figures().costCents())
                + " of the costs belong to no registered customer.";
    }

    private static Money figure(BigDecimal cents) {
        return MoneyFormat.figure(cents).of(cents);
    }

    private static @Nullable String empty(CustomersView view, CustomerProfitPage page) {
        if (page.totalCount() > 0) {
            return null;
        }
        return view.search().isEmpty()
                ? "No customer is known yet. They come with orders and subscriptions, or by POST /v1/customers/."
                : "Nobody's name, email or id holds “" + view.search() + "”.";
    }

    private static List<String> footer(RangeState days) {
        return List.of(
                Days.fullRange(days.range().start(), days.range().end()) + ", "
                        + days.zone().getId(),
                "Cohorts are UTC months of the first payment",
                "Customer rows and “No customer” add up to the total");
    }
}

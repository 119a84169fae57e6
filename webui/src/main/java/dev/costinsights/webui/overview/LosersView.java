package dev.costinsights.webui.overview;

import dev.costinsights.contracts.profit.CustomerProfit;
import dev.costinsights.contracts.profit.CustomerProfitPage;
import dev.costinsights.contracts.profit.ProfitFigures;
import dev.costinsights.platform.csv.Spreadsheet;
import dev.costinsights.webui.format.MoneyFormat;
import dev.costinsights.webui.format.Shortened;
import dev.costinsights.webui.link.Addresses;
import dev.costinsights.webui.overview.OverviewPage.Loser;
import dev.costinsights.webui.overview.OverviewPage.Losers;
import dev.costinsights.webui.page.Link;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the list of customers on whom money is lost. */
final class LosersView {
    private LosersView() {}

    /** @param page customers, the lowest profit first */
    static Losers of(OverviewView view, @Nullable CustomerProfitPage page) {
        return new Losers(
                new Link("all-customers", view.days().href(Addresses.CUSTOMERS), "All customers", false),
                page == null
                        ? List.of()
                        : losing(page).map(customer -> loser(view, customer)).toList(),
                none(page),
                view.href(OverviewView.LOSERS_CSV));
    }

    private static String none(@Nullable CustomerProfitPage page) {
        if (page == null) {
            return "This can't be told right now. The rest of the page holds; look again in a moment.";
        }
        return page.totalCount() == 0
                ? "No customer is known yet. They come with orders and subscriptions, or by POST /v1/customers/."
                : "Nobody in this range.";
    }

    private static Stream<CustomerProfit> losing(CustomerProfitPage page) {
        return page.items().stream()
                .filter(customer -> customer.figures().profitCents().signum() < 0);
    }

    private static Loser loser(OverviewView view, CustomerProfit customer) {
        ProfitFigures figures = customer.figures();
        String name = name(customer);
        String shortened = Shortened.of(name);
        return new Loser(
                shortened,
                shortened.equals(name) ? null : name,
                Addresses.customer(view.days(), customer.customerId()),
                paid(figures.netRevenueByDateCents()) + " · costs " + figure(figures.costCents()),
                figure(figures.profitCents()));
    }

    private static String paid(BigDecimal cents) {
        return cents.signum() < 0 ? "got back " + figure(cents.negate()) : "pays " + figure(cents);
    }

    private static String name(CustomerProfit customer) {
        return Stream.of(customer.name(), customer.externalCustomerId(), customer.email())
                .filter(Objects::nonNull)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse(customer.customerId().toString());
    }

    /** The worst of them; all digits. */
    static List<List<String>> file(CustomerProfitPage page) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(List.of(
                "customer_id", "external_customer_id", "customer", "net_revenue_cents", "costs_cents", "profit_cents"));
        losing(page)
                .forEach(customer -> lines.add(List.of(
                        customer.customerId().toString(),
                        Spreadsheet.text(customer.externalCustomerId()),
                        Spreadsheet.text(name(customer)),
                        Spreadsheet.number(customer.figures().netRevenueByDateCents()),
                        Spreadsheet.number(customer.figures().costCents()),
                        Spreadsheet.number(customer.figures().profitCents()))));
        return lines;
    }

    private static String figure(BigDecimal cents) {
        return MoneyFormat.figure(cents).of(cents).text();
    }
}

package dev.costinsights.webui.metrics;

import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.metrics.BillingType;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.webui.metrics.MetricsPage.Chip;
import dev.costinsights.webui.metrics.MetricsPage.FilterBar;
import dev.costinsights.webui.metrics.MetricsPage.FilterForm;
import dev.costinsights.webui.metrics.MetricsPage.Option;
import dev.costinsights.webui.metrics.MetricsPages.Named;
import dev.costinsights.webui.page.Link;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Builds the chips of the filters that are set, and the form that sets others. */
final class FilterBars {
    /** Each of which draws on costs, which belong to no product. */
    private static final List<Metric> WITH_COSTS = List.of(
            Metric.COSTS,
            Metric.CUMULATIVE_COSTS,
            Metric.COST_PER_USER,
            Metric.COST_PER_ACTIVE_CUSTOMER,
            Metric.PROFIT,
            Metric.PROFIT_MARGIN,
            Metric.CASHFLOW,
            Metric.GROSS_MARGIN,
            Metric.GROSS_MARGIN_PERCENTAGE,
            Metric.LTV,
            Metric.PREDICTED_LTV,
            Metric.UNATTRIBUTED_COSTS,
            Metric.ATTRIBUTION_COVERAGE);

    private FilterBars() {}

    static FilterBar of(MetricsView view, List<Metric> metrics, Named named) {
        boolean spared = view.filters().spareCosts() && metrics.stream().anyMatch(WITH_COSTS::contains);
        return new FilterBar(
                new Link(
                        "toggle-filters",
                        view.withFiltering(!view.filtering()).href(),
                        view.filtering() ? "Close filters" : "Filter",
                        view.filtering()),
                chips(view, named),
                spared ? "Costs belong to no product: they are those of all products." : null,
                view.filtering() ? form(view, named) : null);
    }

    /** The filters that are set, each as words. */
    static List<String> words(MetricsView view, Named named) {
        return chips(view, named).stream()
                .map(chip -> chip.kind() + ": " + chip.value())
                .toList();
    }

    private static List<Chip> chips(MetricsView view, Named named) {
        Filters filters = view.filters();
        List<Chip> chips = new ArrayList<>();
        for (UUID id : filters.products()) {
            String name = Objects.requireNonNullElse(named.products().get(id), id.toString());
            chips.add(new Chip(
                    "Product", name, view.with(filters.withoutProduct(id)).href()));
        }
        for (BillingType type : filters.billingTypes()) {
            chips.add(new Chip(
                    "Billing",
                    word(type),
                    view.with(filters.withoutBilling(type)).href()));
        }
        for (String key : filters.customers()) {
            Customer customer = named.customers().get(key);
            if (customer != null) {
                chips.add(new Chip(
                        "Customer",
                        name(customer),
                        view.with(filters.withoutCustomer(key)).href()));
            }
        }
        return List.copyOf(chips);
    }

    private static FilterForm form(MetricsView view, Named named) {
        Filters filters = view.filters();
        return new FilterForm(
                view.path(),
                view.fields(true),
                named.products().entrySet().stream()
                        .filter(product -> !filters.products().contains(product.getKey()))
                        .map(product -> new Option(product.getKey().toString(), product.getValue()))
                        .toList(),
                Arrays.stream(BillingType.values())
                        .filter(type -> !filters.billingTypes().contains(type))
                        .map(type -> new Option(type.wireName(), word(type)))
                        .toList());
    }

    private static String word(BillingType type) {
        return switch (type) {
            case ONE_TIME -> "One time";
            case RECURRING -> "Recurring";
        };
    }

    private static String name(Customer customer) {
        return Stream.<@Nullable String>of(customer.name(), customer.externalId(), customer.email())
                .filter(Objects::nonNull)
                .filter(name -> !name.isBlank())
                .findFirst()
                .orElse(customer.id().toString());
    }
}

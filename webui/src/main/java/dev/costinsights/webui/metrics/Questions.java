package dev.costinsights.webui.metrics;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.contracts.customers.GetCustomer;
import dev.costinsights.contracts.dashboards.DashboardList;
import dev.costinsights.contracts.dashboards.ListDashboards;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.Metric;
import dev.costinsights.contracts.metrics.MetricsAnswer;
import dev.costinsights.contracts.metrics.TimeRange;
import dev.costinsights.contracts.profit.ListProductProfits;
import dev.costinsights.contracts.profit.ProductProfitPage;
import dev.costinsights.webui.metrics.MetricsPages.Answers;
import dev.costinsights.webui.metrics.MetricsPages.Named;
import dev.costinsights.webui.range.RangeState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Asks the other modules what pages of charts show. */
final class Questions {
    /** In the list to choose from. */
    private static final int MOST_PRODUCTS = 200;

    private final Vertx vertx;

    Questions(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Everything of a page, one question about metrics for each of its ranges. */
    Future<Answers> page(UUID organizationId, MetricsView view, List<Metric> metrics) {
        Future<DashboardList> dashboards = Channels.LIST_DASHBOARDS.ask(vertx, new ListDashboards(organizationId));
        return named(organizationId, view).compose(named -> {
            RangeState days = view.days();
            TimeRange previous = days.range().previous();
            TimeRange ghostRange = Course.ghost(days).range();
            Future<MetricsAnswer> now = metrics(organizationId, days.range(), view, metrics, named);
            Future<MetricsAnswer> before = metrics(organizationId, previous, view, metrics, named);
            Future<MetricsAnswer> ghost =
                    ghostRange.equals(previous) ? before : metrics(organizationId, ghostRange, view, metrics, named);
            return Future.all(now, before, ghost, dashboards)
                    .map(all -> new Answers(
                            now.result(),
                            before.result(),
                            ghost.result(),
                            dashboards.result().items(),
                            named));
        });
    }

    /** What a file of a page holds. */
    Future<Answers> file(UUID organizationId, MetricsView view, List<Metric> metrics, boolean withGhost) {
        return named(organizationId, view).compose(named -> {
            Future<MetricsAnswer> now = metrics(organizationId, view.days().range(), view, metrics, named);
            Future<MetricsAnswer> ghost = withGhost
                    ? metrics(organizationId, Course.ghost(view.days()).range(), view, metrics, named)
                    : Future.succeededFuture(MetricsPages.NOTHING);
            return Future.all(now, ghost)
                    .map(all -> new Answers(now.result(), MetricsPages.NOTHING, ghost.result(), List.of(), named));
        });
    }

    private Future<MetricsAnswer> metrics(
            UUID organizationId, TimeRange range, MetricsView view, List<Metric> metrics, Named named) {
        return metrics.isEmpty()
                ? Future.succeededFuture(MetricsPages.NOTHING)
                : Channels.METRICS.ask(vertx, MetricsPages.question(organizationId, range, view, metrics, named));
    }

    private Future<Named> named(UUID organizationId, MetricsView view) {
        Future<Map<String, Customer>> customers =
                customers(organizationId, view.filters().customers());
        Future<Map<UUID, String>> products =
                view.filtering() || !view.filters().products().isEmpty()
                        ? products(organizationId, view.days())
                        : Future.succeededFuture(Map.of());
        return Future.all(customers, products).map(all -> new Named(customers.result(), products.result()));
    }

    private Future<Map<String, Customer>> customers(UUID organizationId, List<String> keys) {
        List<Future<Optional<Customer>>> asked =
                keys.stream().map(key -> customer(organizationId, key)).toList();
        return Future.all(new ArrayList<>(asked)).map(all -> {
            Map<String, Customer> found = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                String key = keys.get(i);
                asked.get(i).result().ifPresent(customer -> found.put(key, customer));
            }
            return found;
        });
    }

    /** By its external id, and when there is none such and it may be an id, by that. */
    private Future<Optional<Customer>> customer(UUID organizationId, String key) {
        return customer(organizationId, CustomerRef.ofExternalId(key)).compose(found -> {
            Optional<UUID> id = MetricsView.id(key);
            return found.isPresent() || id.isEmpty()
                    ? Future.succeededFuture(found)
                    : customer(organizationId, CustomerRef.of(id.get()));
        });
    }

    private Future<Optional<Customer>> customer(UUID organizationId, CustomerRef reference) {
        return Channels.GET_CUSTOMER
                .ask(vertx, new GetCustomer(organizationId, reference))
                .map(Optional::of)
                .recover(failure -> failure instanceof ContractException known && known.code() == ErrorCode.NOT_FOUND
                        ? Future.succeededFuture(Optional.empty())
                        : Future.failedFuture(failure));
    }

    /** Only names matter, so one day is enough. */
    private Future<Map<UUID, String>> products(UUID organizationId, RangeState days) {
        var range = new TimeRange(days.today(), days.today(), days.zone());
        var question = new ListProductProfits(
                organizationId, range, ListProductProfits.Sort.NAME, false, 0, MOST_PRODUCTS, Consistency.BOUNDED);
        return Channels.LIST_PRODUCT_PROFITS.ask(vertx, question).map(Questions::names);
    }

    private static Map<UUID, String> names(ProductProfitPage page) {
        Map<UUID, String> names = new LinkedHashMap<>();
        page.items().forEach(product -> {
            UUID id = product.productId();
            if (id != null) {
                names.put(id, Objects.requireNonNullElse(product.name(), id.toString()));
            }
        });
        return names;
    }
}

package dev.costinsights.api;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.Scope;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.profit.CustomerProfits;
import dev.costinsights.contracts.profit.CustomerSelection;
import dev.costinsights.contracts.profit.GetCustomerProfits;
import dev.costinsights.contracts.profit.ListCustomerProfits;
import dev.costinsights.contracts.profit.ListProductProfits;
import dev.costinsights.contracts.profit.ProductProfitPage;
import dev.costinsights.contracts.profit.RankCustomers;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What customers and products of the token's organization brought and cost, and what became of each month's customers. */
final class ProfitRoute {
    private static final int ROWS_OF_PART = GetCustomerProfits.MAX_CUSTOMERS;

    private final Vertx vertx;
    private final Clock clock;

    /** @param clock says which months are over */
    ProfitRoute(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
    }

    /** Before {@code /customers/:id}, which would take {@code profitability} for an id. */
    void mount(Router v1, BearerAuth auth) {
        Handler<RoutingContext> reading = auth.requiring(Scope.METRICS_READ);
        get(v1, "/customers/profitability/export", reading, this::exportCustomers);
        get(v1, "/customers/profitability/:customer_id", reading, this::customer);
        get(v1, "/customers/profitability", reading, this::customers);
        get(v1, "/customers/cohorts", reading, this::cohorts);
        get(v1, "/products/profitability/export", reading, this::exportProducts);
        get(v1, "/products/profitability", reading, this::products);
    }

    private static void get(Router v1, String path, Handler<RoutingContext> reading, Handler<RoutingContext> handler) {
        v1.route(path + "/").handler(RestApi::redirectToSlashless);
        v1.route(path).handler(ApiMetrics.route(CustomersRoute.template(path)));
        v1.get(path).handler(reading).handler(handler);
        v1.route(path).handler(context -> RestApi.methodNotAllowed(context, "GET"));
    }

    private static ProfitParameters parameters(RoutingContext context) {
        return new ProfitParameters(
                context.queryParams(),
                BearerAuth.principal(context).organizationId(),
                context.request().getHeader(CommonHeaders.CONSISTENCY));
    }

    private void customers(RoutingContext context) {
        ProfitParameters parameters = parameters(context);
        Paging paging = parameters.paging();
        var question = new ListCustomerProfits(parameters.customers(), paging.offset(), paging.limit());
        FoldedReads.ask(vertx, context, Channels.LIST_CUSTOMER_PROFITS, question, parameters.consistency())
                .onSuccess(page -> {
                    asOf(context, page.asOf());
                    Replies.json(context, ProfitJson.customers(page, paging));
                })
                .onFailure(context::fail);
    }

    private void customer(RoutingContext context) {
        ProfitParameters parameters = parameters(context);
        UUID customerId = PathIds.customerId(context);
        var question = new GetCustomerProfits(
                parameters.organizationId(), parameters.range(), List.of(customerId), parameters.consistency());
        FoldedReads.ask(vertx, context, Channels.GET_CUSTOMER_PROFITS, question, parameters.consistency())
                .compose(found -> found.items().isEmpty() ? noCustomer() : Future.succeededFuture(found))
                .onSuccess(found -> {
                    asOf(context, found.asOf());
                    Replies.json(context, ProfitJson.customer(found.items().get(0)));
                })
                .onFailure(context::fail);
    }

    private static Future<CustomerProfits> noCustomer() {
        return Future.failedFuture(
                new ContractException(ErrorCode.NOT_FOUND, "The organization has no such customer."));
    }

    private void exportCustomers(RoutingContext context) {
        ProfitParameters parameters = parameters(context);
        CustomerSelection selection = parameters.customers();
        FoldedReads.ask(vertx, context, Channels.RANK_CUSTOMERS, new RankCustomers(selection), parameters.consistency())
                .onSuccess(ranking -> ProfitExport.send(
                        context,
                        "customer-profitability.csv",
                        ProfitCsv.customerColumns(),
                        ranking.asOf(),
                        number -> customersOf(selection, ranking.customerIds(), number)))
                .onFailure(context::fail);
    }

    /** The ranking has waited for what had to be folded. */
    private Future<String> customersOf(CustomerSelection selection, List<UUID> all, int number) {
        int from = Math.min(number * ROWS_OF_PART, all.size());
        List<UUID> part = all.subList(from, Math.min(from + ROWS_OF_PART, all.size()));
        if (part.isEmpty()) {
            return Future.succeededFuture(null);
        }
        return Channels.GET_CUSTOMER_PROFITS
                .ask(
                        vertx,
                        new GetCustomerProfits(
                                selection.organizationId(), selection.range(), part, Consistency.BOUNDED))
                .map(found -> ProfitCsv.customers(found.items()));
    }

    private void products(RoutingContext context) {
        ProfitParameters parameters = parameters(context);
        Paging paging = parameters.paging();
        askProducts(context, parameters.products(paging))
                .onSuccess(page -> {
                    asOf(context, page.asOf());
                    Replies.json(context, ProfitJson.products(page, paging));
                })
                .onFailure(context::fail);
    }

    private void exportProducts(RoutingContext context) {
        ListProductProfits question = parameters(context).products(new Paging(1, ListProductProfits.MAX_LIMIT));
        askProducts(context, question)
                .onSuccess(page -> ProfitExport.send(
                        context,
                        "product-profitability.csv",
                        ProfitCsv.productColumns(),
                        page.asOf(),
                        number -> Future.succeededFuture(number == 0 ? ProfitCsv.products(page.items()) : null)))
                .onFailure(context::fail);
    }

    private Future<ProductProfitPage> askProducts(RoutingContext context, ListProductProfits question) {
        return FoldedReads.ask(vertx, context, Channels.LIST_PRODUCT_PROFITS, question, question.consistency());
    }

    private void cohorts(RoutingContext context) {
        ProfitParameters parameters = parameters(context);
        FoldedReads.ask(vertx, context, Channels.COHORTS, parameters.cohorts(clock), parameters.consistency())
                .onSuccess(answer -> {
                    asOf(context, answer.asOf());
                    Replies.json(context, ProfitJson.cohorts(answer));
                })
                .onFailure(context::fail);
    }

    private static void asOf(RoutingContext context, Instant asOf) {
        context.response().putHeader(CommonHeaders.AS_OF, asOf.toString());
    }
}

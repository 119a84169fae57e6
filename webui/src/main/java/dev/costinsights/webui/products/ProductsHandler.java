package dev.costinsights.webui.products;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.accounts.SessionPrincipal;
import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.costs.CostReportQuery.BreakdownRequest;
import dev.costinsights.contracts.costs.Dimension;
import dev.costinsights.contracts.profit.ListProductProfits;
import dev.costinsights.contracts.profit.ProductProfitPage;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.webui.http.CsvReply;
import dev.costinsights.webui.http.Responder;
import dev.costinsights.webui.page.Freshness;
import dev.costinsights.webui.products.ProductsPages.Answers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Products page and its files. */
public final class ProductsHandler {
    public static final String PATH = ProductsView.PATH;
    public static final String CSV = ProductsView.CSV;
    public static final String MODELS_CSV = ProductsView.MODELS_CSV;

    private static final Logger LOG = LoggerFactory.getLogger(ProductsHandler.class);
    /** Tokens are counted event by event, which the rest of the page doesn't wait for. */
    private static final long TOKENS_SECONDS = 2;

    private final Vertx vertx;
    private final Responder responder;
    private final Clock clock;

    /** Handlers of one server instance. */
    public ProductsHandler(Vertx vertx, Responder responder, Clock clock) {
        this.vertx = vertx;
        this.responder = responder;
        this.clock = clock;
    }

    /** The page. */
    public void show(RoutingContext context, SessionPrincipal reader) {
        ProductsView.Parsed parsed = parse(context, reader);
        responder.answer(
                context,
                reader,
                answers(reader.organizationId(), parsed.view()),
                answers -> responder.page(
                        context,
                        200,
                        "products",
                        Map.of(
                                "page",
                                ProductsPages.page(parsed.view(), parsed.notices(), answers),
                                "shell",
                                responder.shell(
                                        context,
                                        reader,
                                        "Products",
                                        "products",
                                        Freshness.of(answers.costs().freshness())))));
    }

    /** All products as a file. */
    public void csv(RoutingContext context, SessionPrincipal reader) {
        ProductsView view = parse(context, reader).view();
        responder.answer(
                context,
                reader,
                Channels.LIST_PRODUCT_PROFITS.ask(
                        vertx,
                        ProductsPages.products(reader.organizationId(), view.days(), ListProductProfits.MAX_LIMIT)),
                answer -> CsvReply.send(context, file("products", view), ProductsTable.file(view, answer)));
    }

    /** The most expensive models or vendors as a file. */
    public void modelsCsv(RoutingContext context, SessionPrincipal reader) {
        ProductsView view = parse(context, reader).view();
        UUID organizationId = reader.organizationId();
        Future<CostReport> costs = costs(organizationId, view, BreakdownRequest.MAX_LIMIT);
        Future<Optional<PropertyStatistics>> tokens = tokens(organizationId, view);
        responder.answer(
                context,
                reader,
                Future.all(costs, tokens),
                both -> CsvReply.send(
                        context,
                        file(view.by() == Dimension.VENDOR ? "costs-by-vendor" : "costs-by-model", view),
                        ModelsTable.file(view, costs.result(), tokens.result().orElse(null))));
    }

    private static String file(String name, ProductsView view) {
        return name + "-" + view.days().range().start() + "-"
                + view.days().range().end() + ".csv";
    }

    private ProductsView.Parsed parse(RoutingContext context, SessionPrincipal reader) {
        return ProductsView.parse(
                name -> context.queryParams().get(name),
                reader.zone(),
                zone -> LocalDate.ofInstant(clock.instant(), zone));
    }

    private Future<Answers> answers(UUID organizationId, ProductsView view) {
        Future<ProductProfitPage> products = Channels.LIST_PRODUCT_PROFITS.ask(
                vertx, ProductsPages.products(organizationId, view.days(), ProductsPages.MOST_PRODUCTS));
        Future<CostReport> costs = costs(organizationId, view, ProductsPages.MODELS);
        Future<Optional<PropertyStatistics>> tokens = tokens(organizationId, view);
        return Future.all(products, costs, tokens)
                .map(all -> new Answers(
                        products.result(), costs.result(), tokens.result().orElse(null)));
    }

    private Future<CostReport> costs(UUID organizationId, ProductsView view, int limit) {
        return Channels.COST_REPORT.ask(vertx, ProductsPages.costs(organizationId, view, limit));
    }

    /** Empty when they could not be counted in time, which the page says. */
    private Future<Optional<PropertyStatistics>> tokens(UUID organizationId, ProductsView view) {
        return Channels.PROPERTY_STATISTICS
                .ask(vertx, ProductsPages.tokens(organizationId, view))
                .timeout(TOKENS_SECONDS, TimeUnit.SECONDS)
                .map(Optional::of)
                .otherwise(failure -> {
                    LOG.warn("Tokens could not be counted: {}", failure.getMessage());
                    return Optional.empty();
                });
    }
}

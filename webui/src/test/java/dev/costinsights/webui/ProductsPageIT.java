package dev.costinsights.webui;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.profit.ListProductProfits;
import dev.costinsights.contracts.profit.ProductProfitPage;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.contracts.statistics.PropertyStatisticsQuery;
import dev.costinsights.webui.products.ProductAnswers;
import io.vertx.core.Future;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Products page over real HTTP. */
class ProductsPageIT extends DashboardTest {
    private final List<ListProductProfits> asked = new CopyOnWriteArrayList<>();
    private volatile Function<ListProductProfits, Future<ProductProfitPage>> products =
            query -> Future.succeededFuture(ProductAnswers.three(query));
    private volatile Function<PropertyStatisticsQuery, Future<PropertyStatistics>> tokens =
            query -> Future.succeededFuture(ProductAnswers.tokens(query, "gpt-5"));

    @BeforeEach
    void serve() throws Exception {
        Future.all(
                        Channels.LIST_PRODUCT_PROFITS
                                .serve(vertx, query -> {
                                    asked.add(query);
                                    return products.apply(query);
                                })
                                .completion(),
                        Channels.PROPERTY_STATISTICS
                                .serve(vertx, query -> tokens.apply(query))
                                .completion())
                .await(10, TimeUnit.SECONDS);
    }

    @Test
    void the_page_is_about_the_readers_organization() throws Exception {
        HttpResponse<String> page = get("/products?margin=75", modules.session());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Thinnest margin", "Price for 75\u2009%", "Per million");
        assertThat(asked).extracting(ListProductProfits::organizationId).containsOnly(Organizations.DEFAULT_ID);
        assertThat(modules.questions).allMatch(query -> query.organizationId().equals(Organizations.DEFAULT_ID));
    }

    @Test
    void the_tables_are_files_too() throws Exception {
        HttpResponse<String> file = get("/products.csv?from=2026-11-01&to=2026-11-20", modules.session());
        assertThat(file.headers().firstValue("content-type")).hasValue("text/csv; charset=utf-8");
        assertThat(file.headers().firstValue("content-disposition"))
                .hasValue("attachment; filename=\"products-2026-11-01-2026-11-20.csv\"");
        assertThat(file.body()).contains("allocated_costs_cents", "Not allocated", "Total");
        assertThat(asked).last().extracting(ListProductProfits::limit).isEqualTo(ListProductProfits.MAX_LIMIT);
        HttpResponse<String> vendors = get("/products/models.csv?by=vendor", modules.session());
        assertThat(vendors.body()).startsWith("vendor,events,input_tokens").contains("No vendor");
        assertThat(vendors.headers().firstValue("content-disposition").orElseThrow())
                .contains("costs-by-vendor-");
    }

    @Test
    void tokens_that_cannot_be_counted_leave_the_rest_of_the_page() throws Exception {
        tokens = query -> FakeModules.fail(ErrorCode.TIMEOUT);
        HttpResponse<String> page = get("/products", modules.session());
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains("Tokens could not be counted in time", "Thinnest margin");
    }

    @Test
    void products_that_cannot_be_read_are_no_page() throws Exception {
        products = query -> FakeModules.fail(ErrorCode.OVERLOADED);
        assertThat(get("/products", modules.session()).statusCode()).isEqualTo(503);
        assertThat(get("/products.csv", modules.session()).statusCode()).isEqualTo(503);
    }

    @Test
    void nobody_reads_it_without_a_session() throws Exception {
        for (String path : List.of("/products", "/products.csv", "/products/models.csv")) {
            assertThat(location(get(path, null))).startsWith("/sign-in");
        }
    }
}

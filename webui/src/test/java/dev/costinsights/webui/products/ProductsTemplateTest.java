package dev.costinsights.webui.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.accounts.Role;
import dev.costinsights.contracts.accounts.Secret;
import dev.costinsights.contracts.costs.CostReport;
import dev.costinsights.contracts.metrics.BillingType;
import dev.costinsights.contracts.profit.ProductProfitPage;
import dev.costinsights.contracts.statistics.PropertyStatistics;
import dev.costinsights.webui.costs.Reports;
import dev.costinsights.webui.page.Assets;
import dev.costinsights.webui.page.Renderer;
import dev.costinsights.webui.page.Shell;
import dev.costinsights.webui.products.ProductsPage.ModelRow;
import dev.costinsights.webui.products.ProductsPage.Models;
import dev.costinsights.webui.products.ProductsPages.Answers;
import io.vertx.core.Vertx;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProductsTemplateTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final UUID ORGANIZATION = Organizations.DEFAULT_ID;

    private static Vertx vertx;
    private static Renderer renderer;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        renderer = new Renderer(vertx, Assets.load());
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void the_thinnest_margin_leads_with_the_price_that_would_restore_it() throws Exception {
        String html = render(view(Map.of()), three(view(Map.of())));
        assertThat(html)
                .contains(">Pro</b> keeps 10\u2009¢ of every dollar. To keep 60\u2009%, an order must bring $56.25;")
                .contains("$5,000.00 ÷ 200 orders × factor 2.2500 = $56.25", "Price for 60\u2009%")
                .contains("Free &lt;b&gt;", "Not allocated", "Costs are allocated")
                .contains("/products.csv", "/products/models.csv", "/customers?sort=-revenue")
                .doesNotContain("Free <b>");
    }

    @Test
    void without_products_or_models_it_says_where_they_come_from() throws Exception {
        ProductsView view = view(Map.of());
        CostReport nothing = Reports.empty(ProductsPages.costs(ORGANIZATION, view, 25), null, null);
        assertThat(render(view, new Answers(ProductAnswers.none(), nothing, null)))
                .contains("No product is known yet", "/v1/revenue/ingest", "names a model", "–")
                .doesNotContain("Tokens could not be counted");
    }

    @Test
    void tokens_that_come_too_late_are_missing_in_words() throws Exception {
        ProductsView view = view(Map.of());
        Answers all = three(view);
        String html = render(view, new Answers(all.products(), all.costs(), null));
        assertThat(html).contains("Tokens could not be counted in time");
    }

    @Test
    void models_and_those_without_one_add_up_to_all_costs() {
        ProductsView view = view(Map.of());
        Models models = ProductsPages.page(view, List.of(), three(view)).models();
        BigDecimal sum = Stream.concat(models.rows().stream(), Stream.of(models.rest(), models.without()))
                .filter(Objects::nonNull)
                .map(row -> new BigDecimal(row.costs().value()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum)
                .isEqualByComparingTo(new BigDecimal(models.total().costs().value()));
        ModelRow first = models.rows().get(0);
        assertThat(first.input()).isEqualTo("1,500,000");
        assertThat(first.cached()).isEqualTo("400,000");
        assertThat(first.perMillion()).isNotNull();
        assertThat(new BigDecimal(first.perMillion().value()))
                .isEqualByComparingTo(
                        new BigDecimal(first.costs().value()).movePointLeft(0).divide(new BigDecimal(2)));
        assertThat(first.href()).startsWith("/events?metadata._llm.model=");
        assertThat(models.rows().get(1).perMillion()).isNull();
    }

    @Test
    void strangers_names_are_text_and_long_ones_are_cut() throws Exception {
        ProductsView view = view(Map.of("by", "vendor"));
        String name = "<script>alert(1)</script>\u202e" + "x".repeat(1_000);
        ProductProfitPage hostile = ProductAnswers.page(
                List.of(ProductAnswers.product(1, name, BillingType.ONE_TIME, "0.001", "0.0000001", 1, 1)), 1, 10);
        CostReport report = Reports.named(ProductsPages.costs(ORGANIZATION, view, 25), TODAY, name);
        String html = render(view, new Answers(hostile, report, null));
        assertThat(html).contains("&lt;script&gt;", "…").doesNotContain("<script>alert");
        assertThat(ProductsPages.page(view, List.of(), new Answers(hostile, report, null))
                        .models()
                        .rows()
                        .get(0)
                        .href())
                .as("of a cut name")
                .isNull();
    }

    private static Answers three(ProductsView view) {
        CostReport report = Reports.busy(ProductsPages.costs(ORGANIZATION, view, 3), TODAY);
        String model =
                Objects.requireNonNull(report.breakdowns().get(0).rows().get(0).key());
        PropertyStatistics tokens = ProductAnswers.tokens(ProductsPages.tokens(ORGANIZATION, view), model);
        return new Answers(
                ProductAnswers.three(ProductsPages.products(ORGANIZATION, view.days(), 100)), report, tokens);
    }

    private static ProductsView view(Map<String, String> parameters) {
        return ProductsView.parse(parameters::get, ZoneId.of("UTC"), zone -> TODAY)
                .view();
    }

    private static String render(ProductsView view, Answers answers) throws Exception {
        Map<String, Object> model = Map.of(
                "page",
                ProductsPages.page(view, List.of(), answers),
                "shell",
                new Shell(
                        "Products",
                        "products",
                        "Fernwright",
                        Role.VIEWER,
                        new Secret("token-of-the-session"),
                        "light",
                        view.href(),
                        null));
        String html =
                renderer.render("products", model).await(20, TimeUnit.SECONDS).toString();
        assertThat(html).doesNotContain("style=", "<style", "onclick").doesNotContain("th:");
        return html;
    }
}

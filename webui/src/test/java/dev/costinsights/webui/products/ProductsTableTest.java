package dev.costinsights.webui.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.Organizations;
import dev.costinsights.contracts.metrics.BillingType;
import dev.costinsights.contracts.profit.ProductProfit;
import dev.costinsights.contracts.profit.ProductProfitPage;
import dev.costinsights.webui.products.ProductsPage.Products;
import dev.costinsights.webui.products.ProductsPage.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ProductsTableTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @ParameterizedTest
    @CsvSource({
        // Costs of 2,250 cents an order may be 40 % of the price.
        "60, 5625",
        "0, 2250",
        // 2,250 ÷ 0.67 is 3,358.2…, which 3,358 cents would not reach.
        "33, 3359",
        "99.9, 2250000",
    })
    void the_price_that_keeps_a_margin_covers_the_same_costs(String margin, long neededCents) {
        ProductProfit pro = ProductAnswers.product(1, "Pro", BillingType.RECURRING, "500000", "450000", 200, 180);
        Price price = Price.of(pro.figures(), 200, Margin.ofText(margin).orElseThrow())
                .orElseThrow();
        assertThat(price.averageCents()).isEqualByComparingTo("2500");
        assertThat(price.neededCents()).isEqualByComparingTo(BigDecimal.valueOf(neededCents));
    }

    @Test
    void a_price_is_not_known_without_orders_or_without_net_revenue() {
        assertThat(Price.of(figures("100", "10"), 0, Margin.DEFAULT)).isEmpty();
        assertThat(Price.of(figures("0", "10"), 3, Margin.DEFAULT)).isEmpty();
        assertThat(Price.of(figures("-5", "10"), 3, Margin.DEFAULT)).isEmpty();
        assertThat(Price.of(figures("100", "0"), 3, Margin.DEFAULT)
                        .orElseThrow()
                        .neededCents())
                .isEqualByComparingTo("0");
    }

    @Test
    void the_thinnest_margin_comes_first_and_what_is_not_known_last() {
        Products table = table(Map.of());
        assertThat(table.rows())
                .extracting(Row::name)
                .containsExactly("Pro", "00000000-0000-4000-0000-000000000003", "Free <b>");
        assertThat(table.rows()).extracting(Row::margin).containsExactly("10.0\u2009%", "90.0\u2009%", "–");
        assertThat(table.rows().get(2).price()).isNull();
        assertThat(table.rows().get(2).loss()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Column.class)
    void every_column_sorts_both_ways(Column column) {
        List<Row> up = table(Map.of("sort", column.key())).rows();
        List<Row> down = table(Map.of("sort", "-" + column.key())).rows();
        assertThat(up).hasSize(3).containsExactlyInAnyOrderElementsOf(down);
        assertThat(down.get(0)).isNotEqualTo(up.get(0));
    }

    @Test
    void rows_and_what_has_no_product_add_up_to_the_total_on_every_page() {
        for (String page : List.of("1", "2", "3", "99")) {
            ProductsView view = view(Map.of("page", page));
            ProductProfitPage answer = ProductAnswers.many(60);
            Products table = ProductsTable.of(view.withPage(ProductsTable.existingPage(view, answer)), answer);
            BigDecimal sum = Stream.of(
                            table.rows().stream(), Stream.of(table.rest(), table.none(), table.unallocated()))
                    .flatMap(rows -> rows)
                    .filter(Objects::nonNull)
                    .map(row -> new BigDecimal(row.costs().value()))
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(sum)
                    .isEqualByComparingTo(new BigDecimal(table.total().costs().value()));
            assertThat(table.pager()).isNotNull();
            assertThat(table.rows()).hasSize(page.equals("1") || page.equals("2") ? 25 : 10);
        }
    }

    @Test
    void a_list_that_is_cut_says_so_and_still_adds_up() {
        ProductProfitPage cut = ProductAnswers.three(
                ProductsPages.products(Organizations.DEFAULT_ID, view(Map.of()).days(), 2));
        Products table = ProductsTable.of(view(Map.of()), cut);
        assertThat(table.limited()).contains("2 products");
        assertThat(table.rest()).isNotNull();
        assertThat(table.rest().revenue().value()).isEqualTo("1020");
    }

    @Test
    void the_file_has_all_digits_and_no_text_that_computes() {
        ProductProfitPage page = ProductAnswers.page(
                List.of(ProductAnswers.product(1, "=cmd()", BillingType.RECURRING, "1000.123456789012", "-3.5", 2, 1)),
                1,
                10);
        List<List<String>> lines = ProductsTable.file(view(Map.of("margin", "50")), page);
        assertThat(lines.get(0)).contains("price_for_50_percent_cents");
        assertThat(lines.get(1))
                .containsExactly(
                        "00000000-0000-4000-0000-000000000001",
                        "'=cmd()",
                        "recurring",
                        "2",
                        "1",
                        "1000.123456789012",
                        "-3.5",
                        "1003.623456789012",
                        "1.003499567955",
                        "500",
                        "0");
        assertThat(lines.get(2)).startsWith("", "Not allocated").contains("50000.000000000001");
        assertThat(lines.get(3)).startsWith("", "Total").contains("49996.500000000001");
    }

    private static dev.costinsights.contracts.profit.ProfitFigures figures(String revenue, String costs) {
        return ProductAnswers.product(1, "x", BillingType.ONE_TIME, revenue, costs, 1, 1)
                .figures();
    }

    private static Products table(Map<String, String> parameters) {
        ProductsView view = view(parameters);
        return ProductsTable.of(
                view, ProductAnswers.three(ProductsPages.products(Organizations.DEFAULT_ID, view.days(), 100)));
    }

    private static ProductsView view(Map<String, String> parameters) {
        return ProductsView.parse(parameters::get, ZoneId.of("UTC"), zone -> TODAY)
                .view();
    }
}

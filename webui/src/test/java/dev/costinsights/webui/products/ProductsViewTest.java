package dev.costinsights.webui.products;

import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.costs.Dimension;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProductsViewTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @Test
    void all_state_is_in_the_address_and_defaults_are_left_out() {
        ProductsView view = parse(Map.of("margin", "72.5", "sort", "-price", "by", "vendor", "page", "3"))
                .view();
        assertThat(view.by()).isEqualTo(Dimension.VENDOR);
        assertThat(view.href()).isEqualTo("/products?margin=72.5&sort=-price&by=vendor&page=3");
        assertThat(view.href(ProductsView.CSV)).startsWith("/products.csv?margin=72.5");
        assertThat(parse(Map.of("margin", "60.0", "sort", "margin", "by", "model"))
                        .view()
                        .href())
                .isEqualTo("/products");
    }

    @ParameterizedTest
    @ValueSource(strings = {"100", "-1", "60.55", "1e1", "x", "６０", "NaN"})
    void a_margin_that_is_none_falls_back_with_a_notice(String margin) {
        ProductsView.Parsed parsed = parse(Map.of("margin", margin));
        assertThat(parsed.view().margin()).isEqualTo(Margin.DEFAULT);
        assertThat(parsed.notices()).singleElement().asString().contains("0 to 99.9");
    }

    @Test
    void wrong_parameters_are_named_and_left_out() {
        ProductsView.Parsed parsed = parse(Map.of("sort", "beauty", "by", "colour", "page", "0"));
        assertThat(parsed.notices()).hasSize(3);
        assertThat(parsed.view().href()).isEqualTo("/products");
    }

    @ParameterizedTest
    @CsvSource({"margin, -margin", "-margin, margin"})
    void a_second_click_turns_the_order(String now, String then) {
        Column.Order order = Column.Order.ofKey(now).orElseThrow();
        assertThat(order.clicked(Column.MARGIN).key()).isEqualTo(then);
        assertThat(order.clicked(Column.PROFIT).key()).isEqualTo("-profit");
        assertThat(order.clicked(Column.NAME).key()).isEqualTo("name");
    }

    private static ProductsView.Parsed parse(Map<String, String> parameters) {
        return ProductsView.parse(parameters::get, ZoneId.of("UTC"), zone -> TODAY);
    }
}

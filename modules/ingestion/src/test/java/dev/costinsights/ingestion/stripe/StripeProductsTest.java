package dev.costinsights.ingestion.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class StripeProductsTest {
    private static final int HALF_OF_A_FACT = 32 * 1024;

    private static ObjectNode product(String defaultPrice) {
        ObjectNode product = JsonNodeFactory.instance
                .objectNode()
                .put("stripe_product_version", "2026-11-01T08:00:00Z")
                .put("stripe_default_price", defaultPrice);
        product.putObject("stripe_prices");
        return product;
    }

    private static ObjectNode price(int number, String version, boolean active) {
        ObjectNode product = JsonNodeFactory.instance.objectNode();
        product.putObject("stripe_prices")
                .putObject(id(number))
                .put("version", version)
                .put("created", 1_793_520_000L + number)
                .put("active", active)
                .put("currency", "usd")
                .put("amount", 100_000 + number)
                .put("interval", "month")
                .put("interval_count", 1);
        return product;
    }

    private static String id(int number) {
        return "price_1Qabcdefghijklmnopqr%04d".formatted(number);
    }

    @Test
    void ofManyPricesTheNewestActiveOnesAndTheDefaultAreCarriedAlong() {
        ObjectNode product = product(id(7));
        for (int number = 0; number < 400; number++) {
            boolean active = number % 2 == 1;
            product = StripeProducts.merged(List.of(price(number, "2026-11-02T08:00:00.000001Z", active), product));
        }

        assertThat(product.path("stripe_prices").properties())
                .hasSize(StripeProducts.MOST_PRICES)
                .allMatch(price -> price.getValue().path("active").asBoolean())
                .anyMatch(price -> price.getKey().equals(id(7)))
                .anyMatch(price -> price.getKey().equals(id(399)))
                .noneMatch(price -> price.getKey().equals(id(9)));
        assertThat(product.path("prices")).hasSize(StripeProducts.MOST_PRICES);
        assertThat(product.path("recurring_interval").asText()).isEqualTo("month");
        assertThat(product.toString()).hasSizeLessThan(HALF_OF_A_FACT);
    }

    @Test
    void anEventThatComesLateDoesntBringAnInactivePriceBack() {
        ObjectNode inactive = price(1, "2026-11-03T08:00:00Z", false);
        ObjectNode before = price(1, "2026-11-02T08:00:00Z", true);

        ObjectNode product = StripeProducts.merged(List.of(inactive, product(id(2))));
        product = StripeProducts.merged(List.of(before, product));

        assertThat(product.path("prices")).isEmpty();
        assertThat(product.path("is_recurring").asBoolean()).isFalse();
    }
}

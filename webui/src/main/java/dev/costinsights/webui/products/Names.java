package dev.costinsights.webui.products;

import dev.costinsights.contracts.metrics.BillingType;
import dev.costinsights.contracts.profit.ProductProfit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What products are called. */
final class Names {
    private Names() {}

    /** Its name, or its id when it has none. */
    static String of(ProductProfit product) {
        String name = product.name();
        return name == null || name.isBlank() ? Objects.toString(product.productId(), "No product") : name;
    }

    static String billing(@Nullable BillingType type) {
        return type == null ? "–" : type == BillingType.ONE_TIME ? "One-time" : "Recurring";
    }
}

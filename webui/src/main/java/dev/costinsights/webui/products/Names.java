package dev.costinsights.webui.products;

import dev.costinsights.contracts.metrics.BillingType;
import dev.costinsights.contracts.profit.ProductProfit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What products are called. */
final class Names {
    private static final int LONGEST = 80;

    private Names() {}

    /** Its name, or its id when it has none. */
    static String of(ProductProfit product) {
        String name = product.name();
        return name == null || name.isBlank() ? Objects.toString(product.productId(), "No product") : name;
    }

    /** The first characters of a text that would fill a table. */
    static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
    }

    static String billing(@Nullable BillingType type) {
        return type == null ? "–" : type == BillingType.ONE_TIME ? "One-time" : "Recurring";
    }
}

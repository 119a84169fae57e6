package dev.costinsights.contracts.profit;

import dev.costinsights.contracts.metrics.BillingType;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one product brought and, by the customers who hold it, cost.
 *
 * @param productId null for orders without a product
 * @param name null when it isn't known
 * @param billingType null when it isn't known
 * @param figures of the range; costs are what was allocated
 * @param orders of the range that count
 * @param customers with an order of the range that counts
 */
public record ProductProfit(
        @Nullable UUID productId,
        @Nullable String name,
        @Nullable BillingType billingType,
        ProfitFigures figures,
        long orders,
        long customers) {}

package dev.costinsights.presentation;

import dev.costinsights.contracts.metrics.BillingType;
import dev.costinsights.contracts.metrics.MetricsQuery;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whose revenue is asked for.
 *
 * @param organizationId whose it is in any case
 * @param customerIds of these customers; null of all
 * @param productIds of these products, none when it is empty; null of all, and of what belongs to no product
 */
record RevenueScope(UUID organizationId, UUID @Nullable [] customerIds, UUID @Nullable [] productIds) {
    /** Where totals have what belongs to no product. */
    private static final UUID NO_PRODUCT = new UUID(0, 0);

    /** Parameters: $1 organization, $2 billing types, $3 products or null. */
    static final Statement PRODUCTS = new Statement("""
            select id from totals.products
            where organization_id = $1 and billing_type = any ($2) and ($3::uuid[] is null or id = any ($3))
            """);

    static Future<RevenueScope> of(SqlConnection snapshot, MetricsQuery query) {
        UUID[] customerIds =
                query.customerIds().isEmpty() ? null : query.customerIds().toArray(UUID[]::new);
        return products(snapshot, query)
                .map(productIds -> new RevenueScope(query.organizationId(), customerIds, productIds));
    }

    private static Future<UUID @Nullable []> products(SqlConnection snapshot, MetricsQuery query) {
        UUID[] named = query.productIds().isEmpty()
                ? null
                : query.productIds().stream()
                        .filter(id -> !id.equals(NO_PRODUCT))
                        .toArray(UUID[]::new);
        if (query.billingTypes().isEmpty()) {
            return Future.succeededFuture(named);
        }
        String[] billingTypes =
                query.billingTypes().stream().map(BillingType::wireName).toArray(String[]::new);
        return snapshot.preparedQuery(PRODUCTS.sql())
                .execute(Tuple.of(query.organizationId(), billingTypes, named))
                .map(rows -> {
                    List<UUID> ids = new ArrayList<>(rows.size());
                    rows.forEach(row -> ids.add(row.getUUID("id")));
                    return ids.toArray(UUID[]::new);
                });
    }

    private boolean isEverything() {
        return customerIds == null && productIds == null;
    }

    /** A condition on rows with customer and product, from the parameters of {@link #addTo}. */
    static String condition(String alias, int firstParameter) {
        return """
                and ($%2$d::uuid[] is null or %1$s.customer_id = any ($%2$d))
                and ($%3$d::uuid[] is null or %1$s.product_id = any ($%3$d))
                """.formatted(alias, firstParameter, firstParameter + 1);
    }

    /** Appends two arrays, each of them or null: {@code uuid[]}, {@code uuid[]}. */
    Tuple addTo(Tuple parameters) {
        return parameters.addValue(customerIds).addValue(productIds);
    }

    /** @param ofSome the same statement with the {@link #condition}, its parameters the next after the others */
    Future<RowSet<Row>> execute(SqlConnection snapshot, Statement ofAll, Statement ofSome, Tuple parameters) {
        return isEverything()
                ? snapshot.preparedQuery(ofAll.sql()).execute(parameters)
                : snapshot.preparedQuery(ofSome.sql()).execute(addTo(parameters));
    }
}

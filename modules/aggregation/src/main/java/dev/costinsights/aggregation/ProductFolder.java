package dev.costinsights.aggregation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps {@code totals.products}: each product as its last fact says. */
final class ProductFolder implements FactFolder {

    static final Statement PUT_PRODUCTS = new Statement("""
            insert into totals.products
                (organization_id, id, name, billing_type, recurring_interval, recurring_interval_count,
                 price_amount, price_currency, is_archived, created_at, modified_at)
            select $1, id, name, billing_type, recurring_interval, recurring_interval_count,
                   price_amount::numeric, price_currency, is_archived, created_at, modified_at
            from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::text[], $8::text[],
                        $9::boolean[], $10::timestamptz[], $11::timestamptz[])
                as p (id, name, billing_type, recurring_interval, recurring_interval_count, price_amount,
                      price_currency, is_archived, created_at, modified_at)
            on conflict (organization_id, id) do update
            set name = excluded.name, billing_type = excluded.billing_type,
                recurring_interval = excluded.recurring_interval,
                recurring_interval_count = excluded.recurring_interval_count,
                price_amount = excluded.price_amount, price_currency = excluded.price_currency,
                is_archived = excluded.is_archived, created_at = excluded.created_at,
                modified_at = excluded.modified_at
            """);

    /**
     * A row of {@code totals.products}.
     *
     * @param priceAmount of the first fixed price, else of the first that has an amount, in the smallest unit of its
     *     currency
     */
    record Product(
            UUID id,
            String name,
            boolean isRecurring,
            @Nullable String recurringInterval,
            @Nullable Integer recurringIntervalCount,
            @Nullable String priceAmount,
            @Nullable String priceCurrency,
            boolean isArchived,
            Instant createdAt,
            @Nullable Instant modifiedAt) {

        static Product of(Fact fact) {
            FactFields fields = FactFields.of(fact);
            boolean isRecurring = fields.isTrue("is_recurring");
            String interval = isRecurring ? fields.textOrNull("recurring_interval") : null;
            FactFields price = price(fact.data().path("prices"));
            return new Product(
                    fact.objectId(),
                    fields.text("name"),
                    isRecurring,
                    interval == null ? null : interval.toLowerCase(Locale.ROOT),
                    interval == null ? null : fields.integerOr("recurring_interval_count", 1),
                    price == null ? null : price.decimal("price_amount").toPlainString(),
                    price == null || price.textOrNull("price_currency") == null
                            ? null
                            : price.lowerCase("price_currency"),
                    fields.isTrue("is_archived"),
                    fields.instant("created_at"),
                    fields.instantOrNull("modified_at"));
        }

        private static @Nullable FactFields price(JsonNode prices) {
            FactFields first = null;
            for (JsonNode node : prices) {
                FactFields price = new FactFields(node);
                if (price.textOrNull("price_amount") == null) {
                    continue;
                }
                if ("fixed".equals(price.textOrNull("amount_type"))) {
                    return price;
                }
                first = first == null ? price : first;
            }
            return first;
        }
    }

    @Override
    public Future<Void> fold(SqlConnection connection, UUID organizationId, TouchedObjects touched) {
        return FactStore.latestOfObjects(
                        connection, organizationId, FactKind.PRODUCT, touched.ids(FactKind.PRODUCT), Product::of)
                .compose(products -> products.isEmpty()
                        ? Future.succeededFuture()
                        : connection
                                .preparedQuery(PUT_PRODUCTS.sql())
                                .execute(parameters(organizationId, products.values()))
                                .mapEmpty());
    }

    private static Tuple parameters(UUID organizationId, Collection<Product> products) {
        return Tuple.of(organizationId)
                .addArrayOfUUID(Columns.of(products, UUID.class, Product::id))
                .addArrayOfString(Columns.of(products, String.class, Product::name))
                .addArrayOfString(
                        Columns.of(products, String.class, product -> product.isRecurring() ? "recurring" : "one_time"))
                .addArrayOfString(Columns.of(products, String.class, Product::recurringInterval))
                .addArrayOfInteger(Columns.of(products, Integer.class, Product::recurringIntervalCount))
                .addArrayOfString(Columns.of(products, String.class, Product::priceAmount))
                .addArrayOfString(Columns.of(products, String.class, Product::priceCurrency))
                .addArrayOfBoolean(Columns.of(products, Boolean.class, Product::isArchived))
                .addArrayOfOffsetDateTime(Columns.ofInstants(products, Product::createdAt))
                .addArrayOfOffsetDateTime(Columns.ofInstants(products, Product::modifiedAt));
    }
}

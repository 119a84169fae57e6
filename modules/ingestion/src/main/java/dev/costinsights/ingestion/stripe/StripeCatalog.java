package dev.costinsights.ingestion.stripe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.model.Customer;
import com.stripe.model.Price;
import com.stripe.model.Product;
import java.util.Map;

/** Customers, products and prices. */
final class StripeCatalog {
    private static final int DELETED = 9;

    private StripeCatalog() {}

    /**
     * The external id is the entry of the customer's metadata that holds it, by which costs find the customer; else
     * Stripe's own id.
     */
    static StripeContent customer(StripeObject<Customer> object, String type, String customerKey) {
        Customer customer = object.value();
        boolean deleted = type.equals("customer.deleted");
        Map<String, String> metadata = customer.getMetadata() == null ? Map.of() : customer.getMetadata();
        String own = metadata.get(customerKey);
        ObjectNode data = object.data(customer.getId(), customer.getCreated(), rank(type))
                .put("external_id", own == null || own.isEmpty() ? customer.getId() : own)
                .put("email", customer.getEmail())
                .put("name", customer.getName())
                .put("type", "individual");
        ObjectNode kept = data.putObject("metadata");
        metadata.forEach((key, value) -> {
            if (value != null && !value.isEmpty()) {
                kept.put(key, value);
            }
        });
        if (deleted) {
            data.put("deleted_at", object.happenedAt().toString());
        }
        return StripeContent.of(object.fact(type, data));
    }

    /** Whether it recurs, and how often, say its prices: the ledger adds what is known of them. */
    static StripeContent product(StripeObject<Product> object, String type) {
        Product product = object.value();
        boolean deleted = type.equals("product.deleted");
        ObjectNode data = object.data(product.getId(), product.getCreated(), rank(type))
                .put("name", product.getName())
                .put("is_archived", deleted || Boolean.FALSE.equals(product.getActive()))
                .put("is_recurring", false)
                .put("stripe_product_version", object.version(rank(type)))
                .put("stripe_default_price", product.getDefaultPrice());
        data.putObject("stripe_prices");
        return StripeContent.of(object.fact(type.equals("product.created") ? type : "product.updated", data));
    }

    /** A version of its product, which is nameless until the product itself comes. */
    static StripeContent price(StripeObject<Price> object, String type) {
        Price price = object.value();
        String productId =
                price.getProduct() == null ? StripeObject.idAt(object.raw(), "/product") : price.getProduct();
        if (productId == null) {
            return StripeContent.NONE;
        }
        ObjectNode known = JsonNodeFactory.instance
                .objectNode()
                .put("version", object.version(rank(type)))
                .put("created", price.getCreated())
                .put("active", !Boolean.FALSE.equals(price.getActive()) && !type.equals("price.deleted"))
                .put("currency", price.getCurrency())
                .put("amount", price.getUnitAmount());
        if (price.getRecurring() != null) {
            known.put("interval", price.getRecurring().getInterval())
                    .put("interval_count", price.getRecurring().getIntervalCount());
        }
        ObjectNode data = object.data(productId, price.getCreated(), rank(type))
                .put("name", productId)
                .put("is_archived", false)
                .put("is_recurring", false);
        data.putObject("stripe_prices").set(price.getId(), known);
        return StripeContent.of(object.fact("product.updated", data));
    }

    private static int rank(String type) {
        if (type.endsWith(".deleted")) {
            return DELETED;
        }
        return type.endsWith(".created") ? 0 : 1;
    }
}

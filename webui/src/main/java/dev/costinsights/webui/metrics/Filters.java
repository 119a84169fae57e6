package dev.costinsights.webui.metrics;

import dev.costinsights.contracts.metrics.BillingType;
import io.vertx.core.MultiMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Function;

/**
 * Whose and which figures are shown; nothing chosen means all.
 *
 * @param products ids
 * @param customers external ids or ids, as they were written
 */
record Filters(List<UUID> products, List<BillingType> billingTypes, List<String> customers) {
    static final Filters NONE = new Filters(List.of(), List.of(), List.of());
    static final String PRODUCT = "product";
    static final String BILLING = "billing";
    static final String CUSTOMER = "customer";
    /** Of one kind. */
    static final int MOST = 10;

    private static final int LONGEST_VALUE = 500;

    Filters {
        products = List.copyOf(products);
        billingTypes = List.copyOf(billingTypes);
        customers = List.copyOf(customers);
    }

    /** @param notices takes a sentence for what could not be used */
    static Filters parse(MultiMap query, List<String> notices) {
        return new Filters(
                values(query, PRODUCT, "product", Filters::id, notices),
                values(query, BILLING, "billing type", BillingType::ofWireName, notices),
                values(query, CUSTOMER, "customer", Filters::key, notices));
    }

    boolean isEmpty() {
        return equals(NONE);
    }

    /** Whether something is left out that costs are not told apart by. */
    boolean spareCosts() {
        return !products.isEmpty() || !billingTypes.isEmpty();
    }

    Filters withoutProduct(UUID id) {
        return new Filters(without(products, id), billingTypes, customers);
    }

    Filters withoutBilling(BillingType type) {
        return new Filters(products, without(billingTypes, type), customers);
    }

    Filters withoutCustomer(String key) {
        return new Filters(products, billingTypes, without(customers, key));
    }

    void addTo(StringJoiner query) {
        products.forEach(id -> query.add(PRODUCT + "=" + id));
        billingTypes.forEach(type -> query.add(BILLING + "=" + type.wireName()));
        customers.forEach(key -> query.add(CUSTOMER + "=" + URLEncoder.encode(key, StandardCharsets.UTF_8)));
    }

    private static <T> List<T> without(List<T> values, T value) {
        return values.stream().filter(each -> !each.equals(value)).toList();
    }

    private static <T> List<T> values(
            MultiMap query, String name, String word, Function<String, Optional<T>> read, List<String> notices) {
        List<T> values = new ArrayList<>();
        boolean unknown = false;
        for (String text : query.getAll(name)) {
            if (text.isBlank()) {
                continue;
            }
            Optional<T> value = read.apply(text.strip());
            unknown |= value.isEmpty();
            value.filter(each -> !values.contains(each)).ifPresent(values::add);
        }
        if (unknown) {
            notices.add("A " + word + " in the address can't be one; it is left out.");
        }
        if (values.size() > MOST) {
            notices.add("A filter takes " + MOST + " of a kind at most; here are the first.");
        }
        return values.subList(0, Math.min(MOST, values.size()));
    }

    private static Optional<UUID> id(String text) {
        return MetricsView.id(text);
    }

    private static Optional<String> key(String text) {
        boolean fits = text.length() <= LONGEST_VALUE && text.chars().noneMatch(c -> c < ' ');
        return fits ? Optional.of(text) : Optional.empty();
    }
}

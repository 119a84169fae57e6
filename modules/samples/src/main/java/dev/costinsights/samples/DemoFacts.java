package dev.costinsights.samples;

import dev.costinsights.samples.DemoCustomers.Customer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The objects of the demo business as facts speak of them. Ids depend on the seed, the customer and the month alone, so
 * that a repeated run speaks of the same objects.
 */
final class DemoFacts {
    private static final int CUSTOMER_IDS = 31;
    private static final int PRODUCT_IDS = 32;
    private static final int SUBSCRIPTION_IDS = 33;
    private static final int ORDER_IDS = 34;
    private static final int REFUND_IDS = 35;
    private static final int CHECKOUT_IDS = 36;
    private static final int RATES = 37;
    /** Of every seven customers one pays in euro. */
    private static final int EURO_RHYTHM = 7;

    private final long seed;

    DemoFacts(long seed) {
        this.seed = seed;
    }

    /**
     * What a subscription is at some time.
     *
     * @param since when it became so
     * @param endsAt when it will end or has ended; null while it goes on
     */
    record Terms(
            String status,
            DemoPlan plan,
            Instant since,
            Instant started,
            @Nullable Instant trialEnd,
            Instant periodStart,
            Instant periodEnd,
            @Nullable Instant canceledAt,
            @Nullable Instant endsAt,
            @Nullable String reason) {}

    static String currency(Customer customer) {
        return customer.rank() % EURO_RHYTHM == 3 ? "eur" : "usd";
    }

    SampleFact product(DemoPlan plan, Instant created) {
        Map<String, Object> data = object(id(PRODUCT_IDS, plan.ordinal()), created, created);
        data.put("name", plan.productName());
        data.put("is_recurring", plan.isRecurring());
        data.put("recurring_interval", plan.interval());
        data.put("is_archived", false);
        data.put(
                "prices",
                List.of(Map.of("amount_type", "fixed", "price_amount", plan.price("usd"), "price_currency", "usd")));
        return new SampleFact("product.created", created, data);
    }

    SampleFact customer(Customer customer, Instant created) {
        String words = customer.id().replace('-', ' ');
        Map<String, Object> data = object(customerId(customer), created, created);
        data.put("external_id", customer.id());
        data.put("email", "billing@" + customer.id() + ".example");
        data.put("name", titleCase(words));
        return new SampleFact("customer.created", created, data);
    }

    SampleFact subscription(String type, Customer customer, Terms terms) {
        String currency = currency(customer);
        Map<String, Object> data = object(id(SUBSCRIPTION_IDS, customer.rank()), terms.started(), terms.since());
        data.put("status", terms.status());
        data.put("customer_id", customerId(customer));
        data.put("product_id", id(PRODUCT_IDS, terms.plan().ordinal()));
        data.put("amount", terms.plan().price(currency));
        data.put("currency", currency);
        data.put("recurring_interval", terms.plan().interval());
        data.put("started_at", terms.started().toString());
        data.put(
                "trial_start", terms.trialEnd() == null ? null : terms.started().toString());
        data.put("trial_end", text(terms.trialEnd()));
        data.put("current_period_start", terms.periodStart().toString());
        data.put("current_period_end", terms.periodEnd().toString());
        data.put("cancel_at_period_end", terms.endsAt() != null);
        data.put("canceled_at", text(terms.canceledAt()));
        data.put("ends_at", text(terms.endsAt()));
        data.put("ended_at", terms.status().equals("canceled") ? text(terms.endsAt()) : null);
        data.put("customer_cancellation_reason", terms.reason());
        return new SampleFact("subscription." + type, terms.since(), data);
    }

    /**
     * An order of a month.
     *
     * @param number of the customer's orders of that plan and month
     */
    SampleFact order(String type, Customer customer, DemoPlan plan, int number, Instant created, Instant since) {
        String currency = currency(customer);
        long amount = plan.price(currency);
        Map<String, Object> data = object(orderId(customer, plan, number, created), created, since);
        data.put("status", type.equals("refunded") ? "refunded" : "paid");
        data.put("customer_id", customerId(customer));
        data.put("product_id", id(PRODUCT_IDS, plan.ordinal()));
        data.put("subscription_id", plan.isRecurring() ? id(SUBSCRIPTION_IDS, customer.rank()) : null);
        data.put("currency", currency);
        data.put("subtotal_amount", amount);
        data.put("net_amount", amount);
        data.put("tax_amount", 0);
        data.put("total_amount", amount);
        data.put("platform_fee_amount", amount * 4 / 100 + 40);
        data.put("billing_reason", plan.isRecurring() ? "subscription_cycle" : "purchase");
        if (currency.equals("eur")) {
            data.put("exchange_rate", euroRate(created));
        }
        return new SampleFact("order." + type, since, data);
    }

    SampleFact refund(Customer customer, DemoPlan plan, int number, Instant orderCreated, Instant refunded) {
        String currency = currency(customer);
        Map<String, Object> data = object(
                id(REFUND_IDS, customer.rank(), plan.ordinal(), number, month(orderCreated)), refunded, refunded);
        data.put("status", "succeeded");
        data.put("order_id", orderId(customer, plan, number, orderCreated));
        data.put("amount", plan.price(currency));
        data.put("tax_amount", 0);
        data.put("currency", currency);
        return new SampleFact("refund.created", refunded, data);
    }

    /** Of somebody whom the business doesn't know yet. */
    SampleFact checkout(LocalDate month, int number, boolean succeeded, Instant opened) {
        Map<String, Object> data = object(id(CHECKOUT_IDS, month.toEpochDay(), number), opened, opened);
        data.put("opened_at", opened.toString());
        data.put("status", succeeded ? "succeeded" : "expired");
        return new SampleFact(succeeded ? "checkout.updated" : "checkout.expired", opened, data);
    }

    private BigDecimal euroRate(Instant time) {
        return BigDecimal.valueOf(10_600 + Dice.of(seed, RATES, month(time)).below(900), 4);
    }

    private String orderId(Customer customer, DemoPlan plan, int number, Instant created) {
        return id(ORDER_IDS, customer.rank(), plan.ordinal(), number, month(created));
    }

    private String customerId(Customer customer) {
        return id(CUSTOMER_IDS, customer.rank());
    }

    private static long month(Instant time) {
        return YearMonth.from(time.atZone(ZoneOffset.UTC)).atDay(1).toEpochDay();
    }

    private static Map<String, Object> object(String id, Instant created, Instant modified) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("id", id);
        data.put("created_at", created.toString());
        data.put("modified_at", modified.toString());
        return data;
    }

    private static @Nullable String text(@Nullable Instant time) {
        return time == null ? null : time.toString();
    }

    private static String titleCase(String words) {
        var title = new StringBuilder(words);
        for (int i = 0; i < title.length(); i++) {
            if (i == 0 || title.charAt(i - 1) == ' ') {
                title.setCharAt(i, Character.toUpperCase(title.charAt(i)));
            }
        }
        return title.toString();
    }

    /** Of version 4, from the seed and a key. */
    private String id(long... key) {
        long[] whole = new long[key.length + 1];
        whole[0] = seed;
        System.arraycopy(key, 0, whole, 1, key.length);
        Dice dice = Dice.of(whole);
        long high = ((long) dice.below(1 << 30) << 34) ^ ((long) dice.below(1 << 30) << 16) ^ dice.below(1 << 12);
        long low = ((long) dice.below(1 << 30) << 32) ^ dice.below(1 << 30);
        return new UUID(high & 0xffffffffffff0fffL | 0x4000, low & 0x3fffffffffffffffL | 0x8000000000000000L)
                .toString();
    }
}

package dev.costinsights.acceptance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * Facts of a business that nobody would run: made object by object with their histories, then sent in any order, in any
 * batches, some twice, old versions after new ones.
 */
final class RandomFacts {
    private static final List<String> CURRENCIES =
            List.of("usd", "usd", "usd", "usd", "eur", "eur", "gbp", "jpy", "chf");
    /** Usd per unit, in ten-thousandths; chf has no rate but what orders say. */
    private static final Map<String, Integer> TEN_THOUSANDTHS = Map.of("eur", 10_900, "gbp", 12_700, "jpy", 65);

    private final Random random;
    private final RandomMoments moments;
    private final RandomSales sales;
    private final RandomSubscriptions subscriptions;
    private final List<Plan> plans = new ArrayList<>();
    private final List<UUID> customers = new ArrayList<>();
    private final List<Fact> unsent = new ArrayList<>();
    private final List<Fact> sent = new ArrayList<>();

    /** What can be bought: for an amount of a currency, once (with an empty interval) or every so many intervals. */
    record Plan(UUID product, long amount, String currency, String interval, int count) {}

    RandomFacts(Random random, RandomMoments moments) {
        this.random = random;
        this.moments = moments;
        sales = new RandomSales(this, moments);
        subscriptions = new RandomSubscriptions(this, moments, sales);
        addProduct("");
        addProduct("");
        for (String interval : List.of("month", "month", "month", "year", "week", "day")) {
            addProduct(interval);
        }
        for (int i = 0; i < 25; i++) {
            addCustomer(i);
        }
    }

    /** More of everything that isn't sent yet. */
    void goOn() {
        for (int i = 0; i < 10; i++) {
            subscriptions.add();
        }
        for (int i = 0; i < 12; i++) {
            sales.addOneTime();
        }
        for (int i = 0; i < 5; i++) {
            addCheckout();
            addRate();
        }
    }

    /** Never empty while something isn't sent. */
    List<Fact> batch() {
        List<Fact> batch = new ArrayList<>();
        Collections.shuffle(unsent, random);
        for (int i = 0, size = 1 + random.nextInt(60); i < size && !unsent.isEmpty(); i++) {
            batch.add(unsent.remove(unsent.size() - 1));
        }
        List<Fact> again = moments.oneIn(2) ? batch : sent;
        for (int i = 0; i < 4 && moments.oneIn(2) && !again.isEmpty(); i++) {
            batch.add(random.nextInt(batch.size() + 1), moments.pick(again));
        }
        sent.addAll(batch);
        return batch;
    }

    int unsent() {
        return unsent.size();
    }

    /** Customers that orders and subscriptions name, whether anybody registers them or not. */
    List<UUID> customers() {
        return customers;
    }

    List<Plan> plans() {
        return plans;
    }

    Plan recurring() {
        return moments.pick(
                plans.stream().filter(plan -> !plan.interval().isEmpty()).toList());
    }

    UUID customer() {
        return moments.pick(customers);
    }

    UUID newId() {
        return new UUID(
                random.nextLong() & ~0xF000L | 0x4000L,
                random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L);
    }

    /** An object's version, to be sent at any time. The version is its modified_at, or else the fact's timestamp. */
    void say(String type, Instant version, ObjectNode object) {
        ObjectNode data = object.deepCopy();
        Instant timestamp = version;
        if (!moments.oneIn(5)) {
            data.put("modified_at", version.toString());
            timestamp = version.plusMillis(moments.below(2000));
        }
        unsent.add(new Fact(type, timestamp, data));
    }

    ObjectNode object(UUID id, Instant createdAt) {
        return Wire.JSON.createObjectNode().put("id", id.toString()).put("created_at", createdAt.toString());
    }

    /** Null for what takes the rate of its day or of its order. */
    void putRate(ObjectNode object, String currency) {
        if (!currency.equals("usd") && moments.oneIn(2)) {
            object.put("exchange_rate", rate(currency));
        }
    }

    private BigDecimal rate(String currency) {
        int around = TEN_THOUSANDTHS.getOrDefault(currency, 11_300);
        return BigDecimal.valueOf(around * 9L / 10 + moments.below(around / 5), 4);
    }

    private void addProduct(String interval) {
        UUID id = newId();
        String currency = interval.isEmpty() ? "usd" : moments.pick(CURRENCIES);
        // Enough to be worth more than a cent a month in any currency.
        long amount = (100 + moments.below(50_000)) * (currency.equals("jpy") ? 100L : 1);
        plans.add(new Plan(id, amount, currency, interval, interval.isEmpty() ? 1 : count()));
        Instant createdAt = Instant.parse("2024-01-01T00:00:00Z");
        ObjectNode product = object(id, createdAt)
                .put("name", "Product " + plans.size())
                .put("is_recurring", !interval.isEmpty())
                .put("is_archived", false);
        product.putArray("prices")
                .addObject()
                .put("amount_type", "fixed")
                .put("price_amount", 1000)
                .put("price_currency", currency);
        if (!interval.isEmpty()) {
            product.put("recurring_interval", interval);
        }
        say("product.created", createdAt, product);
        say("product.updated", createdAt.plusSeconds(86_400), product.put("is_archived", moments.oneIn(2)));
    }

    int count() {
        return moments.oneIn(4) ? 2 + moments.below(5) : 1;
    }

    /** Most have an external id, a few change or lose it, some are deleted, and some nobody ever registers. */
    private void addCustomer(int number) {
        UUID id = newId();
        customers.add(id);
        if (number % 6 == 5) {
            return;
        }
        Instant createdAt = moments.any();
        ObjectNode customer = object(id, createdAt)
                .put("email", "customer" + number + "@generated.test")
                .put("name", "Customer " + number);
        if (number % 6 != 4) {
            customer.put("external_id", externalId(number));
        }
        say("customer.created", createdAt, customer);
        Instant later = moments.after(createdAt.plusSeconds(1), 60);
        if (moments.oneIn(5)) {
            customer.put("external_id", "renamed-" + number);
            say("customer.updated", later, customer);
        }
        if (moments.oneIn(8)) {
            Instant deletedAt = moments.after(later.plusSeconds(1), 60);
            say("customer.deleted", deletedAt, customer.put("deleted_at", deletedAt.toString()));
        }
    }

    static String externalId(int number) {
        return "customer-" + number;
    }

    private void addCheckout() {
        Instant createdAt = moments.any();
        ObjectNode checkout = object(newId(), createdAt).put("status", "open");
        if (moments.oneIn(2)) {
            checkout.put("customer_id", customer().toString());
        }
        if (!moments.oneIn(5)) {
            checkout.put("product_id", moments.pick(plans).product().toString());
        }
        say("checkout.created", createdAt, checkout);
        if (!moments.oneIn(3)) {
            checkout.put("opened_at", moments.after(createdAt, 2).toString());
        }
        String status = moments.pick(List.of("open", "expired", "confirmed", "succeeded", "succeeded", "failed"));
        say("checkout.updated", moments.after(createdAt.plusSeconds(1), 3), checkout.put("status", status));
    }

    private void addRate() {
        String currency = moments.pick(List.of("eur", "gbp", "jpy"));
        Instant at = moments.any();
        ObjectNode rate = Wire.JSON
                .createObjectNode()
                .put("currency", currency)
                .put("day", at.atZone(ZoneOffset.UTC).toLocalDate().toString())
                .put("rate", rate(currency));
        say("exchange_rate.set", at, rate);
        if (moments.oneIn(3)) {
            say("exchange_rate.set", at.plusSeconds(60), rate.put("rate", rate(currency)));
        }
    }
}

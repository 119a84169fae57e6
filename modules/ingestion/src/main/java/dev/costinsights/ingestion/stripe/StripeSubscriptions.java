package dev.costinsights.ingestion.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Subscriptions: the product and interval of the first item, the amount of all items of that interval. */
final class StripeSubscriptions {
    private static final Map<String, Integer> RANK_OF_STATUS = Map.of(
            "incomplete", 0,
            "trialing", 10,
            "active", 20,
            "past_due", 30,
            "unpaid", 40,
            "paused", 40,
            "incomplete_expired", 50,
            "canceled", 60);
    private static final Map<String, String> FACT_TYPES = Map.of(
            "customer.subscription.created", "subscription.created",
            "customer.subscription.deleted", "subscription.revoked",
            "customer.subscription.paused", "subscription.paused",
            "customer.subscription.resumed", "subscription.resumed");
    /** Stripe's words are those of the facts. */
    private static final Set<String> REASONS = Set.of(
            "customer_service",
            "low_quality",
            "missing_features",
            "switched_service",
            "too_complex",
            "too_expensive",
            "unused",
            "other");

    private static final BigDecimal HUNDRED = new BigDecimal(100);

    private StripeSubscriptions() {}

    static StripeContent subscription(StripeObject<Subscription> object, String type) {
        Subscription subscription = object.value();
        List<SubscriptionItem> items =
                subscription.getItems() == null || subscription.getItems().getData() == null
                        ? List.of()
                        : subscription.getItems().getData();
        if (items.isEmpty() || items.get(0).getPrice() == null) {
            return StripeContent.NONE;
        }
        Price price = items.get(0).getPrice();
        boolean created = type.equals("customer.subscription.created");
        int rank = RANK_OF_STATUS.getOrDefault(String.valueOf(subscription.getStatus()), 20) + (created ? 0 : 1);
        ObjectNode data = object.data(subscription.getId(), subscription.getCreated(), rank)
                .put("status", subscription.getStatus())
                .put("customer_id", StripeIds.text(subscription.getCustomer()))
                .put("product_id", StripeIds.text(price.getProduct()))
                .put("amount", amount(subscription, items, object.raw()))
                .put("currency", subscription.getCurrency() == null ? price.getCurrency() : subscription.getCurrency())
                .put("recurring_interval", interval(price))
                .put("recurring_interval_count", intervalCount(price));
        addTimes(data, subscription, items.get(0), object.raw());
        Subscription.CancellationDetails details = subscription.getCancellationDetails();
        if (details != null) {
            String feedback = details.getFeedback();
            data.put(
                            "customer_cancellation_reason",
                            feedback == null || REASONS.contains(feedback) ? feedback : "other")
                    .put("customer_cancellation_comment", details.getComment());
        }
        return StripeContent.of(object.fact(FACT_TYPES.getOrDefault(type, "subscription.updated"), data));
    }

    /** The period is the item's in newer versions of the API, the subscription's in older ones. */
    private static void addTimes(ObjectNode data, Subscription subscription, SubscriptionItem item, JsonNode raw) {
        Long periodStart = item.getCurrentPeriodStart() == null
                ? StripeObject.longAt(raw, "/current_period_start")
                : item.getCurrentPeriodStart();
        Long periodEnd = item.getCurrentPeriodEnd() == null
                ? StripeObject.longAt(raw, "/current_period_end")
                : item.getCurrentPeriodEnd();
        boolean atPeriodEnd = Boolean.TRUE.equals(subscription.getCancelAtPeriodEnd());
        Long endsAt = subscription.getCancelAt() == null && atPeriodEnd ? periodEnd : subscription.getCancelAt();
        data.put("started_at", StripeObject.time(subscription.getStartDate()))
                .put("trial_start", StripeObject.time(subscription.getTrialStart()))
                .put("trial_end", StripeObject.time(subscription.getTrialEnd()))
                .put("current_period_start", StripeObject.time(periodStart))
                .put("current_period_end", StripeObject.time(periodEnd))
                .put("cancel_at_period_end", atPeriodEnd)
                .put("canceled_at", StripeObject.time(subscription.getCanceledAt()))
                .put("ends_at", StripeObject.time(endsAt))
                .put("ended_at", StripeObject.time(subscription.getEndedAt()));
    }

    private static String interval(Price price) {
        return price.getRecurring() == null ? "month" : price.getRecurring().getInterval();
    }

    private static long intervalCount(Price price) {
        return price.getRecurring() == null || price.getRecurring().getIntervalCount() == null
                ? 1
                : price.getRecurring().getIntervalCount();
    }

    /** In the smallest unit of its currency, for one interval. What is metered is not known before it is used. */
    private static long amount(Subscription subscription, List<SubscriptionItem> items, JsonNode raw) {
        Price first = items.get(0).getPrice();
        BigDecimal sum = items.stream()
                .filter(item -> item.getPrice() != null
                        && interval(item.getPrice()).equals(interval(first))
                        && intervalCount(item.getPrice()) == intervalCount(first))
                .map(StripeSubscriptions::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal left = sum;
        for (JsonNode discount : discounts(raw)) {
            left = discounted(left, discount, subscription.getCurrency());
        }
        return left.max(BigDecimal.ZERO).setScale(0, RoundingMode.HALF_UP).longValueExact();
    }

    private static BigDecimal amount(SubscriptionItem item) {
        Price price = item.getPrice();
        BigDecimal unit = price.getUnitAmountDecimal() != null
                ? price.getUnitAmountDecimal()
                : price.getUnitAmount() == null ? BigDecimal.ZERO : BigDecimal.valueOf(price.getUnitAmount());
        return item.getQuantity() == null ? BigDecimal.ZERO : unit.multiply(BigDecimal.valueOf(item.getQuantity()));
    }

    /** Older versions of the API send one discount whole, newer ones ids unless asked for more. */
    private static Iterable<JsonNode> discounts(JsonNode raw) {
        JsonNode one = raw.path("discount");
        return one.isObject() ? List.of(one) : raw.path("discounts");
    }

    /** One that lasts, by what its coupon says; a discount that is only an id, or once, leaves the amount as it is. */
    private static BigDecimal discounted(BigDecimal amount, JsonNode discount, @Nullable String currency) {
        JsonNode sent = discount.path("coupon");
        JsonNode coupon = sent.isObject() ? sent : discount.at("/source/coupon");
        if (!coupon.isObject() || coupon.path("duration").asText().equals("once")) {
            return amount;
        }
        if (coupon.path("percent_off").isNumber()) {
            BigDecimal kept = HUNDRED.subtract(coupon.path("percent_off").decimalValue());
            return amount.multiply(kept).movePointLeft(2);
        }
        boolean sameCurrency = coupon.path("currency").asText().equals(currency);
        return coupon.path("amount_off").isNumber() && sameCurrency
                ? amount.subtract(coupon.path("amount_off").decimalValue())
                : amount;
    }
}

package dev.costinsights.webui.customer;

import dev.costinsights.contracts.customers.ActiveSubscription;
import dev.costinsights.contracts.customers.CustomerState;
import dev.costinsights.contracts.revenue.RevenueEntryPage;
import dev.costinsights.webui.customer.CustomerPage.Subscription;
import dev.costinsights.webui.format.Days;
import dev.costinsights.webui.format.MoneyFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Builds the list of what a customer is subscribed to. */
final class SubscriptionsView {
    private final CustomerView view;
    private final Map<UUID, String> products = new HashMap<>();

    /** @param entries tell the names of products; null when they aren't known */
    private SubscriptionsView(CustomerView view, @Nullable RevenueEntryPage entries) {
        this.view = view;
        if (entries != null) {
            entries.items().stream()
                    .filter(entry -> entry.productId() != null && entry.productName() != null)
                    .forEach(entry -> products.putIfAbsent(entry.productId(), entry.productName()));
        }
    }

    static List<Subscription> of(CustomerView view, CustomerState state, @Nullable RevenueEntryPage entries) {
        var builder = new SubscriptionsView(view, entries);
        return state.subscriptions().stream().map(builder::subscription).toList();
    }

    private Subscription subscription(ActiveSubscription subscription) {
        String name = products.get(subscription.productId());
        return new Subscription(
                name == null || name.isBlank() ? "Product " + subscription.productId() : name,
                price(subscription),
                status(subscription));
    }

    private static String price(ActiveSubscription subscription) {
        int count = subscription.recurringIntervalCount();
        String interval = subscription.recurringInterval();
        return amount(subscription) + (count == 1 ? " a " + interval : " every " + count + " " + interval + "s");
    }

    private static String amount(ActiveSubscription subscription) {
        BigDecimal smallest = BigDecimal.valueOf(subscription.amount());
        String code = subscription.currency().toUpperCase(Locale.ROOT);
        if (code.equals("USD")) {
            return MoneyFormat.figure(smallest).of(smallest).text();
        }
        return code + " " + smallest.movePointLeft(digits(code)).toPlainString();
    }

    private static int digits(String code) {
        return Currency.getAvailableCurrencies().stream()
                .filter(currency -> currency.getCurrencyCode().equals(code))
                .mapToInt(currency -> Math.max(0, currency.getDefaultFractionDigits()))
                .findFirst()
                .orElse(2);
    }

    private String status(ActiveSubscription subscription) {
        Instant ends = subscription.endsAt();
        if (ends != null) {
            return "Ends " + day(ends);
        }
        if (subscription.cancelAtPeriodEnd()) {
            return "Ends " + day(subscription.currentPeriodEnd());
        }
        Instant trialEnds = subscription.trialEnd();
        if (subscription.inTrial()) {
            return trialEnds == null ? "In trial" : "In trial until " + day(trialEnds);
        }
        return "Renews " + day(subscription.currentPeriodEnd());
    }

    private String day(Instant at) {
        return Days.day(at.atZone(view.days().zone()).toLocalDate(), view.days().today());
    }
}

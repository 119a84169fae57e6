package dev.costinsights.samples;

import org.jspecify.annotations.Nullable;

/**
 * What the demo business sells: two plans by the month, one by the year, and credits to top up. Prices suit the costs of the
 * default number of events.
 */
enum DemoPlan {
    STARTER("Starter", 900, 850, "month"),
    PRO("Pro", 2_900, 2_700, "month"),
    PRO_YEARLY("Pro, yearly", 29_000, 27_000, "year"),
    CREDITS("10,000 credits", 1_000, 950, null);

    private final String productName;
    private final long priceUsdCents;
    private final long priceEuroCents;
    private final @Nullable String interval;

    DemoPlan(String productName, long priceUsdCents, long priceEuroCents, @Nullable String interval) {
        this.productName = productName;
        this.priceUsdCents = priceUsdCents;
        this.priceEuroCents = priceEuroCents;
        this.interval = interval;
    }

    String productName() {
        return productName;
    }

    /** In the smallest unit of the currency. */
    long price(String currency) {
        return currency.equals("eur") ? priceEuroCents : priceUsdCents;
    }

    boolean isRecurring() {
        return interval != null;
    }

    /** {@code month} or {@code year}; null for what is paid once. */
    @Nullable
    String interval() {
        return interval;
    }

    int months() {
        return "year".equals(interval) ? 12 : 1;
    }
}

package dev.costinsights.samples;

import org.jspecify.annotations.Nullable;

/** What the demo business sells: two plans by the month, one by the year, and credits to top up. */
enum DemoPlan {
    STARTER("Starter", 4_900, 4_500, "month"),
    PRO("Pro", 24_900, 22_900, "month"),
    PRO_YEARLY("Pro, yearly", 249_000, 229_000, "year"),
    CREDITS("100,000 credits", 10_000, 9_500, null);

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

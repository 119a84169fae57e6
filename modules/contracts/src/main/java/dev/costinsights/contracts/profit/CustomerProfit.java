package dev.costinsights.contracts.profit;

import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one customer brought and cost.
 *
 * @param customerId of a registered customer, deleted or not, or of one that only orders, refunds or disputes name
 * @param externalCustomerId null when it has none, gave it up with its deletion, or isn't registered
 * @param name null when it isn't known
 * @param email null when it isn't known
 * @param figures of the range
 * @param events in the range
 * @param realizedLtvCents net revenue by date less costs of all time up to the end of the range; may be negative
 * @param predictedLtvCents what the next five years will bring, as of the end of the range; null when it didn't pay in the
 *     90 days before
 * @param predictedLtvConfidence null together with the prediction
 * @param firstActivityAt its first event or counting order of all time; null without any
 * @param lastActivityAt its last event or counting order before the end of the range; null without any
 * @param topCostDriver the name of the events of the range that cost most, among the newest {@value #DRIVER_EVENTS}; null
 *     when no event cost anything
 */
public record CustomerProfit(
        UUID customerId,
        @Nullable String externalCustomerId,
        @Nullable String name,
        @Nullable String email,
        ProfitFigures figures,
        long events,
        BigDecimal realizedLtvCents,
        @Nullable BigDecimal predictedLtvCents,
        @Nullable Confidence predictedLtvConfidence,
        @Nullable Instant firstActivityAt,
        @Nullable Instant lastActivityAt,
        @Nullable String topCostDriver) {
    /** Of so many events of a customer the most expensive name is found. */
    public static final int DRIVER_EVENTS = 5_000;

    /** How much a prediction is worth, by how many customers and departures it was made of. */
    public enum Confidence {
        LOW,
        MEDIUM,
        HIGH;

        /** The name on the wire: {@code low}. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}

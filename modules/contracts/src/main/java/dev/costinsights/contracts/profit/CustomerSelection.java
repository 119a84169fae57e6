package dev.costinsights.contracts.profit;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.contracts.metrics.TimeRange;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which customers are asked for, in which order: those with an event, an order, a refund or a dispute before the end of
 * the range.
 *
 * @param query null or a part of the name, the email, the external id or the id, in any case
 * @param who which of them
 * @param sort ties go to the smaller id; what isn't known comes last either way
 */
public record CustomerSelection(
        UUID organizationId,
        TimeRange range,
        @Nullable String query,
        Who who,
        Sort sort,
        boolean descending,
        Consistency consistency) {

    /** Everybody. */
    public CustomerSelection(
            UUID organizationId,
            TimeRange range,
            @Nullable String query,
            Sort sort,
            boolean descending,
            Consistency consistency) {
        this(organizationId, range, query, Who.EVERYBODY, sort, descending, consistency);
    }

    /** A part of all customers, by the figures of the range. */
    public enum Who {
        EVERYBODY,
        /** Those with revenue. */
        PAYING,
        /** Those whose profit is below zero. */
        LOSING
    }

    /** By what customers can be ordered. */
    public enum Sort {
        CUSTOMER_ID,
        EXTERNAL_CUSTOMER_ID,
        NAME,
        EMAIL,
        REVENUE,
        NET_REVENUE,
        NET_REVENUE_BY_DATE,
        REFUNDS,
        COSTS,
        PROFIT,
        PROFIT_MARGIN,
        REALIZED_LTV,
        PREDICTED_LTV,
        FIRST_ACTIVITY_AT,
        LAST_ACTIVITY_AT,
        EVENTS;

        /** The name on the wire: {@code profit_margin}. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Sort> ofWireName(String name) {
            return Arrays.stream(values())
                    .filter(sort -> sort.wireName().equals(name))
                    .findFirst();
        }
    }
}

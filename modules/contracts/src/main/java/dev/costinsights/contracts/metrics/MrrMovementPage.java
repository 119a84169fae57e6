package dev.costinsights.contracts.metrics;

import dev.costinsights.contracts.bus.Message;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list of MRR movements.
 *
 * @param totalCount how many the whole list has
 * @param asOf everything committed to the log up to this instant is in
 */
public record MrrMovementPage(List<Item> items, long totalCount, Instant asOf) implements Message {
    public MrrMovementPage {
        items = List.copyOf(items);
    }

    /**
     * A customer whose MRR moved. Names are null when it isn't registered or has none.
     *
     * @param timestamp of the period
     * @param beforeCents MRR at the start of the period
     * @param afterCents MRR at its end
     */
    public record Item(
            Instant timestamp,
            UUID customerId,
            @Nullable String externalCustomerId,
            @Nullable String name,
            @Nullable String email,
            MrrMovement movement,
            BigDecimal beforeCents,
            BigDecimal afterCents) {

        public BigDecimal changeCents() {
            return afterCents.subtract(beforeCents);
        }
    }
}

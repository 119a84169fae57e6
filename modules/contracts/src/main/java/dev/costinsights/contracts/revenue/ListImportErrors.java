package dev.costinsights.contracts.revenue;

import dev.costinsights.contracts.bus.Message;
import java.util.UUID;

/**
 * Asks what is wrong with the lines of an import, in their order.
 *
 * @param offset how many to leave out at the beginning
 */
public record ListImportErrors(UUID organizationId, UUID importId, long offset, int limit) implements Message {
    /** More are counted, not listed. */
    public static final int MAX_LISTED = 10_000;
}

package dev.costinsights.ingestion;

import dev.costinsights.contracts.revenue.NewFact;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery whose signature is good.
 *
 * @param id the provider's, the same for each try
 * @param type as the provider names it
 * @param signedAt seconds since 1970, another for each try
 * @param content null when it says nothing about revenue
 */
record SignedDelivery(
        String id, String type, long signedAt, @Nullable Content content) {
    static final int MAX_ID_LENGTH = 255;
    static final int MAX_TYPE_LENGTH = 200;

    /** What a delivery says about revenue. */
    @FunctionalInterface
    interface Content {
        /** The facts to keep. Fails as invalid when the delivery doesn't hold what they need. */
        Future<List<NewFact>> facts(UUID organizationId);

        /** What has to be kept beside, now that those facts are known. */
        default Future<List<NewFact>> consequences(UUID organizationId) {
            return Future.succeededFuture(List.of());
        }
    }
}

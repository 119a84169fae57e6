package dev.costinsights.aggregation;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes tickets of one sort away and brings totals to what the log says, in one transaction per organization. */
interface TicketFold {
    Future<List<UUID>> organizationsWithTickets();

    /**
     * Folds the oldest tickets of an organization, about as much as the chunk says. Empty when there is no ticket or
     * another folder is at work on the organization.
     */
    Future<Optional<Folded>> fold(UUID organizationId, int chunk);
}

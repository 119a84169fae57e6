package dev.costinsights.aggregation;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;

/**
 * Costs of registered customers: a customer that is registered, gets another external id or is deleted brings its events'
 * costs or takes them away, all history at once.
 */
final class AttributionFolder implements FactFolder {
    @Override
    public Future<Void> fold(SqlConnection connection, UUID organizationId, TouchedObjects touched) {
        return AttributionStore.attribute(connection, organizationId, touched.ids(FactKind.CUSTOMER));
    }
}

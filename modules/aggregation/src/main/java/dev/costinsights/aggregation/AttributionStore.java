package dev.costinsights.aggregation;

import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Set;
import java.util.UUID;

/** Keeps whose events are whose, and their costs, beside the register. Under the lock of the organization's row. */
final class AttributionStore {
    static final Statement ATTRIBUTE_CUSTOMERS = new Statement(AttributionSql.ATTRIBUTE_CUSTOMERS);
    static final Statement ATTRIBUTE_ALL = new Statement(AttributionSql.ATTRIBUTE_ALL);

    private AttributionStore() {}

    /** Looks again at every key that has to do with these customers. */
    static Future<Void> attribute(SqlConnection connection, UUID organizationId, Set<UUID> customerIds) {
        return customerIds.isEmpty()
                ? Future.succeededFuture()
                : connection
                        .preparedQuery(ATTRIBUTE_CUSTOMERS.sql())
                        .execute(Tuple.of(organizationId).addArrayOfUUID(customerIds.toArray(UUID[]::new)))
                        .mapEmpty();
    }

    /** Looks again at every key. */
    static Future<Void> attributeAll(SqlConnection connection, UUID organizationId) {
        return connection
                .preparedQuery(ATTRIBUTE_ALL.sql())
                .execute(Tuple.of(organizationId))
                .mapEmpty();
    }
}

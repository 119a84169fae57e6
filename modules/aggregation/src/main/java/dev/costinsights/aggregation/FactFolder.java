package dev.costinsights.aggregation;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;

/**
 * Brings the rows and totals of some kinds of objects to what their facts say now, in the transaction that takes the
 * tickets away, under the lock of the organization's row. An object is computed from all its facts anew and totals change
 * by the difference, so that folding one again changes nothing.
 */
interface FactFolder {
    /** @param touched objects with new facts; whoever depends on other kinds looks for theirs too */
    Future<Void> fold(SqlConnection connection, UUID organizationId, TouchedObjects touched);
}

package dev.costinsights.ingestion;

import dev.costinsights.platform.db.PgErrors;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlClient;
import java.util.UUID;

/** Turns away whose facts others wait for: while too many objects wait to be folded, the organizations that have many. */
final class FactBacklog {
    private static final long MAX_OBJECTS_OF_ONE = 10_000;

    private final BacklogMonitor ofAll;
    private final SqlClient client;

    FactBacklog(BacklogMonitor ofAll, SqlClient client) {
        this.ofAll = ofAll;
        this.client = client;
    }

    void factsCameIn() {
        ofAll.eventsCameIn();
    }

    /** Whether no more should be taken of an organization. */
    Future<Boolean> isFull(UUID organizationId) {
        return ofAll.isFull()
                ? FactStore.moreWait(client, organizationId, MAX_OBJECTS_OF_ONE).recover(PgErrors::failed)
                : Future.succeededFuture(false);
    }
}

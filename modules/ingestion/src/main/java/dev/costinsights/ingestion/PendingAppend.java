package dev.costinsights.ingestion;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.events.IngestResult;
import io.vertx.core.Promise;

/** A request and whoever waits for its answer. */
record PendingAppend(AppendRequest request, Promise<IngestResult> answer) {
    PendingAppend(AppendRequest request) {
        this(request, Promise.promise());
    }

    void refuse(ContractException reason) {
        answer.fail(reason);
    }
}

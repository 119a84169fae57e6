package dev.costinsights.ingestion;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.events.IngestEvents;
import dev.costinsights.contracts.events.IngestResult;
import dev.costinsights.contracts.events.NewEvent;
import dev.costinsights.platform.db.PgErrors;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Takes a request from its check to its place among those that wait to be appended. Not thread-safe. */
final class IngestService {
    private final EventIds ids = new EventIds();
    private final Clock clock;
    private final AppendLanes lanes;
    private final BacklogMonitor backlog;
    private final ReferenceStore references;
    private final IngestMeters meters;

    IngestService(
            Clock clock, AppendLanes lanes, BacklogMonitor backlog, ReferenceStore references, IngestMeters meters) {
        this.clock = clock;
        this.lanes = lanes;
        this.backlog = backlog;
        this.references = references;
        this.meters = meters;
    }

    /** Answers after the commit. Fails with a {@link ContractException} when nothing, or nothing for sure, was recorded. */
    Future<IngestResult> ingest(IngestEvents request) {
        if (request.events().isEmpty()) {
            return Future.succeededFuture(new IngestResult(0, 0));
        }
        return checkAndAppend(request).onFailure(failure -> {
            ErrorCode reason = failure instanceof ContractException known ? known.code() : ErrorCode.INTERNAL;
            meters.refused(reason, request.events().size());
        });
    }

    private Future<IngestResult> checkAndAppend(IngestEvents request) {
        backlog.eventsCameIn();
        if (backlog.isFull()) {
            return Future.failedFuture(new ContractException(
                    ErrorCode.OVERLOADED, "Totals are behind the events already recorded. Try again later."));
        }
        Instant now = clock.instant();
        List<FieldError> errors = EventChecks.errorsOf(request.events(), now);
        if (!errors.isEmpty()) {
            return Future.failedFuture(refusal(errors));
        }
        return checkReferences(request)
                .compose(checked -> lanes.append(new AppendRequest(
                        request.organizationId(),
                        now,
                        request.events().stream()
                                .map(event -> LogEntry.of(event, ids.next(now.toEpochMilli()), now))
                                .toList())));
    }

    /** Asks once for all customers and members named by id, and not at all when there are none, as is usual. */
    private Future<Void> checkReferences(IngestEvents request) {
        Set<UUID> customerIds = new HashSet<>();
        Set<UUID> memberIds = new HashSet<>();
        for (NewEvent event : request.events()) {
            if (event.customerId() != null) {
                customerIds.add(event.customerId());
            }
            if (event.memberId() != null) {
                memberIds.add(event.memberId());
            }
        }
        if (customerIds.isEmpty() && memberIds.isEmpty()) {
            return Future.succeededFuture();
        }
        return references
                .find(request.organizationId(), customerIds, memberIds)
                .recover(PgErrors::failed)
                .compose(known -> {
                    List<FieldError> errors = known.errorsOf(request.events());
                    return errors.isEmpty() ? Future.succeededFuture() : Future.failedFuture(refusal(errors));
                });
    }

    private static ContractException refusal(List<FieldError> errors) {
        return new ContractException(ErrorCode.INVALID, "Some events can't be recorded.", errors);
    }
}

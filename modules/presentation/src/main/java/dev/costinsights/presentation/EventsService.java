package dev.costinsights.presentation;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.eventlog.EventPage;
import dev.costinsights.contracts.eventlog.FoundEvent;
import dev.costinsights.contracts.eventlog.GetEvent;
import dev.costinsights.contracts.eventlog.ListEvents;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Answers which events there are. Only folded events are seen, so that lists, links and totals agree. */
final class EventsService {
    private final Searches searches;
    private final StrongReads strongReads;

    EventsService(Searches searches, StrongReads strongReads) {
        this.searches = searches;
        this.strongReads = strongReads;
    }

    /** What is read first: the ids of the page, and of one more if there is one. */
    private record Found(EventPredicate predicate, List<UUID> ids) {}

    Future<EventPage> list(ListEvents question) {
        return ready(question.organizationId(), question.consistency())
                .compose(ready -> searches.read(budget -> list(budget, question)));
    }

    Future<FoundEvent> get(GetEvent question) {
        return ready(question.organizationId(), question.consistency())
                .compose(ready -> searches.read(budget -> budget.then(snapshot -> get(snapshot, question))));
    }

    private Future<Void> ready(UUID organizationId, Consistency consistency) {
        return consistency == Consistency.STRONG ? strongReads.awaitFolded(organizationId) : Future.succeededFuture();
    }

    private static Future<EventPage> list(Searches.Budget budget, ListEvents question) {
        return budget.then(snapshot -> find(snapshot, question))
                .compose(found -> budget.then(snapshot -> total(snapshot, question, found))
                        .compose(total -> budget.then(snapshot -> page(snapshot, question, found, total))));
    }

    private static Future<Found> find(SqlConnection snapshot, ListEvents question) {
        return EventReferences.of(snapshot, question.organizationId(), question.filter())
                .compose(references -> {
                    var predicate = EventPredicate.of(question.organizationId(), question.filter(), references);
                    Statement statement = EventPageSql.page(predicate, question.newestFirst());
                    Tuple parameters = predicate
                            .parameters()
                            .addUUID(question.parentId())
                            .addInteger(question.depth())
                            .addLong(question.offset())
                            .addLong(question.limit() + 1L);
                    return snapshot.preparedQuery(statement.sql())
                            .execute(parameters)
                            .map(rows -> new Found(
                                    predicate,
                                    rows.stream().map(row -> row.getUUID("id")).toList()));
                });
    }

    /** A page that isn't full is the last, and says itself how many there are. */
    private static Future<@Nullable Long> total(SqlConnection snapshot, ListEvents question, Found found) {
        int size = found.ids().size();
        if (!question.counted()) {
            return Future.succeededFuture(null);
        } else if (size <= question.limit() && (size > 0 || question.offset() == 0)) {
            return Future.succeededFuture(question.offset() + size);
        }
        return EventCountStore.count(snapshot, found.predicate(), question.parentId(), question.depth());
    }

    private static Future<EventPage> page(
            SqlConnection snapshot, ListEvents question, Found found, @Nullable Long total) {
        boolean hasMore = found.ids().size() > question.limit();
        List<UUID> ids = hasMore ? found.ids().subList(0, question.limit()) : found.ids();
        return new EventDetailsStore(snapshot, question.organizationId(), question.aggregateFields())
                .of(ids)
                .compose(items -> TotalsStore.freshness(snapshot, question.organizationId())
                        .map(freshness -> new EventPage(items, hasMore, total, freshness.asOf())));
    }

    private static Future<FoundEvent> get(SqlConnection snapshot, GetEvent question) {
        return new EventDetailsStore(snapshot, question.organizationId(), question.aggregateFields())
                .of(List.of(question.id()))
                .compose(EventsService::one)
                .compose(event -> TotalsStore.freshness(snapshot, question.organizationId())
                        .map(freshness -> new FoundEvent(event, freshness.asOf())));
    }

    private static Future<Event> one(List<Event> found) {
        return found.isEmpty()
                ? Future.failedFuture(new ContractException(ErrorCode.NOT_FOUND, "The organization has no such event."))
                : Future.succeededFuture(found.get(0));
    }
}

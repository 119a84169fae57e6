package dev.costinsights.presentation;

import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.events.EventNamePage;
import dev.costinsights.contracts.events.EventNamePage.Item;
import dev.costinsights.contracts.events.EventSource;
import dev.costinsights.contracts.events.EventType;
import dev.costinsights.contracts.events.GetEventType;
import dev.costinsights.contracts.events.ListEventNames;
import dev.costinsights.contracts.metrics.Consistency;
import dev.costinsights.platform.db.PgErrors;
import dev.costinsights.platform.db.Statement;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Answers which names events have, how often and when each occurred. */
final class EventNamesService {
    private final Pool pool;
    private final Searches searches;
    private final StrongReads strongReads;

    EventNamesService(Pool pool, Searches searches, StrongReads strongReads) {
        this.pool = pool;
        this.searches = searches;
        this.strongReads = strongReads;
    }

    /** The names of a page, and how many there are. */
    private record Listed(List<Item> items, long totalCount) {}

    Future<EventNamePage> list(ListEventNames question) {
        Future<Void> ready = question.consistency() == Consistency.STRONG
                ? strongReads.awaitFolded(question.organizationId())
                : Future.succeededFuture();
        return ready.compose(done -> searches.read(budget -> budget.then(snapshot -> read(snapshot, question))));
    }

    Future<EventType> get(GetEventType question) {
        return EventTypesStore.ofName(pool, question.organizationId(), question.name())
                .recover(PgErrors::failed)
                .compose(found -> found.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(new ContractException(
                                ErrorCode.NOT_FOUND, "The organization has no event of this name."))));
    }

    private static Future<EventNamePage> read(SqlConnection snapshot, ListEventNames question) {
        return listed(snapshot, question)
                .compose(listed -> TotalsStore.freshness(snapshot, question.organizationId())
                        .map(freshness -> new EventNamePage(listed.items(), listed.totalCount(), freshness.asOf())));
    }

    private static Future<Listed> listed(SqlConnection snapshot, ListEventNames question) {
        EventFilter filter = customers(question);
        if (!question.sources().isEmpty() && !question.sources().contains(EventSource.USER)) {
            return Future.succeededFuture(new Listed(List.of(), 0));
        } else if (question.parentId() == null && !filter.byCustomer()) {
            Statement statement = question.rootsOnly() ? EventNamesSql.ROOTS : EventNamesSql.ALL;
            return ask(snapshot, statement, parameters(question), question);
        }
        return EventReferences.of(snapshot, question.organizationId(), filter)
                .compose(references -> ask(
                        snapshot,
                        EventNamesSql.IN_LOG,
                        parameters(question)
                                .addArrayOfUUID(references.digests())
                                .addUUID(question.parentId())
                                .addBoolean(question.rootsOnly()),
                        question));
    }

    private static EventFilter customers(ListEventNames question) {
        return new EventFilter(
                null,
                null,
                question.customerIds(),
                question.externalCustomerIds(),
                Set.of(),
                Set.of(),
                Set.of(),
                null,
                Map.of(),
                null);
    }

    private static Tuple parameters(ListEventNames question) {
        String query = question.query();
        return Tuple.of(question.organizationId())
                .addString(query == null ? null : EventPredicate.containing(query))
                .addBoolean(question.inLabels())
                .addString(question.sort().name())
                .addBoolean(question.descending())
                .addLong(question.offset())
                .addLong((long) question.limit());
    }

    private static Future<Listed> ask(
            SqlConnection snapshot, Statement statement, Tuple parameters, ListEventNames question) {
        return snapshot.preparedQuery(statement.sql())
                .execute(parameters)
                .map(rows -> listed(rows, question.organizationId()));
    }

    private static Listed listed(RowSet<Row> rows, UUID organizationId) {
        List<Item> items = new ArrayList<>();
        for (Row row : rows) {
            if (row.getString("name") != null) {
                items.add(new Item(
                        row.getString("name"),
                        row.getUUID("id") == null ? null : type(row, organizationId),
                        row.getLong("occurrences"),
                        row.getOffsetDateTime("first_seen").toInstant(),
                        row.getOffsetDateTime("last_seen").toInstant()));
            }
        }
        return new Listed(items, rows.iterator().next().getLong("total_count"));
    }

    /** What a row tells of a name that has an event type. */
    static EventType type(Row row, UUID organizationId) {
        return new EventType(
                organizationId,
                row.getUUID("id"),
                row.getString("name"),
                row.getString("label"),
                row.getString("label_property_selector"),
                row.getOffsetDateTime("created_at").toInstant(),
                CustomerStore.instant(row.getOffsetDateTime("modified_at")));
    }
}

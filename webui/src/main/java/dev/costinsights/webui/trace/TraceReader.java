package dev.costinsights.webui.trace;

import dev.costinsights.contracts.Channels;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.eventlog.Event;
import dev.costinsights.contracts.eventlog.EventPage;
import dev.costinsights.contracts.eventlog.FoundEvent;
import dev.costinsights.contracts.eventlog.GetEvent;
import dev.costinsights.contracts.eventlog.ListEvents;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.metrics.Consistency;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Asks for the events of a trace, above an event and beneath it, with a bound on how many questions that takes. */
final class TraceReader {
    /** Beneath one event so many are read. */
    static final int MOST_STEPS = 1_000;

    private static final int MOST_QUESTIONS_DEEPER = 8;
    private static final int MOST_ANCESTORS = 10;
    private static final int LEAST_LIMIT = 1;

    private final Vertx vertx;
    private final UUID organizationId;

    TraceReader(Vertx vertx, UUID organizationId) {
        this.vertx = vertx;
        this.organizationId = organizationId;
    }

    /**
     * What is above an event.
     *
     * @param ancestors its parent first
     * @param reachesRoot whether the last of them, or else the event itself, is the root of the trace
     */
    record Lineage(List<Event> ancestors, boolean reachesRoot) {}

    Future<FoundEvent> find(UUID id, List<String> fields) {
        return Channels.GET_EVENT.ask(vertx, new GetEvent(organizationId, id, fields, Consistency.BOUNDED));
    }

    /** From an event upwards, not more than ten steps. */
    Future<Lineage> lineage(Event event) {
        return climb(event, new ArrayList<>());
    }

    private Future<Lineage> climb(Event event, List<Event> ancestors) {
        if (event.parentId() == null || ancestors.size() == MOST_ANCESTORS) {
            return Future.succeededFuture(new Lineage(ancestors, event.parentId() == null));
        }
        return find(event.parentId(), List.of(Fields.COST)).compose(parent -> {
            ancestors.add(parent.event());
            return climb(parent.event(), ancestors);
        });
    }

    /**
     * What is beneath an event: when there is too much, all direct children come before deeper events, and earlier events
     * before later ones.
     */
    Future<List<Event>> beneath(Event top) {
        if (top.childCount() == 0) {
            return Future.succeededFuture(List.of());
        }
        return list(top.id(), ListEvents.MAX_DEPTH, MOST_STEPS)
                .compose(page -> page.hasMore()
                        ? list(top.id(), 1, MOST_STEPS).map(children -> merged(children.items(), page.items()))
                        : Future.succeededFuture(merged(page.items(), List.of())))
                .compose(found -> deeper(found, MOST_QUESTIONS_DEEPER))
                .map(found -> List.copyOf(found.values()));
    }

    private Future<Map<UUID, Event>> deeper(Map<UUID, Event> found, int questionsLeft) {
        int roomLeft = MOST_STEPS - found.size();
        Optional<Event> edge = roomLeft > 0 && questionsLeft > 0 ? edge(found) : Optional.empty();
        if (edge.isEmpty()) {
            return Future.succeededFuture(found);
        }
        return list(edge.get().id(), ListEvents.MAX_DEPTH, roomLeft).compose(page -> {
            int before = found.size();
            page.items().forEach(event -> found.putIfAbsent(event.id(), event));
            return found.size() == before ? Future.succeededFuture(found) : deeper(found, questionsLeft - 1);
        });
    }

    /** Of the events whose children are all missing the one with most beneath it. */
    private static Optional<Event> edge(Map<UUID, Event> found) {
        Set<UUID> parents = found.values().stream().map(Event::parentId).collect(Collectors.toSet());
        return found.values().stream()
                .filter(event -> event.childCount() > 0 && !parents.contains(event.id()))
                .max(Comparator.comparingLong(Event::childCount));
    }

    private static Map<UUID, Event> merged(List<Event> first, List<Event> then) {
        Map<UUID, Event> merged = new LinkedHashMap<>();
        first.forEach(event -> merged.put(event.id(), event));
        for (Event event : then) {
            if (merged.size() == MOST_STEPS) {
                break;
            }
            merged.putIfAbsent(event.id(), event);
        }
        return merged;
    }

    /** Asks for fewer at once when the texts of so many are too long for one answer. */
    private Future<EventPage> list(UUID parentId, int depth, int limit) {
        var question = new ListEvents(
                organizationId,
                EventFilter.ALL,
                parentId,
                depth,
                false,
                List.of(Fields.COST),
                0,
                limit,
                false,
                Consistency.BOUNDED);
        return Channels.LIST_EVENTS
                .ask(vertx, question)
                .recover(failure -> limit > LEAST_LIMIT && isTooLarge(failure)
                        ? list(parentId, depth, Math.max(LEAST_LIMIT, limit / 10))
                        : Future.failedFuture(failure));
    }

    private static boolean isTooLarge(Throwable failure) {
        return failure instanceof ContractException known && known.code() == ErrorCode.INVALID;
    }
}

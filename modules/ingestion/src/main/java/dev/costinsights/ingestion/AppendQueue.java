package dev.costinsights.ingestion;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Requests that wait to be appended: in order of arrival within an organization, in turn between organizations, so that
 * one that sends a lot doesn't hold up the others.
 */
final class AppendQueue {
    /** The organization whose turn it is comes first; none has an empty queue. */
    private final Map<UUID, Deque<PendingAppend>> turns = new LinkedHashMap<>();

    private int events;
    private long characters;

    boolean isEmpty() {
        return turns.isEmpty();
    }

    int events() {
        return events;
    }

    long characters() {
        return characters;
    }

    void add(PendingAppend pending) {
        turns.computeIfAbsent(pending.request().organizationId(), id -> new ArrayDeque<>())
                .add(pending);
        events += pending.request().events();
        characters += pending.request().characters();
    }

    /** Takes as many requests as fit, but at least one. */
    List<PendingAppend> take(int maxEvents, long maxCharacters) {
        List<PendingAppend> taken = new ArrayList<>();
        int takenEvents = 0;
        long takenCharacters = 0;
        while (!turns.isEmpty()) {
            UUID turn = turns.keySet().iterator().next();
            AppendRequest next = turns.get(turn).element().request();
            takenEvents += next.events();
            takenCharacters += next.characters();
            if (!taken.isEmpty() && (takenEvents > maxEvents || takenCharacters > maxCharacters)) {
                break;
            }
            taken.add(remove(turn));
        }
        return taken;
    }

    /** Takes the requests that were received before the instant. */
    List<PendingAppend> takeReceivedBefore(Instant instant) {
        Predicate<PendingAppend> old = pending -> pending.request().receivedAt().isBefore(instant);
        List<PendingAppend> taken = new ArrayList<>();
        for (UUID organizationId : List.copyOf(turns.keySet())) {
            while (turns.containsKey(organizationId)
                    && old.test(turns.get(organizationId).element())) {
                taken.add(remove(organizationId));
            }
        }
        return taken;
    }

    /** Removes the first request of the organization, which goes to the end of the turns. */
    private PendingAppend remove(UUID organizationId) {
        Deque<PendingAppend> waiting = turns.remove(organizationId);
        PendingAppend pending = waiting.remove();
        if (!waiting.isEmpty()) {
            turns.put(organizationId, waiting);
        }
        events -= pending.request().events();
        characters -= pending.request().characters();
        return pending;
    }
}

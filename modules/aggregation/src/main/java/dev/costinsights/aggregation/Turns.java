package dev.costinsights.aggregation;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Whose turn it is with an organization that several loops of a process fold: who was turned away comes before who had
 * it, however many tickets that one has left. Not thread-safe.
 */
final class Turns {
    private final Set<UUID> taken = new HashSet<>();
    private final Map<UUID, Set<Taker>> waiting = new HashMap<>();

    /** Who takes turns. */
    interface Taker {
        /** An organization may be free that wasn't. */
        void ring();
    }

    /** False when another has the organization or comes first; it is kept in mind who asked. */
    boolean take(Taker loop, UUID organizationId) {
        Set<Taker> queue = waiting.computeIfAbsent(organizationId, id -> new LinkedHashSet<>());
        queue.add(loop);
        if (taken.contains(organizationId) || queue.iterator().next() != loop) {
            return false;
        }
        leave(loop, organizationId);
        taken.add(organizationId);
        return true;
    }

    /** Rings whoever is next. */
    void giveBack(UUID organizationId) {
        taken.remove(organizationId);
        Set<Taker> queue = waiting.get(organizationId);
        if (queue != null) {
            queue.iterator().next().ring();
        }
    }

    /** A loop waits no longer for organizations that it has nothing to do with any more. */
    void keepWaiting(Taker loop, Collection<UUID> organizations) {
        Set<UUID> without = new HashSet<>(waiting.keySet());
        without.removeAll(new HashSet<>(organizations));
        without.forEach(organizationId -> leave(loop, organizationId));
    }

    private void leave(Taker loop, UUID organizationId) {
        waiting.computeIfPresent(organizationId, (id, queue) -> {
            queue.remove(loop);
            return queue.isEmpty() ? null : queue;
        });
    }
}

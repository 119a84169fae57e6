package dev.costinsights.webui.live;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the open streams of each session, so that no session can hold an unbounded number. Shared by all instances. */
public final class OpenPages {

    private static final int MOST_OF_A_SESSION = 12;

    private final Map<UUID, Integer> counts = new ConcurrentHashMap<>();

    /** Counts one more, unless the session has as many as it may. */
    boolean add(UUID sessionId) {
        boolean[] added = new boolean[1];
        counts.compute(sessionId, (id, count) -> {
            int open = count == null ? 0 : count;
            added[0] = open < MOST_OF_A_SESSION;
            return added[0] ? Integer.valueOf(open + 1) : count;
        });
        return added[0];
    }

    void remove(UUID sessionId) {
        counts.computeIfPresent(sessionId, (id, count) -> count == 1 ? null : count - 1);
    }
}

package dev.costinsights.aggregation;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where traces hang once some of their roots have got a parent: roots and depths after all links, however long their
 * chains, and the circles that the links would close.
 */
final class Forest {
    private final Map<UUID, Link> links = new LinkedHashMap<>();
    private final Map<UUID, Place> places = new HashMap<>();
    private final List<List<Link>> circles = new ArrayList<>();

    /**
     * A root that gets a parent.
     *
     * @param rootId the root of the parent before any link
     * @param parentDepth steps from that root to the parent
     */
    record Link(UUID childId, UUID parentId, UUID rootId, int parentDepth) {}

    /**
     * Where a child is after all links.
     *
     * @param depth steps from the root
     */
    record Place(UUID rootId, int depth) {}

    /** An event of a circle. The earliest is the one that every order of arrival must choose as the root. */
    record Member(UUID id, OffsetDateTime occurredAt, int position) {
        /** Ids as PostgreSQL compares them: without a sign. */
        static final Comparator<Member> EARLIEST_FIRST = Comparator.comparing(
                        Member::occurredAt, OffsetDateTime.timeLineOrder())
                .thenComparingInt(Member::position)
                .thenComparing(member -> member.id().toString());
    }

    private Forest(Collection<Link> links) {
        links.forEach(link -> this.links.put(link.childId(), link));
    }

    /** @param links at most one per child */
    static Forest of(Collection<Link> links) {
        var forest = new Forest(links);
        Set<UUID> unplaceable = new HashSet<>();
        links.forEach(link -> forest.climb(link.childId(), unplaceable));
        return forest;
    }

    /** Each once, as the links that close it. What hangs beneath a circle has no place. */
    List<List<Link>> circles() {
        return circles;
    }

    /** Where a child is; null for an event without a link. */
    @Nullable
    Place place(UUID childId) {
        return places.get(childId);
    }

    private void climb(UUID start, Set<UUID> unplaceable) {
        List<Link> path = new ArrayList<>();
        Set<UUID> onPath = new HashSet<>();
        UUID at = start;
        while (links.containsKey(at) && !places.containsKey(at) && !unplaceable.contains(at)) {
            if (!onPath.add(at)) {
                addCircle(path, at);
                onPath.forEach(unplaceable::add);
                return;
            }
            Link link = links.get(at);
            path.add(link);
            at = link.rootId();
        }
        if (unplaceable.contains(at)) {
            onPath.forEach(unplaceable::add);
        } else {
            descend(path, places.getOrDefault(at, new Place(at, 0)));
        }
    }

    private void addCircle(List<Link> path, UUID closing) {
        int first = 0;
        while (!path.get(first).childId().equals(closing)) {
            first++;
        }
        circles.add(List.copyOf(path.subList(first, path.size())));
    }

    private void descend(List<Link> path, Place top) {
        Place above = top;
        for (int i = path.size() - 1; i >= 0; i--) {
            Link link = path.get(i);
            above = new Place(above.rootId(), above.depth() + link.parentDepth() + 1);
            places.put(link.childId(), above);
        }
    }
}

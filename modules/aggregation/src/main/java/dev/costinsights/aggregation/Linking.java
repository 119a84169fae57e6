package dev.costinsights.aggregation;

import dev.costinsights.aggregation.Forest.Link;
import dev.costinsights.aggregation.Forest.Place;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What becomes of traces when some of their roots get a parent. */
final class Linking {
    private final List<Child> orphans = new ArrayList<>();
    private final List<Child> children = new ArrayList<>();
    private final Map<UUID, Trace> roots = new LinkedHashMap<>();
    private final Forest forest;

    /** A root and everything beneath it. */
    record Trace(UUID rootId, BigDecimal costCents, long events) {
        private Trace plus(Trace other) {
            return new Trace(rootId, costCents.add(other.costCents), events + other.events);
        }
    }

    /**
     * An event that names a parent.
     *
     * @param own its trace so far
     * @param waited whether it was an orphan, rather than a new event
     * @param parent null when the parent isn't folded
     */
    record Child(Trace own, boolean waited, @Nullable Parent parent) {
        UUID id() {
            return own.rootId();
        }
    }

    /**
     * An event that is folded.
     *
     * @param depth steps from the root
     * @param trace that it is in so far
     */
    record Parent(UUID id, int depth, Trace trace) {}

    Linking(List<Child> named) {
        List<Link> links = new ArrayList<>();
        for (Child child : named) {
            Parent parent = child.parent();
            if (parent == null) {
                orphans.add(child);
            } else {
                children.add(child);
                roots.put(parent.trace().rootId(), parent.trace());
                links.add(new Link(child.id(), parent.id(), parent.trace().rootId(), parent.depth()));
            }
        }
        forest = Forest.of(links);
    }

    /** Circles that must be cut before anything can be linked. */
    List<List<Link>> circles() {
        return forest.circles();
    }

    /** New events whose parent isn't folded. */
    List<Child> orphans() {
        return orphans;
    }

    /** Events that get a link. */
    List<Child> children() {
        return children;
    }

    Place place(Child child) {
        Place place = forest.place(child.id());
        if (place == null) {
            throw new IllegalStateException("An event beneath a circle has no place: " + child.id());
        }
        return place;
    }

    /** Traces that grow, as they are after all links. */
    List<Trace> grown(TraceChanges changes) {
        Map<UUID, Trace> grown = new LinkedHashMap<>();
        for (Child child : children) {
            UUID rootId = place(child).rootId();
            Trace before = grown.getOrDefault(rootId, root(rootId));
            grown.put(rootId, before.plus(child.own()));
            changes.changed(child.id(), child.own().costCents(), null);
        }
        grown.values()
                .forEach(after ->
                        changes.changed(after.rootId(), root(after.rootId()).costCents(), after.costCents()));
        return List.copyOf(grown.values());
    }

    private Trace root(UUID rootId) {
        Trace root = roots.get(rootId);
        if (root == null) {
            throw new IllegalStateException("A root that no parent is beneath: " + rootId);
        }
        return root;
    }
}

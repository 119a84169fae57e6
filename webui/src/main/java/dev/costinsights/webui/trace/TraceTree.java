package dev.costinsights.webui.trace;

import dev.costinsights.contracts.eventlog.Event;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An event with everything beneath it that was read. Events whose parent was not read are left out; what is left out is
 * known of each node by count and by cost, so that its own cost, its children and the rest always add up to its sum.
 */
final class TraceTree {
    private static final Comparator<Event> BY_TIME =
            Comparator.comparing(Event::timestamp).thenComparing(Event::id);

    private final Node root;
    private final List<Node> nodes = new ArrayList<>();

    private TraceTree(Event root, Map<UUID, List<Event>> childrenByParent) {
        this.root = node(root, 1, childrenByParent);
    }

    /**
     * An event of the tree.
     *
     * @param level 1 for the root of this tree
     * @param left how many of the events beneath it are in none of its children
     * @param leftCents what those cost
     * @param first the earliest time in its branch
     * @param last the latest time in its branch
     */
    record Node(
            Event event, int level, List<Node> children, long left, BigDecimal leftCents, Instant first, Instant last) {

        /** Whether nothing is beneath it. */
        boolean isLeaf() {
            return children.isEmpty() && !leavesOut();
        }

        boolean leavesOut() {
            return left > 0 || leftCents.signum() != 0;
        }

        BigDecimal rolledUp() {
            return Fields.orZero(Fields.rolledUp(event));
        }

        BigDecimal own() {
            return Fields.orZero(Fields.own(event));
        }
    }

    /** @param beneath in any order */
    static TraceTree of(Event root, List<Event> beneath) {
        Map<UUID, List<Event>> childrenByParent = new HashMap<>();
        beneath.stream()
                .filter(event -> event.parentId() != null && !event.id().equals(root.id()))
                .sorted(BY_TIME)
                .forEach(event -> childrenByParent
                        .computeIfAbsent(event.parentId(), absent -> new ArrayList<>())
                        .add(event));
        return new TraceTree(root, childrenByParent);
    }

    private Node node(Event event, int level, Map<UUID, List<Event>> childrenByParent) {
        List<Node> children = new ArrayList<>();
        long left = event.childCount();
        BigDecimal leftCents = Fields.orZero(Fields.rolledUp(event)).subtract(Fields.orZero(Fields.own(event)));
        Instant first = event.timestamp();
        Instant last = event.timestamp();
        // Removed from the map, so that no list is walked twice whatever the links say.
        List<Event> events = childrenByParent.remove(event.id());
        for (Event each : events == null ? List.<Event>of() : events) {
            Node child = node(each, level + 1, childrenByParent);
            children.add(child);
            left -= 1 + each.childCount();
            leftCents = leftCents.subtract(child.rolledUp());
            first = child.first().isBefore(first) ? child.first() : first;
            last = child.last().isAfter(last) ? child.last() : last;
        }
        var node = new Node(event, level, List.copyOf(children), Math.max(0, left), leftCents, first, last);
        nodes.add(node);
        return node;
    }

    Node root() {
        return root;
    }

    /** All nodes, children before their parents. */
    Stream<Node> nodes() {
        return nodes.stream();
    }

    /** How many events the tree holds. */
    int size() {
        return nodes.size();
    }

    /** How many events of the trace it doesn't hold. */
    long leftOut() {
        return Math.max(0, root.event().childCount() + 1 - nodes.size());
    }

    /** Whether there are steps and none of them was read. */
    boolean isUnread() {
        return nodes.size() == 1 && leftOut() > 0;
    }

    Duration duration() {
        return Duration.between(root.first(), root.last());
    }

    /** The node whose own cost is the highest; null when none cost anything. */
    @Nullable
    Node mostExpensive() {
        return nodes.stream()
                .filter(node -> node.own().signum() > 0)
                .max(Comparator.comparing(Node::own)
                        .thenComparing(node -> node.event().timestamp(), Comparator.reverseOrder()))
                .orElse(null);
    }
}

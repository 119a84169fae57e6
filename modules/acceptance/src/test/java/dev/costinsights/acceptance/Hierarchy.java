package dev.costinsights.acceptance;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who stands beneath whom, worked out anew from the names of parents whatever order the events came in. A parent that
 * isn't there leaves its child a root, and the earliest event of a circle is one.
 */
final class Hierarchy {
    private final Map<UUID, Recorded> events = new LinkedHashMap<>();
    private final Map<UUID, Recorded> parents = new HashMap<>();
    private final Map<UUID, List<Recorded>> traces = new HashMap<>();

    Hierarchy(Collection<Recorded> all) {
        Map<String, Recorded> byExternalId = new HashMap<>();
        for (Recorded recorded : all) {
            events.put(recorded.id(), recorded);
            if (recorded.event().externalId() != null) {
                byExternalId.put(recorded.event().externalId(), recorded);
            }
        }
        for (Recorded recorded : all) {
            Recorded parent = named(recorded.event().parentId(), byExternalId);
            if (parent != null && !parent.equals(recorded)) {
                parents.put(recorded.id(), parent);
            }
        }
        all.forEach(this::cutCircleFrom);
        all.forEach(recorded -> traces.computeIfAbsent(root(recorded).id(), absent -> new ArrayList<>())
                .add(recorded));
    }

    private @Nullable Recorded named(@Nullable String parent, Map<String, Recorded> byExternalId) {
        if (parent == null) {
            return null;
        }
        Recorded byId = isId(parent) ? events.get(UUID.fromString(parent.toLowerCase(Locale.ROOT))) : null;
        return byExternalId.getOrDefault(parent, byId);
    }

    private static boolean isId(String text) {
        return text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }

    private void cutCircleFrom(Recorded start) {
        Set<UUID> passed = new HashSet<>();
        Recorded at = start;
        while (at != null && passed.add(at.id())) {
            at = parents.get(at.id());
        }
        if (at == null) {
            return;
        }
        List<Recorded> circle = new ArrayList<>();
        for (Recorded member = at; member != null && !circle.contains(member); member = parents.get(member.id())) {
            circle.add(member);
        }
        parents.remove(Collections.min(circle, Recorded.EARLIEST).id());
    }

    Collection<Recorded> events() {
        return events.values();
    }

    List<Recorded> roots() {
        return events.values().stream()
                .filter(recorded -> !parents.containsKey(recorded.id()))
                .toList();
    }

    @Nullable
    Recorded parent(Recorded recorded) {
        return parents.get(recorded.id());
    }

    /** From the parent to the root; without any for a root. */
    List<Recorded> ancestors(Recorded recorded) {
        List<Recorded> ancestors = new ArrayList<>();
        for (Recorded at = parents.get(recorded.id()); at != null; at = parents.get(at.id())) {
            ancestors.add(at);
        }
        return ancestors;
    }

    private Recorded root(Recorded recorded) {
        List<Recorded> ancestors = ancestors(recorded);
        return ancestors.isEmpty() ? recorded : ancestors.get(ancestors.size() - 1);
    }

    /** Everything beneath an event. */
    List<Recorded> descendants(Recorded recorded) {
        return traces.getOrDefault(root(recorded).id(), List.of()).stream()
                .filter(other -> ancestors(other).contains(recorded))
                .toList();
    }

    /** A root and everything beneath it, summed. */
    BigDecimal total(Recorded root, Function<Recorded, BigDecimal> value) {
        return traces.getOrDefault(root.id(), List.of()).stream().map(value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

package dev.costinsights.presentation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.costinsights.contracts.events.EventCondition;
import dev.costinsights.contracts.events.EventCondition.Clause;
import dev.costinsights.contracts.events.EventCondition.Conjunction;
import dev.costinsights.contracts.events.EventCondition.Group;
import dev.costinsights.contracts.events.EventCondition.Operator;
import dev.costinsights.contracts.events.EventFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parts of metadata of which an event must have one to pass a filter, so that an index can find it. They only narrow:
 * {@link JsonPath} decides.
 */
final class MetadataCandidates {
    /** Each is a search of its own in the index. */
    private static final int MAX = 32;

    /** Alternatives, each of which is values by key as JSON text. */
    private record Alternatives(List<Map<String, String>> all) {
        Alternatives and(Alternatives other) {
            if ((long) all.size() * other.all.size() > MAX) {
                return all.size() <= other.all.size() ? this : other;
            }
            List<Map<String, String>> both = new ArrayList<>();
            for (Map<String, String> mine : all) {
                for (Map<String, String> theirs : other.all) {
                    Map<String, String> merged = new TreeMap<>(mine);
                    theirs.forEach(merged::putIfAbsent);
                    both.add(merged);
                }
            }
            return new Alternatives(both);
        }
    }

    private MetadataCandidates() {}

    /** @return JSON objects, or null when the filter allows no such narrowing */
    static String @Nullable [] of(EventFilter filter) {
        Alternatives found = filter.condition() == null ? null : of(filter.condition());
        for (Map.Entry<String, Set<String>> demand : filter.metadata().entrySet()) {
            found = both(found, oneOf(demand.getKey(), demand.getValue()));
        }
        return found == null
                ? null
                : found.all().stream()
                        .map(MetadataCandidates::object)
                        .distinct()
                        .toArray(String[]::new);
    }

    private static @Nullable Alternatives both(@Nullable Alternatives one, @Nullable Alternatives other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.and(other);
    }

    private static @Nullable Alternatives oneOf(String path, Set<String> texts) {
        if (JsonPath.isReserved(path)) {
            return null;
        }
        List<Map<String, String>> alternatives = new ArrayList<>();
        for (String text : texts) {
            for (Object reading : MetadataLiteral.readingsOf(text)) {
                alternatives.add(Map.of(path, json(reading)));
            }
        }
        return alternatives.size() > MAX ? null : new Alternatives(alternatives);
    }

    private static @Nullable Alternatives of(EventCondition condition) {
        if (condition instanceof Clause clause) {
            return of(clause);
        }
        var group = (Group) condition;
        Alternatives found = null;
        for (EventCondition clause : group.clauses()) {
            Alternatives more = of(clause);
            if (group.conjunction() == Conjunction.AND) {
                found = both(found, more);
            } else if (more == null) {
                return null;
            } else {
                found = either(found, more);
            }
        }
        return found == null || found.all().size() > MAX ? null : found;
    }

    private static Alternatives either(@Nullable Alternatives one, Alternatives other) {
        List<Map<String, String>> all = new ArrayList<>(one == null ? List.of() : one.all());
        all.addAll(other.all());
        return new Alternatives(all);
    }

    private static @Nullable Alternatives of(Clause clause) {
        String path = JsonPath.metadataPath(clause.property());
        return clause.operator() != Operator.EQ || path == null || JsonPath.isReserved(path)
                ? null
                : new Alternatives(List.of(Map.of(path, json(clause.value()))));
    }

    private static String json(Object value) {
        return value instanceof String text
                ? JsonNodeFactory.instance.textNode(text).toString()
                : value.toString();
    }

    private static String object(Map<String, String> values) {
        return values.entrySet().stream()
                .map(entry -> json(entry.getKey()) + ":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }
}

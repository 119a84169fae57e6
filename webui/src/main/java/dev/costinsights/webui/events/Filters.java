package dev.costinsights.webui.events;

import dev.costinsights.contracts.events.EventSource;
import dev.costinsights.webui.range.Controls.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which rows of the feed are meant: those for which everything below holds. What is empty demands nothing.
 *
 * @param names of events
 * @param sources who made them; revenue is made by a system
 * @param customers by external id or id
 * @param query text somewhere in an event; empty for none
 * @param metadata by path, texts of which one is the value there
 */
record Filters(
        Set<String> names,
        Set<EventSource> sources,
        Set<String> customers,
        String query,
        Map<String, Set<String>> metadata) {
    static final Filters NONE = new Filters(Set.of(), Set.of(), Set.of(), "", Map.of());

    Filters {
        names = Collections.unmodifiableSet(new LinkedHashSet<>(names));
        sources = sources.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(sources));
        customers = Collections.unmodifiableSet(new LinkedHashSet<>(customers));
        Map<String, Set<String>> copy = new LinkedHashMap<>();
        metadata.forEach((path, values) -> copy.put(path, Collections.unmodifiableSet(new LinkedHashSet<>(values))));
        metadata = Collections.unmodifiableMap(copy);
    }

    boolean isEmpty() {
        return equals(NONE);
    }

    /** Whether only events can be meant: revenue has neither a name nor metadata. */
    boolean aboutEvents() {
        return !names.isEmpty() || !query.isEmpty() || !metadata.isEmpty();
    }

    boolean admits(EventSource source) {
        return sources.isEmpty() || sources.contains(source);
    }

    /** As parameters of an address. */
    List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        names.forEach(name -> fields.add(new Field("name", name)));
        sources.forEach(source -> fields.add(new Field("source", source.wireName())));
        customers.forEach(customer -> fields.add(new Field("customer", customer)));
        if (!query.isEmpty()) {
            fields.add(new Field("query", query));
        }
        metadata.forEach((path, values) -> values.forEach(value -> fields.add(new Field("metadata." + path, value))));
        return fields;
    }

    Filters withNames(Set<String> other) {
        return new Filters(other, sources, customers, query, metadata);
    }

    Filters withSources(Set<EventSource> other) {
        return new Filters(names, other, customers, query, metadata);
    }

    Filters withCustomers(Set<String> other) {
        return new Filters(names, sources, other, query, metadata);
    }

    Filters withQuery(String other) {
        return new Filters(names, sources, customers, other, metadata);
    }

    Filters withMetadata(Map<String, Set<String>> other) {
        return new Filters(names, sources, customers, query, other);
    }

    /** Without one value of a path. */
    Filters withoutMetadata(String path, String value) {
        Map<String, Set<String>> rest = new LinkedHashMap<>(metadata);
        Set<String> values = without(rest.get(path), value);
        if (values.isEmpty()) {
            rest.remove(path);
        } else {
            rest.put(path, values);
        }
        return withMetadata(rest);
    }

    static <T> Set<T> without(Set<T> some, T one) {
        Set<T> rest = new LinkedHashSet<>(some);
        rest.remove(one);
        return rest;
    }
}

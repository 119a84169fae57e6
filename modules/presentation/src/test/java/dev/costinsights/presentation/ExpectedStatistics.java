package dev.costinsights.presentation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Statistics trace by trace, from the events as they were sent. Shares no code with the server. */
final class ExpectedStatistics {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private final List<TestLog.Event> events;
    private final Map<UUID, TestLog.Event> roots = new HashMap<>();
    /** By the root's id. */
    private final Map<UUID, List<TestLog.Event>> traces = new HashMap<>();
    /** External ids of registered customers by id. */
    private final Map<UUID, String> register;

    private final Instant from;
    private final Instant to;

    ExpectedStatistics(List<TestLog.Event> events, Map<UUID, String> register, Instant from, Instant to) {
        this.events = events;
        this.register = register;
        this.from = from;
        this.to = to;
        Map<UUID, TestLog.Event> parents = parents();
        for (TestLog.Event event : events) {
            TestLog.Event root = event;
            while (parents.get(root.id()) != null) {
                root = parents.get(root.id());
            }
            roots.put(root.id(), root);
            traces.computeIfAbsent(root.id(), id -> new ArrayList<>()).add(event);
        }
    }

    /** Where following parents comes back to an event, the earliest event of that circle has none. */
    private Map<UUID, TestLog.Event> parents() {
        Map<String, TestLog.Event> byName = new HashMap<>();
        Map<UUID, Integer> positions = new HashMap<>();
        for (TestLog.Event event : events) {
            byName.put(event.externalId(), event);
            byName.put(event.id().toString(), event);
            positions.put(event.id(), positions.size());
        }
        Map<UUID, TestLog.Event> parents = new HashMap<>();
        for (TestLog.Event event : events) {
            TestLog.Event parent = event.parentId() == null ? null : byName.get(event.parentId());
            if (parent != null && parent != event) {
                parents.put(event.id(), parent);
            }
        }
        for (TestLog.Event event : events) {
            List<TestLog.Event> circle = circle(event, parents);
            circle.stream()
                    .min(Comparator.comparing(TestLog.Event::occurredAt)
                            .thenComparing(member -> positions.get(member.id()) % StatisticsWorld.BATCH)
                            .thenComparing(member -> member.id().toString()))
                    .ifPresent(earliest -> parents.remove(earliest.id()));
        }
        return parents;
    }

    private static List<TestLog.Event> circle(TestLog.Event start, Map<UUID, TestLog.Event> parents) {
        List<TestLog.Event> circle = new ArrayList<>();
        Set<UUID> seen = new HashSet<>();
        TestLog.Event at = start;
        while (at != null && seen.add(at.id())) {
            circle.add(at);
            at = parents.get(at.id());
        }
        return at == start ? circle : List.of();
    }

    List<TestLog.Event> roots(Predicate<TestLog.Event> filter) {
        return roots.values().stream().filter(this::isInside).filter(filter).toList();
    }

    private boolean isInside(TestLog.Event event) {
        return !event.occurredAt().isBefore(from) && event.occurredAt().isBefore(to);
    }

    /** What a trace amounts to. */
    BigDecimal amount(TestLog.Event root, String field) {
        return sum(
                traces.get(root.id()).stream().map(event -> own(event, field)).toList());
    }

    static BigDecimal own(TestLog.Event event, String field) {
        if (field.equals("_cost.amount")) {
            return event.costCents() == null ? BigDecimal.ZERO : event.costCents();
        }
        JsonNode value = metadata(event).path(field);
        return value.isNumber() ? value.decimalValue() : BigDecimal.ZERO;
    }

    static String property(TestLog.Event event, String property) {
        return switch (property) {
            case "_llm.model" -> event.model();
            case "_llm.vendor" -> event.vendor();
            default ->
                metadata(event).has(property) ? metadata(event).path(property).asText() : null;
        };
    }

    private static JsonNode metadata(TestLog.Event event) {
        try {
            return JSON.readTree(event.metadata());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** External id before id; whoever has both is one. */
    String customer(TestLog.Event event) {
        if (event.externalCustomerId() != null && !event.externalCustomerId().isEmpty()) {
            return "external " + event.externalCustomerId();
        } else if (event.customerId() == null) {
            return null;
        }
        String external = register.get(event.customerId());
        return external == null ? "id " + event.customerId() : "external " + external;
    }

    /** Of some traces. */
    Figures figures(List<TestLog.Event> roots, String field) {
        List<BigDecimal> sorted =
                roots.stream().map(root -> amount(root, field)).sorted().toList();
        return new Figures(
                roots.size(),
                roots.stream()
                        .map(this::customer)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count(),
                sum(sorted),
                sorted);
    }

    record Figures(long occurrences, long customers, BigDecimal total, List<BigDecimal> sorted) {
        BigDecimal average() {
            return occurrences == 0
                    ? BigDecimal.ZERO
                    : total.divide(BigDecimal.valueOf(occurrences), 12, RoundingMode.HALF_EVEN);
        }

        BigDecimal percentile(String fraction) {
            if (sorted.isEmpty()) {
                return BigDecimal.ZERO;
            }
            BigDecimal rank = new BigDecimal(fraction).multiply(BigDecimal.valueOf(sorted.size() - 1L));
            BigDecimal lower = sorted.get(rank.intValue());
            BigDecimal upper = sorted.get(Math.min(rank.intValue() + 1, sorted.size() - 1));
            return lower.add(upper.subtract(lower).multiply(rank.remainder(BigDecimal.ONE)));
        }

        /** A hundredth of the greater of the two values that a percentile lies between. */
        BigDecimal tolerance(String fraction) {
            if (sorted.isEmpty()) {
                return BigDecimal.ZERO;
            }
            int rank = new BigDecimal(fraction)
                    .multiply(BigDecimal.valueOf(sorted.size() - 1L))
                    .intValue();
            return sorted.get(rank)
                    .abs()
                    .max(sorted.get(Math.min(rank + 1, sorted.size() - 1)).abs())
                    .movePointLeft(2);
        }
    }

    Map<String, List<TestLog.Event>> rootsByName(Predicate<TestLog.Event> filter) {
        return grouped(roots(filter), TestLog.Event::name);
    }

    /** Under an empty text whoever is nobody. */
    Map<String, List<TestLog.Event>> rootsByCustomer(Predicate<TestLog.Event> filter) {
        return grouped(roots(filter), root -> Objects.toString(customer(root), ""));
    }

    Map<String, List<TestLog.Event>> eventsByProperty(String property, Predicate<TestLog.Event> filter) {
        return grouped(
                events.stream()
                        .filter(this::isInside)
                        .filter(filter)
                        .filter(event -> property(event, property) != null)
                        .toList(),
                event -> property(event, property));
    }

    private static Map<String, List<TestLog.Event>> grouped(
            List<TestLog.Event> events, Function<TestLog.Event, String> key) {
        return events.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList()));
    }

    static BigDecimal sum(List<BigDecimal> amounts) {
        return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}

package dev.costinsights.presentation;

import dev.costinsights.contracts.events.EventCondition;
import dev.costinsights.contracts.events.EventCondition.Clause;
import dev.costinsights.contracts.events.EventCondition.Conjunction;
import dev.costinsights.contracts.events.EventCondition.Group;
import dev.costinsights.contracts.events.EventCondition.Operator;
import dev.costinsights.contracts.events.EventFilter;
import dev.costinsights.contracts.events.EventSource;
import dev.costinsights.testkit.TestLog;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Seeded events with metadata of every type, and what filters mean of them, computed plainly. */
final class EventWorld {
    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    static final List<String> TEXTS = List.of(
            "pro",
            "Pro",
            "1",
            "1.0",
            "true",
            "50% off_",
            "say \"hi\" \\ there",
            "grün 😀",
            "$.a || 1 == 1",
            "'); --",
            "\n");
    private static final List<String> KEYS = List.of("plan", "a.b", "n", "flag", "we\"ird\\key", "a");
    private static final List<String> PATHS =
            List.of("plan", "a.b", "n", "flag", "we\"ird\\key", "_cost.amount", "_cost.currency", "_llm.model", "none");

    private final Random random;
    final List<Item> items = new ArrayList<>();
    /** Ids of registered customers by their external id. */
    final Map<String, UUID> register = new LinkedHashMap<>();

    /** @param metadata Strings, BigDecimals and Booleans */
    record Item(UUID id, TestLog.Event event, Map<String, Object> metadata) {}

    EventWorld(Random random, int count) {
        this.random = random;
        for (int i = 0; i < 3; i++) {
            register.put("customer " + i, uuid());
        }
        for (int i = 0; i < count; i++) {
            items.add(item(i));
        }
    }

    private UUID uuid() {
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() >>> 2 | 1L << 63);
    }

    private Item item(int number) {
        UUID id = uuid();
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (String key : KEYS) {
            if (random.nextInt(3) > 0) {
                metadata.put(key, value());
            }
        }
        boolean byId = random.nextInt(4) == 0;
        boolean llm = random.nextBoolean();
        var event = new TestLog.Event(
                id,
                START.plusSeconds(random.nextInt(40)).plusNanos(random.nextInt(2) * 500_000_000L),
                "name " + random.nextInt(6),
                "event " + number,
                number > 0 && random.nextInt(3) > 0 ? "event " + random.nextInt(number) : null,
                byId ? null : "customer " + random.nextInt(6),
                byId ? register.get("customer " + random.nextInt(3)) : null,
                random.nextInt(3) == 0 ? null : new BigDecimal(random.nextInt(400)).movePointLeft(2),
                llm ? "vendor" : null,
                llm ? "model " + random.nextInt(2) : null,
                json(metadata));
        return new Item(id, event, metadata);
    }

    private Object value() {
        return switch (random.nextInt(4)) {
            case 0 -> new BigDecimal(random.nextInt(4));
            case 1 -> new BigDecimal(random.nextInt(40)).movePointLeft(1);
            case 2 -> random.nextBoolean();
            default -> text();
        };
    }

    private String text() {
        return TEXTS.get(random.nextInt(TEXTS.size()));
    }

    private static String json(Map<String, Object> metadata) {
        return metadata.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ": "
                        + (entry.getValue() instanceof String text ? quoted(text) : entry.getValue()))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }

    EventFilter filter() {
        Map<String, Set<String>> metadata = new HashMap<>();
        for (int i = random.nextInt(5) - 2; i > 0; i--) {
            Set<String> values = new HashSet<>();
            for (int j = random.nextInt(3); j >= 0; j--) {
                values.add(
                        switch (random.nextInt(4)) {
                            case 0 -> Integer.toString(random.nextInt(4));
                            case 1 -> new BigDecimal(random.nextInt(40)).movePointLeft(1) + "0";
                            case 2 -> random.nextBoolean() ? "usd" : "model 1";
                            default -> text();
                        });
            }
            metadata.put(path(), values);
        }
        return new EventFilter(
                random.nextInt(4) == 0 ? START.plusSeconds(random.nextInt(20)) : null,
                random.nextInt(4) == 0 ? START.plusSeconds(20 + random.nextInt(20)) : null,
                random.nextInt(4) == 0 ? Set.of(register.get("customer " + random.nextInt(3))) : Set.of(),
                random.nextInt(4) == 0 ? Set.of("customer " + random.nextInt(6), "nobody", "") : Set.of(),
                random.nextInt(3) == 0 ? names() : Set.of(),
                random.nextInt(9) == 0 ? Set.of(EventSource.values()[random.nextInt(2)]) : Set.of(),
                Set.of(),
                random.nextInt(6) == 0 ? text().repeat(3) : random.nextInt(6) == 0 ? "NAME 1" : null,
                metadata,
                random.nextInt(2) == 0 ? group(3) : null);
    }

    private Set<String> names() {
        Set<String> names = new HashSet<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            names.add("name " + random.nextInt(7));
        }
        return names;
    }

    private String path() {
        return PATHS.get(random.nextInt(PATHS.size()));
    }

    private Group group(int depth) {
        List<EventCondition> clauses = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            clauses.add(depth > 1 && random.nextInt(3) == 0 ? group(depth - 1) : clause());
        }
        return new Group(Conjunction.values()[random.nextInt(2)], clauses);
    }

    private Clause clause() {
        Operator operator = Operator.values()[random.nextInt(Operator.values().length)];
        return switch (random.nextInt(6)) {
            case 0 -> new Clause("name", operator, random.nextBoolean() ? "name " + random.nextInt(6) : "me 1");
            case 1 -> new Clause("timestamp", operator, (int) START.getEpochSecond() + random.nextInt(40));
            case 2 -> new Clause("source", operator, random.nextBoolean() ? "user" : "se");
            default ->
                new Clause(
                        (random.nextBoolean() ? "metadata." : "") + path(),
                        operator,
                        switch (random.nextInt(3)) {
                            case 0 -> random.nextInt(4);
                            case 1 -> random.nextBoolean();
                            default -> random.nextInt(4) == 0 ? text().substring(0, 1) : text();
                        });
        };
    }

    boolean passes(Item item, EventFilter filter) {
        TestLog.Event event = item.event();
        return (filter.after() == null || event.occurredAt().isAfter(filter.after()))
                && (filter.before() == null || event.occurredAt().isBefore(filter.before()))
                && (!filter.byCustomer() || isOf(event, filter))
                && (filter.names().isEmpty() || filter.names().contains(event.name()))
                && (filter.sources().isEmpty() || filter.sources().contains(EventSource.USER))
                && (filter.query() == null || mentions(item, filter.query()))
                && filter.metadata().entrySet().stream()
                        .allMatch(demand -> demand.getValue().stream()
                                .anyMatch(text -> isValue(property(item, demand.getKey()), text)))
                && (filter.condition() == null || holds(item, filter.condition()));
    }

    private boolean isOf(TestLog.Event event, EventFilter filter) {
        Set<String> externalIds = new HashSet<>(filter.externalCustomerIds());
        Set<UUID> ids = new HashSet<>(filter.customerIds());
        register.forEach((externalId, id) -> {
            if (filter.customerIds().contains(id)) {
                externalIds.add(externalId);
            }
            if (filter.externalCustomerIds().contains(externalId)) {
                ids.add(id);
            }
        });
        return event.externalCustomerId() == null
                ? ids.contains(event.customerId())
                : !event.externalCustomerId().isEmpty() && externalIds.contains(event.externalCustomerId());
    }

    private static boolean mentions(Item item, String query) {
        String part = query.toLowerCase(Locale.ROOT);
        return List.of(
                        item.event().name(),
                        item.event().metadata(),
                        String.valueOf(item.event().externalCustomerId()))
                .stream()
                .anyMatch(text -> text.toLowerCase(Locale.ROOT).contains(part));
    }

    static @Nullable Object property(Item item, String path) {
        Object value = item.metadata().get(path);
        if (value != null) {
            return value;
        }
        TestLog.Event event = item.event();
        return switch (path) {
            case "_cost.amount" -> event.costCents();
            case "_cost.currency" -> event.costCents() == null ? null : "usd";
            case "_llm.model" -> event.model();
            default -> null;
        };
    }

    private static boolean isValue(@Nullable Object value, String text) {
        if (value instanceof BigDecimal number) {
            return text.matches("-?\\d+(\\.\\d+)?") && number.compareTo(new BigDecimal(text)) == 0;
        }
        return value != null && value.toString().equals(text);
    }

    private static boolean holds(Item item, EventCondition condition) {
        if (condition instanceof Group group) {
            return group.clauses().isEmpty()
                    || (group.conjunction() == Conjunction.AND
                            ? group.clauses().stream().allMatch(clause -> holds(item, clause))
                            : group.clauses().stream().anyMatch(clause -> holds(item, clause)));
        }
        var clause = (Clause) condition;
        Object value = switch (clause.property()) {
            case "name" -> item.event().name();
            case "source" -> "user";
            case "timestamp" ->
                BigDecimal.valueOf(item.event().occurredAt().toEpochMilli()).movePointLeft(3);
            default -> property(item, clause.property().replaceFirst("^metadata\\.", ""));
        };
        return compares(value, clause.operator(), clause.value());
    }

    private static boolean compares(@Nullable Object value, Operator operator, Object wanted) {
        if (operator == Operator.LIKE || operator == Operator.NOT_LIKE) {
            String part = wanted instanceof Boolean flag ? flag ? "t" : "f" : wanted.toString();
            return value instanceof String text && text.contains(part) == (operator == Operator.LIKE);
        }
        int order;
        if (value instanceof String text && wanted instanceof String other) {
            order = text.codePoints()
                            .boxed()
                            .toList()
                            .equals(other.codePoints().boxed().toList())
                    ? 0
                    : compareCodePoints(text, other);
        } else if (value instanceof BigDecimal number && wanted instanceof Integer other) {
            order = number.compareTo(BigDecimal.valueOf(other));
        } else if (value instanceof Boolean flag && wanted instanceof Boolean other) {
            order = flag.compareTo(other);
        } else {
            return false;
        }
        return switch (operator) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case GT -> order > 0;
            case GTE -> order >= 0;
            case LT -> order < 0;
            default -> order <= 0;
        };
    }

    private static int compareCodePoints(String one, String other) {
        int[] mine = one.codePoints().toArray();
        int[] theirs = other.codePoints().toArray();
        return java.util.Arrays.compare(mine, theirs);
    }
}

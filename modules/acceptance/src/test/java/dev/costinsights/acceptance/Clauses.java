package dev.costinsights.acceptance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Random trees of clauses, each as JSON and as what it means. */
final class Clauses {
    private static final List<String> OPERATORS = List.of("eq", "ne", "gt", "gte", "lt", "lte", "like", "not_like");
    private static final List<String> PROPERTIES = List.of(
            "name",
            "source",
            "timestamp",
            "seats",
            "metadata.seats",
            "beta",
            "region",
            "metadata.region",
            "ratio",
            "a.b",
            "_cost.amount",
            "_cost.currency",
            "_llm.model",
            "_llm.total_tokens",
            "missing");

    private final Random random;

    Clauses(Random random) {
        this.random = random;
    }

    Condition filter() {
        ObjectNode json = Wire.JSON.createObjectNode();
        Predicate<Recorded> holds = group(json, 1 + random.nextInt(3));
        return Condition.of("filter", json.toString(), holds);
    }

    private Predicate<Recorded> group(ObjectNode json, int depth) {
        boolean all = random.nextBoolean();
        json.put("conjunction", all ? "and" : "or");
        ArrayNode clauses = json.putArray("clauses");
        List<Predicate<Recorded>> parts = new ArrayList<>();
        for (int i = 0, count = random.nextInt(4); i < count; i++) {
            ObjectNode part = clauses.addObject();
            parts.add(depth > 1 && random.nextInt(3) == 0 ? group(part, depth - 1) : clause(part));
        }
        // An empty group always holds.
        return all || parts.isEmpty()
                ? recorded -> parts.stream().allMatch(part -> part.test(recorded))
                : recorded -> parts.stream().anyMatch(part -> part.test(recorded));
    }

    private Predicate<Recorded> clause(ObjectNode json) {
        String property = pick(PROPERTIES);
        String operator = pick(OPERATORS);
        Object value = value(property);
        json.put("property", property).put("operator", operator).set("value", Wire.JSON.valueToTree(value));
        return recorded -> {
            Object found = property(recorded, property);
            return found != null && compare(found, operator, value);
        };
    }

    /** Mostly of the property's own type. */
    private Object value(String property) {
        if (random.nextInt(6) == 0) {
            return pick(List.<Object>of(3, true, "3", "", "true", "user"));
        }
        return switch (property) {
            case "name" -> pick(List.of("llm.inference", "", "email", "größe ∑ 🚀", "zzz", "."));
            case "source" -> pick(List.of("user", "system", "use"));
            case "timestamp" -> 1_451_606_400 + random.nextInt(10 * 365) * 86_400;
            case "beta" -> random.nextBoolean();
            case "region", "metadata.region" -> pick(List.of("eu", "us", "e", "größe", "EU"));
            case "_cost.currency" -> "usd";
            case "_llm.model" -> pick(List.of("model-1", "model-2", "mod"));
            case "a.b" -> pick(List.of("dotted", "x"));
            default -> random.nextInt(8);
        };
    }

    private static @Nullable Object property(Recorded recorded, String property) {
        Event event = recorded.event();
        return switch (property) {
            case "name" -> event.name();
            case "source" -> "user";
            case "timestamp" ->
                BigDecimal.valueOf(event.timestamp().getEpochSecond())
                        .add(BigDecimal.valueOf(event.timestamp().getNano(), 9));
            case "_cost.amount" -> event.costCents() == null ? null : event.keptCents();
            case "_cost.currency" -> event.costCents() == null ? null : "usd";
            default -> metadata(event.metadata(), property.replaceFirst("^metadata\\.", ""));
        };
    }

    /** The key that is the whole path, else the keys along it. */
    static @Nullable Object metadata(Map<?, ?> metadata, String path) {
        Object whole = metadata.get(path);
        if (whole != null || !path.contains(".")) {
            return whole;
        }
        int dot = path.indexOf('.');
        return metadata.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? metadata(inner, path.substring(dot + 1))
                : null;
    }

    private static boolean compare(Object found, String operator, Object value) {
        if (operator.endsWith("like")) {
            String part = value instanceof Boolean flag ? (flag ? "t" : "f") : value.toString();
            return found instanceof String text && text.contains(part) == operator.equals("like");
        }
        Integer order = order(found, value);
        return order != null
                && switch (operator) {
                    case "eq" -> order == 0;
                    case "ne" -> order != 0;
                    case "gt" -> order > 0;
                    case "gte" -> order >= 0;
                    case "lt" -> order < 0;
                    case "lte" -> order <= 0;
                    default -> throw new IllegalArgumentException(operator);
                };
    }

    /** Null when the types differ. Texts by code point, false before true. */
    private static @Nullable Integer order(Object found, Object value) {
        if (found instanceof String text && value instanceof String other) {
            return compareCodePoints(text, other);
        }
        if (found instanceof Boolean flag && value instanceof Boolean other) {
            return flag.compareTo(other);
        }
        if (found instanceof Number number && value instanceof Number other) {
            return new BigDecimal(number.toString()).compareTo(new BigDecimal(other.toString()));
        }
        return null;
    }

    static int compareCodePoints(String one, String other) {
        int[] left = one.codePoints().toArray();
        int[] right = other.codePoints().toArray();
        return Arrays.compare(left, right);
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}

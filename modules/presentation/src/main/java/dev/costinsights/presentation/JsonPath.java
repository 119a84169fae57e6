package dev.costinsights.presentation;

import dev.costinsights.contracts.events.EventCondition;
import dev.costinsights.contracts.events.EventCondition.Clause;
import dev.costinsights.contracts.events.EventCondition.Conjunction;
import dev.costinsights.contracts.events.EventCondition.Group;
import dev.costinsights.contracts.events.EventCondition.Operator;
import dev.costinsights.contracts.events.EventFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Says what has to hold of an event's properties as an SQL/JSON path predicate over its metadata and,
 * as {@code $event}, what {@link EventPredicate} puts beside it. Its lax comparisons are what a filter means: values of different types are not
 * comparable, a missing one compares with nothing. Texts from outside stand in it as string literals only.
 */
final class JsonPath {
    private static final String ALWAYS = "(1 == 1)";
    private static final List<String> RESERVED = List.of("_cost", "_llm");
    private static final Set<String> BUILT_IN = Set.of("name", "source", "timestamp");
    private static final String METADATA_PREFIX = "metadata.";

    /** Predicates on one value. */
    private interface Test extends Function<String, String> {}

    private JsonPath() {}

    /** @return null when the filter demands nothing of properties */
    static @Nullable String of(EventFilter filter) {
        List<String> demands = new ArrayList<>();
        filter.metadata().forEach((path, texts) -> demands.add(oneOf(path, texts)));
        if (filter.condition() != null) {
            demands.add(of(filter.condition()));
        }
        return demands.isEmpty() ? null : String.join(" && ", demands);
    }

    static String of(EventCondition condition) {
        return condition instanceof Group group ? group(group) : clause((Clause) condition);
    }

    private static String group(Group group) {
        if (group.clauses().isEmpty()) {
            return ALWAYS;
        }
        return group.clauses().stream()
                .map(JsonPath::of)
                .collect(Collectors.joining(group.conjunction() == Conjunction.AND ? " && " : " || ", "(", ")"));
    }

    private static String clause(Clause clause) {
        Test test = test(clause.operator(), clause.value());
        String path = metadataPath(clause.property());
        return path == null ? "(" + test.apply("$event." + clause.property()) + ")" : metadata(path, test);
    }

    /** @return null for a property that isn't metadata */
    static @Nullable String metadataPath(String property) {
        if (BUILT_IN.contains(property)) {
            return null;
        }
        return property.startsWith(METADATA_PREFIX) ? property.substring(METADATA_PREFIX.length()) : property;
    }

    private static String oneOf(String path, Set<String> texts) {
        return metadata(
                path,
                value -> texts.stream().map(text -> equalsAnyType(value, text)).collect(Collectors.joining(" || ")));
    }

    private static String equalsAnyType(String value, String text) {
        return MetadataLiteral.readingsOf(text).stream()
                .map(reading -> value + " == " + literal(reading))
                .collect(Collectors.joining(" || "));
    }

    /** Metadata is flat but for the reserved keys. A key that is the whole path goes before one along it. */
    private static String metadata(String path, Test test) {
        String whole = "$." + quoted(path);
        if (!isReserved(path)) {
            return "(" + test.apply(whole) + ")";
        }
        String along = "$event"
                + Arrays.stream(path.split("\\.", -1))
                        .map(step -> "." + quoted(step))
                        .collect(Collectors.joining());
        return "((exists(" + whole + ") && (" + test.apply(whole) + ")) || (!exists(" + whole + ") && ("
                + test.apply(along) + ")))";
    }

    /** Whether a path leads into what isn't kept with the metadata. */
    static boolean isReserved(String path) {
        return RESERVED.stream().anyMatch(key -> path.equals(key) || path.startsWith(key + '.'));
    }

    private static Test test(Operator operator, Object value) {
        return switch (operator) {
            case EQ -> compare("==", value);
            case NE -> compare("!=", value);
            case GT -> compare(">", value);
            case GTE -> compare(">=", value);
            case LT -> compare("<", value);
            case LTE -> compare("<=", value);
            case LIKE -> at -> isText(at) + " && " + contains(at, value);
            case NOT_LIKE -> at -> isText(at) + " && !" + contains(at, value);
        };
    }

    private static Test compare(String operator, Object value) {
        return at -> at + " " + operator + " " + literal(value);
    }

    private static String isText(String at) {
        return at + ".type() == \"string\"";
    }

    /** Every text contains the empty one; a regular expression can't be empty. */
    private static String contains(String at, Object value) {
        String text = value instanceof Boolean flag ? flag ? "t" : "f" : value.toString();
        return text.isEmpty() ? ALWAYS : "(" + at + " like_regex " + quoted(text) + " flag \"q\")";
    }

    private static String literal(Object value) {
        return value instanceof String text ? quoted(text) : value.toString();
    }

    /** A string literal of SQL/JSON paths, whose escapes are JavaScript's. */
    static String quoted(String text) {
        var quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < 0x20 || c == 0x7f) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}

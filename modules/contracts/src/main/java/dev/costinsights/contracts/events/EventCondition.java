package dev.costinsights.contracts.events;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What has to hold of an event's properties: a tree of comparisons. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(EventCondition.Group.class), @JsonSubTypes.Type(EventCondition.Clause.class)})
public sealed interface EventCondition {
    /** Most groups inside one another, the outermost included. */
    int MAX_DEPTH = 5;

    /** Most clauses and groups of a whole tree. */
    int MAX_CLAUSES = 100;

    /** Groups inside one another: 0 for a clause. */
    int depth();

    /** Clauses and groups, this one included. */
    int size();

    /**
     * All of the conditions, or any one of them.
     *
     * @param clauses without any, the group always holds
     */
    record Group(Conjunction conjunction, List<EventCondition> clauses) implements EventCondition {
        public Group {
            clauses = List.copyOf(clauses);
        }

        @Override
        public int depth() {
            return 1 + clauses.stream().mapToInt(EventCondition::depth).max().orElse(0);
        }

        @Override
        public int size() {
            return 1 + clauses.stream().mapToInt(EventCondition::size).sum();
        }
    }

    /**
     * Compares a property with a value of the same type. It never holds when the property is missing or of another type,
     * whatever the operator.
     *
     * @param property {@code name}, {@code source}, {@code timestamp} (seconds since 1970), or a dotted path in the
     *     metadata, with or without {@code metadata.} in front: the key that is the whole path, else the keys along it
     * @param value a String, an Integer or a Boolean
     */
    record Clause(String property, Operator operator, Object value) implements EventCondition {
        public static final int MAX_PROPERTY_LENGTH = 255;
        public static final int MAX_TEXT_LENGTH = 1_000;

        /** @throws IllegalArgumentException for a value of another type, or one that is too long */
        public Clause {
            if (property.codePointCount(0, property.length()) > MAX_PROPERTY_LENGTH) {
                throw new IllegalArgumentException("A property has at most " + MAX_PROPERTY_LENGTH + " characters.");
            }
            boolean allowed = value instanceof Integer
                    || value instanceof Boolean
                    || value instanceof String text && text.codePointCount(0, text.length()) <= MAX_TEXT_LENGTH;
            if (!allowed) {
                throw new IllegalArgumentException(
                        "A value is a whole number of 32 bits, a boolean, or a text of at most " + MAX_TEXT_LENGTH
                                + " characters.");
            }
        }

        @Override
        public int depth() {
            return 0;
        }

        @Override
        public int size() {
            return 1;
        }
    }

    /** How the conditions of a group go together. */
    enum Conjunction {
        AND,
        OR;

        /** The name on the wire: {@code and}. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @return empty for a name that is no conjunction */
        public static Optional<Conjunction> ofWireName(String name) {
            return Arrays.stream(values())
                    .filter(conjunction -> conjunction.wireName().equals(name))
                    .findFirst();
        }
    }

    /** How a property is compared. Texts are ordered by code point, false comes before true. */
    enum Operator {
        EQ,
        NE,
        GT,
        GTE,
        LT,
        LTE,
        /** The property is a text that contains the value's text, in the same case; of a boolean, {@code t} or {@code f}. */
        LIKE,
        /** The property is a text that doesn't. */
        NOT_LIKE;

        /** The name on the wire: {@code not_like}. */
        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** @return empty for a name that is no operator */
        public static Optional<Operator> ofWireName(String name) {
            return Arrays.stream(values())
                    .filter(operator -> operator.wireName().equals(name))
                    .findFirst();
        }
    }
}

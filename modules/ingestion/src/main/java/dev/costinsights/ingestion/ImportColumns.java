package dev.costinsights.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.revenue.ImportKind;
import dev.costinsights.contracts.revenue.NewFact;
import dev.costinsights.ingestion.stripe.StripeIds;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Makes facts of lines of text. A column that is read becomes a value of its field's type; what can't become one stays
 * text, so that the fact's own check says what is wrong. Any other column is kept as text, an empty cell left out.
 */
final class ImportColumns {
    /** When it happened; not a part of the object. */
    static final String TIMESTAMP = "timestamp";

    private static final String ORIGINAL = "import_";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Pattern WHOLE = Pattern.compile("-?\\d{1,30}");
    private static final Pattern DECIMAL = Pattern.compile("\\d{1,30}(?:\\.\\d{1,60})?(?:[eE][+-]?\\d{1,3})?");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern STRIPE_ID = Pattern.compile("[a-z]{2,5}_[A-Za-z0-9_]{8,}");

    private static final Map<FactCheck, Function<String, JsonNode>> READERS = Map.of(
            FactChecks.WHOLE, ImportColumns::whole,
            FactChecks.NOT_NEGATIVE, ImportColumns::whole,
            FactChecks.COUNT, ImportColumns::whole,
            FactChecks.RATE, ImportColumns::decimal,
            FactChecks.FLAG, ImportColumns::flag,
            FactChecks.TIME, ImportColumns::time);

    private final FactKind kind;
    private final Map<String, FactField> fields = new TreeMap<>();

    private ImportColumns(FactKind kind) {
        this.kind = kind;
        kind.fields().forEach(field -> fields.put(field.name(), field));
    }

    static ImportColumns of(ImportKind kind) {
        return new ImportColumns(kindOf(kind));
    }

    static FactKind kindOf(ImportKind kind) {
        return switch (kind) {
            case ORDERS -> FactKind.ORDER;
            case SUBSCRIPTIONS -> FactKind.SUBSCRIPTION;
        };
    }

    List<String> required() {
        return kind.fields().stream()
                .filter(FactField::required)
                .map(FactField::name)
                .toList();
    }

    /**
     * Of a line as it is now. It happened at its own timestamp, else when it was modified, else when it was created; what
     * of these isn't a time is a problem.
     *
     * @param cells by column, none of them empty
     */
    NewFact fact(Map<String, String> cells, FactProblems problems) {
        ObjectNode data = JSON.objectNode();
        cells.forEach((column, text) -> {
            FactField field = fields.get(column);
            if (field == null) {
                if (!column.equals(TIMESTAMP)) {
                    data.put(column, text);
                }
            } else if (field.check() == FactChecks.ID) {
                putId(data, column, text);
            } else {
                data.set(
                        column,
                        READERS.getOrDefault(field.check(), JSON::textNode).apply(text));
            }
        });
        return new NewFact(kind.storedName() + ".updated", timestamp(cells, problems), data.toString());
    }

    private void putId(ObjectNode data, String column, String text) {
        UUID id = id(column, text);
        if (!id.toString().equalsIgnoreCase(text)) {
            data.put(ORIGINAL + column, text);
        }
        data.put(column, id.toString());
    }

    /**
     * An id of version 4 is itself. One of Stripe is what Stripe's webhooks make of it, so that a history that is imported
     * and what happens from then on are about the same objects. Any other is a digest of what it names and itself.
     */
    private UUID id(String column, String text) {
        if (FactChecks.isId(text)) {
            return UUID.fromString(text);
        } else if (STRIPE_ID.matcher(text).matches()) {
            return StripeIds.uuid(text);
        }
        String named = column.equals("id") ? kind.storedName() : column.substring(0, column.length() - "_id".length());
        return DigestIds.of(named + '|' + text);
    }

    private static Instant timestamp(Map<String, String> cells, FactProblems problems) {
        for (String column : List.of(TIMESTAMP, "modified_at", "created_at")) {
            String text = cells.get(column);
            if (text != null) {
                try {
                    return FactChecks.instant(time(text).textValue());
                } catch (DateTimeException e) {
                    if (column.equals(TIMESTAMP)) {
                        problems.add(column, "datetime_parsing", FactChecks.NO_TIME);
                    }
                    return Instant.EPOCH;
                }
            }
        }
        return Instant.EPOCH;
    }

    private static JsonNode whole(String text) {
        return WHOLE.matcher(text).matches() ? JSON.numberNode(new BigInteger(text)) : JSON.textNode(text);
    }

    private static JsonNode decimal(String text) {
        return DECIMAL.matcher(text).matches() ? JSON.numberNode(new BigDecimal(text)) : JSON.textNode(text);
    }

    private static JsonNode flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> JSON.booleanNode(true);
            case "false" -> JSON.booleanNode(false);
            default -> JSON.textNode(text);
        };
    }

    /** A day alone begins at midnight UTC. */
    private static JsonNode time(String text) {
        return JSON.textNode(DAY.matcher(text).matches() ? text + "T00:00:00Z" : text);
    }
}

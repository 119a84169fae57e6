package dev.costinsights.aggregation;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the data of a kept fact, which was checked when it was kept. */
record FactFields(JsonNode data) {
    static FactFields of(Fact fact) {
        return new FactFields(fact.data());
    }

    /** Null when absent or null. */
    @Nullable
    String textOrNull(String field) {
        JsonNode value = data.path(field);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }

    String text(String field) {
        return required(field, textOrNull(field));
    }

    /** Names that mean the same in upper and lower case. */
    String lowerCase(String field) {
        return text(field).toLowerCase(Locale.ROOT);
    }

    @Nullable
    UUID idOrNull(String field) {
        String text = textOrNull(field);
        return text == null ? null : UUID.fromString(text);
    }

    UUID id(String field) {
        return required(field, idOrNull(field));
    }

    /** In microseconds, as the database keeps it. */
    @Nullable
    Instant instantOrNull(String field) {
        String text = textOrNull(field);
        return text == null ? null : OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
    }

    Instant instant(String field) {
        return required(field, instantOrNull(field));
    }

    /** As the database says it, so that both are equal: JSON's 20.0 may be 2E+1 here. */
    @Nullable
    BigDecimal decimalOrNull(String field) {
        String text = textOrNull(field);
        if (text == null) {
            return null;
        }
        BigDecimal decimal = new BigDecimal(text);
        return decimal.scale() < 0 ? decimal.setScale(0) : decimal;
    }

    BigDecimal decimal(String field) {
        return required(field, decimalOrNull(field));
    }

    int integerOr(String field, int otherwise) {
        String text = textOrNull(field);
        return text == null ? otherwise : new BigDecimal(text).intValueExact();
    }

    boolean isTrue(String field) {
        return data.path(field).asBoolean();
    }

    private static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("A fact in the database lacks " + field);
        }
        return value;
    }
}

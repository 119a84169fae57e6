package dev.costinsights.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.events.NewEvent;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The kinds of values that facts hold. Values are as strict as whoever reads the facts later: a number is never text, a
 * time always has an offset.
 */
final class FactChecks {
    static final int MAX_TEXT = 1_000;
    /** As the reference bounds it. */
    static final int MAX_INTERVAL_COUNT = 999;

    private static final int MAX_COMMENT = 10_000;
    /** No currency is worth as much, and every double of a currency that is worth something has fewer decimals. */
    private static final int MAX_RATE_DIGITS = 9;

    private static final int MAX_RATE_DECIMALS = 40;

    static final String NO_TIME =
            "Input should be a valid datetime with an offset, in a form like 2026-01-31T12:00:00Z";

    static final Instant YEAR_ONE = Instant.parse("0001-01-01T00:00:00Z");
    static final Instant YEAR_TEN_THOUSAND = Instant.parse("+10000-01-01T00:00:00Z");

    private static final Pattern UUID_4 = Pattern.compile(
            "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", Pattern.CASE_INSENSITIVE);
    private static final Pattern CURRENCY = Pattern.compile("[A-Za-z]{3}");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,60}(\\.\\d{1,60})?");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    static final FactCheck ID = (value, field, problems) -> {
        if (!value.isTextual()) {
            problems.add(field, "uuid_type", "UUID input should be a string");
        } else if (!isId(value.textValue())) {
            problems.add(field, "uuid_parsing", "Input should be a valid UUID of version 4");
        }
    };

    static final FactCheck TIME = (value, field, problems) -> {
        if (!value.isTextual()) {
            problems.add(field, "datetime_type", "Input should be a valid datetime");
        } else if (!isTime(value.textValue())) {
            problems.add(field, "datetime_parsing", NO_TIME);
        }
    };

    static final FactCheck DATE = (value, field, problems) -> {
        if (!value.isTextual()) {
            problems.add(field, "date_type", "Input should be a valid date");
        } else if (!isDay(value.textValue())) {
            problems.add(field, "date_parsing", "Input should be a valid date, in a form like 2026-01-31");
        }
    };

    static final FactCheck WHOLE = whole(Long.MIN_VALUE, Long.MAX_VALUE);
    static final FactCheck NOT_NEGATIVE = whole(0, Long.MAX_VALUE);
    static final FactCheck COUNT = whole(1, MAX_INTERVAL_COUNT);
    static final FactCheck TEXT = text(0, MAX_TEXT);
    static final FactCheck COMMENT = text(0, MAX_COMMENT);
    /** An empty one names nobody. */
    static final FactCheck EXTERNAL_ID = text(1, MAX_TEXT);

    static final FactCheck FLAG = (value, field, problems) -> {
        if (!value.isBoolean()) {
            problems.add(field, "bool_type", "Input should be a valid boolean");
        }
    };

    static final FactCheck CURRENCY_CODE = (value, field, problems) -> {
        if (!value.isTextual()) {
            problems.add(field, "string_type", "Input should be a valid string");
        } else if (!CURRENCY.matcher(value.textValue()).matches()) {
            problems.add(field, "string_pattern_mismatch", "String should match pattern '[A-Za-z]{3}'");
        }
    };

    static final FactCheck INTERVAL = oneOf("day", "week", "month", "year");

    /** A number, or the same as text: senders that keep decimals exact write them so. */
    static final FactCheck RATE = (value, field, problems) -> {
        if (!value.isNumber() && !value.isTextual()) {
            problems.add(field, "decimal_type", "Decimal input should be a number or a string");
            return;
        }
        if (value.isTextual() && !DECIMAL.matcher(value.textValue()).matches()) {
            problems.add(field, "decimal_parsing", "Input should be a valid decimal");
            return;
        }
        BigDecimal rate = value.isNumber() ? value.decimalValue() : new BigDecimal(value.textValue());
        if (rate.signum() <= 0) {
            problems.add(field, "greater_than", "Input should be greater than 0");
        } else if ((long) rate.precision() - rate.scale() > MAX_RATE_DIGITS || rate.scale() > MAX_RATE_DECIMALS) {
            problems.add(
                    field,
                    "decimal_max_digits",
                    "Decimal input should have no more than " + MAX_RATE_DIGITS
                            + " digits before the decimal point and " + MAX_RATE_DECIMALS + " after it");
        }
    };

    private static final List<FactField> PRICE = List.of(
            FactField.optional("amount_type", TEXT),
            FactField.optional("price_amount", WHOLE),
            FactField.optional("price_currency", CURRENCY_CODE));

    static final FactCheck PRICES = (value, field, problems) -> {
        if (!value.isArray()) {
            problems.add(field, "list_type", "Input should be a valid list");
            return;
        }
        for (int i = 0; i < value.size(); i++) {
            String price = field + '.' + i;
            if (value.get(i).isObject()) {
                checkPrice(value.get(i), price, problems);
            } else {
                problems.add(price, "dict_type", "Input should be a valid dictionary");
            }
        }
    };

    static final FactCheck METADATA = (value, field, problems) -> {
        if (!value.isObject()) {
            problems.add(field, "dict_type", "Input should be a valid dictionary");
        } else if (value.size() > NewEvent.MAX_METADATA_KEYS) {
            problems.add(
                    field,
                    "too_long",
                    "Dictionary should have at most " + NewEvent.MAX_METADATA_KEYS + " items after validation, not "
                            + value.size());
        } else if (!value.properties().stream().allMatch(FactChecks::isMetadata)) {
            problems.add(
                    field,
                    "value_error",
                    "Keys should have at most " + NewEvent.MAX_METADATA_KEY_LENGTH + " characters, and values should be"
                            + " strings of 1 to " + MetadataValue.MAX_TEXT_LENGTH + " characters, numbers or booleans");
        }
    };

    private FactChecks() {}

    private static void checkPrice(JsonNode price, String field, FactProblems problems) {
        for (FactField part : PRICE) {
            part.check(price, field, problems);
        }
    }

    static FactCheck oneOf(String... words) {
        List<String> allowed = List.of(words);
        String message = "Input should be '" + String.join("', '", allowed) + "'";
        return (value, field, problems) -> {
            if (!value.isTextual() || !allowed.contains(value.textValue())) {
                problems.add(field, "enum", message);
            }
        };
    }

    private static FactCheck text(int shortest, int longest) {
        return (value, field, problems) -> {
            if (!value.isTextual()) {
                problems.add(field, "string_type", "Input should be a valid string");
                return;
            }
            String text = value.textValue();
            int length = text.codePointCount(0, text.length());
            if (length < shortest) {
                problems.add(field, "string_too_short", "String should have at least " + shortest + " character");
            } else if (length > longest) {
                problems.add(field, "string_too_long", "String should have at most " + longest + " characters");
            }
        };
    }

    private static FactCheck whole(long least, long most) {
        return (value, field, problems) -> {
            if (!value.isNumber()) {
                problems.add(field, "int_type", "Input should be a valid integer");
            } else if (!value.isIntegralNumber()) {
                problems.add(
                        field,
                        "int_from_float",
                        "Input should be a valid integer, got a number with a decimal point or an exponent");
            } else if (!value.canConvertToLong() || value.longValue() > most) {
                problems.add(field, "less_than_equal", "Input should be less than or equal to " + most);
            } else if (value.longValue() < least) {
                problems.add(field, "greater_than_equal", "Input should be greater than or equal to " + least);
            }
        };
    }

    static boolean isId(String text) {
        return UUID_4.matcher(text).matches();
    }

    private static boolean isTime(String text) {
        try {
            return isInRange(instant(text));
        } catch (DateTimeException e) {
            return false;
        }
    }

    static boolean isInRange(Instant instant) {
        return !instant.isBefore(YEAR_ONE) && instant.isBefore(YEAR_TEN_THOUSAND);
    }

    private static boolean isDay(String text) {
        try {
            return DAY.matcher(text).matches() && LocalDate.parse(text).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static boolean isMetadata(Map.Entry<String, JsonNode> entry) {
        String key = entry.getKey();
        JsonNode value = entry.getValue();
        if (key.codePointCount(0, key.length()) > NewEvent.MAX_METADATA_KEY_LENGTH) {
            return false;
        } else if (value.isTextual()) {
            String text = value.textValue();
            return !text.isEmpty() && text.codePointCount(0, text.length()) <= MetadataValue.MAX_TEXT_LENGTH;
        }
        return value.isBoolean() || value.isNumber() && MetadataValue.fits(value.decimalValue());
    }

    /** To the microsecond, as PostgreSQL keeps it. */
    static Instant instant(String text) {
        return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MICROS);
    }
}

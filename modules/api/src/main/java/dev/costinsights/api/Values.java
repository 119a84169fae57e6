package dev.costinsights.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.costinsights.contracts.events.CostAmount;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.events.NewEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Reads single values by the rules, types and messages that clients of the wire format know.
 *
 * <p>Numbers of any magnitude pass through here: nothing is computed with one before its exponent has been looked at.
 */
final class Values {
    /** Possessive: a thousand digits and then a letter fail in a thousand steps, not in a million. */
    private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][+-]?\\d++)?");

    private static final Pattern NOT_FINITE =
            Pattern.compile("[+-]?(?:inf(?:inity)?|s?nan\\d*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,30}(?:\\.0*)?");
    private static final Pattern UUID_TEXT = Pattern.compile(
            "(?:urn:uuid:)?([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final int MAX_NUMBER_TEXT = 1_000;
    private static final BigDecimal MAX_COUNT = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final BigDecimal MIN_COUNT = BigDecimal.valueOf(Long.MIN_VALUE);

    private Values() {}

    static JsonNode object(JsonNode value) throws InvalidValue {
        if (!value.isObject()) {
            throw new InvalidValue("dict_type", "Input should be a valid dictionary");
        }
        return value;
    }

    static String text(JsonNode value) throws InvalidValue {
        if (!value.isTextual()) {
            throw new InvalidValue("string_type", "Input should be a valid string");
        }
        return clean(value.textValue());
    }

    static String text(int maxLength, JsonNode value) throws InvalidValue {
        return atMost(maxLength, text(value));
    }

    static String name(JsonNode value) throws InvalidValue {
        return atMost(NewEvent.MAX_NAME_LENGTH, text(value));
    }

    /** An empty external id names nobody; one that is a step in a path can't be named by a path. */
    static String externalId(JsonNode value) throws InvalidValue {
        String id = atLeast(1, text(value));
        if (id.equals(".") || id.equals("..")) {
            throw new InvalidValue("value_error", "Value error, No path can name this external ID");
        }
        return id;
    }

    static String email(JsonNode value) throws InvalidValue {
        String text = text(value);
        if (!EMAIL.matcher(text).matches()) {
            throw new InvalidValue(
                    "value_error", "value is not a valid email address: It is written as name@domain, without spaces.");
        }
        return text;
    }

    static String metadataKey(String key) throws InvalidValue {
        return atMost(NewEvent.MAX_METADATA_KEY_LENGTH, clean(key));
    }

    /** Exactly {@code usd}, in any case. */
    static String currency(JsonNode value) throws InvalidValue {
        String text = text(value);
        if (!text.equalsIgnoreCase("usd")) {
            throw new InvalidValue(
                    "string_pattern_mismatch", "String should match pattern 'usd'", Map.of("pattern", "usd"));
        }
        return text;
    }

    static UUID uuid(JsonNode value) throws InvalidValue {
        if (!value.isTextual()) {
            throw new InvalidValue("uuid_type", "UUID input should be a string, bytes or UUID object");
        }
        return uuid(value.textValue());
    }

    static UUID uuid(String text) throws InvalidValue {
        var match = UUID_TEXT.matcher(text);
        if (!match.matches()) {
            String reason = "expected 32 hexadecimal digits, with or without hyphens";
            throw new InvalidValue("uuid_parsing", "Input should be a valid UUID, " + reason, Map.of("error", reason));
        }
        UUID uuid = UUID.fromString(match.replaceAll("$1-$2-$3-$4-$5"));
        if (uuid.variant() != 2 || uuid.version() != 4) {
            throw new InvalidValue("uuid_version", "UUID version 4 expected", Map.of("expected_version", 4));
        }
        return uuid;
    }

    /** A JSON number, or a decimal number as text. */
    static CostAmount amount(JsonNode value) throws InvalidValue {
        BigDecimal cents;
        if (value.isNumber()) {
            cents = value.decimalValue();
        } else if (value.isTextual()) {
            cents = decimal(value.textValue().strip());
        } else {
            throw new InvalidValue(
                    "decimal_type", "Decimal input should be an integer, float, string or Decimal object");
        }
        if (!CostAmount.fits(cents)) {
            throw new InvalidValue(
                    "decimal_whole_digits",
                    "Decimal input should have no more than " + CostAmount.MAX_INTEGER_DIGITS
                            + " digits before the decimal point",
                    Map.of("whole_digits", CostAmount.MAX_INTEGER_DIGITS));
        }
        return new CostAmount(cents);
    }

    private static BigDecimal decimal(String text) throws InvalidValue {
        if (text.length() <= MAX_NUMBER_TEXT && DECIMAL.matcher(text).matches()) {
            try {
                return new BigDecimal(text);
            } catch (NumberFormatException exponentBeyondInt) {
                throw new InvalidValue("decimal_parsing", "Input should be a valid decimal");
            }
        }
        if (text.length() <= MAX_NUMBER_TEXT && NOT_FINITE.matcher(text).matches()) {
            throw new InvalidValue("finite_number", "Input should be a finite number");
        }
        throw new InvalidValue("decimal_parsing", "Input should be a valid decimal");
    }

    /** A number of tokens: whole, of any sign. */
    static Long count(JsonNode value) throws InvalidValue {
        if (value.isBoolean()) {
            return value.booleanValue() ? 1L : 0L;
        } else if (value.isNumber()) {
            return wholeOf(value.decimalValue());
        } else if (value.isTextual()) {
            String text = value.textValue().strip();
            if (!WHOLE.matcher(text).matches()) {
                throw new InvalidValue(
                        "int_parsing", "Input should be a valid integer, unable to parse string as an integer");
            }
            return wholeOf(new BigDecimal(text));
        }
        throw new InvalidValue("int_type", "Input should be a valid integer");
    }

    private static long wholeOf(BigDecimal number) throws InvalidValue {
        if (number.compareTo(MAX_COUNT) > 0) {
            throw new InvalidValue(
                    "less_than_equal",
                    "Input should be less than or equal to " + Long.MAX_VALUE,
                    Map.of("le", Long.MAX_VALUE));
        }
        if (number.compareTo(MIN_COUNT) < 0) {
            throw new InvalidValue(
                    "greater_than_equal",
                    "Input should be greater than or equal to " + Long.MIN_VALUE,
                    Map.of("ge", Long.MIN_VALUE));
        }
        if (number.signum() != 0 && number.stripTrailingZeros().scale() > 0) {
            throw new InvalidValue(
                    "int_from_float", "Input should be a valid integer, got a number with a fractional part");
        }
        return number.signum() == 0 ? 0 : number.longValueExact();
    }

    static MetadataValue metadataValue(JsonNode value) throws InvalidValue {
        if (value.isTextual()) {
            String text = clean(value.textValue());
            return new MetadataValue.Text(atMost(MetadataValue.MAX_TEXT_LENGTH, atLeast(1, text)));
        } else if (value.isBoolean()) {
            return new MetadataValue.Flag(value.booleanValue());
        } else if (value.isIntegralNumber()) {
            BigInteger whole = value.bigIntegerValue();
            requireDigits(new BigDecimal(whole));
            return new MetadataValue.Whole(whole);
        } else if (value.isNumber()) {
            requireDigits(value.decimalValue());
            return new MetadataValue.Decimal(value.decimalValue());
        }
        throw new InvalidValue("scalar_type", "Input should be a string, a number or a boolean");
    }

    /** Counts the digits of the number written out without an exponent. */
    private static void requireDigits(BigDecimal number) throws InvalidValue {
        long whole = Math.max((long) number.precision() - number.scale(), 1);
        long decimals = Math.max(number.scale(), 0);
        if (whole + decimals > MetadataValue.MAX_NUMBER_DIGITS) {
            throw new InvalidValue(
                    "decimal_max_digits",
                    "Decimal input should have no more than " + MetadataValue.MAX_NUMBER_DIGITS + " digits in total",
                    Map.of("max_digits", MetadataValue.MAX_NUMBER_DIGITS));
        }
    }

    static InvalidValue tooManyItems(int most, int actual) {
        return new InvalidValue(
                "too_long",
                "Dictionary should have at most " + most + " items after validation, not " + actual,
                Map.of("field_type", "Dictionary", "max_length", most, "actual_length", actual));
    }

    static String atLeast(int length, String text) throws InvalidValue {
        if (text.codePointCount(0, text.length()) < length) {
            throw new InvalidValue(
                    "string_too_short",
                    "String should have at least " + length + (length == 1 ? " character" : " characters"),
                    Map.of("min_length", length));
        }
        return text;
    }

    private static String atMost(int length, String text) throws InvalidValue {
        if (text.codePointCount(0, text.length()) > length) {
            throw new InvalidValue(
                    "string_too_long",
                    "String should have at most " + length + " characters",
                    Map.of("max_length", length));
        }
        return text;
    }

    /** PostgreSQL can keep neither NUL nor half of a surrogate pair. */
    private static String clean(String text) throws InvalidValue {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                throw new InvalidValue("value_error", "Value error, This value contains invalid characters");
            }
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    throw new InvalidValue(
                            "string_unicode",
                            "Input should be a valid string, unable to parse raw data as a unicode string");
                }
                i++;
            }
        }
        return text;
    }
}

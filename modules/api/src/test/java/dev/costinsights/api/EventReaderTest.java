package dev.costinsights.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.costinsights.contracts.events.CostAmount;
import dev.costinsights.contracts.events.LlmUsage;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.events.NewEvent;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sections of fields as a table: the JSON of one field, and the one error it makes. */
class EventReaderTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-15T12:00:00Z"), ZoneOffset.UTC);
    private static final String V4 = "9f1c2b3a-4d5e-4f60-8a7b-0c1d2e3f4a5b";
    private static final String LLM = "\"vendor\":\"v\",\"model\":\"m\"";

    private List<WireError> errors = List.of();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"name\":1                        | string_type         | name        | Input should be a valid string",
                "\"name\":null                     | string_type         | name        | Input should be a valid string",
                "\"name\":\"a\\u0000b\"            | value_error         | name        | Value error, This value contains invalid characters",
                "\"name\":\"\\ud800\"              | string_unicode      | name        | Input should be a valid string, unable to parse raw data as a unicode string",
                "\"name\":\"\\udc00\\ud800\"       | string_unicode      | name        | Input should be a valid string, unable to parse raw data as a unicode string",
                "\"timestamp\":null                | datetime_type       | timestamp   | Input should be a valid datetime",
                "\"timestamp\":true                | datetime_type       | timestamp   | Input should be a valid datetime",
                "\"timestamp\":{}                  | datetime_type       | timestamp   | Input should be a valid datetime",
                "\"timestamp\":\"2024-01-01\"      | timezone_aware      | timestamp   | Input should have timezone info",
                "\"timestamp\":\"2024-01-01T00:00:00\" | timezone_aware  | timestamp   | Input should have timezone info",
                "\"timestamp\":\"yesterday\"       | datetime_parsing    | timestamp   | Input should be a valid datetime, expected a form like 2026-01-31T12:00:00Z",
                "\"timestamp\":\"2024-13-01T00:00:00Z\" | datetime_parsing | timestamp | Input should be a valid datetime, Invalid value for MonthOfYear (valid values 1 - 12): 13",
                "\"timestamp\":\"2023-02-29T00:00:00Z\" | datetime_parsing | timestamp | Input should be a valid datetime, Invalid date 'February 29' as '2023' is not a leap year",
                "\"timestamp\":\"2024-01-01T24:00:00Z\" | datetime_parsing | timestamp | Input should be a valid datetime, Invalid value for HourOfDay (valid values 0 - 23): 24",
                "\"timestamp\":\"0000-01-01T00:00:00Z\" | datetime_parsing | timestamp | Input should be a valid datetime, year is out of range",
                "\"timestamp\":\"0001-01-01T00:00:00+01:00\" | datetime_parsing | timestamp | Input should be a valid datetime, year is out of range",
                "\"timestamp\":1e400               | datetime_parsing    | timestamp   | Input should be a valid datetime, dates after 9999 are not supported as unix timestamps",
                "\"timestamp\":1e999999999         | datetime_parsing    | timestamp   | Input should be a valid datetime, dates after 9999 are not supported as unix timestamps",
                "\"timestamp\":-1e15               | datetime_parsing    | timestamp   | Input should be a valid datetime, dates before 1600 are not supported as unix timestamps",
                "\"timestamp\":\"2026-06-15T12:00:00.000001Z\" | value_error | timestamp | Value error, Timestamp must be in the past.",
                "\"timestamp\":\"9999-12-31T23:59:59Z\" | value_error    | timestamp   | Value error, Timestamp must be in the past.",
                "\"timestamp\":1900000000          | value_error         | timestamp   | Value error, Timestamp must be in the past.",
                "\"external_id\":5                 | string_type         | external_id | Input should be a valid string",
                "\"parent_id\":[]                  | string_type         | parent_id   | Input should be a valid string",
                "\"external_customer_id\":7        | string_type         | external_customer_id | Input should be a valid string",
                "\"external_member_id\":true       | string_type         | external_member_id   | Input should be a valid string",
                "\"customer_id\":\"x\"             | uuid_parsing        | customer_id | Input should be a valid UUID, expected 32 hexadecimal digits, with or without hyphens",
                "\"customer_id\":12                | uuid_type           | customer_id | UUID input should be a string, bytes or UUID object",
                "\"customer_id\":\"9f1c2b3a-4d5e-1f60-8a7b-0c1d2e3f4a5b\" | uuid_version | customer_id | UUID version 4 expected",
                "\"customer_id\":\"" + V4
                        + "\",\"member_id\":\"m\" | uuid_parsing | member_id | Input should be a valid UUID, expected 32 hexadecimal digits, with or without hyphens",
                "\"organization_id\":\"o\"         | uuid_parsing        | organization_id | Input should be a valid UUID, expected 32 hexadecimal digits, with or without hyphens",
                "\"metadata\":null                 | dict_type           | metadata    | Input should be a valid dictionary",
                "\"metadata\":[]                   | dict_type           | metadata    | Input should be a valid dictionary",
                "\"metadata\":{\"k\":null}         | scalar_type         | metadata.k  | Input should be a string, a number or a boolean",
                "\"metadata\":{\"k\":[]}           | scalar_type         | metadata.k  | Input should be a string, a number or a boolean",
                "\"metadata\":{\"k\":{\"a\":1}}    | scalar_type         | metadata.k  | Input should be a string, a number or a boolean",
                "\"metadata\":{\"k\":\"\"}         | string_too_short    | metadata.k  | String should have at least 1 character",
                "\"metadata\":{\"k\":\"\\u0000\"}  | value_error         | metadata.k  | Value error, This value contains invalid characters",
                "\"metadata\":{\"k\":1e400}        | ok                  | -           | -",
                "\"metadata\":{\"k\":1e999999999}  | decimal_max_digits  | metadata.k  | Decimal input should have no more than 500 digits in total",
                "\"metadata\":{\"k\":1e-999999999} | decimal_max_digits  | metadata.k  | Decimal input should have no more than 500 digits in total",
                "\"metadata\":{\"_x\":{}}          | scalar_type         | metadata._x | Input should be a string, a number or a boolean",
            })
    void namesEachFailingFieldOnce(String field, String type, String location, String message) {
        read(field);

        assertOneError(type, location, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "5                                      | dict_type               |            | Input should be a valid dictionary",
                "null                                   | dict_type               |            | Input should be a valid dictionary",
                "{\"currency\":\"usd\"}                 | missing                 | .amount    | Field required",
                "{\"amount\":1}                         | missing                 | .currency  | Field required",
                "{\"amount\":1,\"currency\":\"eur\"}    | string_pattern_mismatch | .currency  | String should match pattern 'usd'",
                "{\"amount\":1,\"currency\":\"xxusdyy\"} | string_pattern_mismatch | .currency | String should match pattern 'usd'",
                "{\"amount\":1,\"currency\":1}          | string_type             | .currency  | Input should be a valid string",
                "{\"amount\":true,\"currency\":\"usd\"} | decimal_type            | .amount    | Decimal input should be an integer, float, string or Decimal object",
                "{\"amount\":null,\"currency\":\"usd\"} | decimal_type            | .amount    | Decimal input should be an integer, float, string or Decimal object",
                "{\"amount\":[1],\"currency\":\"usd\"}  | decimal_type            | .amount    | Decimal input should be an integer, float, string or Decimal object",
                "{\"amount\":\"ten\",\"currency\":\"usd\"} | decimal_parsing      | .amount    | Input should be a valid decimal",
                "{\"amount\":\"\",\"currency\":\"usd\"} | decimal_parsing         | .amount    | Input should be a valid decimal",
                "{\"amount\":\"1e99999999999\",\"currency\":\"usd\"} | decimal_parsing | .amount | Input should be a valid decimal",
                "{\"amount\":\"NaN\",\"currency\":\"usd\"} | finite_number        | .amount    | Input should be a finite number",
                "{\"amount\":\"-Infinity\",\"currency\":\"usd\"} | finite_number  | .amount    | Input should be a finite number",
                "{\"amount\":100000000000000000,\"currency\":\"usd\"} | decimal_whole_digits | .amount | Decimal input should have no more than 17 digits before the decimal point",
                "{\"amount\":1e400,\"currency\":\"usd\"} | decimal_whole_digits   | .amount    | Decimal input should have no more than 17 digits before the decimal point",
                "{\"amount\":1e999999999,\"currency\":\"usd\"} | decimal_whole_digits | .amount | Decimal input should have no more than 17 digits before the decimal point",
                "{\"amount\":\"-1e999999999\",\"currency\":\"usd\"} | decimal_whole_digits | .amount | Decimal input should have no more than 17 digits before the decimal point",
            })
    void namesWhatIsWrongWithACost(String cost, String type, @Nullable String location, String message) {
        read("\"metadata\":{\"_cost\":" + cost + "}");

        assertOneError(type, "metadata._cost" + (location == null ? "" : location), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                      | dict_type       |               | Input should be a valid dictionary",
                "{\"model\":\"m\"}                       | missing         | .vendor       | Field required",
                "{\"vendor\":\"v\"}                      | missing         | .model        | Field required",
                "{\"vendor\":\"v\",\"model\":null}       | string_type     | .model        | Input should be a valid string",
                "{" + LLM
                        + ",\"prompt\":1}              | string_type     | .prompt       | Input should be a valid string",
                "{" + LLM
                        + ",\"input_tokens\":1.5}      | int_from_float  | .input_tokens | Input should be a valid integer, got a number with a fractional part",
                "{" + LLM
                        + ",\"input_tokens\":1e-999999999} | int_from_float | .input_tokens | Input should be a valid integer, got a number with a fractional part",
                "{" + LLM
                        + ",\"output_tokens\":\"many\"} | int_parsing    | .output_tokens | Input should be a valid integer, unable to parse string as an integer",
                "{" + LLM
                        + ",\"total_tokens\":null}     | int_type        | .total_tokens | Input should be a valid integer",
                "{" + LLM
                        + ",\"cached_input_tokens\":9223372036854775808} | less_than_equal | .cached_input_tokens | Input should be less than or equal to 9223372036854775807",
                "{" + LLM
                        + ",\"total_tokens\":1e999999999} | less_than_equal | .total_tokens | Input should be less than or equal to 9223372036854775807",
                "{" + LLM
                        + ",\"total_tokens\":-1e20}    | greater_than_equal | .total_tokens | Input should be greater than or equal to -9223372036854775808",
            })
    void namesWhatIsWrongWithModelUsage(String llm, String type, @Nullable String location, String message) {
        read("\"metadata\":{\"_llm\":" + llm + "}");

        assertOneError(type, "metadata._llm" + (location == null ? "" : location), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"2024-01-01T00:00:00Z\"             | 2024-01-01T00:00:00Z",
                "\"2024-01-01 00:00:00z\"             | 2024-01-01T00:00:00Z",
                "\"2024-01-01T05:45:00+05:45\"        | 2024-01-01T00:00:00Z",
                "\"2023-12-31T19:00-0500\"            | 2024-01-01T00:00:00Z",
                "\"2024-01-01T23:59:00+23:59\"        | 2024-01-01T00:00:00Z",
                "\"2024-01-01T00:00:00.123456789Z\"   | 2024-01-01T00:00:00.123456Z",
                "\"0001-01-01T00:00:00Z\"             | 0001-01-01T00:00:00Z",
                "\"2026-06-15T12:00:00Z\"             | 2026-06-15T12:00:00Z",
                "1700000000                           | 2023-11-14T22:13:20Z",
                "1700000000000                        | 2023-11-14T22:13:20Z",
                "1700000000.25                        | 2023-11-14T22:13:20.250Z",
                "\"1700000000\"                       | 2023-11-14T22:13:20Z",
                "-1                                   | 1969-12-31T23:59:59Z",
                "1e-999999999                         | 1970-01-01T00:00:00Z",
            })
    void readsInstants(String timestamp, Instant instant) {
        assertThat(readGood("\"timestamp\":" + timestamp).timestamp()).isEqualTo(instant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0.025 | 0.025",
                "\"0.025\" | 0.025",
                "\" 1.50 \" | 1.5",
                "0 | 0",
                "-3.5 | -3.5",
                "1e-7 | 0.0000001",
                "\"2.5E+1\" | 25",
                "0.30000000000000004 | 0.3",
                "0.0000000000005 | 0",
                "0.0000000000015 | 0.000000000002",
                "99999.999999999999 | 99999.999999999999",
                "99999999999999999.999999999999 | 99999999999999999.999999999999",
                "1e-999999999 | 0",
            })
    void readsAmountsExactly(String amount, String cents) {
        NewEvent event = readGood("\"metadata\":{\"_cost\":{\"amount\":" + amount + ",\"currency\":\"USD\",\"x\":{}}}");

        assertThat(event.cost()).isEqualTo(CostAmount.ofCents(cents));
    }

    @Test
    void readsModelUsageWithAndWithoutCounts() {
        assertThat(readGood("\"metadata\":{\"_llm\":{" + LLM + "}}").llm()).isEqualTo(LlmUsage.of("v", "m"));
        assertThat(readGood("\"metadata\":{\"_llm\":{" + LLM + ",\"prompt\":\"p\",\"response\":null,"
                                + "\"input_tokens\":1,\"cached_input_tokens\":2.0,\"output_tokens\":\"3\","
                                + "\"total_tokens\":-4}}")
                        .llm())
                .isEqualTo(new LlmUsage("v", "m", "p", null, 1L, 2L, 3L, -4L));
    }

    @Test
    void keepsTheTypesOfMetadata() {
        assertThat(readGood("\"metadata\":{\"b\":true,\"i\":1,\"d\":1.50,\"s\":\"1\"}")
                        .metadata())
                .containsExactly(
                        Map.entry("b", MetadataValue.of(true)),
                        Map.entry("i", MetadataValue.of(1)),
                        Map.entry("d", MetadataValue.of(new BigDecimal("1.50"))),
                        Map.entry("s", MetadataValue.of("1")));
    }

    @Test
    void emptyTextsAndUnknownFieldsAreFine() {
        NewEvent event = readGood("\"name\":\"\",\"external_customer_id\":\"\",\"surprise\":[{}],\"external_id\":null");

        assertThat(event.name()).isEmpty();
        assertThat(event.externalCustomerId()).isEmpty();
        assertThat(event.externalId()).isNull();
    }

    @Test
    void passesBothCustomerIdsOn() {
        NewEvent event = readGood("\"customer_id\":\"" + V4 + "\",\"member_id\":\"" + V4.replace("-", "")
                + "\",\"external_customer_id\":\"u\",\"external_member_id\":\"m\"");

        assertThat(event.customerId()).isEqualTo(UUID.fromString(V4));
        assertThat(event.memberId()).isEqualTo(UUID.fromString(V4));
        assertThat(event.externalCustomerId()).isEqualTo("u");
        assertThat(event.externalMemberId()).isEqualTo("m");
    }

    @Test
    void aMemberOfTheOtherKindOfCustomerIsAnUnknownField() {
        NewEvent event = readGood("\"external_customer_id\":\"u\",\"member_id\":\"not a uuid\"");

        assertThat(event.memberId()).isNull();
    }

    @Test
    void anEventWithoutCustomerLacksExactlyOneField() {
        readObject("{\"name\":\"e\",\"customer_id\":null}");

        assertOneError("missing", "external_customer_id", "Field required");
    }

    @Test
    void aNameIsRequired() {
        readObject("{\"external_customer_id\":\"u\"}");

        assertOneError("missing", "name", "Field required");
    }

    @Test
    void lengthsAreCountedInCharacters() {
        String grin = "\uD83D\uDE00";
        readGood("\"name\":\"" + grin.repeat(128) + "\",\"metadata\":{\"" + grin.repeat(40) + "\":\"" + grin.repeat(500)
                + "\"}");

        read("\"name\":\"" + grin.repeat(129) + "\"");
        assertOneError("string_too_long", "name", "String should have at most 128 characters");
        read("\"metadata\":{\"k\":\"" + "x".repeat(501) + "\"}");
        assertOneError("string_too_long", "metadata.k", "String should have at most 500 characters");
        read("\"metadata\":{\"" + "k".repeat(41) + "\":1}");
        assertOneError("string_too_long", "metadata." + "k".repeat(41), "String should have at most 40 characters");
    }

    @Test
    void metadataHoldsFiftyKeysBesideTheReservedOnes() {
        String fifty = keys(50);
        readGood("\"metadata\":{" + fifty + ",\"_cost\":{\"amount\":1,\"currency\":\"usd\"},\"_llm\":{" + LLM + "}}");

        read("\"metadata\":{" + keys(51) + "}");
        assertOneError("too_long", "metadata", "Dictionary should have at most 50 items after validation, not 51");
    }

    @Test
    void listsAllFailingFieldsOfAnEvent() {
        readObject("{\"name\":1,\"timestamp\":\"x\",\"metadata\":{\"a\":null,\"_cost\":{\"amount\":\"x\","
                + "\"currency\":\"eur\"},\"_llm\":{\"input_tokens\":0.5}}}");

        assertThat(errors)
                .extracting(EventReaderTest::steps)
                .containsExactlyInAnyOrder(
                        "name",
                        "timestamp",
                        "external_customer_id",
                        "metadata.a",
                        "metadata._cost.amount",
                        "metadata._cost.currency",
                        "metadata._llm.vendor",
                        "metadata._llm.model",
                        "metadata._llm.input_tokens");
    }

    private static String keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"k" + i + "\":1").collect(Collectors.joining(","));
    }

    /** Reads an otherwise good event; a field given here comes last and so wins. */
    private @Nullable NewEvent read(String fields) {
        return readObject("{\"name\":\"e\",\"external_customer_id\":\"u\"," + fields + "}");
    }

    private NewEvent readGood(String fields) {
        NewEvent event = read(fields);
        assertThat(errors).isEmpty();
        assertThat(event).isNotNull();
        return Objects.requireNonNull(event);
    }

    private @Nullable NewEvent readObject(String json) {
        var problems = new Problems();
        NewEvent event;
        try (var parser = WireJson.parser(json.getBytes(UTF_8))) {
            event = new EventReader(CLOCK, problems, new Problems())
                    .read(WireJson.tree(parser), Location.BODY.child("events").child(0));
        } catch (IOException e) {
            throw new AssertionError(json, e);
        }
        errors = List.of();
        try {
            problems.refuse(InvalidRequest.Kind.REQUEST);
        } catch (InvalidRequest refusal) {
            errors = refusal.errors();
        }
        assertThat(event == null).isEqualTo(!errors.isEmpty());
        return event;
    }

    private void assertOneError(String type, String location, String message) {
        if (type.equals("ok")) {
            assertThat(errors).isEmpty();
            return;
        }
        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).type()).isEqualTo(type);
        assertThat(steps(errors.get(0))).isEqualTo(location);
        assertThat(errors.get(0).message()).isEqualTo(message);
    }

    private static String steps(WireError error) {
        return error.location().steps().stream().skip(3).map(Object::toString).collect(Collectors.joining("."));
    }
}

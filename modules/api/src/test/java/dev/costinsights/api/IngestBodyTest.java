package dev.costinsights.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.costinsights.contracts.events.NewEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestBodyTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-15T12:00:00Z"), ZoneOffset.UTC);
    private static final String EVENT = "{\"name\":\"e\",\"external_customer_id\":\"u\"}";

    private final IngestBody bodies = new IngestBody(CLOCK);

    @Test
    void readsEveryEventInOrder() {
        assertThat(read("{\"events\":[" + EVENT + ",{\"name\":\"f\",\"external_customer_id\":\"v\"}]}"))
                .extracting(NewEvent::name)
                .containsExactly("e", "f");
    }

    @Test
    void theLastOfEqualKeysCounts() {
        assertThat(read("{\"events\":5,\"events\":[" + EVENT + "],\"x\":[{}]}")).hasSize(1);
        assertThat(read("{\"events\":[{\"name\":1,\"name\":\"last\",\"external_customer_id\":\"u\"}]}"))
                .extracting(NewEvent::name)
                .containsExactly("last");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``                              | missing               | body",
                "null                            | missing               | body",
                "[]                              | model_attributes_type | body",
                "7                               | model_attributes_type | body",
                "{}                              | missing               | body.events",
                "{\"events\":null}               | list_type             | body.events",
                "{\"events\":{}}                 | list_type             | body.events",
                "{\"events\":[3]}                | model_attributes_type | body.events.0",
                "{\"events\": }                  | json_invalid          | body.11",
                "{\"events\":NaN}                | json_invalid          | body.13",
                "{\"é\":NaN}                     | json_invalid          | body.8",
                "{\"events\":[]                  | json_invalid          | body.12",
                "{\"events\":[]} x               | json_invalid          | body.14",
                "{\"events\":[]}{}               | json_invalid          | body.13",
                "{'events':[]}                   | json_invalid          | body.1",
                "{\"events\":[{\"n\":1e99999999999}]} | json_limit       | body.29",
            })
    void namesWhatIsWrongWithTheWholeBody(String body, String type, String location) {
        List<WireError> errors = errors(body);

        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).type()).isEqualTo(type);
        assertThat(steps(errors.get(0))).isEqualTo(location);
    }

    @Test
    void saysWhereUtf8Ends() {
        byte[] body = ("{\"é\":\"" + "?" + "\"}").getBytes(UTF_8);
        body[7] = (byte) 0xFF;

        WireError error = errors(body).get(0);

        assertThat(error.type()).isEqualTo("json_invalid");
        assertThat(steps(error)).isEqualTo("body.6");
        assertThat(error.context()).containsEntry("error", "Invalid UTF-8");
    }

    @Test
    void refusesWhatExceedsALimitOfJson() {
        List<WireError> tooDeep = errors("{\"events\":" + "[".repeat(100) + "]".repeat(100) + "}");
        assertThat(tooDeep).extracting(WireError::type).containsExactly("json_limit");
        assertThat(tooDeep.get(0).message())
                .isEqualTo("JSON exceeds a limit: Document nesting depth (65) exceeds the maximum allowed (64)");
        assertThat(steps(tooDeep.get(0))).isEqualTo("body.74");
        assertThat(errors("{\"events\":[{\"name\":\"" + "x".repeat(WireJson.MAX_TEXT + 1) + "\"}]}"))
                .extracting(WireError::type)
                .containsExactly("json_limit");
        assertThat(errors("{\"events\":[" + "1".repeat(WireJson.MAX_NUMBER + 1) + "]}"))
                .extracting(WireError::type)
                .containsExactly("json_limit");
        assertThat(errors("{\"events\":[{\"metadata\":[" + "0,".repeat(3_000_000) + "0]}]}"))
                .extracting(WireError::type)
                .containsExactly("json_limit");
    }

    @Test
    void refusesMoreThanTenThousandEventsAsAWhole() {
        String many = IntStream.range(0, 10_001).mapToObj(i -> "3").collect(Collectors.joining(","));

        List<WireError> errors = errors("{\"events\":[" + many + "]}");

        assertThat(errors).hasSize(1);
        assertThat(errors.get(0).type()).isEqualTo("too_long");
        assertThat(steps(errors.get(0))).isEqualTo("body.events");
    }

    @Test
    void readsTenThousandEvents() {
        String many = IntStream.range(0, 10_000).mapToObj(i -> EVENT).collect(Collectors.joining(","));

        assertThat(read("{\"events\":[" + many + "]}")).hasSize(10_000);
    }

    @Test
    void listsTheFirstThousandErrorsAndSaysHowManyThereAre() {
        String many = IntStream.range(0, 3_000).mapToObj(i -> "3").collect(Collectors.joining(","));

        List<WireError> errors = errors("{\"events\":[" + many + "]}");

        assertThat(errors).hasSize(1_001);
        assertThat(errors.get(1_000).type()).isEqualTo("too_many_errors");
        assertThat(errors.get(1_000).message()).contains("3000");
    }

    @Test
    void wrongTypesAreSaidBeforeWhatTheTokenDoesNotAllow() {
        String organization = "\"organization_id\":\"00000000-0000-4000-8000-000000000001\"";

        assertThat(refusal(("{\"events\":[{\"name\":1,\"external_customer_id\":\"u\"," + organization + "}]}")
                                .getBytes(UTF_8))
                        .kind())
                .isEqualTo(InvalidRequest.Kind.REQUEST);
        InvalidRequest refusal =
                refusal(("{\"events\":[{\"name\":\"e\",\"external_customer_id\":\"u\"," + organization + "}]}")
                        .getBytes(UTF_8));
        assertThat(refusal.kind()).isEqualTo(InvalidRequest.Kind.SERVICE);
        assertThat(refusal.errors()).extracting(WireError::type).containsExactly("organization_token");
        assertThat(steps(refusal.errors().get(0))).isEqualTo("body.events.0.organization_id");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverIsSentIsReadOrRefusedInWords(long seed) {
        var mutations = new Mutations(seed);
        int read = 0;
        for (int i = 0; i < 2_500; i++) {
            byte[] body = mutations.next();
            try {
                bodies.read(body);
                read++;
            } catch (InvalidRequest refusal) {
                assertThat(WireJson.write(Errors.invalid(refusal)).length).isLessThan(20_000);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", body " + new String(body, UTF_8), e);
            }
        }
        assertThat(read).as("mutations that leave the body valid").isBetween(50, 2_450);
    }

    private List<NewEvent> read(String body) {
        return bodies.read(body.getBytes(UTF_8));
    }

    private List<WireError> errors(String body) {
        return errors(body.getBytes(UTF_8));
    }

    private List<WireError> errors(byte[] body) {
        return refusal(body).errors();
    }

    private InvalidRequest refusal(byte[] body) {
        return catchThrowableOfType(InvalidRequest.class, () -> bodies.read(body));
    }

    private static String steps(WireError error) {
        return error.location().steps().stream().map(Object::toString).collect(Collectors.joining("."));
    }
}

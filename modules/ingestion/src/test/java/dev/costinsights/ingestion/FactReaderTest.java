package dev.costinsights.ingestion;

import static dev.costinsights.ingestion.Facts.NOON;
import static dev.costinsights.ingestion.Facts.fact;
import static dev.costinsights.ingestion.Facts.full;
import static dev.costinsights.ingestion.Facts.id;
import static dev.costinsights.ingestion.Facts.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.revenue.IngestFacts;
import dev.costinsights.contracts.revenue.NewFact;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactReaderTest {
    /** What each kind cannot do without, as it is documented. */
    private static final Map<FactKind, List<String>> REQUIRED = Map.of(
            FactKind.CUSTOMER, List.of("id", "created_at"),
            FactKind.PRODUCT, List.of("id", "created_at", "name", "is_recurring"),
            FactKind.ORDER, List.of("id", "created_at", "status", "customer_id", "currency", "net_amount"),
            FactKind.SUBSCRIPTION,
                    List.of(
                            "id",
                            "created_at",
                            "status",
                            "customer_id",
                            "product_id",
                            "amount",
                            "currency",
                            "recurring_interval"),
            FactKind.REFUND, List.of("id", "created_at", "status", "order_id", "amount", "currency"),
            FactKind.DISPUTE, List.of("id", "created_at", "status", "order_id", "amount", "currency"),
            FactKind.CHECKOUT, List.of("id", "created_at", "status"),
            FactKind.CUSTOMER_SEAT, List.of("id", "created_at"),
            FactKind.EXCHANGE_RATE, List.of("currency", "day", "rate"));

    private static final List<String> TYPES = List.of(
            "customer.created",
            "customer.updated",
            "customer.deleted",
            "product.created",
            "product.updated",
            "order.created",
            "order.updated",
            "order.paid",
            "order.refunded",
            "subscription.created",
            "subscription.updated",
            "subscription.active",
            "subscription.canceled",
            "subscription.uncanceled",
            "subscription.cycled",
            "subscription.revoked",
            "subscription.past_due",
            "subscription.paused",
            "subscription.resumed",
            "refund.created",
            "refund.updated",
            "dispute.created",
            "dispute.updated",
            "checkout.created",
            "checkout.updated",
            "checkout.expired",
            "customer_seat.assigned",
            "customer_seat.claimed",
            "customer_seat.revoked",
            "exchange_rate.set");

    private static LogFact read(NewFact fact) {
        return FactReader.read(Facts.of(fact)).get(0);
    }

    private static List<FieldError> errors(NewFact... facts) {
        ContractException refusal =
                catchThrowableOfType(ContractException.class, () -> FactReader.read(Facts.of(facts)));
        if (refusal == null) {
            return List.of();
        }
        assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID);
        return refusal.fieldErrors();
    }

    private static NewFact any(FactKind kind, ObjectNode data) {
        return fact(kind.types().get(0), data);
    }

    @Test
    void theKnownTypesAreTheDocumentedOnes() {
        assertThat(Arrays.stream(FactKind.values()).flatMap(kind -> kind.types().stream()))
                .containsExactlyInAnyOrderElementsOf(TYPES);
        for (String type : TYPES) {
            FactKind kind = FactKind.ofType(type);
            assertThat(errors(fact(type, full(kind)))).as(type).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(FactKind.class)
    void whatIsntRequiredMayBeAbsentOrNull(FactKind kind) {
        ObjectNode least = full(kind).retain(REQUIRED.get(kind));
        ObjectNode nulls = full(kind);
        nulls.properties().forEach(entry -> {
            if (!REQUIRED.get(kind).contains(entry.getKey())) {
                nulls.putNull(entry.getKey());
            }
        });
        if (kind == FactKind.CUSTOMER_SEAT) {
            least.put("order_id", id(5).toString());
            nulls.put("order_id", id(5).toString());
        }

        assertThat(errors(any(kind, least))).isEmpty();
        assertThat(errors(any(kind, nulls))).isEmpty();
        assertThat(read(any(kind, least)).versionAt()).isEqualTo(NOON);
    }

    static Stream<Arguments> requiredFields() {
        return REQUIRED.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(field -> Arguments.of(entry.getKey(), field)));
    }

    @ParameterizedTest
    @MethodSource("requiredFields")
    void whatIsRequiredIsMissed(FactKind kind, String field) {
        ObjectNode without = full(kind).without(field);

        assertThat(errors(any(kind, without)))
                .containsExactly(new FieldError(0, "data." + field, "missing", "Field required"));
        assertThat(errors(any(kind, full(kind).putNull(field)))).hasSize(1);
    }

    static Stream<Arguments> allFields() {
        return Arrays.stream(FactKind.values())
                .flatMap(kind -> full(kind).properties().stream().map(entry -> Arguments.of(kind, entry.getKey())));
    }

    @ParameterizedTest
    @MethodSource("allFields")
    void aValueOfAnotherTypeIsWrong(FactKind kind, String field) {
        for (String wrong : List.of("[[]]", "{'a':[]}", "1.5", "'no such value of anything \\u0000'")) {
            ObjectNode data = full(kind).set(field, json("{'v':" + wrong + "}").get("v"));
            boolean isRate = field.endsWith("rate") && wrong.equals("1.5");

            assertThat(errors(any(kind, data)))
                    .as(wrong)
                    .extracting(FieldError::index, error -> error.field().replaceFirst("prices.0", "prices"))
                    .containsExactly(
                            isRate
                                    ? new org.assertj.core.groups.Tuple[0]
                                    : new org.assertj.core.groups.Tuple[] {tuple(0, "data." + field)});
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ORDER, status, draft pending paid refunded partially_refunded void",
        "SUBSCRIPTION, status, incomplete incomplete_expired trialing active past_due canceled unpaid paused",
        "SUBSCRIPTION, recurring_interval, day week month year",
        "PRODUCT, recurring_interval, day week month year",
        "REFUND, status, pending succeeded failed canceled",
        "DISPUTE, status, open lost won",
        "CHECKOUT, status, open expired confirmed succeeded failed",
        "CUSTOMER, type, individual team",
    })
    void aWordIsOneOfThoseThatAreKnown(FactKind kind, String field, String words) {
        for (String word : words.split(" ")) {
            assertThat(errors(any(kind, full(kind).put(field, word)))).as(word).isEmpty();
        }
        for (String word : List.of("", "Paid", "PAID", " paid", "other")) {
            assertThat(errors(any(kind, full(kind).put(field, word))))
                    .extracting(FieldError::field, FieldError::type)
                    .containsExactly(tuple("data." + field, "enum"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "ORDER, net_amount, 9223372036854775807, ``",
                "ORDER, net_amount, -9223372036854775808, ``",
                "ORDER, net_amount, 9223372036854775808, less_than_equal",
                "ORDER, net_amount, 1e3, int_from_float",
                "ORDER, net_amount, 1.0, int_from_float",
                "ORDER, net_amount, true, int_type",
                "ORDER, net_amount, '1', int_type",
                "ORDER, currency, 'Eur', ``",
                "ORDER, currency, 'eu', string_pattern_mismatch",
                "ORDER, currency, 'euro', string_pattern_mismatch",
                "ORDER, currency, '€ur', string_pattern_mismatch",
                "ORDER, exchange_rate, 1, ``",
                "ORDER, exchange_rate, 1e-9, ``",
                "ORDER, exchange_rate, 0, greater_than",
                "ORDER, exchange_rate, -1.1, greater_than",
                "ORDER, exchange_rate, '1.1', ``",
                "ORDER, exchange_rate, '0.0', greater_than",
                "ORDER, exchange_rate, '1 1', decimal_parsing",
                "ORDER, exchange_rate, '1e3', decimal_parsing",
                "ORDER, exchange_rate, true, decimal_type",
                "ORDER, exchange_rate, 1234567890, decimal_max_digits",
                "ORDER, exchange_rate, 1e-999999999, decimal_max_digits",
                "ORDER, exchange_rate, 1e999999999, decimal_max_digits",
                "ORDER, id, '00000000-0000-1000-8000-000000000001', uuid_parsing",
                "ORDER, id, '00000000000040008000000000000001', uuid_parsing",
                "ORDER, id, '00000000-0000-4000-C000-000000000001', uuid_parsing",
                "ORDER, id, '0000000A-0000-4000-b000-000000000001', ``",
                "ORDER, id, 7, uuid_type",
                "ORDER, created_at, '2026-10-01T10:00:00', datetime_parsing",
                "ORDER, created_at, '2026-10-01', datetime_parsing",
                "ORDER, created_at, '2026-02-30T10:00:00Z', datetime_parsing",
                "ORDER, created_at, '0000-12-31T10:00:00Z', datetime_parsing",
                "ORDER, created_at, '+10000-01-01T10:00:00Z', datetime_parsing",
                "ORDER, created_at, 1730455200, datetime_type",
                "ORDER, created_at, '2026-10-01T10:00-05:30', ``",
                "REFUND, amount, 0, ``",
                "REFUND, amount, -1, greater_than_equal",
                "DISPUTE, fee_amount, -1, greater_than_equal",
                "SUBSCRIPTION, amount, -1, greater_than_equal",
                "SUBSCRIPTION, recurring_interval_count, 0, greater_than_equal",
                "SUBSCRIPTION, recurring_interval_count, 1000, less_than_equal",
                "EXCHANGE_RATE, day, '2026-10-01T00:00:00Z', date_parsing",
                "EXCHANGE_RATE, day, '2026-02-29', date_parsing",
                "EXCHANGE_RATE, day, 20261001, date_type",
                "CUSTOMER, external_id, '', string_too_short",
                "CUSTOMER, metadata, {'a':[]}, value_error",
                "CUSTOMER, metadata, {'a':''}, value_error",
                "PRODUCT, prices, [], ``",
                "PRODUCT, prices, [{}], ``",
            })
    void aValueIsHeldToItsRule(FactKind kind, String field, String value, String type) {
        ObjectNode data = json("{'v':" + value + "}");
        String text = full(kind).without(field).toString();
        String changed = text.substring(0, text.length() - 1) + ",\"" + field + "\":" + value.replace('\'', '"') + '}';
        assertThat(data.has("v")).isTrue();

        assertThat(errors(new NewFact(kind.types().get(0), NOON, changed)))
                .extracting(FieldError::field, FieldError::type)
                .isEqualTo(type.isEmpty() ? List.of() : List.of(tuple("data." + field, type)));
    }

    @Test
    void eachPriceIsCheckedAndNamed() {
        ObjectNode product = full(FactKind.PRODUCT);
        product.set(
                "prices",
                json("{'v':[{},7,{'price_amount':'1','price_currency':'x','amount_type':null}]}")
                        .get("v"));

        assertThat(errors(fact("product.created", product)))
                .extracting(FieldError::field)
                .containsExactly("data.prices.1", "data.prices.2.price_amount", "data.prices.2.price_currency");
    }

    @Test
    void anUnknownTypeIsWrongWhateverItsData() {
        assertThat(errors(fact("order.payed", json("{}")), new NewFact("", NOON, "[]")))
                .extracting(FieldError::index, FieldError::field, FieldError::type)
                .containsExactly(tuple(0, "type", "enum"), tuple(1, "type", "enum"), tuple(1, "data", "dict_type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{} {}", "{'a':1,}", "{a:1}", "{'a':NaN}", "{'a':1e99999999999}"})
    void dataThatIsNoJsonIsSaidSo(String data) {
        assertThat(errors(new NewFact("order.paid", NOON, data.replace('\'', '"'))))
                .extracting(FieldError::field)
                .containsExactly("data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "7", "'text'", "[{}]"})
    void dataIsAnObject(String data) {
        assertThat(errors(new NewFact("order.paid", NOON, data.replace('\'', '"'))))
                .containsExactly(new FieldError(0, "data", "dict_type", "Input should be a valid dictionary"));
    }

    @Test
    void unknownFieldsAreKeptAsTheyWereSent() {
        String data = full(FactKind.ORDER).toString().replaceFirst("\\{", "{ \"extra\" : {\"deep\":[1.0,null]}, ");

        assertThat(read(new NewFact("order.paid", NOON, data)).data()).isEqualTo(data);
    }

    @Test
    void textsThatCantBeKeptAreNamedOnce() {
        ObjectNode order = full(FactKind.ORDER);
        order.put("billing_reason", "a\0");
        order.set(
                "items", json("{'v':[{'label':'\\ud83d'},{'label':'\\u0000'}]}").get("v"));
        order.put("a.b", "\udc00");
        order.put("key\0", 1);
        order.put("emoji", "🦊");

        assertThat(errors(fact("order.paid", order)))
                .extracting(FieldError::field, FieldError::type)
                .containsExactly(
                        tuple("data.billing_reason", "value_error"),
                        tuple("data.items", "value_error"),
                        tuple("data", "value_error"));
    }

    @Test
    void dataIsBoundedInSizeDepthAndDigits() {
        ObjectNode order = full(FactKind.ORDER);
        String open = "[".repeat(40);
        String close = "]".repeat(40);
        String start = order.toString().substring(0, order.toString().length() - 1);

        assertThat(errors(
                        fact("order.paid", order.deepCopy().put("note", "x".repeat(FactReader.MAX_DATA))),
                        new NewFact("order.paid", NOON, start + ",\"deep\":" + open + close + "}"),
                        new NewFact("order.paid", NOON, start + ",\"far\":{\"n\":[1e401]}}"),
                        new NewFact("order.paid", NOON, start + ",\"far\":1e-999999999}"),
                        new NewFact("order.paid", NOON, start + ",\"far\":1e308,\"near\":5e-324}")))
                .extracting(FieldError::index, FieldError::field)
                .containsExactly(tuple(0, "data"), tuple(1, "data"), tuple(2, "data.far"), tuple(3, "data.far"));
    }

    @Test
    void timestampsAreOfYearsThatCanBeWritten() {
        String data = full(FactKind.ORDER).toString();

        assertThat(errors(
                        new NewFact("order.paid", FactChecks.YEAR_ONE, data),
                        new NewFact("order.paid", FactChecks.YEAR_ONE.minusNanos(1), data),
                        new NewFact("order.paid", FactChecks.YEAR_TEN_THOUSAND, data),
                        new NewFact("order.paid", Instant.MAX, data)))
                .extracting(FieldError::index, FieldError::field)
                .containsExactly(tuple(1, "timestamp"), tuple(2, "timestamp"), tuple(3, "timestamp"));
    }

    @Test
    void theErrorsOfARequestAreBounded() {
        List<NewFact> facts = Collections.nCopies(10_000, new NewFact("order.paid", NOON, "{}"));

        ContractException refusal = catchThrowableOfType(
                ContractException.class, () -> FactReader.read(new IngestFacts(Requests.ACME, facts)));

        assertThat(refusal.fieldErrors()).hasSize(FactProblems.MAX_LISTED);
    }

    @Test
    void aFactBelongsToWhatItNames() {
        LogFact order = read(fact("order.paid", full(FactKind.ORDER)));
        assertThat(order.objectId()).isEqualTo(id(1));
        assertThat(order.versionAt()).isEqualTo("2026-10-02T08:00:00.123456Z");
        assertThat(order.occurredAt()).isEqualTo(NOON);
        assertThat(order.parentId()).isEqualTo(id(4));
        assertThat(order.customerId()).isEqualTo(id(2));
        assertThat(order.needsParent()).isFalse();

        LogFact refund = read(fact("refund.created", full(FactKind.REFUND)));
        assertThat(refund.parentKind()).isEqualTo(FactKind.ORDER);
        assertThat(refund.parentId()).isEqualTo(id(5));
        assertThat(refund.customerId()).isNull();
        assertThat(refund.needsParent()).isTrue();

        LogFact seat = read(fact("customer_seat.claimed", full(FactKind.CUSTOMER_SEAT)));
        assertThat(seat.parentKind()).isEqualTo(FactKind.SUBSCRIPTION);
        ObjectNode ofOrder = full(FactKind.CUSTOMER_SEAT).putNull("subscription_id");
        assertThat(read(fact("customer_seat.claimed", ofOrder)).parentId()).isEqualTo(id(5));
        assertThat(errors(fact("customer_seat.claimed", ofOrder.putNull("order_id"))))
                .containsExactly(new FieldError(0, "data.subscription_id", "missing", "Field required"));
    }

    @Test
    void aRateIsTheSameObjectInAnyCaseOfItsCurrency() {
        LogFact rate = read(fact("exchange_rate.set", full(FactKind.EXCHANGE_RATE)));
        ObjectNode again = full(FactKind.EXCHANGE_RATE).put("currency", "eur").put("rate", 2);

        assertThat(rate.objectId().version()).isEqualTo(4);
        assertThat(rate.objectId().variant()).isEqualTo(2);
        assertThat(rate.versionAt()).isEqualTo(NOON);
        assertThat(read(fact("exchange_rate.set", again)).objectId()).isEqualTo(rate.objectId());
        assertThat(read(fact("exchange_rate.set", again.put("day", "2026-10-02")))
                        .objectId())
                .isNotEqualTo(rate.objectId());
    }

    @Test
    void aCustomerIsReadWithItsDefaults() {
        CustomerVersion full =
                read(fact("customer.updated", full(FactKind.CUSTOMER))).customer();
        assertThat(full.type()).isEqualTo("team");
        assertThat(full.metadata()).isEqualTo("{\"plan\":\"pro\",\"seats\":3,\"rate\":0.10,\"trial\":false}");
        assertThat(full.externalDigest()).isEqualTo(CustomerDigest.ofExternalId("user_1"));

        ObjectNode least = full(FactKind.CUSTOMER).retain("id", "created_at");
        CustomerVersion made = read(fact("customer.created", least)).customer();
        assertThat(made.type()).isEqualTo("individual");
        assertThat(made.metadata()).isEqualTo("{}");
        assertThat(made.deletedAt()).isNull();
        assertThat(read(fact("customer.deleted", least)).customer().deletedAt()).isEqualTo(NOON);
    }
}

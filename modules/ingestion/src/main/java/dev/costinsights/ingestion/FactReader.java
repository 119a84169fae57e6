package dev.costinsights.ingestion;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.costinsights.contracts.bus.ContractException;
import dev.costinsights.contracts.bus.ErrorCode;
import dev.costinsights.contracts.revenue.IngestFacts;
import dev.costinsights.contracts.revenue.NewFact;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads facts and says everything that is wrong with them. Fields that aren't known are kept and ignored. */
final class FactReader {
    /** Longest text of a fact's data, in characters; a webhook of the reference has a tenth of it. */
    static final int MAX_DATA = 64 * 1024;

    private static final int MAX_DEPTH = 32;
    /** On each side of the point, so that every double can be kept and no exponent fills the log. */
    private static final int MAX_DIGITS = 400;

    private static final String DATA = "data";
    private static final String UNSTORABLE = "Value error, This value contains invalid characters";
    private static final Pattern PLAIN_NAME = Pattern.compile("\\w{1,64}");

    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    // Names come from senders; interned ones would outlive the parser's own bounded table.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final FactProblems problems;

    private FactReader(FactProblems problems) {
        this.problems = problems;
    }

    /** @throws ContractException as {@link ErrorCode#INVALID} naming the fields that are wrong */
    static List<LogFact> read(IngestFacts request) {
        var reader = new FactReader(new FactProblems());
        List<LogFact> facts = new ArrayList<>(request.facts().size());
        for (int index = 0; index < request.facts().size() && !reader.problems.isFull(); index++) {
            reader.problems.startFact(index);
            LogFact fact = reader.read(request.facts().get(index));
            if (fact != null) {
                facts.add(fact);
            }
        }
        if (!reader.problems.listed().isEmpty()) {
            throw invalid(reader.problems);
        }
        return facts;
    }

    /** @return null when the fact has a problem, which is added to the others */
    static @Nullable LogFact read(NewFact fact, FactProblems problems) {
        return new FactReader(problems).read(fact);
    }

    static ContractException invalid(FactProblems problems) {
        return new ContractException(ErrorCode.INVALID, "Some facts can't be kept.", problems.listed());
    }

    /** @return null when the fact has a problem */
    private @Nullable LogFact read(NewFact fact) {
        FactKind kind = FactKind.ofType(fact.type());
        if (kind == null) {
            problems.add("type", "enum", "Input should be the type of a fact, such as 'order.paid'");
        }
        if (!FactChecks.isInRange(fact.timestamp())) {
            problems.add("timestamp", "value_error", "Value error, Timestamp must be of the years 1 to 9999.");
        }
        JsonNode data = data(fact.data());
        if (kind == null || data == null) {
            return null;
        }
        for (FactField field : kind.fields()) {
            field.check(data, DATA, problems);
        }
        if (kind == FactKind.CUSTOMER_SEAT && !data.hasNonNull("order_id") && !data.hasNonNull("subscription_id")) {
            problems.missing("data.subscription_id");
        }
        checkStorable(data);
        return problems.isFactBad() ? null : logFact(kind, fact, data);
    }

    private @Nullable JsonNode data(String text) {
        if (text.length() > MAX_DATA) {
            problems.add(DATA, "too_long", "Data should have at most " + MAX_DATA + " characters");
            return null;
        }
        try {
            JsonNode data = JSON.readTree(text);
            if (data.isObject()) {
                return data;
            }
            problems.add(DATA, "dict_type", "Input should be a valid dictionary");
        } catch (JsonProcessingException | NumberFormatException e) {
            problems.add(DATA, "json_invalid", "Data should be a JSON object of at most " + MAX_DEPTH + " levels");
        }
        return null;
    }

    private void checkStorable(JsonNode data) {
        for (Map.Entry<String, JsonNode> entry : data.properties()) {
            String name = entry.getKey();
            String field = PLAIN_NAME.matcher(name).matches() ? DATA + '.' + name : DATA;
            if (!field.equals(DATA) && problems.isBad(field)) {
                continue;
            }
            if (Texts.isUnstorable(name) || hasUnstorableText(entry.getValue())) {
                problems.add(field, "value_error", UNSTORABLE);
            } else if (hasEndlessNumber(entry.getValue())) {
                problems.add(
                        field,
                        "decimal_max_digits",
                        "Decimal input should have no more than " + MAX_DIGITS + " digits on either side of the point");
            }
        }
    }

    private static boolean hasUnstorableText(JsonNode value) {
        if (value.isTextual()) {
            return Texts.isUnstorable(value.textValue());
        } else if (value.isObject()) {
            return value.properties().stream()
                    .anyMatch(entry -> Texts.isUnstorable(entry.getKey()) || hasUnstorableText(entry.getValue()));
        }
        return value.isArray() && value.valueStream().anyMatch(FactReader::hasUnstorableText);
    }

    private static boolean hasEndlessNumber(JsonNode value) {
        if (value.isBigDecimal() || value.isBigInteger()) {
            BigDecimal number = value.decimalValue();
            return (long) number.precision() - number.scale() > MAX_DIGITS || number.scale() > MAX_DIGITS;
        }
        return value.isContainerNode() && value.valueStream().anyMatch(FactReader::hasEndlessNumber);
    }

    private static LogFact logFact(FactKind kind, NewFact fact, JsonNode data) {
        Instant occurredAt = fact.timestamp().truncatedTo(ChronoUnit.MICROS);
        Instant modifiedAt = kind == FactKind.EXCHANGE_RATE ? null : instant(data, "modified_at");
        Instant versionAt = modifiedAt == null ? occurredAt : modifiedAt;
        FactKind parentKind = parentKind(kind, data);
        return new LogFact(
                kind,
                objectId(kind, data),
                versionAt,
                fact.type(),
                occurredAt,
                parentKind,
                parentKind == null ? null : id(data, parentKind.storedName() + "_id"),
                hasCustomer(kind) ? id(data, "customer_id") : null,
                fact.data(),
                kind == FactKind.CUSTOMER ? customer(data, fact.type(), versionAt, occurredAt) : null);
    }

    private static UUID objectId(FactKind kind, JsonNode data) {
        return kind == FactKind.EXCHANGE_RATE
                ? DigestIds.of(data.get("currency").textValue().toLowerCase(Locale.ROOT)
                        + '|'
                        + data.get("day").textValue())
                : UUID.fromString(data.get("id").textValue());
    }

    private static @Nullable FactKind parentKind(FactKind kind, JsonNode data) {
        return switch (kind) {
            case REFUND, DISPUTE -> FactKind.ORDER;
            case ORDER -> data.hasNonNull("subscription_id") ? FactKind.SUBSCRIPTION : null;
            case CUSTOMER_SEAT -> data.hasNonNull("subscription_id") ? FactKind.SUBSCRIPTION : FactKind.ORDER;
            default -> null;
        };
    }

    private static boolean hasCustomer(FactKind kind) {
        return kind == FactKind.ORDER || kind == FactKind.SUBSCRIPTION || kind == FactKind.CHECKOUT;
    }

    private static CustomerVersion customer(JsonNode data, String type, Instant versionAt, Instant occurredAt) {
        String externalId = text(data, "external_id");
        String customerType = text(data, "type");
        Instant deletedAt = instant(data, "deleted_at");
        return new CustomerVersion(
                UUID.fromString(data.get("id").textValue()),
                externalId,
                externalId == null ? null : CustomerDigest.ofExternalId(externalId),
                customerType == null ? "individual" : customerType,
                text(data, "email"),
                text(data, "name"),
                text(data, "billing_name"),
                data.hasNonNull("metadata") ? data.get("metadata").toString() : "{}",
                FactChecks.instant(data.get("created_at").textValue()),
                versionAt,
                deletedAt == null && type.equals("customer.deleted") ? occurredAt : deletedAt);
    }

    private static @Nullable String text(JsonNode data, String field) {
        return data.hasNonNull(field) ? data.get(field).textValue() : null;
    }

    private static @Nullable UUID id(JsonNode data, String field) {
        String text = text(data, field);
        return text == null ? null : UUID.fromString(text);
    }

    private static @Nullable Instant instant(JsonNode data, String field) {
        String text = text(data, field);
        return text == null ? null : FactChecks.instant(text);
    }
}

package dev.costinsights.ingestion;

import static dev.costinsights.ingestion.FactChecks.COMMENT;
import static dev.costinsights.ingestion.FactChecks.COUNT;
import static dev.costinsights.ingestion.FactChecks.CURRENCY_CODE;
import static dev.costinsights.ingestion.FactChecks.DATE;
import static dev.costinsights.ingestion.FactChecks.EXTERNAL_ID;
import static dev.costinsights.ingestion.FactChecks.FLAG;
import static dev.costinsights.ingestion.FactChecks.ID;
import static dev.costinsights.ingestion.FactChecks.INTERVAL;
import static dev.costinsights.ingestion.FactChecks.METADATA;
import static dev.costinsights.ingestion.FactChecks.NOT_NEGATIVE;
import static dev.costinsights.ingestion.FactChecks.PRICES;
import static dev.costinsights.ingestion.FactChecks.RATE;
import static dev.costinsights.ingestion.FactChecks.TEXT;
import static dev.costinsights.ingestion.FactChecks.TIME;
import static dev.costinsights.ingestion.FactChecks.WHOLE;
import static dev.costinsights.ingestion.FactChecks.oneOf;
import static dev.costinsights.ingestion.FactField.optional;
import static dev.costinsights.ingestion.FactField.required;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a fact is about, what it may say happened, and the fields of its data that are read. */
enum FactKind {
    CUSTOMER(
            List.of("created", "updated", "deleted"),
            optional("external_id", EXTERNAL_ID),
            optional("email", TEXT),
            optional("name", TEXT),
            optional("billing_name", TEXT),
            optional("type", oneOf("individual", "team")),
            optional("metadata", METADATA),
            optional("deleted_at", TIME)),
    PRODUCT(
            List.of("created", "updated"),
            required("name", TEXT),
            required("is_recurring", FLAG),
            optional("recurring_interval", INTERVAL),
            optional("recurring_interval_count", COUNT),
            optional("is_archived", FLAG),
            optional("prices", PRICES)),
    ORDER(
            List.of("created", "updated", "paid", "refunded"),
            required("status", oneOf("draft", "pending", "paid", "refunded", "partially_refunded", "void")),
            required("customer_id", ID),
            optional("product_id", ID),
            optional("subscription_id", ID),
            required("currency", CURRENCY_CODE),
            optional("subtotal_amount", WHOLE),
            optional("discount_amount", WHOLE),
            required("net_amount", WHOLE),
            optional("tax_amount", WHOLE),
            optional("total_amount", WHOLE),
            optional("applied_balance_amount", WHOLE),
            optional("platform_fee_amount", WHOLE),
            optional("billing_reason", TEXT),
            optional("exchange_rate", RATE)),
    SUBSCRIPTION(
            List.of(
                    "created",
                    "updated",
                    "active",
                    "canceled",
                    "uncanceled",
                    "cycled",
                    "revoked",
                    "past_due",
                    "paused",
                    "resumed"),
            required(
                    "status",
                    oneOf(
                            "incomplete",
                            "incomplete_expired",
                            "trialing",
                            "active",
                            "past_due",
                            "canceled",
                            "unpaid",
                            "paused")),
            required("customer_id", ID),
            required("product_id", ID),
            required("amount", NOT_NEGATIVE),
            required("currency", CURRENCY_CODE),
            required("recurring_interval", INTERVAL),
            optional("recurring_interval_count", COUNT),
            optional("started_at", TIME),
            optional("trial_start", TIME),
            optional("trial_end", TIME),
            optional("current_period_start", TIME),
            optional("current_period_end", TIME),
            optional("cancel_at_period_end", FLAG),
            optional("canceled_at", TIME),
            optional("ends_at", TIME),
            optional("ended_at", TIME),
            optional("customer_cancellation_reason", TEXT),
            optional("customer_cancellation_comment", COMMENT)),
    REFUND(
            List.of("created", "updated"),
            required("status", oneOf("pending", "succeeded", "failed", "canceled")),
            required("order_id", ID),
            required("amount", NOT_NEGATIVE),
            optional("tax_amount", WHOLE),
            required("currency", CURRENCY_CODE),
            optional("exchange_rate", RATE)),
    DISPUTE(
            List.of("created", "updated"),
            required("status", oneOf("open", "lost", "won")),
            required("order_id", ID),
            required("amount", NOT_NEGATIVE),
            required("currency", CURRENCY_CODE),
            optional("fee_amount", NOT_NEGATIVE),
            optional("exchange_rate", RATE)),
    CHECKOUT(
            List.of("created", "updated", "expired"),
            required("status", oneOf("open", "expired", "confirmed", "succeeded", "failed")),
            optional("opened_at", TIME),
            optional("customer_id", ID),
            optional("product_id", ID)),
    CUSTOMER_SEAT(
            List.of("assigned", "claimed", "revoked"),
            optional("subscription_id", ID),
            optional("order_id", ID),
            optional("claimed_at", TIME),
            optional("revoked_at", TIME)),
    /** Not an object: one rate of one day. */
    EXCHANGE_RATE(
            List.of(),
            List.of("set"),
            required("currency", CURRENCY_CODE),
            required("day", DATE),
            required("rate", RATE));

    private static final Map<String, FactKind> BY_TYPE = new HashMap<>();

    static {
        for (FactKind kind : values()) {
            kind.types().forEach(type -> BY_TYPE.put(type, kind));
        }
    }

    private final List<String> happenings;
    private final List<FactField> fields;

    FactKind(List<String> happenings, FactField... fields) {
        this(
                List.of(required("id", ID), required("created_at", TIME), optional("modified_at", TIME)),
                happenings,
                fields);
    }

    FactKind(List<FactField> ofEveryObject, List<String> happenings, FactField... fields) {
        this.happenings = happenings;
        this.fields =
                Stream.concat(ofEveryObject.stream(), Arrays.stream(fields)).toList();
    }

    /** @return null for a type that isn't known */
    static @Nullable FactKind ofType(String type) {
        return BY_TYPE.get(type);
    }

    /** As in the column {@code kind} of {@code log.facts}. */
    String storedName() {
        return name().toLowerCase(Locale.ROOT);
    }

    List<String> types() {
        return happenings.stream()
                .map(happening -> storedName() + '.' + happening)
                .toList();
    }

    List<FactField> fields() {
        return fields;
    }
}

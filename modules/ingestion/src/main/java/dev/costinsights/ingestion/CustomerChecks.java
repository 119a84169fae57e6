package dev.costinsights.ingestion;

import dev.costinsights.contracts.bus.FieldError;
import dev.costinsights.contracts.customers.BillingAddress;
import dev.costinsights.contracts.customers.Change;
import dev.costinsights.contracts.customers.CreateCustomer;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.NewMember;
import dev.costinsights.contracts.customers.UpdateCustomer;
import dev.costinsights.contracts.customers.UpdateMember;
import dev.costinsights.contracts.events.MetadataValue;
import dev.costinsights.contracts.events.NewEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks what is said of customers and members: limits of texts, and what one value demands of another. */
final class CustomerChecks {
    static final int MAX_TEXT = 1_000;
    /** What a mailbox and a domain have together by RFC 5321. */
    static final int MAX_EMAIL = 320;

    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final String VALUE_ERROR = "value_error";

    private final List<FieldError> errors = new ArrayList<>();

    private CustomerChecks() {}

    /** What is wrong with the wish, each failing field once. */
    static List<FieldError> errorsOf(CreateCustomer wish) {
        var checks = new CustomerChecks();
        checks.externalId(wish.externalId());
        checks.email(wish.email());
        if (wish.email() == null && wish.type() == Customer.Type.INDIVIDUAL) {
            checks.add("email", VALUE_ERROR, "An individual has an email.");
        } else if (wish.email() == null && wish.owner() == null) {
            checks.add("email", VALUE_ERROR, "A team without an email has an owner with one.");
        }
        checks.text("name", wish.name());
        checks.address(wish.billingAddress());
        checks.text("tax_id", wish.taxId());
        checks.text("locale", wish.locale());
        checks.metadata(wish.metadata());
        if (wish.owner() != null && !errorsOf(wish.owner()).isEmpty()) {
            checks.add("owner", VALUE_ERROR, "The owner can't be registered.");
        }
        return checks.errors;
    }

    /** What is wrong with the wish for a customer as it is before, each failing field once. */
    static List<FieldError> errorsOf(UpdateCustomer wish, Customer before) {
        var checks = new CustomerChecks();
        if (before.type() == Customer.Type.TEAM && wish.type() == Customer.Type.INDIVIDUAL) {
            checks.add("type", VALUE_ERROR, "A team can't become an individual.");
        }
        boolean staysIndividual = before.type() == Customer.Type.INDIVIDUAL && wish.type() != Customer.Type.TEAM;
        if (wish.email() != null && wish.email().value() == null && staysIndividual) {
            checks.add("email", VALUE_ERROR, "An individual has an email.");
        }
        checks.externalId(Change.applied(wish.externalId(), null));
        checks.email(Change.applied(wish.email(), null));
        checks.text("name", Change.applied(wish.name(), null));
        checks.address(Change.applied(wish.billingAddress(), null));
        checks.text("tax_id", Change.applied(wish.taxId(), null));
        checks.text("locale", Change.applied(wish.locale(), null));
        checks.metadata(wish.metadata() == null ? Map.of() : wish.metadata());
        return checks.errors;
    }

    static List<FieldError> errorsOf(NewMember member) {
        var checks = new CustomerChecks();
        checks.externalId(member.externalId());
        checks.email(member.email());
        checks.text("name", member.name());
        return checks.errors;
    }

    static List<FieldError> errorsOf(UpdateMember wish) {
        var checks = new CustomerChecks();
        checks.email(wish.email());
        checks.text("name", Change.applied(wish.name(), null));
        return checks.errors;
    }

    /** An empty one names nobody. */
    private void externalId(@Nullable String externalId) {
        if (externalId != null && externalId.isEmpty()) {
            add("external_id", "string_too_short", "String should have at least 1 character");
        } else {
            text("external_id", externalId);
        }
    }

    private void email(@Nullable String email) {
        if (email != null && !EMAIL.matcher(email).matches()) {
            add("email", VALUE_ERROR, "value is not a valid email address");
        } else {
            text("email", email, MAX_EMAIL);
        }
    }

    private void address(@Nullable BillingAddress address) {
        if (address == null) {
            return;
        }
        boolean wrong = address.parts().entrySet().stream()
                .anyMatch(part -> isWrong(part.getKey(), MAX_TEXT) || isWrong(part.getValue(), MAX_TEXT));
        if (wrong) {
            add("billing_address", VALUE_ERROR, "A part is too long or contains invalid characters.");
        }
    }

    private void metadata(Map<String, MetadataValue> metadata) {
        boolean wrong = metadata.size() > NewEvent.MAX_METADATA_KEYS
                || metadata.entrySet().stream()
                        .anyMatch(entry -> isWrong(entry.getKey(), NewEvent.MAX_METADATA_KEY_LENGTH)
                                || entry.getValue() instanceof MetadataValue.Text text
                                        && Texts.isUnstorable(text.value()));
        if (wrong) {
            add("metadata", VALUE_ERROR, "There are too many values, or one has a key or a text that can't be kept.");
        }
    }

    private void text(String field, @Nullable String text) {
        text(field, text, MAX_TEXT);
    }

    private void text(String field, @Nullable String text, int longest) {
        if (Texts.isUnstorable(text)) {
            add(field, VALUE_ERROR, "Value error, This value contains invalid characters");
        } else if (text != null && isWrong(text, longest)) {
            add(field, "string_too_long", "String should have at most " + longest + " characters");
        }
    }

    private static boolean isWrong(String text, int longest) {
        return Texts.isUnstorable(text) || text.codePointCount(0, text.length()) > longest;
    }

    private void add(String field, String type, String message) {
        errors.add(new FieldError(null, field, type, message));
    }
}

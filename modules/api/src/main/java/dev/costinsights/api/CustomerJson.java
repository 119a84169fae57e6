package dev.costinsights.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.costinsights.contracts.customers.ActiveSubscription;
import dev.costinsights.contracts.customers.BillingAddress;
import dev.costinsights.contracts.customers.Change;
import dev.costinsights.contracts.customers.CreateCustomer;
import dev.costinsights.contracts.customers.Customer;
import dev.costinsights.contracts.customers.CustomerRef;
import dev.costinsights.contracts.customers.CustomerState;
import dev.costinsights.contracts.customers.NewMember;
import dev.costinsights.contracts.customers.UpdateCustomer;
import dev.costinsights.contracts.events.MetadataValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Customers as the wire has them. */
final class CustomerJson {
    private static final String ORGANIZATION = "organization_id";
    private static final String TYPES = "'individual' or 'team'";

    private CustomerJson() {}

    /** @throws InvalidRequest naming every field that is wrong, or an organization that must not be set */
    static CreateCustomer wish(ObjectBody body, UUID organizationId) {
        Fields fields = body.fields();
        Customer.Type sentType = fields.orNull("type", CustomerJson::type);
        Customer.Type type = sentType == null ? Customer.Type.INDIVIDUAL : sentType;
        String externalId = fields.orNull("external_id", Values::externalId);
        String email = type == Customer.Type.INDIVIDUAL
                ? fields.required("email", Values::email)
                : fields.orNull("email", Values::email);
        String name = fields.orNull("name", Values::text);
        BillingAddress address = address(fields.objectOrNull("billing_address"));
        String taxId = fields.orNull("tax_id", Values::text);
        String locale = fields.orNull("locale", Values::text);
        Fields metadata = fields.object("metadata");
        Map<String, MetadataValue> values = metadata == null ? Map.of() : MetadataJson.read(metadata, Set.of());
        NewMember owner = owner(fields.objectOrNull("owner"));
        UUID organization = fields.orNull(ORGANIZATION, Values::uuid);
        body.requireValid();
        if (organization != null) {
            throw organizationIsKnown(fields.at(ORGANIZATION), organization);
        }
        return new CreateCustomer(organizationId, type, externalId, email, name, address, taxId, locale, values, owner);
    }

    private static Customer.Type type(JsonNode value) throws InvalidValue {
        return Customer.Type.ofWireName(value.asText()).orElseThrow(() -> QueryParameters.notOneOf(TYPES));
    }

    static InvalidRequest organizationIsKnown(Location location, UUID sent) {
        return new InvalidRequest(
                InvalidRequest.Kind.SERVICE,
                List.of(new WireError(
                        "organization_token",
                        location,
                        "Setting organization_id is disallowed when using an organization token.",
                        JsonNodeFactory.instance.textNode(sent.toString()))));
    }

    /** @return null also when there is a problem */
    private static @Nullable NewMember owner(@Nullable Fields owner) {
        if (owner == null) {
            return null;
        }
        String email = owner.required("email", Values::email);
        String name = owner.orNull("name", Values::text);
        String externalId = owner.orNull("external_id", Values::externalId);
        return email == null ? null : new NewMember(email, name, externalId);
    }

    /** Parts that are null are left out. Null also when there is a problem. */
    private static @Nullable BillingAddress address(@Nullable Fields address) {
        if (address == null) {
            return null;
        }
        Map<String, String> parts = new LinkedHashMap<>();
        for (var entry : address.all()) {
            String part = entry.getKey();
            String text = address.orNull(part, value -> {
                Values.text(JsonNodeFactory.instance.textNode(part));
                return Values.text(value);
            });
            if (text != null) {
                parts.put(part, text);
            }
        }
        if (!address.has(BillingAddress.COUNTRY)) {
            address.missing(BillingAddress.COUNTRY);
        }
        if (parts.size() > BillingAddress.MAX_PARTS) {
            address.problem(Values.tooManyItems(BillingAddress.MAX_PARTS, parts.size()));
        }
        boolean whole = parts.containsKey(BillingAddress.COUNTRY) && parts.size() <= BillingAddress.MAX_PARTS;
        return whole ? new BillingAddress(parts) : null;
    }

    /** @throws InvalidRequest naming every field that is wrong */
    static UpdateCustomer change(ObjectBody body, UUID organizationId, CustomerRef customer) {
        Fields fields = body.fields();
        Fields metadata = fields.object("metadata");
        var wish = new UpdateCustomer(
                organizationId,
                customer,
                fields.orNull("type", CustomerJson::type),
                fields.change("external_id", Values::externalId),
                fields.change("email", Values::email),
                fields.change("name", Values::text),
                addressChange(fields),
                fields.change("tax_id", Values::text),
                fields.change("locale", Values::text),
                metadata == null ? null : MetadataJson.read(metadata, Set.of()));
        body.requireValid();
        return wish;
    }

    private static @Nullable Change<BillingAddress> addressChange(Fields fields) {
        return fields.isSent("billing_address") ? new Change<>(address(fields.objectOrNull("billing_address"))) : null;
    }

    /** Emails are not verified here, and there are neither pictures nor payment methods. */
    static ObjectNode of(Customer customer) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", customer.id().toString())
                .put("created_at", customer.createdAt().toString())
                .put("modified_at", text(customer.modifiedAt()));
        json.set("metadata", MetadataJson.of(customer.metadata()));
        json.put("external_id", customer.externalId())
                .put("email", customer.email())
                .put("email_verified", false)
                .put("type", customer.type().wireName())
                .put("name", customer.name())
                .put("billing_name", customer.billingName());
        json.set("billing_address", tree(customer.billingAddress()));
        if (customer.taxId() == null) {
            json.putNull("tax_id");
        } else {
            json.putArray("tax_id").add(customer.taxId()).addNull();
        }
        return json.put("locale", customer.locale())
                .put(ORGANIZATION, customer.organizationId().toString())
                .putNull("default_payment_method_id")
                .put("deleted_at", text(customer.deletedAt()))
                .putNull("avatar_url");
    }

    /** Benefits and meters are not known here. */
    static ObjectNode state(CustomerState state) {
        ObjectNode json = of(state.customer());
        ArrayNode subscriptions = json.putArray("active_subscriptions");
        state.subscriptions().forEach(subscription -> subscriptions.add(subscription(subscription)));
        json.putArray("granted_benefits");
        json.putArray("active_meters");
        return json;
    }

    private static ObjectNode subscription(ActiveSubscription subscription) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", subscription.id().toString())
                .put("created_at", subscription.createdAt().toString())
                .put("modified_at", text(subscription.modifiedAt()));
        json.putObject("custom_field_data");
        json.set("metadata", MetadataJson.of(subscription.metadata()));
        json.put("status", subscription.inTrial() ? "trialing" : "active")
                .put("amount", subscription.amount())
                .put("currency", subscription.currency())
                .put("recurring_interval", subscription.recurringInterval())
                .put("recurring_interval_count", subscription.recurringIntervalCount())
                .put("current_period_start", subscription.currentPeriodStart().toString())
                .put("current_period_end", subscription.currentPeriodEnd().toString())
                .put("trial_start", text(subscription.trialStart()))
                .put("trial_end", text(subscription.trialEnd()))
                .put("cancel_at_period_end", subscription.cancelAtPeriodEnd())
                .put("canceled_at", text(subscription.canceledAt()))
                .put("started_at", text(subscription.startedAt()))
                .put("ends_at", text(subscription.endsAt()))
                .put("product_id", subscription.productId().toString())
                .put(
                        "discount_id",
                        subscription.discountId() == null
                                ? null
                                : subscription.discountId().toString());
        json.putArray("meters");
        return json;
    }

    private static JsonNode tree(@Nullable String json) {
        if (json == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        try (JsonParser parser = WireJson.parser(json.getBytes(StandardCharsets.UTF_8))) {
            parser.nextToken();
            return WireJson.tree(parser);
        } catch (IOException e) {
            throw new UncheckedIOException("An address that was kept can't be read", e);
        }
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}
